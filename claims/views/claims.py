"""One claim: what it says, what it rests on, how it stands to others, and the steps of its review."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.access import DeskRequest, desk_view
from accounts.models import User
from claims import actions
from claims.finding import captures_like, claims_like, passages_like
from claims.forms import ApprovalForm, LinkForm, RelationForm, StepForm
from claims.history import history_of
from claims.models import Claim, Evidence, Excerpt, Suggestion
from claims.policies import TRANSITIONS, StaleVersionError, check, is_closed, steps_open_to
from claims.together import version_seen
from claims.workbench import Card
from lib.form_errors import add_errors

PAGE = "claims/claim.html"
_WORDS = {
    "submit": "Ask for review",
    "reopen": "Re-open",
    "retract": "Retract",
    "dismiss": "Dismiss",
}
_DONE = {
    "submit": "Sent to review. A second person decides.",
    "approve": "Approved.",
    "send_back": "Sent back with your reasons.",
    "reopen": "Re-opened as a draft.",
    "retract": "Retracted. What was published stays until its event is published again.",
    "dismiss": "Dismissed.",
}


def _claim(pk: int) -> Claim:
    return get_object_or_404(Claim.objects.for_cards(), pk=pk)


def _with_cards(claim: Claim) -> list[tuple[Evidence, str]]:
    """The claim's evidence, each with the key of the card that shows it on the workbench."""
    suggestions: list[Suggestion] = list(claim.suggestions.select_related("excerpt"))
    keys = {}
    for item in claim.evidence.all():
        shown_by = (
            one
            for one in suggestions
            if one.excerpt.snapshot_id == item.excerpt.snapshot_id and Card.of_suggestion(one, {}).shows(item)
        )
        suggestion = next(shown_by, None)
        keys[item] = f"suggestion-{suggestion.pk}" if suggestion else f"evidence-{item.pk}"
    return list(keys.items())


def page_context(
    request: DeskRequest, claim: Claim, *, refused: dict[str, forms.Form] | None = None, **more: Any
) -> dict[str, Any]:
    """Everything that a claim's page shows; `refused` is the step whose form has errors, by its name."""
    steps, refused = steps_open_to(claim, request.user), refused or {}
    # A refused form carries what was looked for along with it.
    words, passage_words = (request.POST.get(name) or request.GET.get(name, "") for name in ("q", "passages"))
    step_forms = {name: StepForm(auto_id=f"{name}-%s") for name in steps} | refused
    is_open = {name for name, reason in steps.items() if reason is None}
    return {
        "nav": "desk",
        "claim": claim,
        "may_change": request.user.has_perm("claims.write_claim") and not is_closed(claim),
        "evidence": _with_cards(claim),
        "review_open": "approve" in is_open,
        "blocked": list(dict.fromkeys(reason for reason in steps.values() if reason)),
        "approval_form": refused.get("approve") or ApprovalForm(initial={"version": claim.version}),
        "back_form": step_forms["send_back"] if "send_back" in is_open else None,
        "steps": [
            {"name": name, "words": _WORDS[name], "asks": TRANSITIONS[name].needs_reasons, "form": step_forms[name]}
            for name in steps
            if name in is_open and name not in {"approve", "send_back"}
        ],
        # Somebody was quicker, and the form that was filled in has no place on the page any more.
        "overtaken": [
            {"faults": form.non_field_errors(), "typed": form.data.get("rationale") or form.data.get("reasons")}
            for name, form in refused.items()
            if name not in is_open
        ],
        "links": claim.links.select_related("other", "added_by"),
        "linked_from": claim.linked_from.select_related("claim", "added_by"),
        "history": history_of(claim),
        "link_form": LinkForm(),
        "relation_form": RelationForm(),
        "q": words,
        "found": claims_like(words, other_than=claim.pk),
        "passages": passage_words,
        "found_passages": passages_like(passage_words, claim=claim),
        "found_captures": captures_like(passage_words),
        **more,
    }


@require_GET
@desk_view()
def claim(request: DeskRequest, pk: int) -> HttpResponse:
    """A claim with its evidence, links, history, and the steps that this person may take."""
    return render(request, PAGE, page_context(request, _claim(pk)))


@require_POST
@desk_view("claims.write_claim")
def add_evidence(request: DeskRequest, pk: int) -> HttpResponse:
    """Rest the claim on a passage that is already marked in an article."""
    found, form = _claim(pk), RelationForm(request.POST)
    chosen = request.POST.get("excerpt", "")
    excerpt = Excerpt.objects.filter(pk=int(chosen) if chosen.isdecimal() and len(chosen) < 18 else 0).first()
    if excerpt is None:
        form.add_error(None, "Choose a passage from the list.")
    elif form.is_valid():
        try:
            relation = form.cleaned_data["relation"]
            seen = version_seen(request.POST)
            actions.add_evidence(claim=found, excerpt=excerpt, relation=relation, by=request.user, version=seen)
        except ValidationError as error:
            add_errors(form, error)
        except StaleVersionError as error:
            return _overtaken(request, pk, error, relation_form=form)
        else:
            messages.success(request, "Added the passage.")
            return redirect(f"{found.get_absolute_url()}#evidence")
    return render(request, PAGE, page_context(request, found, relation_form=form), status=422)


@require_POST
@desk_view("claims.write_claim")
def remove_evidence(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a passage away from its claim."""
    evidence = get_object_or_404(Evidence.objects.select_related("claim"), pk=pk)
    try:
        actions.remove_evidence(evidence=evidence, by=request.user, version=version_seen(request.POST))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    except StaleVersionError as error:
        return _overtaken(request, evidence.claim_id, error)
    else:
        messages.success(request, "Took the passage away.")
    return redirect(f"{evidence.claim.get_absolute_url()}#evidence")


@require_POST
@desk_view("claims.write_claim")
def add_link(request: DeskRequest, pk: int) -> HttpResponse:
    """Say how this claim stands to another."""
    found, form = _claim(pk), LinkForm(request.POST)
    if form.is_valid():
        other = get_object_or_404(Claim, pk=form.cleaned_data["other"])
        try:
            kind, seen = form.cleaned_data["kind"], version_seen(request.POST)
            actions.link_claims(claim=found, other=other, kind=kind, by=request.user, version=seen)
        except ValidationError as error:
            add_errors(form, error)
        except StaleVersionError as error:
            return _overtaken(request, pk, error, link_form=form)
        else:
            messages.success(request, "Linked.")
            return redirect(f"{found.get_absolute_url()}#links")
    return render(request, PAGE, page_context(request, found, link_form=form), status=422)


@require_GET
@desk_view()
def find(request: DeskRequest) -> HttpResponse:
    """Claims by their words, as a list to choose from; `name` is the field that the choice is sent in."""
    name = request.GET.get("name", "")
    skip = request.GET.get("skip", "")
    found = claims_like(request.GET.get("q", ""), other_than=int(skip[:18]) if skip.isdecimal() else None)
    context = {"found": found, "name": name if name in {"claim", "other"} else "claim", "q": request.GET.get("q", "")}
    return render(request, "claims/found.html", context)


@require_POST
@desk_view("claims.review_claim")
def approve(request: DeskRequest, pk: int) -> HttpResponse:
    """Approve a claim with a verdict; on a version that the reviewer has not read, ask again."""
    found, form, status = _claim(pk), ApprovalForm(request.POST), 422
    try:
        # Before the form: who may not decide is told so, and not what else is missing.
        check("approve", found, request.user, reasons=request.POST.get("rationale") or "not yet written")
        if form.is_valid():
            moved = actions.approve(claim=found, by=request.user, **form.cleaned_data)
            return _moved(request, moved, "approve")
    except ValidationError as error:
        add_errors(form, error)
    except StaleVersionError as error:
        found, typed, status = _claim(pk), request.POST.copy(), 409
        typed["version"] = str(found.version)
        form = ApprovalForm(typed)
        form.add_error(None, f"{error} Read it again on this page, then decide.")
    return render(request, PAGE, page_context(request, found, refused={"approve": form}), status=status)


@require_POST
@desk_view()
def step(request: DeskRequest, pk: int, name: str) -> HttpResponse:
    """Take a step of the workflow with its reasons. The policy decides who may, whatever was posted."""
    if name not in TRANSITIONS or name == "approve":
        raise Http404
    found, form, status = _claim(pk), StepForm(request.POST, auto_id=f"{name}-%s"), 422
    if form.is_valid():
        try:
            # Before the version: who may not take the step is told so.
            check(name, found, request.user, reasons=form.cleaned_data["reasons"])
            seen = version_seen(request.POST)
            return _moved(request, _take(name, found, request.user, form.cleaned_data["reasons"], seen), name)
        except ValidationError as error:
            add_errors(form, error)
        except StaleVersionError as error:
            found, status = _claim(pk), 409
            form.add_error(None, f"{error} Read it again on this page, then decide.")
    if request.htmx:
        fault = next(iter(form.errors.values()))[0]
        return render(request, "claims/state.html", {"claim": found, "fault": fault, "oob": True}, status=status)
    return render(request, PAGE, page_context(request, _claim(pk), refused={name: form}), status=status)


def _overtaken(request: DeskRequest, pk: int, error: StaleVersionError, **forms_sent: Any) -> HttpResponse:
    """The claim's page as it stands now, where somebody changed it after it was opened; nothing was done."""
    for form in forms_sent.values():
        form.add_error(None, f"{error} Read it again on this page, then decide.")
    if not forms_sent:
        messages.error(request, f"{error} Nothing was done. Read it again on this page, then decide.")
    return render(request, PAGE, page_context(request, _claim(pk), **forms_sent), status=409)


def _take(name: str, claim: Claim, by: User, reasons: str, version: int | None) -> Claim:
    if name == "submit":
        return actions.submit(claim=claim, by=by, version=version)
    act = {
        "send_back": actions.send_back,
        "retract": actions.retract,
        "dismiss": actions.dismiss,
        "reopen": actions.reopen,
    }[name]
    return act(claim=claim, by=by, reasons=reasons, version=version)


def _moved(request: DeskRequest, claim: Claim, name: str) -> HttpResponse:
    if request.htmx:
        # More than one card of a page may show the claim: each is swapped, wherever it stands.
        return render(request, "claims/state.html", {"claim": claim, "oob": True})
    messages.success(request, _DONE[name])
    return redirect("claims:review" if name in {"approve", "send_back"} else claim)
