"""Claims that one person approved alone, as urgent, and what a second person did about them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from claims.enums import ReviewOutcome, Stage
from claims.models import Claim, Review

WAITS = Q(stage=Stage.APPROVED, approver__isnull=True)


@dataclass
class Alone:
    """One thing that one person did alone; nobody confirmed it where `confirmed_at` is None."""

    text: str
    url: str
    by: str
    at: datetime
    waits: bool
    confirmed_by: str = ""
    confirmed_at: datetime | None = None
    state: str = ""


def claims_approved_alone() -> QuerySet[Claim]:
    """They, each with `waits` and `since`."""
    waits = Case(When(WAITS, then=Value(value=True)), default=Value(value=False))
    alone = Claim.objects.filter(urgent_by__isnull=False).order_by()
    return alone.annotate(waits=waits, since=Coalesce(F("approved_at"), F("updated_at")))


def told(numbers: list[int]) -> dict[int, Alone]:
    """These claims by number, with who approved each alone and who confirmed it, when; two queries."""
    steps: dict[tuple[int, str], Review] = {}
    outcomes = (ReviewOutcome.URGENT, ReviewOutcome.CONFIRMED)
    for step in Review.objects.filter(claim__in=numbers, outcome__in=outcomes).select_related("by").order_by("pk"):
        steps[step.claim_id, step.outcome] = step
    claims = Claim.objects.select_related("urgent_by", "approver").in_bulk(numbers)
    return {number: _told(claim, steps) for number, claim in claims.items()}


def _told(claim: Claim, steps: dict[tuple[int, str], Review]) -> Alone:
    alone = steps.get((claim.pk, ReviewOutcome.URGENT))
    confirmed = steps.get((claim.pk, ReviewOutcome.CONFIRMED))
    at = alone.at if alone else claim.approved_at or claim.updated_at
    found = Alone(
        claim.text,
        claim.get_absolute_url(),
        str(claim.urgent_by),
        at,
        waits=claim.is_unconfirmed,
        state=gettext("waits"),
    )
    if claim.is_unconfirmed:
        return found
    if confirmed and confirmed.at >= at:
        found.confirmed_by, found.confirmed_at, found.state = str(confirmed.by), confirmed.at, gettext("confirmed")
    elif claim.approver is not None:
        found.confirmed_by, found.confirmed_at, found.state = (
            str(claim.approver),
            claim.approved_at,
            gettext("confirmed"),
        )
    else:
        found.state = gettext("%(stage)s before it was confirmed") % {"stage": claim.get_stage_display()}
    return found
