"""Suggestions on the workbench: each answer swaps one card and the bar of progress."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import DeskRequest, desk_view
from claims import actions, workbench
from claims.actions import ClaimContent
from claims.drafts import taken_up, typed, without_faults
from claims.enums import Decision
from claims.forms import ClaimForm
from claims.models import Claim, Suggestion
from claims.views.articles import PAGE, current_conflict, page_of, workbench_of
from claims.wording import content_in_words
from lib.form_errors import add_errors
from lib.htmx import render_page
from lib.word_diff import differences


def with_suggestion(view: Callable[[DeskRequest, Suggestion], HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the suggestion; a page on which one stands that a later reading has replaced loads again."""

    @wraps(view)
    def found(request: DeskRequest, pk: int) -> HttpResponse:
        suggestions = Suggestion.objects.for_cards().select_related(
            "excerpt__snapshot__article__source", "excerpt__snapshot__article__origin_group"
        )
        suggestion = suggestions.filter(pk=pk).first()
        if suggestion is not None:
            return view(request, suggestion)
        if not request.htmx:
            raise Http404
        messages.info(request, _("The article has been read again since. This is what is suggested now."))
        return HttpResponse(status=409, headers={"HX-Refresh": "true"})

    return found


def _card(request: DeskRequest, suggestion: Suggestion, *, status: int = 200, fault: str = "") -> HttpResponse:
    """The card as it stands now; without htmx, the page with that card in view."""
    card = workbench.suggestion_card(suggestion.pk)
    snapshot = suggestion.excerpt.snapshot
    if not request.htmx and not fault:
        return redirect(page_of(snapshot, card.key))
    context = {"card": card, "fault": fault, "article": snapshot.article, "snapshot": snapshot}
    if request.htmx:
        context["progress"] = workbench.progress_of(snapshot)
    else:
        context |= workbench_of(request, workbench.captures().get(pk=snapshot.pk), faulty=card.key)
    return render_page(request, PAGE, context, partial="decided", status=status)


@require_GET
@desk_view()
@with_suggestion
def suggestion(request: DeskRequest, found: Suggestion) -> HttpResponse:
    """A suggestion's card, such as after leaving its form."""
    return _card(request, found)


@require_POST
@desk_view("claims.decide_suggestion")
@with_suggestion
def accept(request: DeskRequest, found: Suggestion) -> HttpResponse:
    """Make a draft claim of a suggestion as it stands."""
    conflict = current_conflict(request)
    try:
        actions.accept_suggestion(
            suggestion=found,
            by=request.user,
            conflict=conflict,
            content=workbench.content_of(found, conflict=conflict),
        )
    except ValidationError as error:
        return _card(request, found, status=409, fault=error.messages[0])
    return _card(request, found)


@require_POST
@desk_view("claims.decide_suggestion")
@with_suggestion
def reject(request: DeskRequest, found: Suggestion) -> HttpResponse:
    """Put a suggestion aside."""
    reason = request.POST.get("reason", "").replace("\0", "")[:300]
    try:
        actions.reject_suggestion(suggestion=found, by=request.user, reason=reason)
    except ValidationError as error:
        return _card(request, found, status=409, fault=error.messages[0])
    return _card(request, found)


@require_http_methods(["GET", "POST"])
@desk_view("claims.decide_suggestion")
@with_suggestion
def edit(request: DeskRequest, found: Suggestion) -> HttpResponse:
    """The card as a form; POST accepts the suggestion with what the editor made of it."""
    if request.method == "GET" and found.decision != Decision.PENDING:
        return _card(request, found, status=409, fault=_("Somebody has already decided this suggestion."))
    conflict = current_conflict(request)
    content = workbench.content_of(found, conflict=conflict)
    draft_form = f"suggestion:{found.pk}"
    near = found.excerpt.snapshot.article.published_edtf
    form = ClaimForm(request.POST or None, conflict=conflict, content=content, near=near, auto_id=f"s{found.pk}-%s")
    status = 422 if form.is_bound else 200
    overtaken: dict[str, Any] = {}
    if form.is_bound and form.is_valid():
        try:
            claim = actions.accept_suggestion(
                suggestion=found, by=request.user, conflict=conflict, content=form.content()
            )
        except ValidationError as error:
            add_errors(form, error)
        else:
            # Accepting twice gives the first one's claim: what was typed here must not be lost for that.
            if ClaimContent.of(claim).says_the_same_as(form.content()):
                actions.throw_draft_away(form=draft_form, by=request.user)
                return _card(request, found)
            overtaken = _against(claim, form)
    elif (draft := taken_up(request, draft_form)) is not None:
        form = ClaimForm(typed(draft), conflict=conflict, content=content, near=near, auto_id=f"s{found.pk}-%s")
        form, status = without_faults(form), 200
    snapshot, card = found.excerpt.snapshot, workbench.suggestion_card(found.pk)
    if form.is_bound and card.state != "pending":
        status = 409
    context = {"card": card, "form": form, "article": snapshot.article, "snapshot": snapshot} | overtaken
    context["draft_form"] = draft_form
    if not request.htmx:
        context |= workbench_of(request, workbench.captures().get(pk=snapshot.pk), editing=card.key)
    return render_page(request, PAGE, context, partial="card-form", status=status)


def _against(claim: Claim, form: ClaimForm) -> dict[str, Any]:
    there, typed = content_in_words(ClaimContent.of(claim)), content_in_words(form.content())
    return {"overtaken_by": claim, "differences": differences(there, typed)}
