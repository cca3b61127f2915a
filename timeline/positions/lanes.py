"""The swim-lanes of an issue: for each actor a lane in which each position is a bar, first day to last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils.translation import gettext as _

from claims.enums import Stance
from timeline.calendar_bars import all_bars, labels_of, start_of, unit_of
from timeline.positions.deriving import UNDATED, Interval
from timeline.positions.wording import Told, day_in_words

# Pixels of the drawing.
WIDTH = 1240
_NAME, _ROW, _BETWEEN, _AXIS, _EDGE = 20, 24, 12, 28, 12
_SHORTEST = 22  # a bar has room for its mark
_LETTER = 7.2  # the width of a letter of a bar's words, about


# Fill and line of a bar where no sheet says otherwise, as in a file: on light paper, with hatches (see the template).
_PAINT = {
    Stance.PROPOSES: ("#dfe9ea", "#0f5670"),
    Stance.ACCEPTS: ("#d6e8da", "#1d6638"),
    Stance.ACCEPTS_WITH_CONDITIONS: ("url(#lane-accepts_with_conditions)", "#4b6315"),
    Stance.REJECTS: ("#f6dcd6", "#a11d1d"),
    Stance.DEMANDS: ("url(#lane-demands)", "#8a5200"),
    Stance.WITHDRAWS: ("#f0eade", "#615a4d"),
    Stance.SILENT: ("#f0eade", "#615a4d"),
}


@dataclass(frozen=True)
class Bar:
    """One position; `words` are what fits into the bar, `said` is the whole of it."""

    told: Told
    words: str
    said: str
    url: str
    x: str
    y: int
    width: str
    is_open: bool
    is_undated: bool

    @property
    def fill(self) -> str:
        """What the bar is filled with."""
        return _PAINT[self.told.stance][0]

    @property
    def stroke(self) -> str:
        """The colour of its line."""
        return _PAINT[self.told.stance][1]

    @property
    def text_x(self) -> str:
        """Where the words begin."""
        return f"{float(self.x) + 6:.1f}"


@dataclass(frozen=True)
class Lane:
    """The positions of one actor."""

    name: str
    slug: str
    url: str
    y: int
    rule_y: int
    bars: list[Bar]


@dataclass(frozen=True)
class Lanes:
    """What is drawn, in pixels."""

    lanes: list[Lane]
    labels: list[tuple[str, str]]
    height: int
    axis_y: int
    now_x: str
    now: str
    width: int = WIDTH

    @property
    def labels_y(self) -> int:
        """Where the days stand."""
        return self.axis_y + 18


Actor = tuple[str, str, str, Sequence[Interval]]  # slug, name, address, positions


def lanes_of(actors: Iterable[Actor], on: date) -> Lanes | None:
    """The drawing as it stands on a day: what came later is left out. None where nothing was said by then."""
    meant = [(slug, name, url, [one for one in found if one.since <= on]) for slug, name, url, found in actors]
    meant = [one for one in meant if one[3]]
    if not meant:
        return None
    days = [
        day for *_rest, found in meant for one in found for day in (one.since, one.until) if day and day != UNDATED
    ]
    first, last = min([*days, on]), on
    scale = _Scale(first, last)
    y = _EDGE
    lanes = []
    for slug, name, url, found in meant:
        rows = _rows(found)
        bars = [
            _bar(one, on, scale, y + _NAME + row * _ROW, name, url) for row, ones in enumerate(rows) for one in ones
        ]
        bottom = y + _NAME + len(rows) * _ROW + _BETWEEN // 2
        lanes.append(Lane(name, slug, url, y + 13, bottom, bars))
        y = bottom + _BETWEEN // 2
    return Lanes(
        lanes=lanes,
        labels=scale.labels(),
        height=y + _AXIS,
        axis_y=y,
        now_x=scale.x(last + timedelta(days=1)),
        now=day_in_words(on),
    )


class _Scale:
    """Days as places between the left edge and the right one; each day has a width."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.days = (last - first).days + 1
        self._per_day = (WIDTH - 2 * _EDGE) / self.days

    def at(self, day: date) -> float:
        """Where a day begins."""
        return _EDGE + min(max((day - self.first).days, 0), self.days) * self._per_day

    def x(self, day: date) -> str:
        """The same, as drawings have it."""
        return f"{self.at(day):.1f}"

    def labels(self) -> list[tuple[str, str]]:
        """Days, months or years along the axis."""
        unit = unit_of(*(datetime.combine(day, time(12), UTC) for day in (self.first, self.last)))
        starts = all_bars(unit, [start_of(unit, self.first), start_of(unit, self.last)])
        return [(self.x(starts[number]), words) for number, words in labels_of(unit, starts)]


def _rows(found: Iterable[Interval]) -> list[list[Interval]]:
    """Positions in as few rows as keep those apart that were held on one day."""
    rows: list[list[Interval]] = []
    for one in found:
        row = next((row for row in rows if _is_behind(row[-1], one)), None)
        if row is None:
            rows.append([one])
        else:
            row.append(one)
    return rows


def _is_behind(before: Interval, after: Interval) -> bool:
    return before.until is not None and max(before.until, before.last_said + timedelta(days=1)) <= after.since


def _bar(one: Interval, on: date, scale: _Scale, y: int, name: str, url: str) -> Bar:
    found = Told(one, on)
    begins = scale.at(one.since) if one.is_dated else 0.0
    # What was taken back on the day on which it was said was held on that day.
    until = max(one.until, one.last_said + timedelta(days=1)) if one.until else None
    is_open = until is None or until > on
    ends = scale.at(on + timedelta(days=1)) if until is None or until > on else scale.at(until)
    width = max(ends - begins, _SHORTEST)
    begins = min(begins, WIDTH - _SHORTEST)
    words = f"{found.shape} {found.label}"
    return Bar(
        told=found,
        words=words if len(words) * _LETTER + 10 <= width else found.shape,
        said=_said(name, found, is_open=is_open),
        url=url,
        x=f"{begins:.1f}",
        y=y,
        width=f"{width - 2:.1f}",
        is_open=is_open,
        is_undated=not one.is_dated,
    )


def _said(name: str, found: Told, *, is_open: bool) -> str:
    words = {"actor": name, "stance": found.label, "since": found.since, "until": found.until, "by": found.speakers}
    if not found.is_dated:
        return _("%(actor)s: %(stance)s, %(since)s, in the words of %(by)s") % words
    if is_open or not found.until:
        return _("%(actor)s: %(stance)s, since %(since)s, in the words of %(by)s") % words
    return _("%(actor)s: %(stance)s, %(since)s until %(until)s, in the words of %(by)s") % words
