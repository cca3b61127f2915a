"""Who works on a claim and until when, and what a person follows."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.access import DeskRequest, desk_view
from accounts.actions import follow as follow_thing
from accounts.actions import unfollow as unfollow_thing
from accounts.models import Follow
from actors.models import Actor
from actors.resolving import resolve
from articles.models import Article
from claims import actions
from claims.following import followed_by, offered
from claims.forms import AssignForm
from claims.models import Claim, Issue
from claims.views.claims import PAGE, claim_or_404, page_context
from lib.chosen import chosen
from lib.form_errors import add_errors

_FOLLOWABLE: dict[str, type[Model]] = {"claim": Claim, "issue": Issue, "actor": Actor}
_ACTORS = 25


@require_POST
@desk_view("claims.write_claim")
def assign(request: DeskRequest, pk: int) -> HttpResponse:
    """Give the claim to somebody, with a day or without."""
    found = claim_or_404(pk)
    form = AssignForm(request.POST, auto_id="assign-%s")
    if form.is_valid():
        try:
            moved = actions.assign_claim(claim=found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(
                request,
                _("Assigned to %(assignee)s.") % {"assignee": moved.assignee}
                if moved.assignee
                else _("Assigned to nobody."),
            )
            return redirect(f"{found.get_absolute_url()}#handling")
    return render(request, PAGE, page_context(request, found, refused_assignment=form), status=422)


@require_POST
@desk_view()
def follow(request: DeskRequest, kind: str, pk: int) -> HttpResponse:
    """Be told of changes of a claim, an issue or an actor, or (`stop`) no more; then back to where one was."""
    if kind not in _FOLLOWABLE:
        raise Http404
    thing = get_object_or_404(_FOLLOWABLE[kind], pk=pk)
    (unfollow_thing if request.POST.get("stop") else follow_thing)(what=thing, by=request.user)
    if claim := chosen(Claim.objects.all(), request.POST.get("claim", "")):
        return redirect(f"{claim.get_absolute_url()}#handling")
    if article := chosen(Article.objects.all(), request.POST.get("article", "")):
        return redirect("claims:names", article.pk)
    return redirect("claims:following")


@never_cache
@require_GET
@desk_view()
def following(request: DeskRequest) -> HttpResponse:
    """What I follow, and the issues and actors that I could."""
    words = request.GET.get("q", "")
    found = resolve(words, beginning=True, most=_ACTORS)
    context = {
        "nav": "desk",
        "mine": followed_by(request.user),
        "issues": offered(request.user, "issue", Issue.objects.filter(merged_into__isnull=True).order_by("name")),
        "q": words,
        "actors": offered(request.user, "actor", [match.actor for match in found]),
    }
    return render(request, "claims/following.html", context)


@require_POST
@desk_view()
def unfollow(request: DeskRequest, pk: int) -> HttpResponse:
    """Follow one of the things that I follow no more, whatever it is."""
    follows = get_object_or_404(Follow, pk=pk, user=request.user)
    if follows.followed is not None:
        unfollow_thing(what=follows.followed, by=request.user)
    return redirect("claims:following")
