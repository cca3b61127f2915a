"""Dates as people type them, "mid-March 2025" or "between 10 and 12 March", read into EDTF (ISO 8601-2).

`text_to_edtf` of the `edtf` package guesses where this asks: it reads 03/04/2025 as the 4th of March, "between 10 and
12 March 2025" as 2010, and gives a month without a year as one of any year. What a person typed for others to cite is
either unmistakable or refused with what is missing. English, and the Ukrainian and Russian words of the same things.
"""

import re
from calendar import day_name, monthrange
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lib.edtf_dates import DatePrecision, FuzzyDate
from lib.typed_date_words import (
    ABOUT,
    MONTHS,
    PARTS,
    PERHAPS,
    QUARTER,
    QUARTERS,
    RELATIVE,
    SEASONS,
    WEEKDAYS,
    normalised,
)

_HOW = gettext_lazy(
    "Type it as 13 March 2025, mid-March 2025, about 13 March 2025, between 10 and 12 March 2025 or spring 2025, "
    "or in EDTF as 2025-03~."
)
_EDTF_ONLY = re.compile(r"[\[{]?(?:\d{2,4}|Y-?\d{5,}|\.\.|/)[-\dX~?%/.,{}\[\]TZ:+ES]*", re.IGNORECASE)
_MASKED = re.compile(r"(\d{4})-(?:(\d)X|(\d\d)-(\d)X)")
_ISO = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})([-./])(\d{1,2})(?:\2(\d{4}|\d{2}))?")
_CLOCK = re.compile(r"(.*?\d{4}.*?) (\d{1,2}):(\d\d)(?: ?(utc|gmt|z|[+-]\d\d:?\d\d))?")
_RANGES = [
    re.compile(r"(?:between|між|между) (.+?) (?:and|і|й|та|и) (.+)"),
    re.compile(r"(?:from|з|із|від|с|со|от) (.+?) (?:to|until|till|through|до|по) (.+)"),
    re.compile(r"(.+?)(?: to | until | till | through | по | ?[–—] ?| - )(.+)"),
    re.compile(r"([^-]+)-([^-]+)"),
]
_OPEN = re.compile(
    r"(?:(?P<since>since|from|з|із|від|с|со|от)|(?P<after>after|після|после)"
    r"|(?P<until>until|till|by|по|до)|(?P<before>before|перед)) (?P<point>.+)"
)
_MONTH_LAST = re.compile(r"(?:(?P<day>\d{1,2}) )?(?P<month>[^\W\d]+)(?: (?P<year>\d{4}))?")
_MONTH_FIRST = re.compile(r"(?P<month>[^\W\d]+) (?P<day>\d{1,2})(?: (?P<year>\d{4}))?")
_UNKNOWN = {"xxxx", "xxxx-xx", "xxxx-xx-xx", "unknown", "date unknown", "not known", "невідомо", "неизвестно"}


class TypedDateError(ValueError):
    """What was typed cannot be read, or can be read in two ways; the message is for the person who typed it."""


class TypedDate(NamedTuple):
    """What was understood, and whether its year was not typed but taken from what the date is near to."""

    edtf: str
    year_is_assumed: bool = False


class _Point(NamedTuple):
    """One date as far as it was typed."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None  # 21 to 24, or 33 to 36 for a quarter
    part: str = ""  # "early", "mid" or "late"


def read_typed(text: str, *, near: str = "") -> TypedDate:
    """The EDTF of what a person typed; "" is the unknown date.

    `near` is the EDTF of something that the date is close to, such as its article's: a date without a year is the one
    nearest to it. Raises TypedDateError with what is missing or in doubt.
    """
    typed = text.strip()
    if known := _as_edtf(typed):
        return TypedDate(known)
    words = normalised(typed).replace("up to ", "until ")
    if not words or words in _UNKNOWN:
        return TypedDate("")
    return _Reader(typed, near).read(words)


def context_of(*dates: str) -> str:
    """The first of these EDTF texts that says in which year it is; "" where none does."""
    for edtf in dates:
        try:
            found = FuzzyDate.parse(edtf)
        except ValueError:
            continue
        if found.earliest and found.latest and found.earliest.year == found.latest.year:
            return edtf
    return ""


def _as_edtf(typed: str) -> str:
    """The text itself where it is EDTF already; an unknown digit ("2025-03-1x") as the days it leaves open."""
    upper = typed.upper()
    if not _EDTF_ONLY.fullmatch(upper):
        return ""
    if masked := _MASKED.fullmatch(upper):  # python-edtf reads a masked year, but no masked month or day
        year, tens_of_month, month, tens = masked.groups()
        if tens_of_month:
            first, last = max(1, int(tens_of_month) * 10), min(12, int(tens_of_month) * 10 + 9)
            return f"{year}-{first:02}/{year}-{last:02}" if first <= last else ""
        try:
            end = monthrange(int(year), int(month))[1]
        except ValueError:
            return ""
        first, last = max(1, int(tens) * 10), min(end, int(tens) * 10 + 9)
        return f"{year}-{month}-{first:02}/{year}-{month}-{last:02}" if first <= last else ""
    try:
        return FuzzyDate.parse(upper).edtf
    except ValueError:
        return ""


class _Reader:
    """One reading: what was typed, for messages, and what it is near to."""

    def __init__(self, typed: str, near: str) -> None:
        self.typed, self.near, self.assumed = typed, FuzzyDate.parse(near), False

    def read(self, words: str) -> TypedDate:
        if RELATIVE.search(words):
            raise TypedDateError(
                _("“%(typed)s” depends on the day it is read: type the date itself.") % {"typed": self.typed}
            )
        try:
            edtf = self._qualified(words)
            FuzzyDate.parse(edtf)
        except TypedDateError:
            raise
        except (ValueError, OverflowError) as error:  # the year 0, or the day after the last one of 9999
            raise TypedDateError(self._unreadable()) from error
        return TypedDate(edtf, self.assumed)

    def _unreadable(self) -> str:
        return _("“%(typed)s” cannot be read as a date. %(how)s") % {"typed": self.typed, "how": _HOW}

    def _qualified(self, words: str) -> str:
        for pattern, mark in ((ABOUT, "~"), (PERHAPS, "?")):
            rest, number = pattern.subn(" ", words)
            if number:
                return _marked(self._spanned(" ".join(rest.split())), mark)
        return self._spanned(words)

    def _spanned(self, words: str) -> str:
        """A range, an open range, a week, a moment or a single date."""
        if not _ISO.fullmatch(words) and not _NUMERIC.fullmatch(words):
            for pattern in _RANGES:
                if found := pattern.fullmatch(words):
                    return self._range(found[1], found[2])
            if found := _OPEN.fullmatch(words):
                return self._open(found)
            if words.startswith("week of "):
                return self._week(words.removeprefix("week of "))
            if found := _CLOCK.fullmatch(words):
                return self._moment(found)
        return self._edtf(self._point(words))

    def _range(self, first: str, last: str) -> str:
        start, end = self._point(first, in_range=True), self._point(last, in_range=True)
        # "10 and 12 March 2025": what stands once is said of both.
        start = start._replace(
            year=start.year or end.year, month=start.month or (None if start.season else end.month)
        )
        end = end._replace(year=end.year or start.year, month=end.month or (None if end.season else start.month))
        if (start.day or end.day) and not (start.month and end.month):
            raise TypedDateError(self._unreadable())
        begins, ends = self._edtf(start), self._edtf(end)
        if _day_of(begins, first=True) > _day_of(ends, first=False):
            raise TypedDateError(
                _("“%(typed)s” ends before it starts. Type the year of both ends.") % {"typed": self.typed}
            )
        return f"{_side(begins, first=True)}/{_side(ends, first=False)}"

    def _open(self, found: re.Match[str]) -> str:
        point = self._edtf(self._point(found["point"]))
        if found["since"]:
            return f"{_side(point, first=True)}/.."
        if found["until"]:
            return f"../{_side(point, first=False)}"
        if found["after"]:
            return f"{_day_of(point, first=False) + timedelta(days=1)}/.."
        return f"../{_day_of(point, first=True) - timedelta(days=1)}"

    def _week(self, words: str) -> str:
        day = _day_of(self._edtf(self._point(words)), first=True)
        monday = day - timedelta(days=day.weekday())
        return f"{monday}/{monday + timedelta(days=6)}"

    def _moment(self, found: re.Match[str]) -> str:
        day, hour, minute, zone = found.groups()
        if zone is None:
            raise TypedDateError(
                _("%(hour)s:%(minute)s by which clock? Add UTC, or the zone as +02:00.")
                % {"hour": hour, "minute": minute}
            )
        point = self._edtf(self._point(day))
        sign = "Z" if zone in {"utc", "gmt", "z"} else zone
        edtf = f"{point}T{int(hour):02}:{minute}{sign}"
        try:
            datetime.fromisoformat(edtf)
        except ValueError as error:
            raise TypedDateError(
                _("%(hour)s:%(minute)s is no time of the day.") % {"hour": hour, "minute": minute}
            ) from error
        return edtf

    def _point(self, words: str, *, in_range: bool = False) -> _Point:
        part, bare = _without_part(words)
        if point := _quarter(bare, part):  # before weekdays: "четвертий" is like "четвер", Thursday
            return point
        words, weekday = _without_weekday(words)
        point = self._numeric(words) or self._worded(words, in_range=in_range)
        if point is None:
            raise TypedDateError(self._unreadable())
        if weekday is not None:
            dated = self._dated(point)
            self._check_weekday(dated, weekday)
        return point

    def _check_weekday(self, point: _Point, weekday: int) -> None:
        if not (point.year and point.month and point.day):
            raise TypedDateError(_("A weekday alone is no date: type the date itself."))
        self._check_day(point)
        really = date(point.year, point.month, point.day).weekday()
        if really != weekday:
            raise TypedDateError(
                _("%(day)s %(month_name)s %(year)s is a %(really)s, not a %(typed)s. Which of the two is right?")
                % {
                    "day": point.day,
                    "month_name": _month_name(point.month),
                    "year": point.year,
                    "really": day_name[really],
                    "typed": day_name[weekday],
                }
            )

    def _numeric(self, words: str) -> _Point | None:
        if iso := _ISO.fullmatch(words):
            return _Point(int(iso[1]), int(iso[3]), int(iso[4]))
        if plain := re.fullmatch(r"(\d{4})-(\d\d)", words):
            return _Point(int(plain[1]), int(plain[2]))
        if plain := re.fullmatch(r"(\d\d?)[./](\d{4})", words):
            return _Point(int(plain[2]), int(plain[1]))
        found = _NUMERIC.fullmatch(words)
        if found is None:
            return None
        one, mark, two, year = int(found[1]), found[2], int(found[3]), found[4]
        if year and len(year) == 2:
            raise TypedDateError(_("“%(typed)s”: type the year with four digits.") % {"typed": self.typed})
        of = int(year) if year else None
        day, month = one, two
        # With dots the day comes first wherever people write so; with a slash or a dash that depends on the country.
        if mark != "." and one != two:
            if one <= 12 and two <= 12:
                either = [
                    f"{day} {_month_name(month)}{f' {of}' if of else ''}" for day, month in ((one, two), (two, one))
                ]
                raise TypedDateError(
                    _("%(typed)s: which is the month? Type %(one)s or %(other)s.")
                    % {"typed": found[0], "one": either[0], "other": either[1]}
                )
            if two > 12:
                day, month = two, one
        return _Point(of, month, day)

    def _worded(self, words: str, *, in_range: bool) -> _Point | None:
        part, words = _without_part(words)
        if re.fullmatch(r"\d{4}", words):
            return _Point(int(words), part=part)
        if in_range and re.fullmatch(r"\d{1,2}", words):
            return _Point(day=int(words))
        for pattern in (_MONTH_LAST, _MONTH_FIRST):
            found = pattern.fullmatch(words)
            if found is None:
                continue
            year, day = (int(found[name]) if found[name] else None for name in ("year", "day"))
            month, season = _number(MONTHS, found["month"]), _number(SEASONS, found["month"])
            if (month and not (day and part)) or (season and not day):
                return _Point(year, month, day, season, part)
        return None

    def _dated(self, point: _Point) -> _Point:
        """The point with the year that is nearest, where none was typed."""
        if point.year is not None:
            return point
        if self.near.earliest is None or self.near.latest is None:
            raise TypedDateError(_("“%(typed)s”: of which year? Add it.") % {"typed": self.typed})
        self.assumed = True
        around = self.near.earliest + (self.near.latest - self.near.earliest) / 2
        if self.near.precision == DatePrecision.YEAR:
            return point._replace(year=around.year)
        month = point.month or {21: 4, 22: 7, 23: 10, 24: 13, 33: 2, 34: 5, 35: 8, 36: 11}[point.season or 33]

        def distance(year: int) -> timedelta:
            middle = datetime(year + month // 13, (month - 1) % 12 + 1, min(point.day or 15, 28), tzinfo=UTC)
            return abs(middle - around)

        return point._replace(year=min((around.year - 1, around.year, around.year + 1), key=distance))

    def _check_day(self, point: _Point) -> None:
        if not point.month or not point.year:
            return
        if not 1 <= point.month <= 12:
            raise TypedDateError(_("There is no month %(month)s.") % {"month": point.month})
        if point.day is not None and not 1 <= point.day <= monthrange(point.year, point.month)[1]:
            raise TypedDateError(
                _("%(month_name)s %(year)s has no day %(day)s.")
                % {"month_name": _month_name(point.month), "year": point.year, "day": point.day}
            )

    def _edtf(self, point: _Point) -> str:
        point = self._dated(point)
        self._check_day(point)
        year = f"{point.year:04}"
        if point.season and point.part:
            first = {21: 3, 22: 6, 23: 9, 24: 12, 33: 1, 34: 4, 35: 7, 36: 10}[point.season]
            month = first + ("early", "mid", "late").index(point.part)
            return f"{(point.year or 0) + (month - 1) // 12:04}-{(month - 1) % 12 + 1:02}~"
        if point.season and point.season > 24:  # a quarter, as the months that EDTF's readers of every level know
            first = (point.season - 33) * 3 + 1
            return f"{year}-{first:02}/{year}-{first + 2:02}"
        if point.season:
            return f"{year}-{point.season}"
        if point.part and point.month:
            return _third_of_month(point.year or 0, point.month, point.part)
        if point.part:
            first_month, last_month = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[point.part]
            return f"{year}-{first_month:02}~/{year}-{last_month:02}~"
        return "-".join([year, *(f"{number:02}" for number in (point.month, point.day) if number)])


def _third_of_month(year: int, month: int, part: str) -> str:
    """A part of a month by the counting of ten days, its ends as vague as the word is."""
    first, last = {"early": (1, 10), "mid": (11, 20), "late": (21, monthrange(year, month)[1])}[part]
    return f"{year:04}-{month:02}-{first:02}~/{year:04}-{month:02}-{last:02}~"


def _number(table: dict[int, re.Pattern[str]], word: str) -> int | None:
    return next((number for number, names in table.items() if names.fullmatch(word)), None)


def _without_part(words: str) -> tuple[str, str]:
    """Which part ("early", "mid" or "late") the words begin with, and the rest of them."""
    part = next((name for name, pattern in PARTS.items() if pattern.match(words)), "")
    return part, PARTS[part].sub("", words, count=1).strip() if part else words


def _quarter(words: str, part: str) -> _Point | None:
    found = QUARTER.fullmatch(words)
    if found is None:
        return None
    number = _number(QUARTERS, found["q"] or found["number"])
    year = found["year"] or found["before"]
    return _Point(int(year) if year else None, season=32 + number, part=part) if number else None


def _without_weekday(words: str) -> tuple[str, int | None]:
    first, _space, rest = words.partition(" ")
    number = _number(WEEKDAYS, first)
    if number is None:
        return words, None
    if not rest:
        raise TypedDateError(_("A weekday alone is no date: type the date itself."))
    return rest, number


def _month_name(number: int) -> str:
    return f"{date(2000, number, 1):%B}" if 1 <= number <= 12 else str(number)


def _day_of(edtf: str, *, first: bool) -> date:
    found = FuzzyDate.parse(edtf)
    moment = found.earliest if first else found.latest
    return (moment or datetime.combine(date.min if first else date.max, time.min)).date()


def _side(edtf: str, *, first: bool) -> str:
    """What stands at one end of an interval that a date begins or ends."""
    if re.fullmatch(r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?[~?]?", edtf):
        return edtf
    mark = "~" if "~" in edtf else ""
    return f"{_day_of(edtf, first=first)}{mark}"


def _marked(edtf: str, mark: str) -> str:
    """The date as approximate or uncertain, an interval at both of its ends."""
    if re.fullmatch(r"\d{4}-[23]\d", edtf):  # python-edtf reads no qualified season
        edtf = f"{_day_of(edtf, first=True)}/{_day_of(edtf, first=False)}"
    ends = edtf.split("/")
    return "/".join(end if end == ".." or end[-1] in "~?%" or "T" in end else f"{end}{mark}" for end in ends)
