"""Claims that are one, and claims that are two."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import DeskRequest, desk_view
from claims import actions
from claims.actions import ClaimContent
from claims.finding import claims_like
from claims.forms import ClaimForm
from claims.history import history_of
from claims.merging import preview_merge
from claims.merging_forms import MergeForm, ReasonForm, SplitForm
from claims.models import Claim
from claims.policies import StaleVersionError, is_closed, why_not_merge
from claims.views.articles import gazetteer_names
from claims.wording import content_in_words
from lib import merging
from lib.chosen import chosen
from lib.form_data import sent_again
from lib.form_errors import add_errors

_PAGE = "claims/claim_merge.html"


def _claim(pk: int) -> Claim:
    return get_object_or_404(Claim.objects.for_cards().select_related("merged_into"), pk=pk)


@require_http_methods(["GET", "POST"])
@desk_view("claims.write_claim")
def merge(request: DeskRequest, pk: int) -> HttpResponse:
    """Find the other claim, see what would move, and merge this one into it; of a merged one, its record."""
    found, status = _claim(pk), 200
    others = Claim.objects.for_cards().beside(found)
    into = chosen(others, (request.POST or request.GET).get("into", ""))
    form = MergeForm(request.POST) if request.method == "POST" else None
    if form is not None:
        refused = merging.refused(form, lambda read: _merge(request, found, into, read))
        if refused is None and into is not None:
            messages.success(request, _("Merged claim %(number)s into this one.") % {"number": pk})
            return redirect(into)
        status = refused or 422
    return render(request, _PAGE, _merge_context(request, _claim(pk), into, form), status=status)


def _merge(request: DeskRequest, claim: Claim, into: Claim | None, read: dict[str, Any]) -> None:
    if into is None:
        raise ValidationError(_("Choose the other claim."))
    actions.merge_claims(claim=claim, by=request.user, **read | {"into": into})


def _merge_context(request: DeskRequest, claim: Claim, into: Claim | None, form: MergeForm | None) -> dict[str, Any]:
    words = request.GET.get("q", "")
    return {
        "nav": "desk",
        "claim": claim,
        "into": into,
        "form": merging.as_read(MergeForm, form, claim, into),
        "preview": preview_merge(claim, into) if into else None,
        "why_not": why_not_merge(claim, request.user),
        "record": content_in_words(ClaimContent.of(claim)) if claim.merged_into else {},
        "history": history_of(claim) if claim.merged_into else [],
        "q": words,
        "found": [one for one in claims_like(words, other_than=claim.pk) if one.conflict_id == claim.conflict_id],
        "undo_form": ReasonForm(auto_id="undo-%s"),
    }


@require_POST
@desk_view("claims.write_claim")
def unmerge(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a merge back."""
    found, form = _claim(pk), ReasonForm(request.POST, auto_id="undo-%s")
    refused = merging.refused(form, lambda read: actions.unmerge_claim(claim=found, by=request.user, **read))
    if refused is None:
        messages.success(request, _("They are two claims again. This one is a draft."))
        return redirect(found)
    context = _merge_context(request, _claim(pk), None, None) | {"undo_form": form}
    return render(request, _PAGE, context, status=refused)


@require_http_methods(["GET", "POST"])
@desk_view("claims.write_claim")
def split(request: DeskRequest, pk: int) -> HttpResponse:
    """A new draft on some of a claim's passages, filled in from this one."""
    found, status = _claim(pk), 200
    if is_closed(found):
        messages.error(
            request, _("This claim is %(stage)s; re-open it first.") % {"stage": found.get_stage_display()}
        )
        return redirect(found)
    sent = request.POST or None
    parts = SplitForm(sent, claim=found, initial={"version": found.version})
    form = ClaimForm(sent, conflict=found.conflict, content=ClaimContent.of(found), auto_id="claim-%s")
    if request.method == "POST":
        status = 422
        if parts.is_valid() & form.is_valid():
            try:
                made = actions.split_claim(claim=found, content=form.content(), by=request.user, **parts.cleaned_data)
            except ValidationError as error:
                names = set(getattr(error, "error_dict", {}))
                add_errors(form if names & set(form.fields) else parts, error)
            except StaleVersionError as error:
                status = 409
                parts.add_error(None, merging.OVERTAKEN)
                sent_again(parts, version=getattr(error.current, "version", ""))
            else:
                messages.success(
                    request, _("Made this claim of passages of claim %(number)s. It is a draft.") % {"number": pk}
                )
                return redirect(made)
    ticked = set(request.POST.getlist("evidence"))
    context = {
        "nav": "desk",
        "claim": found,
        "evidence": [(item, str(item.pk) in ticked) for item in found.evidence.all()],
        "chosen": parts,
        "form": form,
    }
    return render(request, "claims/claim_split.html", context | gazetteer_names(), status=status)
