"""Positions in words and marks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.enums import Directness, Stance
from lib import date_words
from lib.edtf_dates import FuzzyDate
from timeline.positions.deriving import UNDATED, Interval, Voice

_NAMED = 3


@dataclass(frozen=True)
class Told:
    """A position as pages tell it."""

    stance: Stance
    since: str
    until: str
    said: str
    speakers: str
    conditions: str
    taken_back: bool
    is_dated: bool
    verdicts: list[str]
    directness: str
    statements: int

    @property
    def when(self) -> str:
        """Since when it is held, in a few words."""
        if self.taken_back:
            return _("%(day)s, walked back the same day") % {"day": self.since}
        return _("since %(day)s") % {"day": self.since} if self.is_dated else self.since

    @property
    def label(self) -> str:
        """The stance in words."""
        return str(self.stance.label)

    @property
    def shape(self) -> str:
        """The stance as a mark."""
        return self.stance.shape


def told(interval: Interval, on: date | None = None, *, further: bool = False) -> Told:
    """A position in words; as it stood on a day, where one is given. `further`: older statements were not read."""
    voices = [voice for voice in interval.voices if on is None or voice.day <= on]
    last = voices[-1]
    latest = [voice for voice in voices if voice.day == last.day]
    return Told(
        stance=Stance(interval.stance),
        since=_since(interval, further=further),
        until=day_in_words(interval.until) if interval.until else "",
        said=said_in_words(last) if last.day != interval.since else "",
        speakers=_names(voice.speaker for voice in latest),
        conditions=next((voice.conditions for voice in reversed(latest) if voice.conditions), ""),
        is_dated=interval.is_dated,
        taken_back=on is not None and interval.was_taken_back_on(on),
        verdicts=list(dict.fromkeys(voice.verdict for voice in latest)),
        directness=_directness(latest),
        statements=len(voices),
    )


def _since(interval: Interval, *, further: bool) -> str:
    words = said_in_words(interval.voices[0])
    if further:
        return _("%(day)s or earlier") % {"day": words}
    return words


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
    found = [str(stance.label) for stance in Stance if stance.value in meant]
    return get_text_list(found, _("and")) if found else _("no position")
