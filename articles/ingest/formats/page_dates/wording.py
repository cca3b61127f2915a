"""Dates as pages write them, for machines and for readers: ISO 8601, RFC 5322, seconds, "13 березня 2025, 14:05"."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

# Languages whose months are read in words; CLDR has their names.
# ruff: noqa: SIM905 - word lists read better as running text
_LANGUAGES = "en uk ru be de fr es it pt nl pl cs sk ro hu bg sr hr sl lt lv et fi sv da nb tr el ca".split()
# What by-lines put behind a clock. Letters that mean several zones (IST, CST in Asia) are left out or are America's.
_ZONES = {
    "utc": "UTC", "gmt": "UTC", "z": "UTC",
    "et": "America/New_York", "est": "America/New_York", "edt": "America/New_York",
    "ct": "America/Chicago", "cst": "America/Chicago", "cdt": "America/Chicago",
    "pt": "America/Los_Angeles", "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles",
    "cet": "Europe/Berlin", "cest": "Europe/Berlin", "mez": "Europe/Berlin", "mesz": "Europe/Berlin",
    "eet": "Europe/Kyiv", "eest": "Europe/Kyiv", "bst": "Europe/London",
    "msk": "Europe/Moscow", "мск": "Europe/Moscow", "trt": "Europe/Istanbul",
}  # fmt: skip
_ISO = re.compile(
    r"\s*(\d{4})-(\d{2})-(\d{2})(?:[T ]\s*(\d{2}:\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?"
)
_SECONDS = re.compile(r"\s*(1\d{9})(\d{3})?\s*$")
_DIGITS = re.compile(
    r"(?<![\d.:/-])(?:(\d{4})[./年-](\d{1,2})[./月-](\d{1,2})日?|(\d{1,2})([./-])(\d{1,2})\5(\d{4}))(?![\d:/-])"
)
# "12.03.25": a year of two figures is one only where dots part it, as nobody does who puts the month first.
_SHORT_DIGITS = re.compile(r"(?<![\d.:/-])(0[1-9]|[12]\d|3[01])\.(0[1-9]|1[0-2])\.(\d\d)(?![\d.:/-])")
_CLOCK = re.compile(
    r"(?<![\d.:])([01]?\d|2[0-3])(?:[:hH]|\.(?=\d\d\s*(?:Uhr|[ap]\.?m|GMT|BST|UTC|CES?T|E[SD]T)))([0-5]\d)(?::[0-5]\d)?(?!\d|\.\d)"
    r"(?:\s*([ap])\.?\s?m\b\.?)?(?:\s*Uhr\b)?,?\s*\(?"
    r"(?:(?:(?:UTC|GMT)\s?(?=[+-])|(?=\+\d\d:?\d\d))([+-]\d{1,2})(?::?(\d{2}))?(?!\d)|([A-Za-zА-я]{1,4})\b)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST = 300  # characters in which a date is looked for
_FIRST = date(1990, 1, 1)  # pages that say less are of a computer's beginning of time


class Said(NamedTuple):
    """A day, and the moment where a clock and its zone are told too."""

    day: date
    moment: datetime | None = None


def for_machines(text: str) -> Said | None:
    """The date in an attribute or a field: a clock without a zone may be anybody's, and midnight is no clock."""
    text = text.strip()[:_LONGEST]
    if found := _ISO.match(text):
        return _iso(found)
    if found := _SECONDS.match(text):
        return _said(datetime.fromtimestamp(int(found[1]), UTC))
    if re.match(r"[A-Z][a-z]{2}, ?\d{1,2} [A-Z][a-z]{2} \d{4} \d", text):
        try:
            return _said(parsedate_to_datetime(text))
        except ValueError:
            return None
    return next((said for said, _ in in_words(text)), None)


def is_moment(text: str) -> bool:
    """Whether a text is a day or a moment in a machine's form and nothing else."""
    return len(text) < 40 and bool(_SECONDS.match(text) or _ISO.fullmatch(text.rstrip()))


def in_words(text: str, *, month_first: bool = False) -> Iterator[tuple[Said, str]]:
    """The dates in a short text for readers, each with the words since the one before."""
    text = text[:_LONGEST]
    if not _YEAR.search(text):
        days = list(_short_days(text))
    else:
        days = sorted((*_named_days(text), *_numbered_days(text, month_first=month_first)), key=lambda one: one[0])
    clocks = list(_CLOCK.finditer(text))
    end = 0
    for begin, stop, day in days:
        if begin < end or day < _FIRST:
            continue
        # The clock stands with its day: on either side, and nearer than the next day.
        near = [one for one in clocks if -18 <= one.start() - stop <= 14 or 0 <= begin - one.end() <= 4]
        yield Said(day, _at(day, near[0]) if near else None), text[end:begin]
        end = stop


def _iso(found: re.Match[str]) -> Said | None:
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
        if not (found[4] and found[6]):
            return Said(day) if day >= _FIRST else None
        return _said(datetime.fromisoformat(f"{day}T{found[4]}:{found[5] or '00'}{found[6]}"))
    except ValueError:
        return None


def _said(moment: datetime) -> Said | None:
    if moment.date() < _FIRST:
        return None
    known = moment.tzinfo is not None and (moment.hour, moment.minute, moment.second) != (0, 0, 0)
    return Said(moment.date(), moment if known else None)


def _named_days(text: str) -> Iterator[tuple[int, int, date]]:
    months, *patterns = _months()
    for pattern in patterns:
        for found in pattern.finditer(text):
            try:
                day = date(int(found["year"]), months[found["month"].casefold()], int(found["day"]))
            except ValueError:
                continue
            yield found.start(), found.end(), day


def _numbered_days(text: str, *, month_first: bool) -> Iterator[tuple[int, int, date]]:
    for found in _DIGITS.finditer(text):
        if found[1]:
            year, month, day = int(found[1]), int(found[2]), int(found[3])
        else:
            day, month, year = int(found[4]), int(found[6]), int(found[7])
            weekday = _weekday_of(found, text)
            told = weekday is not None and weekday in {_weekday(year, day, month), _weekday(year, month, day)}
            swapped = weekday == _weekday(year, day, month) if told else month_first and found[5] == "/"
            if month > 12 or (swapped and day <= 12):
                day, month = month, day
        try:
            yield found.start(), found.end(), date(year, month, day)
        except ValueError:
            continue


def _short_days(text: str) -> Iterator[tuple[int, int, date]]:
    for found in _SHORT_DIGITS.finditer(text):
        try:
            yield found.start(), found.end(), date(2000 + int(found[3]), int(found[2]), int(found[1]))
        except ValueError:
            continue


def _weekday_of(found: re.Match[str], text: str) -> int | None:
    """The day of the week in front of digits, in English: it tells whether the month stands first."""
    before = re.search(r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s*$", text[: found.start()].lower())
    return ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(before[1]) if before else None


def _weekday(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).weekday()
    except ValueError:
        return None


def _at(day: date, clock: re.Match[str]) -> datetime | None:
    hour, minute = int(clock[1]), int(clock[2])
    if clock[3]:
        hour = hour % 12 + (12 if clock[3].lower() == "p" else 0)
    moment = datetime(day.year, day.month, day.day, hour, minute)  # noqa: DTZ001  # its zone is what comes next
    if clock[4]:
        hours, minutes = int(clock[4]), int(clock[5] or 0)
        if abs(hours) > 14:
            return None
        away = timedelta(hours=hours, minutes=minutes if hours >= 0 else -minutes)
        return moment.replace(tzinfo=timezone(away))
    zone = _ZONES.get((clock[6] or "").casefold())
    return moment.replace(tzinfo=ZoneInfo(zone)) if zone else None


@cache
def _months() -> tuple[dict[str, int], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The months' names in all their forms, and the patterns of days around them."""
    from babel import Locale  # noqa: PLC0415  # only where a page tells its date to readers alone

    months: dict[str, int] = {}
    for language in _LANGUAGES:
        forms = Locale(language).months
        for use in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, form in forms[use][width].items():
                    name = form.casefold().rstrip(".")
                    if len(name) > 2 and not name.isdigit():
                        months.setdefault(name, number)
    months["sept"] = 9
    names = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    month, year = rf"(?P<month>{names})\b\.?", r"(?P<year>(?:19|20)\d{2})(?!\d)"
    day = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|er|º)?"
    return (
        months,
        re.compile(rf"{day}\.?\s*(?:de\s+|-\s?)?{month},?\s*(?:de\s+|del\s+|-\s?)?{year}", re.IGNORECASE),
        re.compile(rf"\b{month}\s*{day},?\s+{year}", re.IGNORECASE),
        re.compile(rf"{year}(?:\.|\s*m\.)?\s*{month}\s*{day}", re.IGNORECASE),
    )
