"""The overview above the list: how many entries each day, week, month or year has, by verdict, drawn as bars."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.enums import Verdict
from timeline.addresses import address, with_values, without
from timeline.calendar_bars import (
    DAY,
    MONTH,
    WEEK,
    YEAR,
    all_bars,
    edtf_of,
    in_words,
    labels_of,
    last_of,
    start_of,
    unit_of,
)
from timeline.counting.narrowing import Counted, Span
from timeline.facets import Facets
from timeline.filters import Question
from timeline.wording import entries_in_words, verdicts_in_words

# A range that a reader chose is drawn whole, empty days as well, unless it is longer than this.
_DRAWN_WHOLE = timedelta(days=400)
_FEWEST_SLOTS = 20  # one bar alone would be a wall
# Pixels: of the tallest bar, and of one entry beside thousands; above, there is room for a few such.
_HEIGHT, _LOWEST = 72, 3
_BASE = _HEIGHT + 4 * _LOWEST
_SLOT, _GAP = 10, 1  # of the drawing's own units: a slot, and what is free on either side of its bar

_UNITS = {DAY: _("Day"), WEEK: _("Week"), MONTH: _("Month"), YEAR: _("Year")}
_CAPTIONS = {
    DAY: _("Entries by day"),
    WEEK: _("Entries by week"),
    MONTH: _("Entries by month"),
    YEAR: _("Entries by year"),
}
_TABLE_CAPTIONS = {
    DAY: _("Entries by day and verdict"),
    WEEK: _("Entries by week and verdict"),
    MONTH: _("Entries by month and verdict"),
    YEAR: _("Entries by year and verdict"),
}
_LESS_EXACT = {
    DAY: _("with a date less exact than a day"),
    WEEK: _("with a date less exact than a week"),
    MONTH: _("with a date less exact than a month"),
    YEAR: _("with a date less exact than a year"),
}
Counts = Counter[str]


@dataclass(frozen=True)
class Tone:
    """The entries of one verdict: how many, and all of them in all bars as one path."""

    verdict: Verdict
    total: int
    path: str

    @property
    def is_patterned(self) -> bool:
        """Whether it is told from others by more than how full it is."""
        return self.verdict not in {Verdict.VERIFIED, Verdict.UNVERIFIED}


@dataclass(frozen=True)
class Bar:
    """One day, week, month or year, and what `from` and `to` mean it."""

    words: str
    first: str
    last: str
    url: str
    total: int
    said: str
    counts: list[int]


@dataclass(frozen=True)
class Apart:
    """Entries that stand in no bar, and why."""

    why: str
    total: int
    verdicts: str
    counts: list[int]


@dataclass(frozen=True)
class Strip:
    """What the template draws, and the same as a table; `width` is in the drawing's own units, heights are pixels."""

    unit: str
    caption: str
    table_caption: str
    bars: list[Bar]
    labels: list[tuple[str, str]]
    ticks: str
    width: int
    base: int
    tones: list[Tone]
    apart: list[Apart]
    whole: str

    @property
    def filled(self) -> list[Bar]:
        """The bars that have an entry."""
        return [bar for bar in self.bars if bar.total]

    @property
    def to_box(self) -> str:
        """What makes the paths' units shares of a box that is as large as the bars are."""
        return f"scale({1 / self.width:.9f} {1 / self.base:.9f})"


def strip_of(counted: Counted, facets: Facets, query: QueryDict) -> Strip | None:
    """The overview of what is asked for; None where nothing of it has a date.

    `facets` know from when to when it goes; `query` is the address that the bars narrow.
    """
    question = counted.question
    drawn = _drawn(question, facets.span or facets.months)
    shortest = DAY if facets.span else MONTH if facets.months else YEAR
    unit = unit_of(*drawn, shortest=shortest) if drawn else YEAR
    by_bar, fuzzy, undated = _count(counted, unit)
    if not by_bar and not fuzzy:
        return None
    edges = [start_of(unit, moment.date()) for moment in drawn or ()]
    starts = all_bars(unit, [*by_bar, *edges]) if by_bar or edges else []
    earlier = _sum(counts for start, counts in by_bar.items() if start < starts[0])
    all_counts = _sum([*by_bar.values(), fuzzy, undated])
    verdicts = [verdict for verdict in Verdict if all_counts[verdict]]
    drawn_labels = [(number * _SLOT + _GAP, words) for number, words in labels_of(unit, starts)]
    width = max(len(starts), _FEWEST_SLOTS) * _SLOT
    paths = _paths([by_bar[start] for start in starts])

    def bar(start: date) -> Bar:
        counts = by_bar[start]
        first, last = _edges(question, query, unit, start)
        words, told = in_words(unit, start), verdicts_in_words(counts)
        return Bar(
            words=words,
            first=first,
            last=last,
            url=address(with_values(query, **{"from": first, "to": last})),
            total=counts.total(),
            said=f"{words}: {entries_in_words(counts.total())} ({told})",
            counts=[counts[verdict] for verdict in verdicts],
        )

    apart = {
        gettext("before %(day)s") % {"day": in_words(unit, starts[0])} if starts else "": earlier,
        str(_LESS_EXACT[unit]): fuzzy,
        gettext("with a date that is not known"): undated,
    }
    return Strip(
        unit=str(_UNITS[unit]),
        caption=str(_CAPTIONS[unit]),
        table_caption=str(_TABLE_CAPTIONS[unit]),
        bars=[bar(start) for start in starts],
        labels=[(f"{x / width:.3%}", words) for x, words in drawn_labels],
        ticks="".join(f"M{x} {_BASE + 1}v4" for x, _words in drawn_labels),
        width=width,
        base=_BASE,
        tones=[Tone(verdict, all_counts[verdict], paths[verdict]) for verdict in verdicts],
        apart=[
            Apart(why, counts.total(), verdicts_in_words(counts), [counts[verdict] for verdict in verdicts])
            for why, counts in apart.items()
            if counts
        ],
        whole=address(without(query, "from", "to")) if question.first or question.last else "",
    )


def _drawn(question: Question, span: Span | None) -> Span | None:
    """From when to when the strip goes: what was chosen, as far as anything happened in it."""
    if question.first and question.last and question.last - question.first <= _DRAWN_WHOLE:
        return question.first, question.last
    if span is None:
        return None
    first, last = max(span[0], question.first or span[0]), min(span[1], question.last or span[1])
    return (first, last) if first <= last else span


def _count(counted: Counted, unit: str) -> tuple[defaultdict[date, Counts], Counts, Counts]:
    """How many entries there are by verdict: in each bar, with a date less exact than a bar, and without a date."""
    by_bar: defaultdict[date, Counts] = defaultdict(Counter)
    fuzzy, undated = Counts(), Counts()
    for day, verdict, number in counted.bars(unit):
        by_bar[start_of(unit, day)][verdict] += number
    for is_unknown, verdict, number in counted.in_no_bar(unit):
        (undated if is_unknown else fuzzy)[verdict] += number
    return by_bar, fuzzy, undated


def _sum(some: Iterable[Counts]) -> Counts:
    return sum(some, Counts())


def _edges(question: Question, query: QueryDict, unit: str, start: date) -> tuple[str, str]:
    """What `from` and `to` mean a bar; where it reaches out of what is asked for, that stands as it was typed."""
    last = last_of(unit, start)
    begins, ends = datetime.combine(start, time.min, UTC), datetime.combine(last, time.max, UTC)
    return (
        str(query["from"]) if question.first and question.first > begins else edtf_of(unit, start),
        str(query["to"]) if question.last and question.last < ends else edtf_of(unit, last),
    )


def _paths(bars: list[Counts]) -> defaultdict[str, str]:
    """Each verdict in all bars, stacked from the bottom upwards; a single entry is still seen beside thousands."""
    highest = max((counts.total() for counts in bars), default=0)
    found: defaultdict[str, str] = defaultdict(str)
    for number, counts in enumerate(bars):
        y = float(_BASE)
        for verdict in Verdict:
            if counts[verdict]:
                height = max(_LOWEST, counts[verdict] / highest * _HEIGHT)
                y -= height
                found[verdict] += (
                    f"M{number * _SLOT + _GAP} {y:.1f}h{_SLOT - 2 * _GAP}v{height:.1f}h-{_SLOT - 2 * _GAP}z"
                )
    return found
