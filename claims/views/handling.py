"""Who works on a claim and until when, and what a person follows."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.access import DeskRequest, desk_view
from accounts.actions import follow as follow_thing
from accounts.actions import unfollow as unfollow_thing
from actors.models import Actor
from claims import actions
from claims.forms import AssignForm
from claims.models import Claim, Issue
from claims.views.claims import PAGE, page_context
from lib.form_errors import add_errors

_FOLLOWABLE: dict[str, type[Model]] = {"claim": Claim, "issue": Issue, "actor": Actor}


@require_POST
@desk_view("claims.write_claim")
def assign(request: DeskRequest, pk: int) -> HttpResponse:
    """Give the claim to somebody, with a day or without."""
    found = get_object_or_404(Claim.objects.for_page(), pk=pk)
    form = AssignForm(request.POST, auto_id="assign-%s")
    if form.is_valid():
        try:
            moved = actions.assign_claim(claim=found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, f"Assigned to {moved.assignee}." if moved.assignee else "Assigned to nobody.")
            return redirect(f"{found.get_absolute_url()}#handling")
    return render(request, PAGE, page_context(request, found, refused_assignment=form), status=422)


@require_POST
@desk_view()
def follow(request: DeskRequest, kind: str, pk: int) -> HttpResponse:
    """Be told of changes of a claim, an issue or an actor, or (`stop`) no more; then back to the claim."""
    if kind not in _FOLLOWABLE:
        raise Http404
    thing = get_object_or_404(_FOLLOWABLE[kind], pk=pk)
    (unfollow_thing if request.POST.get("stop") else follow_thing)(what=thing, by=request.user)
    claim = request.POST.get("claim", "")
    back = int(claim) if claim.isdecimal() and len(claim) < 18 else 0
    found = Claim.objects.filter(pk=back).first()
    return redirect(f"{found.get_absolute_url()}#handling" if found else "claims:desk")
