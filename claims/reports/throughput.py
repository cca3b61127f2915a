"""What was done in a period, by outlet and by person of the desk: each figure is one grouped query."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery

from claims.enums import Decision, ReviewOutcome
from claims.models import Claim, Review, Suggestion
from claims.reports.tables import Asked
from lib.medians import Median

_SOURCE_OF_CLAIM = "evidence__excerpt__snapshot__article__source"
_DECIDES = (ReviewOutcome.APPROVED, ReviewOutcome.SENT_BACK)
Figures = dict[int, dict[str, Any]]


def work_by_source(asked: Asked) -> Figures:
    """Figures of each outlet: a claim counts for every outlet that it rests on."""
    found: Figures = defaultdict(dict)
    _put(found, "decided", _counted(_decided(asked), "run__snapshot__article__source"))
    _put(found, "written", _counted(_written(asked), _SOURCE_OF_CLAIM))
    at = f"claim__{_SOURCE_OF_CLAIM}"
    _put(found, "sent_back", _counted(_steps(asked, ReviewOutcome.SENT_BACK), at))
    _put(found, "approved", _counted(_steps(asked, ReviewOutcome.APPROVED), at))
    _put(found, "to_decision", _waits(asked, at))
    return found


def work_by_person(asked: Asked) -> Figures:
    """Figures of each person: what they decided and wrote, and what was decided of theirs and by them."""
    found: Figures = defaultdict(dict)
    _put(found, "decided", _counted(_decided(asked), "decided_by"))
    _put(found, "written", _counted(_written(asked), "author"))
    sent_back, approved = _steps(asked, ReviewOutcome.SENT_BACK), _steps(asked, ReviewOutcome.APPROVED)
    _put(found, "sent_back", _counted(sent_back, "claim__author"))
    _put(found, "approved", _counted(approved, "claim__author"))
    _put(found, "to_decision", _waits(asked, "claim__author"))
    _put(found, "has_sent_back", _counted(sent_back, "by"))
    _put(found, "has_approved", _counted(approved, "by"))
    return found


def _put(figures: Figures, name: str, counted: Iterable[tuple[int | None, Any]]) -> None:
    for whose, figure in counted:
        if whose is not None:
            figures[whose][name] = figure


def _counted(things: QuerySet[Any, Any], by: str) -> Iterable[tuple[int | None, int]]:
    # Over passages a claim or a step may be met more than once.
    counted: Iterable[tuple[int | None, int]] = (
        things.order_by().values_list(by).annotate(number=Count("pk", distinct="evidence" in by))
    )
    return counted


def _decided(asked: Asked) -> QuerySet[Suggestion]:
    return Suggestion.objects.exclude(decision=Decision.PENDING).filter(**asked.since_on("decided_at"))


def _written(asked: Asked) -> QuerySet[Claim]:
    return Claim.objects.filter(**asked.since_on("created_at"))


def _steps(asked: Asked, outcome: ReviewOutcome) -> QuerySet[Review]:
    return Review.objects.filter(outcome=outcome, **asked.since_on("at"))


def _waits(asked: Asked, by: str) -> Iterable[tuple[int | None, timedelta]]:
    """The median time from the request for a review to the decision, by outlet or author."""
    requests = Review.objects.filter(
        claim=OuterRef("claim"), outcome=ReviewOutcome.SUBMITTED, pk__lt=OuterRef("pk")
    ).order_by("-pk")
    decisions = Review.objects.filter(outcome__in=_DECIDES, **asked.since_on("at"))
    waited = decisions.order_by().annotate(waited=F("at") - Subquery(requests.values("at")[:1]))
    return waited.values_list(by).annotate(median=Median("waited"))
