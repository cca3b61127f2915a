"""From what somebody said on an issue, day by day, to how they stand on it: since when, until when, in whose words.

Knows neither Django nor the database. The rules, which `tests/timeline/positions/by_hand.py` follows a second time in
the plainest way:

- What was said last holds: a statement of a later day takes the place of those before it.
- What was walked back or superseded holds no longer than that; where nothing takes its place, there is no position.
- What was said on one day stands side by side, contradictions too: nobody decides here who spoke for whom.
- The same stance said again goes on; it does not begin anew.
- What is not dated was said before everything that is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

UNDATED = date.min


@dataclass(frozen=True, slots=True)
class Voice:
    """One published statement that takes a position; `ended` is when it was walked back or superseded."""

    claim: int
    statement: int
    stance: str
    day: date
    speaker: str
    conditions: str = ""
    directness: str = ""
    verdict: str = ""
    said_edtf: str = ""
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """A stance from the day on which it was first said to the one from which it held no more (None: it holds)."""

    stance: str
    since: date
    until: date | None
    voices: tuple[Voice, ...]

    @property
    def last_said(self) -> date:
        """The day on which it was said last."""
        return self.voices[-1].day

    @property
    def is_dated(self) -> bool:
        """Whether it is known when it was first said."""
        return self.since != UNDATED

    def holds_on(self, day: date) -> bool:
        """Whether it was held on a day; what was walked back on the day on which it was said was held on that day."""
        return self.since <= day and (self.until is None or day < self.until or day <= self.last_said)

    def was_taken_back_on(self, day: date) -> bool:
        """Whether it holds no more at the end of a day on which it was held."""
        return self.holds_on(day) and self.until is not None and self.until <= day


def intervals_of(voices: Iterable[Voice]) -> list[Interval]:
    """The positions of one actor on one issue, in the order in which they began; those of one day by their claims."""
    voices = sorted(voices, key=lambda voice: (voice.day, voice.claim))
    days = sorted({voice.day for voice in voices})
    replaced = dict(pairwise(days))
    open_ones: dict[str, _Run] = {}
    runs: list[_Run] = []
    for voice in voices:
        ends = [replaced.get(voice.day), max(voice.ended, voice.day) if voice.ended else None]
        until = min((end for end in ends if end is not None), default=None)
        run = open_ones.get(voice.stance)
        if run is not None and (run.until is None or voice.day <= run.until):
            run.go_on(voice, until)
        else:
            runs.append(_Run(voice, until))
            open_ones[voice.stance] = runs[-1]
    return [Interval(run.stance, run.since, run.until, tuple(run.voices)) for run in runs]


class _Run:
    """A stance that is said again and again."""

    def __init__(self, voice: Voice, until: date | None) -> None:
        self.stance, self.since, self.until, self.voices = voice.stance, voice.day, until, [voice]

    def go_on(self, voice: Voice, until: date | None) -> None:
        if voice.day > self.voices[-1].day:
            self.until = until
        elif self.until is not None:  # of two that said so on one day, the one that held on longer
            self.until = None if until is None else max(self.until, until)
        self.voices.append(voice)


def held_on(intervals: Iterable[Interval], day: date) -> list[Interval]:
    """What was held on a day; more than one thing where somebody said two on one day, or changed on it."""
    return [interval for interval in intervals if interval.holds_on(day)]


def standing_on(intervals: Iterable[Interval], day: date) -> list[Interval]:
    """What was held at the end of a day: more than one thing is a contradiction."""
    return [one for one in intervals if one.holds_on(day) and not one.was_taken_back_on(day)]


def stances_on(intervals: Iterable[Interval], day: date) -> frozenset[str]:
    """The stances at the end of a day, for comparing two of them."""
    return frozenset(one.stance for one in standing_on(intervals, day))
