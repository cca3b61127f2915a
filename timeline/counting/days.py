"""Sets of entries by a day: what is on it, before it, and from it on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from pyroaring import BitMap

_Order = Callable[[Iterable[date]], list[date]]


@dataclass(frozen=True)
class Days:
    """Which entries have which day; a month has all of its days, so that a range of years is a few dozen sets."""

    by_day: Mapping[date, BitMap] = field(default_factory=dict)
    by_month: Mapping[date, BitMap] = field(default_factory=dict)

    def joined_by(self, more: Iterable[tuple[date, Iterable[int]]]) -> Days:
        """With further entries; this one stays as it is, for those who read it now."""
        days, months = dict(self.by_day), dict(self.by_month)
        for day, ids in more:
            found = BitMap(ids)
            month = day.replace(day=1)
            days[day] = days[day] | found if day in days else found
            months[month] = months[month] | found if month in months else found
        return Days(days, months)

    def on(self, day: date) -> BitMap:
        """Those of one day."""
        return self.by_day.get(day) or BitMap()

    def before(self, day: date) -> BitMap:
        """Those of all days before this one."""
        month = day.replace(day=1)
        whole = (found for one, found in self.by_month.items() if one < month)
        parts = (found for one, found in self.by_day.items() if month <= one < day)
        return union(chain(whole, parts))

    def first_of(self, entries: BitMap) -> date | None:
        """The earliest day of any of these entries; None where none has a day."""
        return self._end(entries, sorted(self.by_month), sorted)

    def last_of(self, entries: BitMap) -> date | None:
        """The latest."""
        return self._end(entries, sorted(self.by_month, reverse=True), lambda days: sorted(days, reverse=True))

    def _end(self, entries: BitMap, months: Iterable[date], ordered: _Order) -> date | None:
        for month in months:
            if self.by_month[month].intersect(entries):
                days = (day for day in self.by_day if day.replace(day=1) == month)
                return next(day for day in ordered(days) if self.by_day[day].intersect(entries))
        return None

    def counted(self, entries: BitMap) -> Iterator[tuple[date, int]]:
        """How many of these entries each day has; days without any are left out."""
        return _counted(self.by_day, entries)

    def counted_by_month(self, entries: BitMap) -> Iterator[tuple[date, int]]:
        """The same of months, each by its first day."""
        return _counted(self.by_month, entries)


def union(sets: Iterable[BitMap]) -> BitMap:
    """What is in any of these."""
    found = list(sets)
    return BitMap.union(*found) if found else BitMap()


def _counted(sets: Mapping[date, BitMap], entries: BitMap) -> Iterator[tuple[date, int]]:
    if entries:
        for day, found in sets.items():
            if number := found.intersection_cardinality(entries):
                yield day, number
