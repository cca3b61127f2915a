"""Who may do what to a claim: one table of transitions, and the two-person rule."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from claims.enums import Relation, ReviewOutcome, Stage
from claims.models import Claim
from claims.outcomes import why_not_outcome
from lib.versions import StaleVersionError, check_version

__all__ = [
    "TRANSITIONS",
    "Condition",
    "StaleVersionError",
    "Transition",
    "check",
    "check_version",
    "is_closed",
    "steps_open_to",
    "why_not",
]


# Work that somebody has closed is not edited; it is re-opened first, with a reason.
_CLOSED = {Stage.RETRACTED, Stage.DISMISSED}


def is_closed(claim: Claim) -> bool:
    """Whether a claim has to be re-opened before its content can change."""
    return Stage(claim.stage) in _CLOSED


def _is_somebody_elses(claim: Claim, user: User) -> str | None:
    if user.pk in {claim.author_id, claim.edited_by_id}:
        return _("You wrote this claim: a second person has to decide.")
    return None


def _is_ones_own(claim: Claim, user: User) -> str | None:
    if user.pk not in {claim.author_id, claim.edited_by_id}:
        return _("You did not write this claim: approve it as its second person.")
    return None


def _is_unconfirmed(claim: Claim, user: User) -> str | None:
    if not claim.is_unconfirmed:
        return _("A second person has approved this claim already.")
    if user.pk == claim.urgent_by_id:
        return _("You approved this claim alone: a second person has to confirm it.")
    return None


def _has_evidence(claim: Claim, _user: User) -> str | None:
    # Those of the page, where they have been read.
    if not any(item.relation == Relation.SUPPORTS for item in claim.evidence.all()):
        return _("A claim needs at least one passage that supports it before it can be reviewed.")
    return None


def _outcome_is_reported(claim: Claim, _user: User) -> str | None:
    return why_not_outcome(claim, claim.outcome)


def _is_not_merged(claim: Claim, _user: User) -> str | None:
    if claim.merged_into_id is not None:
        return _("This claim was merged into claim %(other)s: go on there.") % {"other": claim.merged_into_id}
    return None


Condition = Callable[[Claim, User], str | None]


@dataclass(frozen=True)
class Transition:
    """One way from stage to stage. A condition gives the reason why not, or None."""

    name: str
    sources: frozenset[Stage]
    target: Stage
    permission: str
    outcome: ReviewOutcome
    conditions: tuple[Condition, ...] = ()
    needs_reasons: bool = True
    by_itself: bool = False  # it comes with another action; nobody takes it as a step of its own


TRANSITIONS = {
    transition.name: transition
    for transition in (
        Transition(
            "submit",
            frozenset({Stage.DRAFT}),
            Stage.IN_REVIEW,
            "claims.write_claim",
            ReviewOutcome.SUBMITTED,
            (_has_evidence,),
            needs_reasons=False,
        ),
        Transition(
            "approve",
            frozenset({Stage.IN_REVIEW}),
            Stage.APPROVED,
            "claims.review_claim",
            ReviewOutcome.APPROVED,
            (_is_somebody_elses, _has_evidence, _outcome_is_reported),
        ),
        # What cannot wait for a second person. It is labelled, for readers too, until one has confirmed it.
        Transition(
            "approve_alone",
            frozenset({Stage.IN_REVIEW}),
            Stage.APPROVED,
            "claims.publish_alone",
            ReviewOutcome.URGENT,
            (_is_ones_own, _has_evidence, _outcome_is_reported),
        ),
        Transition(
            "confirm",
            frozenset({Stage.APPROVED}),
            Stage.APPROVED,
            "claims.review_claim",
            ReviewOutcome.CONFIRMED,
            (_is_unconfirmed, _is_somebody_elses, _has_evidence, _outcome_is_reported),
        ),
        Transition(
            "send_back",
            frozenset({Stage.IN_REVIEW}),
            Stage.DRAFT,
            "claims.review_claim",
            ReviewOutcome.SENT_BACK,
            (_is_somebody_elses,),
        ),
        Transition(
            "change",
            frozenset({Stage.APPROVED}),
            Stage.IN_REVIEW,
            "claims.write_claim",
            ReviewOutcome.REOPENED,
            by_itself=True,
        ),
        Transition(
            "reopen",
            frozenset({Stage.APPROVED, Stage.RETRACTED, Stage.DISMISSED}),
            Stage.DRAFT,
            "claims.write_claim",
            ReviewOutcome.REOPENED,
            (_is_not_merged,),
        ),
        Transition(
            "retract",
            frozenset({Stage.APPROVED}),
            Stage.RETRACTED,
            "claims.review_claim",
            ReviewOutcome.RETRACTED,
        ),
        Transition(
            "dismiss",
            frozenset({Stage.DRAFT, Stage.IN_REVIEW}),
            Stage.DISMISSED,
            "claims.write_claim",
            ReviewOutcome.DISMISSED,
        ),
    )
}


def why_not(transition: Transition, claim: Claim, user: User) -> str | None:
    """Why this person may not take this step now, in words for that person; None when they may."""
    if not user.has_perm(transition.permission):
        return _("Your role does not allow this.")
    if Stage(claim.stage) not in transition.sources:
        return _("This claim is %(stage)s, so that is not the next step.") % {"stage": claim.get_stage_display()}
    return next((reason for check in transition.conditions if (reason := check(claim, user))), None)


def steps_open_to(claim: Claim, user: User) -> dict[str, str | None]:
    """The steps that lead on from the claim's stage, each with the reason why this person may not take it.

    Left out is what there is nothing for: approving alone what somebody else wrote, confirming what two approved.
    """
    return {
        name: why_not(transition, claim, user)
        for name, transition in TRANSITIONS.items()
        if Stage(claim.stage) in transition.sources
        and user.has_perm(transition.permission)
        and not transition.by_itself
        and (name != "confirm" or claim.is_unconfirmed)
        and (name != "approve_alone" or _is_ones_own(claim, user) is None)
    }


def merging_step(claim: Claim) -> str:
    """The step by which a claim is closed that is merged into another: what was approved is retracted."""
    return "retract" if claim.stage == Stage.APPROVED else "dismiss"


def why_not_merge(claim: Claim, user: User) -> str | None:
    """Why this person may not merge the claim into another, in words for that person; None when they may."""
    return why_not(TRANSITIONS[merging_step(claim)], claim, user)


def check(name: str, claim: Claim, user: User, *, reasons: str = "") -> Transition:
    """The transition of that name, if this person may take it now.

    Raises PermissionDenied where the role or the two-person rule forbids it, ValidationError where the claim's
    stage or content does.
    """
    transition = TRANSITIONS[name]
    if not user.has_perm(transition.permission):
        raise PermissionDenied(_("Your role does not allow this."))
    if _is_somebody_elses in transition.conditions and (reason := _is_somebody_elses(claim, user)):
        raise PermissionDenied(reason)
    if reason := why_not(transition, claim, user):
        raise ValidationError(reason)
    if transition.needs_reasons and not reasons.strip():
        field = "rationale" if name in {"approve", "approve_alone", "confirm"} else "reasons"
        raise ValidationError({field: _("Say why, in a sentence that a colleague will understand in a year.")})
    return transition
