"""What waits for a second person, and the steps of a claim's review."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_POST

from accounts.access import DeskRequest, desk_view
from claims import actions
from claims.decision import VERDICT_FORMS
from claims.desk_numbers import PageNumbers
from claims.forms import StepForm
from claims.models import Claim
from claims.policies import StaleVersionError, check
from claims.since_approval import since_approval
from claims.together import version_seen
from claims.views.claims import PAGE, claim_or_404, page_context
from lib.form_errors import add_errors
from lib.how_many import HowMany
from lib.kept_questions import Given, KeptQuestion
from lib.nested_rows import Beside, Nested

_PER_PAGE = 25
_DONE = {
    "submit": gettext_noop("Sent to review. A second person decides."),
    "approve": gettext_noop("Approved."),
    "approve_alone": gettext_noop(
        "Approved by you alone, as urgent. Readers are told so until a second person has confirmed it."
    ),
    "confirm": gettext_noop("Confirmed. Publish its event again, so that readers see it."),
    "send_back": gettext_noop("Sent back with your reasons."),
    "reopen": gettext_noop("Re-opened as a draft."),
    "retract": gettext_noop("Retracted. What was published stays until its event is published again."),
    "dismiss": gettext_noop("Dismissed."),
}
_STEPS: dict[str, Callable[..., Claim]] = {
    "submit": lambda reasons, **step: actions.submit(**step),  # noqa: ARG005  # nobody gives reasons for it
    "send_back": actions.send_back,
    "retract": actions.retract,
    "dismiss": actions.dismiss,
    "reopen": actions.reopen,
}
# Whoever decided on somebody else's claim goes on to the next that waits.
_TO_THE_QUEUE = {"approve", "confirm", "send_back"}


@PageNumbers
def _beside_the_queue() -> dict[str, Beside]:
    unconfirmed, waiting, by = Claim.objects.unconfirmed(), Claim.objects.awaiting_review(), Given("person")
    return {
        "others": HowMany(waiting.reviewable_by(by)),
        "alone": HowMany(unconfirmed.reviewable_by(by)),
        "own_alone": Nested(unconfirmed.written_by(by)[:_PER_PAGE]),
        "own_waiting": Nested(waiting.written_by(by)[: _PER_PAGE + 1]),
    }


@KeptQuestion
def _waiting() -> QuerySet[Claim]:
    return Claim.objects.awaiting_review().reviewable_by(Given("person")).for_queue()


@KeptQuestion
def _unconfirmed() -> QuerySet[Claim]:
    return Claim.objects.unconfirmed().reviewable_by(Given("person")).for_queue()[:_PER_PAGE]


@require_GET
@desk_view()
def review(request: DeskRequest) -> HttpResponse:
    """What waits for a second person, what one person approved alone first; one's own stands apart."""
    told = _beside_the_queue.ask(request.user)
    rows: Any = _waiting.rows(person=request.user.pk)
    paginator = Paginator(rows, _PER_PAGE)
    paginator.count = told["others"]  # known, so that only slices are asked for
    pages = paginator.get_page(request.GET.get("page"))
    claims = list(pages)
    since = since_approval(claims)
    context = {
        "nav": "desk",
        "numbers": told,
        "unconfirmed": _unconfirmed.ask(person=request.user.pk) if told["alone"] else [],
        "pages": pages,
        "waiting": [(claim, since.get(claim.pk)) for claim in claims],
        "own": [*told["own_alone"], *told["own_waiting"]],
        "own_shown": _PER_PAGE,
    }
    return render(request, "claims/review.html", context)


@require_POST
@desk_view("claims.review_claim")
def approve(request: DeskRequest, pk: int) -> HttpResponse:
    """Approve a claim with a verdict; on a version that the reviewer has not read, ask again."""
    return _decide(request, pk, "approve", actions.approve)


@require_POST
@desk_view("claims.publish_alone")
def approve_alone(request: DeskRequest, pk: int) -> HttpResponse:
    """Approve one's own claim because it cannot wait; readers are told."""
    return _decide(request, pk, "approve_alone", actions.approve_alone)


@require_POST
@desk_view("claims.review_claim")
def confirm(request: DeskRequest, pk: int) -> HttpResponse:
    """Confirm, as the second person, what was approved alone."""
    return _decide(request, pk, "confirm", actions.confirm)


def _decide(request: DeskRequest, pk: int, name: str, act: Callable[..., Claim]) -> HttpResponse:
    found, form_class, status = claim_or_404(pk), VERDICT_FORMS[name], 422
    form = form_class(request.POST)
    try:
        # Before the form: who may not decide is told so, and not what else is missing.
        check(name, found, request.user, reasons=request.POST.get("rationale") or "not yet written")
        if form.is_valid():
            return _moved(request, act(claim=found, by=request.user, **form.cleaned_data), name)
    except ValidationError as error:
        add_errors(form, error)
    except StaleVersionError as error:
        found, typed, status = claim_or_404(pk), request.POST.copy(), 409
        typed["version"] = str(found.version)
        form = form_class(typed)
        form.add_error(None, _("%(error)s Read it again on this page, then decide.") % {"error": error})
    return render(request, PAGE, page_context(request, found, refused={name: form}), status=status)


@require_POST
@desk_view()
def step(request: DeskRequest, pk: int, name: str) -> HttpResponse:
    """Take a step of the workflow with its reasons. The policy decides who may, whatever was posted."""
    if name not in _STEPS:
        raise Http404
    found, form, status = claim_or_404(pk), StepForm(request.POST, auto_id=f"{name}-%s"), 422
    if form.is_valid():
        reasons = form.cleaned_data["reasons"]
        try:
            # Before the version: who may not take the step is told so.
            check(name, found, request.user, reasons=reasons)
            seen = version_seen(request.POST)
            return _moved(request, _STEPS[name](claim=found, by=request.user, reasons=reasons, version=seen), name)
        except ValidationError as error:
            add_errors(form, error)
        except StaleVersionError as error:
            found, status = claim_or_404(pk), 409
            form.add_error(None, _("%(error)s Read it again on this page, then decide.") % {"error": error})
    if request.htmx:
        fault = next(iter(form.errors.values()))[0]
        return render(request, "claims/state.html", {"claim": found, "fault": fault, "oob": True}, status=status)
    return render(request, PAGE, page_context(request, claim_or_404(pk), refused={name: form}), status=status)


def _moved(request: DeskRequest, claim: Claim, name: str) -> HttpResponse:
    if request.htmx:
        # More than one card of a page may show the claim: each is swapped, wherever it stands.
        return render(request, "claims/state.html", {"claim": claim, "oob": True})
    messages.success(request, _(_DONE[name]))
    return redirect("claims:review" if name in _TO_THE_QUEUE else claim)
