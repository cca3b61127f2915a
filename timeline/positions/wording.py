"""Positions in words and marks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.enums import Directness, Stance
from lib import date_words
from lib.edtf_dates import FuzzyDate
from lib.languages import cached_by_language
from timeline.positions.deriving import UNDATED, Interval, Voice

_NAMED = 3


@dataclass(frozen=True)
class Told:
    """A position as pages tell it, on a day where one is given. `further`: older statements were not read.

    Each part is put into words when it is asked for: the matrix shows three of them in hundreds of cells.
    """

    interval: Interval
    on: date | None = None
    further: bool = False

    @cached_property
    def stance(self) -> Stance:
        """What is held."""
        return Stance(self.interval.stance)

    @cached_property
    def since(self) -> str:
        """Since when, as exactly as it is known."""
        words = said_in_words(self.interval.voices[0])
        return _("%(day)s or earlier") % {"day": words} if self.further else words

    @property
    def until(self) -> str:
        """The day from which it held no more."""
        return day_in_words(self.interval.until) if self.interval.until else ""

    @property
    def said(self) -> str:
        """When it was said last, if not only on the first day."""
        return said_in_words(self._latest[-1]) if self._latest[-1].day != self.interval.since else ""

    @property
    def speakers(self) -> str:
        """Who said so last."""
        return _names(voice.speaker for voice in self._latest)

    @cached_property
    def conditions(self) -> str:
        """On which condition, as it was said last."""
        return next((voice.conditions for voice in reversed(self._latest) if voice.conditions), "")

    @property
    def verdicts(self) -> list[str]:
        """What the newsroom found of the latest statements."""
        return list(dict.fromkeys(voice.verdict for voice in self._latest))

    @property
    def directness(self) -> str:
        """Whether these are the speakers' own words."""
        return _directness(self._latest)

    @property
    def statements(self) -> int:
        """How many statements say so."""
        return len(self._voices)

    @property
    def is_dated(self) -> bool:
        """Whether it is known when it was first said."""
        return self.interval.is_dated

    @cached_property
    def taken_back(self) -> bool:
        """Whether it was walked back on the day itself."""
        return self.on is not None and self.interval.was_taken_back_on(self.on)

    @property
    def when(self) -> str:
        """Since when it is held, in a few words."""
        if self.taken_back:
            return _("%(day)s, walked back the same day") % {"day": self.since}
        return _("since %(day)s") % {"day": self.since} if self.is_dated else self.since

    @property
    def label(self) -> str:
        """The stance in words."""
        return _label(self.interval.stance)

    @property
    def shape(self) -> str:
        """The stance as a mark."""
        return self.stance.shape

    @cached_property
    def _voices(self) -> list[Voice]:
        return [voice for voice in self.interval.voices if self.on is None or voice.day <= self.on]

    @cached_property
    def _latest(self) -> list[Voice]:
        return [voice for voice in self._voices if voice.day == self._voices[-1].day]


@cached_by_language
def _label(stance: str) -> str:
    return str(Stance(stance).label)


def said_in_words(voice: Voice) -> str:
    """When something was said, as exactly as it is known."""
    return str(FuzzyDate.parse(voice.said_edtf))


def day_in_words(day: date) -> str:
    """A day in words; what is not dated has none."""
    if day == UNDATED:
        return _("date unknown")
    return date_words.day(day)


def _directness(voices: Iterable[Voice]) -> str:
    """Whether these are the speakers' own words, or somebody's about them."""
    kinds = {voice.directness for voice in voices}
    return ", ".join(str(kind.label) for kind in Directness if kind.value in kinds)


def what_came_after(interval: Interval, all_of_them: Iterable[Interval]) -> str:
    """What took the place of a position that holds no more; that it was walked back, where nothing did."""
    if interval.until is None:
        return ""
    after = {other.stance for other in all_of_them if other is not interval and other.since == interval.until}
    return stances_in_words(after) if after else _("walked back")


def _names(speakers: Iterable[str]) -> str:
    names = list(dict.fromkeys(speakers))
    if len(names) > _NAMED:
        number = len(names) - _NAMED + 1
        others = ngettext("%(number)d other", "%(number)d others", number) % {"number": number}
        names = [*names[: _NAMED - 1], others]
    return get_text_list(names, _("and"))


def stances_in_words(stances: Iterable[str]) -> str:
    """Several stances, in the order of the code list; that there is none, in words."""
    meant = set(stances)
    found = [_label(stance.value) for stance in Stance if stance.value in meant]
    return get_text_list(found, _("and")) if found else _("no position")
