# ruff: noqa: E501 - patterns read better unbroken
"""English phrases that name a day by less than its date: "the 14th", "the week of March 3", "Christmas Eve"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from claims.suggest.dates import values
from claims.suggest.dates.anchors import Context, NotADateError, day_of_month, nearest_day
from claims.suggest.dates.english_calendar import MONTH, month_number
from claims.suggest.dates.rules import Rule, rule

CLUES = {"hours": "hours", "fortnight": "fortnight", "fortnights": "fortnight", "fiscal": "fiscal", "half": "part"}
CLUES |= dict.fromkeys(["christmas", "thanksgiving", "halloween", "valentine"], "holiday")

_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\w|[,.]\d)"
_FIXED = {"christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "new year's day": (1, 1), "new year's eve": (12, 31), "new year": (1, 1), "halloween": (10, 31), "valentine's day": (2, 14)}  # fmt: skip
# What follows "the 14th" where it is a day; before a noun it counts something else.
_STANDS_ALONE = re.compile(
    r"\s*(?:[.,;:)!?—–]|$)|\s+(?:of (?:this|the|that) month|and|but|or|to|at|in|for|when|after|before|as|by|with|from|he|she|it|they|we|who|which|was|were|is|are|will|would|had|has)\b"
)


def _numbered(match: re.Match[str], context: Context) -> str | None:
    """As in "on the 14th": of the month named before, else of the one that the words around look to."""
    said_when = re.search(r"\b(?:on|by|from|until|till|since|before|after) the $", context.before(match))
    if not said_when or not _STANDS_ALONE.match(context.after(match)):
        raise NotADateError("the 14th anniversary")
    return day_of_month(match, context, int(match["day"]), ahead=context.looks_ahead(match))


def _week_of(match: re.Match[str], context: Context) -> str | None:
    month, day = month_number(match["month"]), int(match["day"])
    if match["year"]:
        return values.week(date(int(match["year"]), month, day))
    return values.week(nearest_day(context.day, month, day)) if context.day else None


def _holiday(match: re.Match[str], context: Context) -> str | None:
    name = re.sub(r"\s+", " ", match["name"].lower().replace("’", "'"))
    if name in ("christmas", "new year") and not re.search(
        r"\b(?:on|by|before|after|until|since) $", context.before(match)
    ):
        raise NotADateError("a season, a greeting")
    if re.match(r" (?:[a-z]+s\b|[A-Z])", context.after(match)) and name in ("christmas", "halloween", "thanksgiving"):
        raise NotADateError("Christmas lights, the Halloween Party")
    if match["year"] is None and context.day is None:
        return None
    if name.startswith("thanksgiving"):
        years = [int(match["year"])] if match["year"] else [(context.anchor.year or 0) - back for back in (0, 1)]
        days = [_fourth_thursday(year) for year in years]
        return min(days, key=lambda one: abs((one - (context.day or one)).days)).isoformat()
    month, day = _FIXED[name]
    if match["year"]:
        return values.day(int(match["year"]), month, day)
    return nearest_day(context.day, month, day).isoformat() if context.day else None


def _fourth_thursday(year: int) -> date:
    """Of November: Thanksgiving in the United States."""
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)


def _hours(match: re.Match[str], context: Context) -> str | None:
    """As in "over the past 24 hours"."""
    hours = int(match["hours"])
    if context.day is None or hours % 24:
        return None
    return values.interval(context.day - timedelta(days=hours // 24), context.day)


def _half_a_year(match: re.Match[str], context: Context) -> str | None:
    anchor = context.anchor
    if anchor.year is None or anchor.month is None:
        return None
    return f"{values.month(anchor.month + (-6 if match['side'].lower() == 'ago' else 6), anchor.year)}~"


def _fortnight(_match: re.Match[str], context: Context) -> str | None:
    return f"{context.day - timedelta(weeks=2)}~" if context.day else None


def _fiscal(match: re.Match[str], _context: Context) -> str | None:
    return values.year(int(match["year"]))


def _short_decade(match: re.Match[str], context: Context) -> str | None:
    if re.search(
        r"temperature|degrees|highs|lows", context.text[max(0, match.start() - 60) : match.end() + 20].lower()
    ):
        raise NotADateError("temperatures in the 80s")
    return f"{20 if match['short'] < '30' else 19}{match['short'][0]}X"


_ABOUT = r"(?:(?:about|around|almost|nearly|roughly|some) )?"
RULES: list[Rule] = [
    rule("numbered-day", "day-number", r"(?<=\bthe\s)(?P<day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)(?: of (?:this|the|that) month)?", _numbered),
    rule("week-of", "month", rf"(?:the )?week (?:of|beginning|starting) {MONTH} (?P<day>3[01]|[12]\d|[1-9])(?:,? {_YEAR})?", _week_of),
    rule("week-of", "month", rf"(?:the )?week (?:of|beginning|starting) (?P<day>3[01]|[12]\d|[1-9]) {MONTH}(?:,? {_YEAR})?", _week_of),
    rule("holiday", "holiday unit", rf"(?P<name>Christmas(?: Day| Eve)?|New Year['’]s (?:Day|Eve)|New Year|Thanksgiving(?: Day)?|Halloween|Valentine['’]s Day)(?:,? {_YEAR})?", _holiday),
    rule("hours", "hours", r"(?:in|over|during|for|within) (?:the )?(?:past|last|previous) (?P<hours>24|48|72) hours", _hours),
    rule("half-a-year", "unit", rf"{_ABOUT}half a year (?P<side>ago)", _half_a_year),
    rule("fortnight", "fortnight", rf"{_ABOUT}a fortnight ago", _fortnight),
    rule("fiscal-year", "fiscal", rf"fiscal(?: year)? {_YEAR}", _fiscal, relative=False),
    rule("decade-in-short", "decade-in-short", r"(?:(?<=\bthe\s)|(?<=\bthe\s['’])|(?:early|late|mid)(?: |-)['’]?)(?P<short>[1-9]0)['’]?s", _short_decade, relative=False),
]  # fmt: skip
