"""How exact the date of an entry is: which bars of a chart it fits, and what the overview goes from and to."""

from datetime import UTC, timedelta

from django.db.models import F, Q
from django.db.models.functions import Trunc
from django.db.models.lookups import Exact

from lib.edtf_dates import DatePrecision
from timeline.calendar_bars import SHORTEST_DAYS

# The overview goes from and to entries dated to a week, or else to a month: one of "1991" would stretch it.
TO_A_WEEK = Q(occurred_latest__lte=F("occurred_earliest") + timedelta(days=7))
TO_A_MONTH = Q(occurred_latest__lte=F("occurred_earliest") + timedelta(days=31))


def fits(unit: str) -> Q:
    """Entries whose date is exact enough for a bar of this unit.

    The whole time that the date may mean lies in one bar. What is only about right ("about March 2025") stands in
    a bar that is at least twice as long as what it says.
    """
    first, last = Trunc("occurred_earliest", unit, tzinfo=UTC), Trunc("occurred_latest", unit, tzinfo=UTC)
    short = Q(occurred_latest__lte=F("occurred_earliest") + timedelta(days=SHORTEST_DAYS[unit] / 2))
    return Q(Exact(first, last)) & (~Q(occurred_precision=DatePrecision.APPROXIMATE) | short)
