# ruff: noqa: E501, SIM905 - patterns and word lists read better unbroken
"""English phrases that count from the article's date, or from a date named before."""

from __future__ import annotations

import re
from datetime import date, timedelta

from claims.suggest.dates import values
from claims.suggest.dates.anchors import Context, NotADateError, weekday_near
from claims.suggest.dates.english_calendar import PART_OF_DAY, PART_OF_TIME
from claims.suggest.dates.rules import Resolver, Rule, rule

_DAYS = {name: n for n, name in enumerate("mon tues wednes thurs fri satur sun".split())}
_NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split())}  # fmt: skip
_NUMBERS |= {"a": 1, "an": 1, "couple of": 2, "a couple of": 2, "thirty": 30, "forty": 40, "fifty": 50}
_STEPS = {"last": -1, "previous": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1}

CLUES = dict.fromkeys([f"{name}day" for name in _DAYS], "weekday")
CLUES |= dict.fromkeys("yesterday today tonight tomorrow overnight".split(), "today")
CLUES |= dict.fromkeys("night morning afternoon evening".split(), "part-of-day")
CLUES |= dict.fromkeys("day days week weeks weekend month months year years decade decades".split(), "unit")
CLUES |= dict.fromkeys("recently".split(), "recent")

_CLOCK = r"(?:(?:\d{1,2}(?:[:.]\d\d)? ?(?:a\.?m\.?|p\.?m\.?)|\d{1,2}:\d\d(?::\d\d)?(?: ?(?:a\.?m\.?|p\.?m\.?))?|\d{4}(?= (?:GMT|UTC))|noon|midnight)(?: (?:local|\w+) time| [A-Z]{2,4})?,? (?:on )?)"
_LEAD = rf"(?:{_CLOCK})?(?:(?:early|late|later|earlier|sometime)(?: on)? |{PART_OF_DAY},? (?:on |of )?|(?:the )?{PART_OF_DAY} of )?"
_WEEKDAY = r"(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_TO_WEEKDAY = r"(?P<to_weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_NUMBER = r"(?P<number>\d{1,3}|a couple of|couple of|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty)"
_VAGUE = r"(?P<vague>(?:a )?few|several|some|many)"
_UNIT = r"(?P<unit>day|week|month|year|decade)s?"
_ABOUT = r"(?:(?P<about>about|around|almost|nearly|roughly|some|more than|less than|over|just over|just under) )?"
# What has a weekday's name and is none.
_NAMED_SO = re.compile(
    r"\b(?:black|good|bloody|super|ash|palm|easter|cyber|shrove|holy|fat|giving|red|casual|every|each|any|on the|the mail on|independent on|man) $"
)
_SUCH_A_DAY = re.compile(
    r" (?:Times|Telegraph|Mirror|Express|Mail|Post|People|Herald|Star|World|Review|Morning|Night Live|Night Football|[Rr]oast|[Ss]chool|[Bb]est|[Pp]apers?|[Bb]runch|[Bb]ank|League)\b"
)


def _weekday(match: re.Match[str], context: Context) -> str | None:
    """A bare weekday is the last one up to the article's day; "next" and words that look ahead go the other way."""
    if (
        _NAMED_SO.search(context.before(match))
        or _SUCH_A_DAY.match(context.after(match))
        or match["weekday"][0].islower()
    ):
        raise NotADateError("the Sunday Times, Black Friday")
    anchor = context.day
    if anchor is None:
        return None
    wanted = _DAYS[match["weekday"].lower()]
    which = re.sub(r"^the ", "", (match["which"] or "").lower())
    back, forth = (anchor.weekday() - wanted) % 7, (wanted - anchor.weekday()) % 7
    if which in ("next", "coming", "this coming"):
        return (anchor + timedelta(days=forth or 7)).isoformat()
    if which in ("last", "past", "this past"):
        return (anchor - timedelta(days=back or 7)).isoformat()
    if which in ("previous", "following", "same"):
        if (named := context.antecedent(match, day=True)) is None:
            return (anchor - timedelta(days=back or 7)).isoformat() if which == "previous" else None
        day = date.fromisoformat(named)
        step = (day.weekday() - wanted) % 7 or 7 if which == "previous" else -((wanted - day.weekday()) % 7 or 7)
        return (day - timedelta(days=step)).isoformat()
    if week := match["week"]:
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=_STEPS[week.lower()])
        return (monday + timedelta(days=wanted)).isoformat()
    ahead = False if context.is_alone(match) else context.looks_ahead(match)
    if which == "this" and ahead is None:
        return (anchor - timedelta(days=anchor.weekday() - wanted)).isoformat()
    return weekday_near(anchor, wanted, ahead=bool(ahead)).isoformat()


def _weekday_range(match: re.Match[str], context: Context) -> str | None:
    """As in "from Monday to Wednesday", "overnight from Monday to Tuesday"."""
    anchor = context.day
    if anchor is None:
        return None
    first, last = _DAYS[match["weekday"].lower()], _DAYS[match["to_weekday"].lower()]
    if context.looks_ahead(match):
        start = weekday_near(anchor, first, ahead=True)
        return values.interval(start, weekday_near(start, last, ahead=True))
    end = weekday_near(anchor, last, ahead=False)
    return values.interval(weekday_near(end, first, ahead=False), end)


def _overnight(match: re.Match[str], context: Context) -> str | None:
    """The night that ends on the article's day, or the one into or after a weekday that is named."""
    anchor = context.day
    if anchor is None:
        return None
    if match["weekday"] is None:
        return values.interval(anchor - timedelta(days=1), anchor)
    named = weekday_near(anchor, _DAYS[match["weekday"].lower()], ahead=bool(context.looks_ahead(match)))
    into = match["into"] is not None
    return values.interval(named - timedelta(days=into), named + timedelta(days=not into))


def _shift_days(days: int) -> Resolver:
    def resolve(_match: re.Match[str], context: Context) -> str | None:
        return (context.day + timedelta(days=days)).isoformat() if context.day else None

    return resolve


def _unit(match: re.Match[str], context: Context) -> str | None:
    """As in "last week", "earlier this month", "the end of next year", "the following year"."""
    which, unit, side = (
        match["which"].lower().removeprefix("the "),
        match["unit"].lower(),
        (match["side"] or "").lower(),
    )
    base, year, month = context.day, context.anchor.year, context.anchor.month
    if which in ("previous", "following", "same", "that"):
        named = context.antecedent(match)
        if (named is None and which != "previous") or (
            named and unit.startswith("week") and not values.is_day(named)
        ):
            return None
        if named is not None:
            base = values.first_day(named)
            year, month = base.year, base.month
        which = {"previous": "last", "following": "next"}.get(which, "this")
    if which in ("past", "this past") and unit != "weekend" and not context.is_alone(match):
        return _run_up(base, unit)
    step = _STEPS[which.replace("this past", "last" if unit == "weekend" else "this").replace("this coming", "next")]
    if unit.startswith("week"):
        if unit == "weekend" and not (step or context.looks_ahead(match) or context.is_alone(match)):
            step = 0 if base is None or base.weekday() > 3 else -1
        return None if base is None else _week(base, unit, step, side)
    if year is None:
        return None
    if unit == "year":
        return values.year(year + step)
    if unit == "decade":
        return values.decade(year + 10 * step)
    return None if month is None else values.month(month + step, year)


def _week(day: date, unit: str, step: int, side: str) -> str:
    if unit == "weekend":
        return values.weekend(day, step)
    monday = day - timedelta(days=day.weekday())
    if step == 0 and side.startswith("later"):
        return values.interval(day, monday + timedelta(days=6))
    return (
        values.interval(monday, day)
        if step == 0 and side.startswith(("earlier", "so far"))
        else values.week(day, step)
    )


def _run_up(day: date | None, unit: str, number: int = 1) -> str | None:
    """The time of so many units that ends on a day."""
    if day is None or unit == "decade":
        return None
    if unit in ("day", "week"):
        return values.interval(day - timedelta(days=number * (7 if unit == "week" else 1)), day)
    return values.interval(values.shifted_months(day, -number * (12 if unit == "year" else 1)), day)


def _the_unit(match: re.Match[str], context: Context) -> str | None:
    """As in "the end of the year", "earlier in the week", "over the weekend", "year-end"."""
    unit, side, anchor = match["unit"].lower(), (match["side"] or match["tail"] or "").lower(), context.anchor
    if (
        not side
        and not context.is_alone(match)
        and not (
            unit == "weekend"
            and re.search(
                r"\b(?:over|at|during|for|through|by|of|on|before|after|until|since) $", context.before(match)
            )
        )
    ):
        raise NotADateError("the year of something")
    if (
        match["tail"]
        and not context.is_alone(match)
        and not re.search(r"\b(?:by|at|before|until|since|through|of) $", context.before(match))
    ):
        raise NotADateError("the year-end rush")
    if re.match(r" (?:of|in)\b", context.after(match)):
        raise NotADateError("the end of the week of talks")
    if unit == "year":
        named = context.antecedent(match)
        if (
            named
            and anchor.year
            and named[:4].isdigit()
            and int(named[:4]) < anchor.year
            and context.looks_ahead(match) is False
        ):
            return values.year(int(named[:4]))  # "in May 2015 …; by the end of the year, he had"
        return values.year(anchor.year) if anchor.year else None
    if unit == "month":
        return values.month(anchor.month, anchor.year) if anchor.year and anchor.month else None
    if unit == "day":
        named = context.antecedent(match, day=True)
        return named if named or context.day is None else context.day.isoformat()
    day = context.day
    if day is None:
        return None
    if unit == "weekend":
        ahead = False if context.is_alone(match) else context.looks_ahead(match)
        return values.weekend(day, 0 if ahead or day.weekday() > 4 else -1)
    return _week(day, unit, 0, side)


def _number(match: re.Match[str]) -> int:
    word = re.sub(r"\s+", " ", match["number"].lower())
    return int(word) if word.isdigit() else _NUMBERS[word]


def _moved(base: date, unit: str, number: int, *, about: bool) -> str:
    """So many units before (negative) or after a day: as precise as the unit, a week's day being a rough one."""
    mark = "~" if about else ""
    if unit == "day":
        return (base + timedelta(days=number)).isoformat() + mark
    if unit == "week":
        return (base + timedelta(weeks=number)).isoformat() + "~"
    if unit == "month":
        return values.month(base.month + number, base.year) + mark
    if unit == "year":
        return values.year(base.year + number) + mark
    return values.year(base.year + 10 * number) + "~"


def _ago(match: re.Match[str], context: Context) -> str | None:
    """As in "two weeks ago", "a year earlier", "three days later": the last two count from the date named before."""
    side, unit = match["side"].lower(), match["unit"].lower()
    about = match["about"] is not None or match["or_so"] is not None
    if match["vague"] is not None:
        return None
    number = _number(match)
    named = context.antecedent(match, day=unit == "day", compared=unit != "year")
    if named and unit == "year" and (quarter := values.quarter_of(named)):
        return values.quarter(quarter[1], quarter[0] + (number if side == "later" else -number))
    if side not in ("ago", "from now"):
        forth = number if side in ("later", "on", "afterwards") else -number
        if side == "before" and not re.match(r"\s*(?:[,.;:)—–]|$|[\r\n])", context.after(match)):
            raise NotADateError("two days before the vote")
        if named:
            if unit == "year" and len(named) == 7 and "X" not in named:
                return f"{values.year(int(named[:4]) + forth)}{named[4:]}"
            base = values.first_day(named)
            if unit in ("day", "week") and not values.is_day(named):
                return None
            moved = _moved(base, unit, forth, about=about)
            # "200 years later" may follow "today"; what a story tells as later is not after it.
            return moved if forth < 0 or not context.anchor.year or int(moved[:4]) <= context.anchor.year else None
        if forth > 0 or not (context.is_alone(match) or number == 1):
            return None
        number = -forth
        side = "ago"
    sign = 1 if side == "from now" else -1
    if unit == "month" and context.anchor.month and context.anchor.year:
        return values.month(context.anchor.month + sign * number, context.anchor.year) + ("~" if about else "")
    if unit in ("year", "decade") and context.anchor.year:
        return _moved(date(context.anchor.year, 1, 1), unit, sign * number, about=about)
    return _moved(context.day, unit, sign * number, about=about) if context.day else None


def _year_ago(_match: re.Match[str], context: Context) -> str | None:
    """As in "year-earlier results", an idiom of quarterly reports: of the quarter named before, or the last one."""
    found = context.quarter()
    return values.quarter(found[1], found[0] - 1) if found else None


def _ahead(match: re.Match[str], context: Context) -> str | None:
    """As in "in two weeks' time"; "in two weeks" may be how long a thing took."""
    if match["vague"] is not None or (match["time"] is None and not context.looks_ahead(match)):
        if match["about"]:
            raise NotADateError("the first in more than 50 years")
        return None
    unit, number = match["unit"].lower(), _number(match)
    if context.day is None:
        return None
    return _moved(context.day, unit, number, about=match["about"] is not None)


def _span(match: re.Match[str], context: Context) -> str | None:
    """As in "over the past two weeks", "in the coming days": from or to the article's day."""
    unit, day = match["unit"].lower(), context.day
    vague = match["number"] is None
    if day is None or unit == "decade" or (vague and unit == "year"):
        return None
    number = {"day": 7, "week": 4, "month": 6}[unit] if vague else _number(match)
    mark = "~" if vague else ""
    if match["which"].lower() not in ("next", "coming"):
        first, _, last = (_run_up(day, unit, number) or "").partition("/")
        return f"{first}{mark}/{last}"
    days = number * (7 if unit == "week" else 1)
    end = (
        day + timedelta(days=days)
        if unit in ("day", "week")
        else values.shifted_months(day, number * (12 if unit == "year" else 1))
    )
    return f"{day}/{end}{mark}"


def _day_after(match: re.Match[str], context: Context) -> str | None:
    """As in "the previous day", "the day before", "the next morning", "that day": counted from the day named before."""
    said = re.sub(r"\s+", " ", match.group().lower())
    if re.search(r"(?:before|after)$", said) and not re.match(r"\s*(?:[,.;:)—–]|$|[\r\n])", context.after(match)):
        raise NotADateError("the day before the vote")
    named = context.antecedent(match, day=True)
    if named is None:
        return None
    step = (
        -1 if re.search(r"previous|before|preceding", said) else 1 if re.search(r"next|following|after", said) else 0
    )
    return (date.fromisoformat(named) + timedelta(days=step)).isoformat()


def _never(_match: re.Match[str], _context: Context) -> str | None:
    """Phrases too vague for any date: they are kept as they stand."""
    return None


_END = r"(?:['’]s)?"
_TIMES = rf"(?: (?:in the )?{PART_OF_DAY}| at (?:noon|midnight|\d{{1,2}}(?:[:.]\d\d)? ?(?:a\.?m\.?|p\.?m\.?)))?"
RULES: list[Rule] = [
    rule("weekday", "weekday", rf"{_LEAD}(?:(?P<which>(?:the )?(?:last|next|this past|this coming|this|past|coming|previous|following|same)) )?{_WEEKDAY}(?:,? (?:of )?(?P<week>last|this|next) week)?{_TIMES}{_END}", _weekday),
    rule("weekday-range", "weekday", rf"(?:from )?{_WEEKDAY}(?:{_TIMES})?(?: to | until | through |[-–]){_TO_WEEKDAY}(?:{_TIMES})?", _weekday_range),
    rule("weekday-range", "weekday", rf"between {_WEEKDAY}(?:{_TIMES})? and {_TO_WEEKDAY}(?:{_TIMES})?", _weekday_range),
    rule("overnight", "today weekday", r"overnight(?: (?:(?P<into>into|to)|on)? ?(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?", _overnight),
    rule("day-before-yesterday", "unit today", r"the day before yesterday", _shift_days(-2)),
    rule("day-after-tomorrow", "unit today", r"the day after tomorrow", _shift_days(2)),
    rule("yesterday", "today", rf"{_LEAD}yesterday{_TIMES}{_END}", _shift_days(-1)),
    rule("yesterday", "part-of-day", r"(?:late )?last (?:night|evening)(?:['’]s)?", _shift_days(-1)),
    rule("today", "today", rf"{_LEAD}today{_END}|tonight{_END}", _shift_days(0)),
    rule("today", "part-of-day", r"(?:(?:early|late|earlier|later) )?this (?:morning|afternoon|evening)(?:['’]s)?", _shift_days(0)),
    rule("tomorrow", "today", rf"{_LEAD}tomorrow{_TIMES}{_END}", _shift_days(1)),
    rule("unit", "unit", rf"(?:(?P<side>earlier|later|so far|sometime|some time|{PART_OF_TIME.rstrip(' ')}) ?(?:in )?(?:the )?)?(?:the )?(?P<which>last|this past|this coming|this|next|previous|past|current|coming|following)(?: |-)(?P<unit>weekend|week|month|year|decade)(?! olds?){_END}", _unit),
    rule("unit", "unit", r"(?P<side>later |earlier |)(?P<which>that|the same|same) (?P<unit>week|month|year)", _unit),
    rule("the-unit", "unit", r"(?P<side>(?:earlier|later|early|late) in (?=the)|(?:the )?(?:beginning|start|middle|end|close) of (?=the)|)the (?:full )?(?P<unit>weekend|week|month|year|day)(?P<tail>['’]s end|)", _the_unit),
    rule("the-unit", "unit", r"(?P<side>the |)(?P<unit>year)(?: |-)(?P<tail>end)(?!-)", _the_unit),
    rule("ago", "unit", rf"{_ABOUT}(?:{_NUMBER}|{_VAGUE})(?: |-){_UNIT}(?P<or_so> or so)? (?P<side>ago|earlier|before|later|from now|afterwards)", _ago),
    rule("year-ago", "unit", r"(?:the )?year-(?:ago|earlier)", _year_ago),
    rule("ahead", "unit", rf"in {_ABOUT}(?:{_NUMBER}|{_VAGUE}) {_UNIT}(?P<time>['’]? time)?", _ahead),
    rule("span", "unit", rf"(?<!\w)(?:in|over|during|for|within|through|throughout) (?:the )?(?P<which>past|last|recent|next|coming) (?:(?:few|several|couple of|{_NUMBER}) )?(?P<unit>day|week|month|year|decade)s", _span),
    rule("day-after", "unit part-of-day", r"(?:on )?(?:(?:the )?(?:previous|preceding|next|following|same) (?:day|night|morning|afternoon|evening)|(?:later )?that (?:day|night|morning|afternoon|evening)|the (?:day|night) (?:before|after))", _day_after),
    rule("recently", "recent", r"(?:more |most )?recently", _never),
]  # fmt: skip
