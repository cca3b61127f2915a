"""What waits at the desk, and how long: claims by stage, and inbox items."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop

from accounts.models import User
from claims.enums import Stage
from claims.models import Claim, InboxItem

# Bands of age in days: from (included) and up to (excluded).
BANDS: tuple[tuple[str, int, int | None], ...] = (
    (gettext_noop("under 1 day"), 0, 1),
    (gettext_noop("1 to 3 days"), 1, 3),
    (gettext_noop("3 to 7 days"), 3, 7),
    (gettext_noop("7 to 30 days"), 7, 30),
    (gettext_noop("over 30 days"), 30, None),
)
# Since when a claim waits at its stage.
WAITS_SINCE = {Stage.DRAFT: "created_at", Stage.IN_REVIEW: "submitted_at", Stage.APPROVED: "approved_at"}


@dataclass
class Waiting:
    """How many things wait, by age and by whose they are (None: nobody's)."""

    bands: list[int] = field(default_factory=lambda: [0] * len(BANDS))
    people: Counter[int | None] = field(default_factory=Counter)
    oldest: dict[int | None, datetime] = field(default_factory=dict)


def claims_at(stage: Stage) -> QuerySet[Claim]:
    """The claims of a stage, those that have waited longest first."""
    return Claim.objects.filter(stage=stage).order_by(WAITS_SINCE[stage], "pk")


def items_waiting() -> QuerySet[InboxItem]:
    """Inbox items that nobody has dismissed or put off, those that came in first before the others."""
    return InboxItem.objects.waiting().order_by("article__created_at", "pk")


def by_age(things: QuerySet[Any, Any], since: str, *, person: str = "") -> Waiting:
    """What waits since the moment in a column, by age and by the person in another one; one query."""
    now, found = timezone.now(), Waiting()
    counts = {f"band_{place}": Count("pk", filter=_band(since, now, band)) for place, band in enumerate(BANDS)}
    grouped = things.order_by().values_list(*([person] if person else []))
    if person:
        rows: Iterable[Any] = grouped.annotate(oldest_since=Min(since), **counts)
    else:
        counted = things.order_by().aggregate(oldest_since=Min(since), **counts)
        rows = [(None, *counted.values())]
    for whose, oldest, *numbers in rows:
        found.bands = [sum(pair) for pair in zip(found.bands, numbers, strict=True)]
        found.people[whose] += sum(numbers)
        if oldest is not None:
            found.oldest[whose] = oldest
    return found


def _band(since: str, now: datetime, band: tuple[str, int, int | None]) -> Q:
    _, low, high = band
    younger = Q(**{f"{since}__lte": now - timedelta(days=low)}) if low else Q(**{f"{since}__isnull": False})
    return younger & Q(**{f"{since}__gt": now - timedelta(days=high)}) if high else younger


def oldest_of(waiting: Iterable[Waiting]) -> dict[int | None, datetime]:
    """Since when the oldest thing of each person waits."""
    found: dict[int | None, list[datetime]] = defaultdict(list)
    for one in waiting:
        for whose, since in one.oldest.items():
            found[whose].append(since)
    return {whose: min(moments) for whose, moments in found.items()}


def people_with_work(*more: QuerySet[Any]) -> QuerySet[User]:
    """The people to whom a claim, an inbox item, or one of `more` is assigned."""
    work = [
        queryset.filter(assignee=OuterRef("pk")) for queryset in (Claim.objects.all(), InboxItem.objects.all(), *more)
    ]
    has_work = reduce(or_, (Q(Exists(one)) for one in work))
    return User.objects.filter(has_work).order_by("display_name", "username")
