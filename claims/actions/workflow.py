"""The steps of the workflow: each is a row of `claims.policies.TRANSITIONS` carried out."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from claims import policies
from claims.actions.telling import tell_of_step
from claims.enums import Stage, Verdict
from claims.models import Claim, Review
from lib.attributed import attributed
from lib.versions import check_version


def submit(*, claim: Claim, by: User, version: int | None = None) -> Claim:
    """Ask for a second person's review. Raises ValidationError where nothing supports the claim yet."""
    return _step("submit", claim, by, version=version)


def approve(*, claim: Claim, by: User, verdict: str, rationale: str, version: int | None = None) -> Claim:
    """Approve a claim with a verdict and its rationale.

    Raises PermissionDenied for its author, StaleVersionError where the claim was changed since `version`.
    """
    _check_verdict(verdict)
    return _step("approve", claim, by, reasons=rationale, verdict=verdict, version=version)


def approve_alone(
    *, claim: Claim, by: User, verdict: str, rationale: str, urgency: str, version: int | None = None
) -> Claim:
    """Approve one's own claim because it cannot wait; `urgency` says why. Readers are told until it is confirmed.

    Raises PermissionDenied without the right to do so, ValidationError for somebody else's claim, StaleVersionError
    where the claim was changed since `version`.
    """
    _check_verdict(verdict)
    if not urgency.strip():
        raise ValidationError({"urgency": _("Say why this cannot wait for a second person.")})
    return _step(
        "approve_alone", claim, by, reasons=rationale, verdict=verdict, version=version, urgency=urgency.strip()
    )


def confirm(*, claim: Claim, by: User, verdict: str, rationale: str, version: int | None = None) -> Claim:
    """Approve, as the second person, what was approved alone. Raises as `approve` does."""
    _check_verdict(verdict)
    return _step("confirm", claim, by, reasons=rationale, verdict=verdict, version=version)


def _check_verdict(verdict: str) -> None:
    if verdict not in Verdict.values:
        raise ValidationError({"verdict": _("%(verdict)r is not a verdict.") % {"verdict": verdict}})


def send_back(*, claim: Claim, by: User, reasons: str, version: int | None = None) -> Claim:
    """Send a claim back to its author with the reasons."""
    return _step("send_back", claim, by, reasons=reasons, version=version)


def retract(*, claim: Claim, by: User, reasons: str, version: int | None = None) -> Claim:
    """Take an approved claim back; what was published stays until its event is published again."""
    return _step("retract", claim, by, reasons=reasons, version=version)


def dismiss(*, claim: Claim, by: User, reasons: str, version: int | None = None) -> Claim:
    """Drop a claim that is not worth pursuing."""
    return _step("dismiss", claim, by, reasons=reasons, version=version)


def reopen(*, claim: Claim, by: User, reasons: str, version: int | None = None) -> Claim:
    """Take up a closed or approved claim again, as a draft."""
    return _step("reopen", claim, by, reasons=reasons, version=version)


def _step(
    name: str,
    claim: Claim,
    by: User,
    *,
    reasons: str = "",
    verdict: str = "",
    version: int | None = None,
    urgency: str = "",
) -> Claim:
    with attributed(by, f"{name}: {urgency or reasons}" if reasons else name):
        current = Claim.objects.select_for_update().get(pk=claim.pk)
        check_version(current, version)
        transition = policies.check(name, current, by, reasons=reasons)
        current.stage = transition.target
        current.version += 1
        if transition.target == Stage.IN_REVIEW:
            current.submitted_at = timezone.now()
        if transition.target == Stage.APPROVED:
            current.verdict, current.rationale = verdict, reasons.strip()
            current.approved_at = timezone.now()
            if name == "approve_alone":
                current.urgent_by = by
            else:
                current.approver = by
        if transition.target == Stage.DRAFT:
            withdraw_approval(current)
        current.save()
        why = f"{urgency} {reasons.strip()}" if urgency else reasons.strip()
        Review.objects.create(claim=current, outcome=transition.outcome, verdict=verdict, reasons=why, by=by)
        tell_of_step(current, name, by=by)
    return current


def withdraw_approval(claim: Claim) -> None:
    """What one or two people approved does not stand any more; the caller saves the claim."""
    claim.approver = claim.approved_at = claim.urgent_by = None
    claim.verdict, claim.rationale = Verdict.UNVERIFIED, ""
