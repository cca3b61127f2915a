"""The days on which something was said, as a ruler that moves a page from one to the other without a script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.http import QueryDict
from django.utils.translation import ngettext

from timeline.addresses import address, with_values
from timeline.calendar_bars import all_bars, in_words, labels_of, last_of, start_of, unit_of
from timeline.positions.deriving import UNDATED
from timeline.positions.wording import day_in_words

_HEIGHT, _LOWEST, _SLOT = 32, 4, 14
_FEWEST_SLOTS = 20
_GAP = 0.15


@dataclass(frozen=True)
class Mark:
    """One day, week, month or year; its link shows the page as of its last day."""

    said: str
    url: str
    number: int
    is_current: bool
    x: str
    bar_x: str
    y: str
    height: str


@dataclass(frozen=True)
class Ruler:
    """What the template draws; widths are shares of the picture's, or pixels."""

    marks: list[Mark]
    labels: list[tuple[str, str]]
    slot_width: str
    bar_width: str
    least_width: int
    earlier: tuple[str, str] | None
    later: tuple[str, str] | None


def ruler_of(days: Mapping[date, int], on: date, query: QueryDict) -> Ruler | None:
    """The ruler of the days on which something was said; None where nothing is dated."""
    dated = {day: number for day, number in days.items() if day != UNDATED}
    if not dated:
        return None
    first, last = min(dated), max(dated)
    unit = unit_of(_noon(first), _noon(last))
    numbers: Counter[date] = Counter()
    for day, number in dated.items():
        numbers[start_of(unit, day)] += number
    starts = all_bars(unit, list(numbers))
    slots, highest = max(len(starts), _FEWEST_SLOTS), max(numbers.values())
    current = start_of(unit, min(max(on, first), last))

    def mark(place: int, start: date) -> Mark:
        number = numbers[start]
        words = ngettext("%(number)d statement", "%(number)d statements", number) % {"number": number}
        height = max(_LOWEST, number / highest * _HEIGHT) if number else 0
        return Mark(
            said=f"{in_words(unit, start)}: {words}",
            url=_on(last_of(unit, start), query),
            number=number,
            is_current=start == current,
            x=_share(place / slots),
            bar_x=_share((place + _GAP) / slots),
            y=f"{_HEIGHT - height:.1f}",
            height=f"{height:.1f}",
        )

    return Ruler(
        marks=[mark(place, start) for place, start in enumerate(starts)],
        labels=[(_share((place + _GAP) / slots), words) for place, words in labels_of(unit, starts)],
        slot_width=_share(1 / slots),
        bar_width=_share((1 - 2 * _GAP) / slots),
        least_width=slots * _SLOT,
        earlier=_step(max((day for day in dated if day < on), default=None), query),
        later=_step(min((day for day in dated if day > on), default=None), query),
    )


def _step(day: date | None, query: QueryDict) -> tuple[str, str] | None:
    return (day_in_words(day), _on(day, query)) if day else None


def _on(day: date, query: QueryDict) -> str:
    """The same page on another day, which opens where this ruler stands."""
    return f"{address(with_values(query, on=day.isoformat()))}#days"


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _share(part: float) -> str:
    return f"{part:.3%}"
