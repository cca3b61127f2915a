"""The order of lists: which of many entries come first, or next behind a place, without reading any of them.

Days are in their order already. The few in which a page starts or ends are looked up in the index of the order.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice

from pyroaring import BitMap

from timeline.counting.days import Days
from timeline.models import Entry
from timeline.parameter_fields import Cursor

# Of a million entries one day has a thousand or so, and 16 bytes of each are kept.
_DAYS_KEPT = 64
_MICROSECOND = timedelta(microseconds=1)


class Order:
    """The order of the entries of a corpus, whose days these are."""

    def __init__(self, days: Days) -> None:
        self._days = days
        self._within = lru_cache(_DAYS_KEPT)(_Within)

    def first(self, entries: BitMap, most: int, *, newest: bool, behind: Cursor | None = None) -> list[int]:
        """The numbers of so many of these entries as come first; those of one day are in no order."""
        found: list[int] = []
        day = None
        if behind:
            day = behind.occurred.astimezone(UTC).date()
            if here := self._days.on(day) & entries:
                found += self._within(day).first(here, most, newest=newest, behind=behind)
        for later, here in self._days.of(entries, latest_first=newest, behind=day):
            room = most - len(found)
            if room <= 0:
                break
            found += here if len(here) <= room else self._within(later).first(here, room, newest=newest)
        return found


class _Within:
    """The order within a day."""

    def __init__(self, day: date) -> None:
        self._starts = datetime.combine(day, time.min, UTC)
        whole = self._starts, datetime.combine(day, time.max, UTC)
        rows = list(Entry.objects.filter(occurred__range=whole).oldest().values_list("occurred", "pk"))
        self._moments = array("q", ((moment - self._starts) // _MICROSECOND for moment, _ in rows))
        self._numbers = array("q", (pk for _, pk in rows))

    def first(self, entries: BitMap, most: int, *, newest: bool, behind: Cursor | None = None) -> list[int]:
        """So many of these entries as come first, in their order."""
        start, end = 0, len(self._numbers)
        if behind:
            place = (behind.occurred - self._starts) // _MICROSECOND, behind.pk
            if newest:
                end = bisect_left(range(end), place, key=self._place)
            else:
                start = bisect_right(range(end), place, key=self._place)
        numbers: Iterable[int] = self._numbers[start:end]
        if newest:
            numbers = reversed(self._numbers[start:end])
        return list(islice((pk for pk in numbers if pk in entries), most))

    def _place(self, at: int) -> tuple[int, int]:
        return self._moments[at], self._numbers[at]
