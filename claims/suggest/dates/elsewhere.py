"""Dates in other languages than the engine's own: names of months and weekdays from CLDR, read by dateparser."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError

from claims.suggest.dates import values
from claims.suggest.dates.anchors import Anchor, nearest_day, weekday_near
from claims.suggest.types import DateMention

_MOST = 200  # phrases of one text that dateparser is asked for: each takes it about a tenth of a millisecond
# The few words for days that need no other word beside them; German "morgen" is a morning as well.
_DAY_WORDS = {
    "de": "gestern vorgestern heute übermorgen",
    "fr": "hier avant-hier aujourd'hui aujourd’hui demain",
    "es": "ayer anteayer hoy",
    "it": "ieri oggi domani",
    "pl": "wczoraj przedwczoraj dziś dzisiaj jutro",
    "tr": "dün bugün yarın",
    "pt": "ontem anteontem hoje amanhã",
    "nl": "gisteren eergisteren vandaag",
}
# Between the numbers and names of a date: "11 de marzo del 2025", "den 11.", "le 1er".
_OF = r"(?: ?(?:de|del|di|d['’]))?"


@dataclass(frozen=True)
class _Names:
    pattern: re.Pattern[str]
    weekdays: dict[str, int]
    parser: Any  # dateparser.date.DateDataParser


def find_elsewhere(text: str, anchor: Anchor, language: str) -> list[DateMention]:
    """Phrases with the name of a month or weekday in a language (ISO 639-1); none in one that CLDR does not know."""
    names = _names(language)
    if names is None:
        return []
    found = []
    for count, match in enumerate(names.pattern.finditer(text)):
        if count == _MOST:
            break
        try:
            value = _value(match, anchor, names)
        except (ValueError, OverflowError):
            continue
        year = match["year"] or match["month_year"]
        found.append(DateMention(match.start(), match.end(), match.group(), value, not year, "elsewhere"))
    return found


def _value(match: re.Match[str], anchor: Anchor, names: _Names) -> str | None:
    """Raises ValueError where dateparser does not read the phrase as the pattern does."""
    if name := match["weekday_alone"]:
        return (
            weekday_near(anchor.day, names.weekdays[_folded(name)], ahead=False).isoformat() if anchor.day else None
        )
    if word := match["word"]:
        return _read(names, word, anchor.day).isoformat() if anchor.day else None
    if match["month_year"]:
        read = _read(names, f"1 {match['month_of_year']} {match['month_year']}", None)
        return values.month(read.month, read.year)
    year = match["year"] or "2000"  # a leap year: 29 February is read in it
    read = _read(names, f"{match['day']} {match['month']} {year}", None)
    if read.day != int(match["day"]):
        raise ValueError("another day than is written")
    if match["year"]:
        return read.isoformat()
    return nearest_day(anchor.day, read.month, read.day).isoformat() if anchor.day else None


def _read(names: _Names, phrase: str, base: date | None) -> date:
    names.parser._settings.RELATIVE_BASE = datetime.combine(base or date(2000, 1, 1), time(12))  # noqa: SLF001
    read = names.parser.get_date_data(phrase).date_obj
    if read is None:
        raise ValueError(f"{phrase!r} is no date")
    return date(read.year, read.month, read.day)


def _folded(name: str) -> str:
    return name.lower().replace("i̇", "i")


@lru_cache(maxsize=16)
def _names(language: str) -> _Names | None:
    """The names of a language; dateparser is loaded only here: it takes a third of a second and 20 MB."""
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return None
    from dateparser.date import DateDataParser  # noqa: PLC0415

    try:
        parser = DateDataParser(languages=[locale.language], settings={"DATE_ORDER": "DMY", "TIMEZONE": "UTC"})
    except ValueError:
        return None
    months: set[str] = set()
    full: set[str] = set()
    weekdays: dict[str, int] = {}
    for form in ("format", "stand-alone"):
        full |= set(locale.months[form]["wide"].values())
        months |= {name.rstrip(".") for name in locale.months[form]["abbreviated"].values()}
        weekdays |= {_folded(name): number for number, name in locale.days[form]["wide"].items()}
    if locale.language == "pl":  # CLDR has the nominative: "w środę" is how one says when
        weekdays |= {f"{name[:-1]}ę": number for name, number in weekdays.items() if name.endswith("a")}
    either, wide, days = (_either(names) for names in (months | full, full, set(weekdays)))
    words = _either(set(_DAY_WORDS.get(locale.language, "").split())) or r"(?!)"
    dated = (
        rf"(?:{days},? (?:den |dem |le |el |dia )?)?"
        rf"(?P<day>3[01]|[12]\d|0?[1-9])(?:\.|º|°|er|e)?{_OF} ?(?P<month>{either})(?:\.(?= ?\d))?(?!\w)"
        rf"(?:{_OF},? (?P<year>(?:1[4-9]|20)\d\d)(?!\w))?"
    )
    month = rf"(?P<month_of_year>{wide}){_OF} (?P<month_year>(?:1[4-9]|20)\d\d)"
    pattern = rf"(?<![\w.])(?:{dated}|{month}|(?P<weekday_alone>{days})|(?P<word>{words}))(?!\w)"
    return _Names(re.compile(pattern.replace(" ", r"[^\S\r\n]"), re.IGNORECASE), weekdays, parser)


def _either(names: set[str]) -> str:
    either = "|".join(re.escape(name).replace(r"\ ", " ") for name in sorted(names, key=len, reverse=True) if name)
    return f"(?:{either})" if either else ""
