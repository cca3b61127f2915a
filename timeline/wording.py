"""How published rows read: quotation marks, languages, origins, dates of the four clocks, verdicts."""

from collections.abc import Mapping
from datetime import datetime, time

from django.conf.locale import LANG_INFO
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from claims.enums import Verdict
from lib import date_words
from lib.edtf_dates import DatePrecision, FuzzyDate

_MARKS = {"ru": ("«", "»"), "uk": ("«", "»")}
_ANY_MARKS = "“”„«»\"'‘’"
_UNSURE = {
    DatePrecision.WEEK: _("day unknown"),
    DatePrecision.MONTH: _("day unknown"),
    DatePrecision.SEASON: _("month and day unknown"),
    DatePrecision.YEAR: _("month and day unknown"),
    DatePrecision.RANGE: _("between these days"),
    DatePrecision.APPROXIMATE: _("no exact date"),
}


def in_quotes(words: str, language: str = "en") -> str:
    """The words between the quotation marks of their language, once."""
    words = words.strip()
    if len(words) > 1 and words[0] in _ANY_MARKS and words[-1] in _ANY_MARKS:
        inner = words[1:-1]
        if not any(mark in inner for mark in '“”„«»"'):
            words = inner
    opening, closing = _MARKS.get(language, ("“", "”"))
    return f"{opening}{words}{closing}"


def language_name(code: str) -> str:
    """The name of a language, as "Ukrainian", in that of the page; the code itself where it is not known."""
    known = LANG_INFO.get(code, {})
    return gettext(known["name"]) if "name" in known else code


def origins_in_words(number: int) -> str:
    """On how many independent reports something rests."""
    return ngettext("%(number)d origin", "%(number)d origins", number) % {"number": number}


def entries_in_words(number: int) -> str:
    """How many entries there are."""
    return ngettext("%(number)s entry", "%(number)s entries", number) % {"number": intcomma(number)}


def verdicts_in_words(counts: Mapping[str, int]) -> str:
    """How many there are of each verdict: "2 verified, 1 disputed"."""
    return ", ".join(f"{intcomma(counts[verdict])} {verdict.label}" for verdict in Verdict if counts.get(verdict))


def lane_of(date: FuzzyDate) -> tuple[str, str, str]:
    """Heading, what is not known, and machine-readable day of the lane in which a date stands."""
    if date.is_exact and date.earliest:
        day = date.earliest
        return date_words.weekday(day), "", f"{day:%Y-%m-%d}"
    if date.precision == DatePrecision.UNKNOWN:
        return gettext("Date not known"), "", ""
    return capfirst(str(date)), str(_UNSURE.get(date.precision, "")), ""


def day_in_words(date: FuzzyDate) -> str:
    """A date for running text, "" where it is unknown."""
    return "" if date.precision == DatePrecision.UNKNOWN else str(date)


def moment_in_words(moment: datetime | None) -> str:
    """A time such as "14 March 2025, 12:00 UTC"; the day alone where it means the day's end."""
    if moment is None:
        return ""
    day = date_words.day(moment)
    if moment.time() == time.max:
        return day
    return f"{day}, {moment:{'%H:%M:%S' if moment.second or moment.microsecond else '%H:%M'}} UTC"
