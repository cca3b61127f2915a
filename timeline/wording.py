"""How published rows read: quotation marks, languages, origins, dates of the four clocks, verdicts."""

from collections.abc import Mapping
from datetime import datetime, time

from django.conf.locale import LANG_INFO

from claims.enums import Verdict
from lib.edtf_dates import DatePrecision, FuzzyDate

_MARKS = {"ru": ("«", "»"), "uk": ("«", "»")}
_ANY_MARKS = "“”„«»\"'‘’"
_UNSURE = {
    DatePrecision.WEEK: "day unknown",
    DatePrecision.MONTH: "day unknown",
    DatePrecision.SEASON: "month and day unknown",
    DatePrecision.YEAR: "month and day unknown",
    DatePrecision.RANGE: "between these days",
    DatePrecision.APPROXIMATE: "no exact date",
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
    """The English name of a language: "Ukrainian"; the code itself where it is not known."""
    known = LANG_INFO.get(code, {})
    return str(known.get("name", code))


def origins_in_words(number: int) -> str:
    """On how many independent reports something rests."""
    return "1 origin" if number == 1 else f"{number} origins"


def verdicts_in_words(counts: Mapping[str, int]) -> str:
    """How many there are of each verdict: "2 verified, 1 disputed"."""
    return ", ".join(f"{counts[verdict]} {verdict.label}" for verdict in Verdict if counts.get(verdict))


def lane_of(date: FuzzyDate) -> tuple[str, str, str]:
    """Heading, what is not known, and machine-readable day of the lane in which a date stands."""
    if date.is_exact and date.earliest:
        day = date.earliest
        return f"{day:%A} {day.day} {day:%B} {day.year}", "", f"{day:%Y-%m-%d}"
    if date.precision == DatePrecision.UNKNOWN:
        return "Date not known", "", ""
    words = str(date)
    return words[0].upper() + words[1:], _UNSURE.get(date.precision, ""), ""


def day_in_words(date: FuzzyDate) -> str:
    """A date for running text, "" where it is unknown."""
    return "" if date.precision == DatePrecision.UNKNOWN else str(date)


def moment_in_words(moment: datetime | None) -> str:
    """A time such as "14 March 2025, 12:00 UTC"; the day alone where it means the day's end."""
    if moment is None:
        return ""
    day = f"{moment.day} {moment:%B} {moment.year}"
    if moment.time() == time.max:
        return day
    return f"{day}, {moment:{'%H:%M:%S' if moment.second or moment.microsecond else '%H:%M'}} UTC"
