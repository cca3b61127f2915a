# ruff: noqa: E501, SIM905 - patterns and word lists read better unbroken
"""English phrases that name days, months, quarters, seasons, years and decades of the calendar."""

from __future__ import annotations

import re
from datetime import date

from claims.suggest.dates import values
from claims.suggest.dates.anchors import Context, NotADateError, nearest_day, nearest_month
from claims.suggest.dates.rules import Rule, rule

_NAMES = ("january february march april may june july august september october november december").split()
MONTHS = {name[:3]: number for number, name in enumerate(_NAMES, 1)}
SEASONS = {"spring": values.SPRING, "summer": values.SUMMER, "autumn": values.AUTUMN, "fall": values.AUTUMN, "winter": values.WINTER}  # fmt: skip
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}  # fmt: skip
_TENS = {"ten": 10, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}  # fmt: skip
_UNITS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split())}  # fmt: skip
_DECADES = {"twenties": 192, "thirties": 193, "forties": 194, "fifties": 195, "sixties": 196, "seventies": 197, "eighties": 198, "nineties": 199}  # fmt: skip

CLUES = dict.fromkeys([*_NAMES, *(name[:3] for name in _NAMES), "sept"], "month")
CLUES |= dict.fromkeys(["spring", "summer", "autumn", "fall", "winter"], "season")
CLUES |= dict.fromkeys(["quarter", "half"], "part")
CLUES |= dict.fromkeys(["century", "nineteen", "thousand", "year", *_DECADES], "era")

_MONTH_WORD = r"Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept(?:ember|\.)?|Sep\.?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
MONTH = rf"(?P<month>{_MONTH_WORD})(?!\w)"
_TO_MONTH = rf"(?P<to_month>{_MONTH_WORD})(?!\w)"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\w|[,.:]\d)"
_TO_DAY = r"(?P<to_day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\w|[,.:]\d)"
_YEAR = r"(?P<year>(?:1[4-9]|20)\d\d)(?!\w|[,.]\d)"
_TO = r"(?: ?[-–—/] ?| to (?:the )?| through | until | till | and )"
_WEEKDAY = (
    r"(?:(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.?),? \(?(?:the )?)"
)
_CLOCK = r"(?:\d{1,2}(?:[:.]\d\d)? ?(?:a\.?m\.?|p\.?m\.?)|\d{1,2}:\d\d(?::\d\d)?(?: ?(?:a\.?m\.?|p\.?m\.?))?|\d{4}(?= (?:GMT|UTC))|noon|midnight)(?: (?:local|\w+) time| [A-Z]{2,4})?,? (?:on )?"
PART_OF_DAY = r"(?:(?:early |late |mid-?)?(?:morning|afternoon|evening|night|midday|noon))"
_LEAD = rf"(?:{_CLOCK})?(?:(?:early|late|later|earlier)(?: on)? )?(?:(?:the )?{PART_OF_DAY} of (?:the )?)?"
PART_OF_TIME = r"(?:(?:early|late|mid)(?: in)?(?: |-)(?:the )?|the (?:beginning|start|middle|end|close|turn) of |(?:the )?(?:beginning|start|middle|end|close) of (?:the )?|(?:the )?(?:first|second) half of )"
_WHICH = r"(?P<which>last|next|this|this past|this coming|the coming|previous|the previous)"
# A bare month is one after these; "May" and "March" are much else besides.
_MONTH_LEADS = re.compile(
    r"(?:^|[\s(—–-])(?:in|since|until|till|by|from|of|through|throughout|during|before|after|for|between|and|to|late in|as of)\s$"
)
_UNSURE_LEADS = re.compile(r"(?:^|[\s(—–-])(?:in|since|until|till|during|between|through|throughout)\s$")


def month_number(name: str) -> int:
    """1 for "January", "Jan." and "jan"."""
    return MONTHS[name.lower().rstrip(".")[:3]]


def _year(match: re.Match[str]) -> int | None:
    year = match.groupdict().get("year")
    return int(year) if year else None


def _assert_capital(match: re.Match[str], context: Context) -> None:
    """Raises NotADateError for "they march 11 miles"; "11 march 2025" is a date all the same."""
    if match["month"].islower() and not _year(match) and not context.is_alone(match):
        raise NotADateError("a verb")


def _full_date(match: re.Match[str], context: Context) -> str | None:
    """As in "Tuesday, March 11, 2025"; without a year, the day nearest to the article's date."""
    month, day, year = month_number(match["month"]), int(match["day"]), _year(match)
    _assert_capital(match, context)
    if year:
        return values.day(year, month, day)
    values.day(2000, month, day)
    if relation := match.groupdict().get("relation"):
        return (
            None
            if context.anchor.year is None
            else values.day(context.anchor.year + {"last": -1, "this": 0, "next": 1}[relation.lower()], month, day)
        )
    return nearest_day(context.day, month, day).isoformat() if context.day else None


def _iso(match: re.Match[str], _context: Context) -> str | None:
    return values.day(int(match["year"]), int(match["m"]), int(match["day"]))


def _numeric(match: re.Match[str], _context: Context) -> str | None:
    """As in 13.03.2025 and 13/03/2025; 03/04/2025 is a different day on either side of the Atlantic."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if match["sign"] == "." or first > 12:
        return values.day(year, second, first)
    if second > 12 or first == second:
        return values.day(year, first, second)
    return None


def _assert_between(match: re.Match[str], context: Context) -> None:
    """Raises NotADateError for "2008 and 2012", which are two dates; "between 2008 and 2012" is one."""
    if re.search(r"\sand\s", match.group()) and not context.before(match).endswith("between "):
        raise NotADateError("two dates")


def _day_range(match: re.Match[str], context: Context) -> str | None:
    """As in "March 11-13", "11 to 13 March 2025", "30 March to 2 April"."""
    _assert_capital(match, context)
    month, to_month = month_number(match["month"]), month_number(match.groupdict().get("to_month") or match["month"])
    day, to_day, year = int(match["day"]), int(match["to_day"]), _year(match)
    if to_day != day + 1:
        _assert_between(match, context)
    values.day(2000, month, day), values.day(2000, to_month, to_day)
    if year is None:
        if context.day is None:
            return None
        last = nearest_day(context.day, to_month, to_day)
    else:
        last = date(year, to_month, to_day)
    return values.interval(date(last.year - (month > to_month), month, day), last)


def _month(match: re.Match[str], context: Context) -> str | None:
    """As in "March 2025", "mid-March", "last March", "January this year": a part of a month is within it."""
    name, year, groups = match["month"], _year(match), match.groupdict()
    month, which = month_number(name), (groups.get("which") or groups.get("relation") or "").lower().split(" ")
    if name[0].islower():
        raise NotADateError("may, march: verbs")
    if year:
        return values.month(month, year)
    if not groups.get("which") and not groups.get("part") and not groups.get("relation"):
        _assert_month_stands(match, context)
    anchor = context.anchor
    if groups.get("relation"):
        return (
            None
            if anchor.year is None
            else values.month(month, anchor.year + {"last": -1, "this": 0, "next": 1}[which[0]])
        )
    if anchor.month is None or anchor.year is None:
        return None
    if "last" in which or "previous" in which or which == ["this", "past"]:
        return values.month(month, anchor.year - (month >= anchor.month))
    if "next" in which or "coming" in which:
        return values.month(month, anchor.year + (month <= anchor.month))
    if which == ["this"]:
        return values.month(month, anchor.year)
    ahead = context.looks_ahead(match)
    if ahead is None and not context.is_alone(match):
        ahead = True if context.before(match).endswith(("by ", "until ", "till ")) else None
    return values.month(month, nearest_month(anchor, month, ahead))


def _assert_month_stands(match: re.Match[str], context: Context) -> None:
    if context.is_alone(match):
        return
    before = context.before(match)
    unsure = match["month"].rstrip(".").lower() in ("may", "march", "mar", "april", "june", "august", "jan", "dec")
    if re.match(r"(?:['’]s)?\s+[A-Z]", context.after(match)) and match["month"].rstrip(".").lower() in (
        "may",
        "april",
        "june",
        "august",
        "jan",
    ):
        raise NotADateError("June Smith")
    if not (_UNSURE_LEADS if unsure else _MONTH_LEADS).search(before) and not (
        match.end() - match.start() > len(match["month"]) and not unsure
    ):
        raise NotADateError("Theresa May; the March on Washington")


def _month_range(match: re.Match[str], context: Context) -> str | None:
    month, to_month, year = month_number(match["month"]), month_number(match["to_month"]), _year(match)
    if match["month"][0].islower() or match["to_month"][0].islower():
        raise NotADateError("verbs")
    _assert_between(match, context)
    if year is None:
        if context.anchor.month is None:
            return None
        year = nearest_month(context.anchor, to_month, context.looks_ahead(match))
    start = int(match["from_year"]) if match["from_year"] else year - (month > to_month)
    return f"{values.month(month, start)}/{values.month(to_month, year)}"


def _season(match: re.Match[str], context: Context) -> str | None:
    """As in "last summer", "the summer of 2024": winter has the year in which it began (python-edtf, lib.edtf_dates)."""
    code, year = SEASONS[match["season"].lower()], _year(match)
    if year:
        return values.season(code, year)
    anchor, which = context.anchor, (match.groupdict().get("which") or "").lower().split(" ")
    if not match.groupdict().get("which") and not (
        context.is_alone(match)
        or re.search(
            r"\b(?:in|over|during|through|throughout|by|since|until|of|for|before|after) $", context.before(match)
        )
    ):
        raise NotADateError("the fall of Kabul")
    if re.match(r"\s+of\b", context.after(match)):
        raise NotADateError("the fall of Kabul")
    if anchor.month is None or anchor.year is None:
        return None
    return values.season(code, _season_year(code, which, anchor.year, anchor.month, ahead=context.looks_ahead(match)))


def _season_year(code: int, which: list[str], year: int, month: int, *, ahead: bool | None) -> int:
    first = 3 * (code - 20)  # March, June, September, December
    if code == values.WINTER and month < 3:
        year, month = year - 1, month + 12
    if "last" in which or "previous" in which or "past" in which:
        return year - (month < first + 3)
    if "next" in which or "coming" in which:
        return year + (month >= first)
    if "this" in which and code != values.WINTER:
        return year
    if ahead:
        return year + (month > first + 2)
    return year - (month < first and ("this" not in which or first - month > 3))


def _part(match: re.Match[str], context: Context) -> str | None:
    """As in "the third quarter of 2025", "Q3", "this year's first half": without a year, the last that has begun."""
    groups, anchor = match.groupdict(), context.anchor
    name = (groups.get("ordinal") or groups["short"][1:]).lower()
    is_half = (groups.get("unit") or groups["short"])[0].lower() == "h"
    number = _ORDINALS[name] if name in _ORDINALS else int(name)
    if is_half:
        number = 2 if name in ("final", "last") else number
        if number > 2:
            raise NotADateError("no such half")
    year, relation = (
        _year(match) or (int(groups["ahead_year"]) if groups.get("ahead_year") else None),
        (groups.get("relation") or groups.get("whose") or "").lower(),
    )
    if year is None and relation:
        if anchor.year is None:
            return None
        year = anchor.year + {"last": -1, "previous": -1, "this": 0, "current": 0, "the": 0, "next": 1}[relation]
    if year is None:
        if is_half and not groups.get("short"):
            raise NotADateError("the first half of the match")
        if re.match(r"['’]s| of (?!the (?:fiscal )?year)", context.after(match)):
            raise NotADateError("a quarter of a thing")
        if anchor.month is None or anchor.year is None:
            return None
        begun = (anchor.month - 1) // (6 if is_half else 3) + 1
        year = (
            anchor.year - (number > begun)
            if not context.looks_ahead(match) or context.is_alone(match)
            else anchor.year + (number < begun)
        )
    if groups.get("ago"):
        year -= 1
    return values.half(number, year) if is_half else values.quarter(number, year)


def _quarter_named(match: re.Match[str], context: Context) -> str | None:
    """As in "the latest quarter", "the quarter", "the year-ago quarter": of the quarter named before."""
    groups = match.groupdict()
    which = (groups.get("which") or "").lower()
    bare = not which and not groups.get("ago") and not _year(match) and not groups.get("relation")
    if (
        (bare or groups["unit"].lower() == "period")
        and not context.is_alone(match)
        and not any(values.quarter_of(one.edtf or "") for one in context.named)
    ):
        raise NotADateError("a quarter of a thing, a period of time")
    if bare and re.match(r" ?of\b", context.after(match).lstrip()):
        raise NotADateError("a quarter of a thing")
    anchor = context.anchor
    if which in ("this", "current", "last", "latest", "previous", "next", "coming"):
        if anchor.month is None or anchor.year is None:
            return None
        step = {"this": 0, "current": 0, "next": 1, "coming": 1}.get(which, -1)
        return values.quarter((anchor.month - 1) // 3 + 1 + step, anchor.year)
    found = context.quarter()
    if found is None:
        return None
    year, number = found
    if _year(match):
        year = _year(match) or year
    elif groups.get("relation"):
        if anchor.year is None:
            return None
        year = anchor.year + {"last": -1, "previous": -1, "this": 0, "next": 1}[groups["relation"].lower()]
    elif groups.get("ago"):
        year = (anchor.year or year) - 1 if not context.named else year - 1
    return values.quarter(number, year)


_YEAR_LEADS = re.compile(
    r"\b(?:in|by|since|of|from|until|till|during|before|after|for|through|throughout|around|circa|year|years|to|early|late|mid|early in|late in|back in|between|and|as of)[ (-]$"
)


def _bare_year(match: re.Match[str], context: Context) -> str | None:
    if not context.is_alone(match):
        before = context.before(match)
        if not _YEAR_LEADS.search(before) and not match["part"]:
            raise NotADateError("1945 tanks")
        lead = re.search(r"(\w+)[ (-]$", before)
        counted = re.match(
            r"[ -](?:[a-z]+(?:[^s\W]s|people|men|women|troops|miles|percent)|dollars|euros|%)\b", context.after(match)
        )
        if (
            lead
            and lead[1] in ("of", "for", "to", "and", "from", "around", "after", "before", "between", "by")
            and (counted or re.match(r"[ -][a-z]*(?:ft|km|kg|m)\b", context.after(match)))
        ):
            raise NotADateError("of 2000 soldiers")
        if (
            lead
            and lead[1] in ("in", "since")
            and re.match(r" (?:people|men|women|\w+ households)", context.after(match))
        ):
            raise NotADateError("in 2000 households")
        if (
            lead
            and lead[1] in ("of", "for", "to", "and", "around")
            and not 1900 <= int(match["year"]) <= (context.anchor.year or 2100) + 60
        ):
            raise NotADateError("one of 1500")
        if lead and lead[1] == "and" and not re.search(r"\b(?:1[89]|20)\d\d,? and $", before):
            raise NotADateError("and 2000")
        if lead and lead[1] == "to" and not re.search(r"\b(?:back|prior|dates?|up|due) to $", before):
            raise NotADateError("up to 2000")
    return values.year(int(match["year"]))


def _year_range(match: re.Match[str], context: Context) -> str | None:
    _assert_between(match, context)
    first, last = match["year"], match["to_year"]
    last = first[:2] + last if len(last) == 2 else last
    if not 0 < int(last) - int(first) < 200:
        raise NotADateError("a year and a number")
    return f"{first}/{last}"


def _decade(match: re.Match[str], _context: Context) -> str | None:
    if name := match.groupdict().get("name"):
        return f"{_DECADES[name.lower()]}X"
    if short := match.groupdict().get("short"):
        return f"{20 if int(short) < 30 else 19}{short[0]}X"
    return values.decade(int(match["year"]))


def _century(match: re.Match[str], _context: Context) -> str | None:
    return values.century(int(match["number"]))


def _spelled_year(match: re.Match[str], _context: Context) -> str | None:
    """As in "nineteen ninety-four", "the year two thousand": what a transcript of speech says."""
    tens, unit = (match["tens"] or "").lower(), (match["unit"] or "").lower()
    number = _TENS.get(tens, 0) + _UNITS.get(unit, 0)
    if match["base"].lower() == "nineteen":
        if number < 10:
            raise NotADateError("nineteen of them")
        return values.year(1900 + number)
    if not match["said"] and not unit and not tens:
        raise NotADateError("two thousand of them")
    if not match["said"] and match.string[: match.start()].rstrip()[-3:].lower() not in ("in", " in", " of"):
        raise NotADateError("two thousand and one nights")
    return values.year(2000 + number)


_RELATION = r"(?:,? (?:of )?(?P<relation>last|this|next) year(?!['’]))"
_ORDINAL = r"(?P<ordinal>first|second|third|fourth|final|1st|2nd|3rd|4th)"
_OF_YEAR = rf"(?:,?(?: of| in)? {_YEAR}| (?:of |in )?(?P<relation>last|previous|this|current|next|the)(?: fiscal| current)? year)"
_OF_YEAR = _OF_YEAR.replace("(?:of |in )?(?P<relation>", "(?:of |in )?(?:the )?(?P<relation>")

RULES: list[Rule] = [
    rule("iso-date", "year", r"(?P<year>(?:1[4-9]|20)\d\d)[-/](?P<m>\d\d)[-/](?P<day>\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])", _iso, relative=False),
    rule("numeric-date", "year", rf"(?P<first>[0-3]?\d)(?P<sign>[./])(?P<second>[0-3]?\d)(?P=sign){_YEAR}", _numeric, relative=False),
    rule("day-range", "month weekday", rf"(?:(?:the )?night of )?{_WEEKDAY}?{MONTH} {_DAY}{_TO}{_WEEKDAY}?{_TO_DAY}(?:,? {_YEAR})?", _day_range),
    rule("day-range", "month", rf"(?:night of (?:the )?)?{_DAY}{_TO}{_TO_DAY} (?:of )?{MONTH}(?:,? {_YEAR})?", _day_range),
    rule("days-of-two-months", "month weekday", rf"{_WEEKDAY}?{MONTH} {_DAY}{_TO}{_WEEKDAY}?{_TO_MONTH} {_TO_DAY}(?:,? {_YEAR})?", _day_range),
    rule("days-of-two-months", "month weekday", rf"{_WEEKDAY}?{_DAY} (?:of )?{MONTH}{_TO}{_WEEKDAY}?{_TO_DAY} (?:of )?{_TO_MONTH}(?:,? {_YEAR})?", _day_range),
    rule("full-date", "month weekday", rf"{_LEAD}{_WEEKDAY}?(?:{PART_OF_DAY},? )?{MONTH} (?:the )?{_DAY},? {_YEAR}\)?", _full_date, relative=False),
    rule("full-date", "month weekday", rf"{_LEAD}{_WEEKDAY}?{_DAY}(?: |-)(?:of )?{MONTH}(?:,? |-){_YEAR}\)?", _full_date, relative=False),
    rule("day-and-month", "month weekday", rf"{_LEAD}{_WEEKDAY}?(?:{PART_OF_DAY},? )?{MONTH} (?:the )?{_DAY}{_RELATION}?(?:['’]s)?(?! (?:people|percent|per cent))", _full_date),
    rule("day-and-month", "month weekday", rf"{_LEAD}{_WEEKDAY}?{_DAY}(?: |-)(?:of )?{MONTH}{_RELATION}?(?:['’]s)?", _full_date),
    rule("month-of-year", "month", rf"(?P<part>{PART_OF_TIME})?{MONTH}(?: of|,)? {_YEAR}(?:['’]s)?", _month, relative=False),
    rule("month-this-year", "month", rf"(?P<part>{PART_OF_TIME})?{MONTH}{_RELATION}", _month),
    rule("month", "month", rf"(?P<part>{PART_OF_TIME})?{MONTH}(?:['’]s)?", _month),
    rule("which-month", "month", rf"(?P<part>{PART_OF_TIME})?{_WHICH} {MONTH}(?:['’]s)?", _month),
    rule("month-range", "month", rf"{MONTH}(?:,? (?P<from_year>(?:1[89]|20)\d\d))?{_TO}{_TO_MONTH}(?:,? {_YEAR})?", _month_range),
    rule("season-of-year", "season", rf"(?P<part>{PART_OF_TIME}(?:the )?)?(?P<season>spring|summer|autumn|fall|winter)(?: of|,)? {_YEAR}", _season, relative=False),
    rule("season", "season", rf"(?P<part>{PART_OF_TIME})?(?:(?P<which>this past|the past|this coming|the coming|the previous|last|next|this|previous)|the) (?P<season>spring|summer|autumn|fall|winter)(?:['’]s)?", _season),
    rule("part-of-year", "part", rf"(?:fiscal )?{_ORDINAL}(?: |-)(?P<unit>quarter|half){_OF_YEAR}?", _part),
    rule("part-of-year", "part unit", rf"(?:(?P<whose>last|this|next) year['’]s|(?P<ahead_year>(?:19|20)\d\d)|(?:fiscal )?(?P<ago>year-(?:ago|earlier))?) {_ORDINAL}(?: |-)(?P<unit>quarter|half)", _part),
    rule("part-of-year", "part", rf"(?P<short>[QH][1-4])(?: of| in|,)?(?: {_YEAR})?", _part),
    rule("part-of-year", "year", rf"{_YEAR}(?: |-)(?P<short>[QH][1-4])", _part),
    rule("quarter-named", "part period unit", rf"(?:the |its |a )?(?:(?P<which>this|current|last|latest|previous|next|coming)|{_YEAR}|(?:same|comparable|corresponding)) (?P<unit>quarter|period)(?: (?P<relation>last|this|next) year| (?P<ago2>a year (?:ago|earlier)))?", _quarter_named),
    rule("year-ago-quarter", "part period unit", r"(?:the )?(?P<ago>year-(?:ago|earlier)) (?P<unit>quarter|period)", _quarter_named),
    rule("quarter-named", "part", r"the (?P<unit>quarter)", _quarter_named),
    rule("quarter-named", "part unit", r"(?P<relation>last|this|next) year['’]s (?P<unit>quarter)", _quarter_named),
    rule("decade", "year", r"(?:(?:early|late|mid)(?: |-))?(?:(?:early|late|mid)(?: to |-to-)(?:early|late|mid)(?: |-))?(?P<year>(?:1[4-9]|20)\d0)['’]?s", _decade, relative=False),
    rule("decade", "era", rf"(?<=the\s)(?:(?:early|late|mid)(?: |-))?(?P<name>{'|'.join(_DECADES)})", _decade, relative=False),
    rule("century", "era", r"(?:(?:early|late|mid|turn of the)(?: |-))?(?P<number>\d\d?)(?:st|nd|rd|th)(?: |-)century", _century, relative=False),
    rule("year-range", "year", r"(?P<year>(?:1[89]|20)\d\d)(?:(?: ?[-–—] ?|/)(?P<to_year>(?:1[89]|20)\d\d|(?<=[-–/])\d\d)(?![\w-]|\.\d))", _year_range, relative=False),
    rule("year-range", "year", r"(?<!\w)(?P<year>(?:1[89]|20)\d\d)(?: to | until | through | and )(?P<to_year>(?:1[89]|20)\d\d)", _year_range, relative=False),
    rule("year", "year", rf"(?P<part>{PART_OF_TIME})?{_YEAR}(?![-/]\d|\.\w|[-‑](?:[a-z]))", _bare_year, relative=False),
    rule("spelled-year", "era", r"(?P<said>the year )?(?P<base>nineteen|two thousand)(?: and)?(?:(?: |-)(?P<tens>ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety))?(?:(?: |-)(?P<unit>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen))?", _spelled_year, relative=False),
]  # fmt: skip
CLUES |= {"period": "period"}
