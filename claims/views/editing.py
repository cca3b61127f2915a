"""Editing a claim: its form, opened again with what was typed, and joined with what somebody else saved meanwhile."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import DeskRequest, desk_view
from claims import actions, together
from claims.actions import ClaimContent
from claims.drafts import taken_up, typed, without_faults
from claims.forms import ClaimForm
from claims.history import history_of
from claims.models import Claim
from claims.policies import StaleVersionError, is_closed
from claims.views.articles import gazetteer_names
from lib.form_errors import add_errors


@require_http_methods(["GET", "POST"])
@desk_view("claims.write_claim")
def edit(request: DeskRequest, pk: int) -> HttpResponse:
    """What a claim says, as a form; where somebody saved it meanwhile, the changes of both are joined in it."""
    found = get_object_or_404(Claim.objects.for_cards(), pk=pk)
    return _save(request, found) if request.POST else _open(request, found)


def _draft_form(claim: Claim) -> str:
    return f"claim:{claim.pk}"


def _form(claim: Claim, content: ClaimContent, sent: QueryDict | None = None) -> ClaimForm:
    return ClaimForm(sent, conflict=claim.conflict, content=content, auto_id="claim-%s")


def _page(
    request: DeskRequest, claim: Claim, form: ClaimForm, version: int, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"nav": "desk", "claim": claim, "form": form, "version": version, "draft_form": _draft_form(claim)}
    return render(request, "claims/claim_edit.html", context | gazetteer_names() | more, status=status)


def _open(request: DeskRequest, claim: Claim) -> HttpResponse:
    if is_closed(claim):
        messages.error(
            request, _("This claim is %(stage)s; re-open it first.") % {"stage": claim.get_stage_display()}
        )
        return redirect(claim)
    actions.take_edit_lock(subject=_draft_form(claim), by=request.user)
    content = ClaimContent.of(claim)
    draft = taken_up(request, _draft_form(claim))
    if draft is not None:
        return _page(request, claim, without_faults(_form(claim, content, typed(draft))), draft.version)
    return _page(request, claim, _form(claim, content), claim.version)


def _save(request: DeskRequest, claim: Claim) -> HttpResponse:
    sent, unchosen = together.settled(request.POST)
    version, base = (together.number(request.POST.get(name, "")) for name in ("version", "base"))
    form = _form(claim, ClaimContent.of(claim), sent)
    if form.is_valid() and not unchosen:
        try:
            actions.edit_claim(claim=claim, content=form.content(), version=version, by=request.user)
        except ValidationError as error:
            add_errors(form, error)
        except StaleVersionError:
            return _overtaken(request, form, claim, base=version)
        else:
            actions.throw_draft_away(form=_draft_form(claim), by=request.user)
            actions.release_edit_lock(subject=_draft_form(claim), by=request.user)
            messages.success(request, _("Saved."))
            return redirect(claim)
    if unchosen and form.is_valid():
        return _overtaken(request, form, claim, base=base, sent=request.POST)
    return _page(request, claim, form, version, status=422)


def _overtaken(
    request: DeskRequest, form: ClaimForm, claim: Claim, *, base: int, sent: QueryDict | None = None
) -> HttpResponse:
    """The form with the changes of both; what both changed is asked. `sent` came back with a choice still open."""
    current = get_object_or_404(Claim.objects.for_cards(), pk=claim.pk)
    theirs, before = ClaimContent.of(current), together.claim_at(current, base)
    found = together.merge(
        _form(current, before) if before else None, _form(current, theirs), _form(current, form.content())
    )
    last = history_of(current)[0]
    if sent is not None and together.number(sent.get("version", "")) != current.version:
        sent = None  # overtaken once more: what was chosen was chosen against another text
    shown = together.overtaken(found, _("%(who)s %(did)s") % {"who": last.who, "did": last.did}, base=base, sent=sent)
    joined = _form(current, theirs, found.sent)
    return _page(request, current, joined, current.version, status=422 if sent is not None else 409, **shown)
