"""EDTF values from calendar arithmetic, in the forms that `lib.edtf_dates` reads.

Seasons are 21 to 24, quarters 33 to 36, halves 40 and 41; a week is the interval of its seven days (ISO 8601-2, 4.8).
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

SPRING, SUMMER, AUTUMN, WINTER = 21, 22, 23, 24


def year(number: int) -> str:
    """Raises ValueError outside of the calendar's years."""
    return f"{date(number, 1, 1).year:04}"


def month(number: int, of: int) -> str:
    """A month of a year; numbers before 1 and after 12 count on into the neighbouring years."""
    years, index = divmod(number - 1, 12)
    return f"{year(of + years)}-{index + 1:02}"


def day(of_year: int, of_month: int, number: int) -> str:
    """Raises ValueError for a day that no calendar has."""
    return date(of_year, of_month, number).isoformat()


def interval(first: date, last: date) -> str:
    """Raises ValueError where it would end before it starts."""
    if last < first:
        raise ValueError("an interval ends before it starts")
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def week(holding: date, weeks: int = 0) -> str:
    """The week from Monday to Sunday that holds a day, or the one so many weeks after it."""
    monday = holding - timedelta(days=holding.weekday()) + timedelta(weeks=weeks)
    return interval(monday, monday + timedelta(days=6))


def weekend(holding: date, weeks: int = 0) -> str:
    """Saturday and Sunday of the week that holds a day, or of the one so many weeks after it."""
    saturday = holding + timedelta(days=5 - holding.weekday(), weeks=weeks)
    return interval(saturday, saturday + timedelta(days=1))


def quarter(number: int, of: int) -> str:
    """A quarter of a year; numbers before 1 and after 4 count on into the neighbouring years."""
    years, index = divmod(number - 1, 4)
    return f"{year(of + years)}-{33 + index}"


def half(number: int, of: int) -> str:
    """The first or second half of a year: ISO 8601-2 calls them semestrals."""
    return f"{year(of)}-{39 + number}"


def season(code: int, of: int) -> str:
    """A season by its code, 21 to 24; winter has the year in which it begins."""
    return f"{year(of)}-{code}"


def decade(of: int) -> str:
    """The ten years that share all but the last digit: the 1990s are 199X."""
    return f"{of // 10:03}X"


def century(number: int) -> str:
    """The first century is of the years 1 to 100; EDTF can name it only by its digits, 00XX."""
    return f"{number - 1:02}XX"


def last_day(of_year: int, of_month: int) -> date:
    """Of a month."""
    return date(of_year, of_month, calendar.monthrange(of_year, of_month)[1])


def shifted_months(moment: date, months: int) -> date:
    """The same day some months later or earlier, or that month's last day."""
    years, index = divmod(moment.month - 1 + months, 12)
    return min(
        date(moment.year + years, index + 1, 1) + timedelta(days=moment.day - 1),
        last_day(moment.year + years, index + 1),
    )


def first_day(edtf: str) -> date:
    """The day on which a value of these forms begins."""
    found = re.match(r"(\d{2,4})(?:X{1,2})?(?:-(\d\d))?(?:-(\d\d))?", edtf)
    if found is None:
        raise ValueError(f"{edtf!r} has no first day")
    part = int(found[2] or 1)
    start = {21: 3, 22: 6, 23: 9, 24: 12, 33: 1, 34: 4, 35: 7, 36: 10, 40: 1, 41: 7}.get(part, part)
    return date(int(f"{found[1]:0<4}"), start, int(found[3] or 1))


def is_day(edtf: str) -> bool:
    """Whether a value is a calendar day and nothing vaguer."""
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", edtf))


def quarter_of(edtf: str) -> tuple[int, int] | None:
    """Year and number of a value that is a quarter."""
    found = re.fullmatch(r"(\d{4})-3([3-6])", edtf)
    return (int(found[1]), int(found[2]) - 2) if found else None
