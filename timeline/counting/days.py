"""Sets of entries by a day: what is on it, before it, and from it on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain

from pyroaring import BitMap


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
        return next((day for day, _ in self.of(entries, latest_first=False)), None)

    def last_of(self, entries: BitMap) -> date | None:
        """The latest."""
        return next((day for day, _ in self.of(entries, latest_first=True)), None)

    def of(self, entries: BitMap, *, latest_first: bool, behind: date | None = None) -> Iterator[tuple[date, BitMap]]:
        """These entries day by day in their order, or only those behind a day."""
        step = -1 if latest_first else 1

        def is_over(day: date) -> bool:
            return behind is not None and (day >= behind if latest_first else day <= behind)

        for month, days in list(self._days_of_months.items())[::step]:
            if is_over(days[0] if latest_first else days[-1]):
                continue
            here = self.by_month[month] & entries
            left = len(here)
            for day in days[::step]:
                if not left:
                    break  # a rare actor's entries lie in many months, and on few of their days
                if self.by_day[day].intersect(here):
                    found = self.by_day[day] & here
                    left -= len(found)
                    if not is_over(day):
                        yield day, found

    @cached_property
    def _days_of_months(self) -> Mapping[date, list[date]]:
        """The days on which anything is, by month, all in their order."""
        found: defaultdict[date, list[date]] = defaultdict(list)
        for day in sorted(self.by_day):
            found[day.replace(day=1)].append(day)
        return found

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
