# ruff: noqa: E501 - patterns read better unbroken
"""Ukrainian and Russian phrases; their words of time differ enough for the two to be read by one set of rules."""

from __future__ import annotations

import re
from datetime import date, timedelta

from claims.suggest.dates import values
from claims.suggest.dates.anchors import Context, NotADateError, nearest_day, nearest_month, weekday_near
from claims.suggest.dates.cyrillic_words import (
    CLUES,
    MONTH,
    MONTHS,
    NUMBER,
    NUMBERS,
    ORDINALS,
    PART_OF_DAY,
    SEASON,
    SEASONS,
    UNIT,
    UNITS,
    WEEKDAY,
    WEEKDAYS,
    looks_ahead,
    step_of,
)
from claims.suggest.dates.rules import Resolver, Rule, rule

__all__ = ["CLUES", "RULES"]

_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:-?го)?(?!\w|[,.:]\d)"
_TO_DAY = r"(?P<to_day>3[01]|[12]\d|0?[1-9])(?:-?го)?(?!\w|[,.:]\d)"
_YEAR = r"(?P<year>(?:1[4-9]|20)\d\d)(?:-?(?:го|му|м|й|х))?(?!\w|[,.]\d)"
_OF_YEAR = rf"(?: {_YEAR}| (?P<whose>\w+) (?:року|года))"
_BEGIN = r"(?:(?:с|со|з|із|зі|від|от|між|между) )?"
_TO = r"(?: ?[-–—] ?| (?:по|до|і|и|й|та) )"
_IN = r"(?:(?:у|в|во|на|до|к|с|со|з|із|зі|від|от|під|под|по) )"
_PART = r"(?P<part>(?:на початку|на самому початку|у середині|в середині|посередині|наприкінці|під кінець|до кінця|в кінці|у кінці|з початку|від початку|в начале|в самом начале|в середине|в конце|под конец|до конца|к концу|к середине|к началу|с начала|ближе к концу) )"
_NIGHT = r"(?:у|в) (?:ніч|ночь)"


def _month_number(match: re.Match[str], group: str = "month") -> int:
    return MONTHS[match[group].lower()]


def _year_of(match: re.Match[str], context: Context) -> int | None:
    """The year that the phrase names, in figures or as "this year"; raises NotADateError for another noun before "року"."""
    groups = match.groupdict()
    if year := groups.get("year"):
        return int(year)
    if whose := groups.get("whose"):
        step = step_of(whose)
        if step is None:
            raise NotADateError("року життя")
        return context.anchor.year + step if context.anchor.year else None
    return None


def _date(match: re.Match[str], context: Context) -> str | None:
    """As in "11 марта", "у вівторок, 11 березня 2025", "11 марта прошлого года"."""
    month, day, year = _month_number(match), int(match["day"]), _year_of(match, context)
    if year:
        return values.day(year, month, day)
    values.day(2000, month, day)
    if match.groupdict().get("whose") or context.day is None:
        return None
    return nearest_day(context.day, month, day).isoformat()


def _last_of_range(match: re.Match[str], context: Context, month: int) -> date | None:
    year, day = _year_of(match, context), int(match["to_day"])
    values.day(year or 2000, month, day)
    if year:
        return date(year, month, day)
    return nearest_day(context.day, month, day) if context.day else None


def _day_range(match: re.Match[str], context: Context) -> str | None:
    """As in "11-13 марта", "з 11 до 13 березня", "с 28 февраля по 3 марта", "в ночь с 3 на 4 марта"."""
    to_month = _month_number(match)
    month = _month_number(match, "from_month") if match.groupdict().get("from_month") else to_month
    values.day(2000, month, int(match["day"]))
    if (
        re.search(r"\s(?:і|и|й|та)\s", match.group())
        and int(match["to_day"]) != int(match["day"]) + 1
        and not re.match(r"м[іе]ж", match.group(), re.IGNORECASE)
    ):
        raise NotADateError("two days")
    last = _last_of_range(match, context, to_month)
    return values.interval(date(last.year - (month > to_month), month, int(match["day"])), last) if last else None


def _night_to(match: re.Match[str], context: Context) -> str | None:
    """As in "в ночь на 4 марта", "у ніч на середу": the night is of two days."""
    if match.groupdict().get("weekday"):
        if context.day is None:
            return None
        last = weekday_near(context.day, WEEKDAYS[match["weekday"].lower()], ahead=bool(looks_ahead(match, context)))
    else:
        found = _date(match, context)
        if found is None:
            return None
        last = date.fromisoformat(found)
    return values.interval(last - timedelta(days=1), last)


def _month(match: re.Match[str], context: Context) -> str | None:
    """As in "у березні", "в середине марта", "в марте прошлого года", "березень 2025"."""
    if match["month"][0].isupper() and not context.is_alone(match):
        raise NotADateError("Марта, Мая: names of persons")
    month, anchor, groups = _month_number(match), context.anchor, match.groupdict()
    year = _year_of(match, context)
    if year:
        return values.month(month, year)
    if groups.get("whose"):
        return None
    if not groups.get("part") and not groups.get("which") and not groups.get("into") and not context.is_alone(match):
        raise NotADateError("a month that is no point in time")
    if anchor.month is None or anchor.year is None:
        return None
    if which := groups.get("which"):
        step = step_of(which)
        if step is None:
            raise NotADateError("another adjective")
        return values.month(
            month,
            anchor.year + step
            if step == 0
            else anchor.year - (month >= anchor.month)
            if step < 0
            else anchor.year + (month <= anchor.month),
        )
    return values.month(month, nearest_month(anchor, month, looks_ahead(match, context)))


def _month_range(match: re.Match[str], context: Context) -> str | None:
    first, last, year = _month_number(match, "from_month"), _month_number(match), _year_of(match, context)
    if year is None:
        if context.anchor.month is None:
            return None
        year = nearest_month(context.anchor, last, looks_ahead(match, context))
    return f"{values.month(first, year - (first > last))}/{values.month(last, year)}"


def _weekday(match: re.Match[str], context: Context) -> str | None:
    """As in "у вівторок ввечері", "в прошлый вторник", "наступної середи"."""
    which = (match["which"] or "").lower()
    step = step_of(which) if which else None
    if which and step is None:
        raise NotADateError("another adjective")
    if not which and not match["into"] and not context.is_alone(match):
        raise NotADateError("a day that is no point in time")
    day = context.day
    if day is None:
        return None
    wanted = WEEKDAYS[match["weekday"].lower()]
    if step:
        return weekday_near(day + timedelta(days=step), wanted, ahead=step > 0).isoformat()
    return weekday_near(day, wanted, ahead=bool(looks_ahead(match, context))).isoformat()


def _weekday_range(match: re.Match[str], context: Context) -> str | None:
    if context.day is None:
        return None
    ahead = bool(looks_ahead(match, context))
    first, last = WEEKDAYS[match["from_weekday"].lower()], WEEKDAYS[match["weekday"].lower()]
    if ahead:
        start = weekday_near(context.day, first, ahead=True)
        return values.interval(start, weekday_near(start, last, ahead=True))
    end = weekday_near(context.day, last, ahead=False)
    return values.interval(weekday_near(end, first, ahead=False), end)


def _shift_days(days: int) -> Resolver:
    def resolve(_match: re.Match[str], context: Context) -> str | None:
        return (context.day + timedelta(days=days)).isoformat() if context.day else None

    return resolve


def _eve(match: re.Match[str], context: Context) -> str | None:
    """As in "накануне, 11 марта", "напередодні ввечері"; "накануне выборов" is the eve of something."""
    if (word := re.match(r"\s+(\w+)", context.after(match))) and not re.fullmatch(
        r"(?:у|в|на|з|с|під|под|по|за|о|об|він|вона|вони|он|она|они|було|было|був|была|\w+(?:ав|яв|ив|їв|ув|вся|ла|лась|лася|ло|лося|лось|ли|лися|лись|л|лся))",
        word[1].lower(),
    ):
        raise NotADateError("накануне выборов")
    return _shift_days(-1)(match, context)


def _this_night(_match: re.Match[str], context: Context) -> str | None:
    day = context.day
    return values.interval(day - timedelta(days=1), day) if day else None


def _unit(match: re.Match[str], context: Context) -> str | None:
    """As in "минулого тижня", "на прошлой неделе", "в этом году", "прошлым летом"."""
    step, anchor, day = step_of(match["which"]), context.anchor, context.day
    if step is None:
        raise NotADateError("another adjective")
    if season := match.groupdict().get("season"):
        return _season_from(SEASONS[season.lower()], step, context)
    unit = UNITS[match["unit"].lower()]
    if unit == "weekend":
        return values.weekend(day, 0 if day.weekday() > 4 and not step else step or -1) if day else None
    if unit == "day":
        named = context.antecedent(match, day=True)
        if not re.match(r"(?:наступ|следу|попер|пред|того|той|тот)", match["which"].lower()):
            raise NotADateError("этот день: a word of stories")
        return (date.fromisoformat(named) + timedelta(days=step)).isoformat() if named else None
    if unit == "week":
        return values.week(day, step) if day else None
    if anchor.year is None or (unit == "month" and anchor.month is None):
        return None
    return (
        values.year(anchor.year + step) if unit == "year" else values.month((anchor.month or 1) + step, anchor.year)
    )


def _season_from(code: int, step: int | None, context: Context) -> str | None:
    anchor = context.anchor
    if anchor.month is None or anchor.year is None:
        return None
    first, month, year = 3 * (code - 20), anchor.month, anchor.year
    if code == values.WINTER and month < 3:
        year, month = year - 1, month + 12
    if step is None:
        return values.season(code, year - (month < first))
    if step < 0:
        return values.season(code, year - (month < first + 3) + step + 1)
    return values.season(
        code, year + (step > 0 and month >= first) - (step == 0 and code == values.WINTER and month < 6)
    )


def _season(match: re.Match[str], context: Context) -> str | None:
    year, code = _year_of(match, context), SEASONS[match["season"].lower()]
    if year:
        return values.season(code, year)
    if looks_ahead(match, context):
        return _season_from(code, 1, context)
    return _season_from(code, None, context)


def _last_year(match: re.Match[str], context: Context) -> str | None:
    years = 2 if match.group().lower().startswith("поза") else 1
    return values.year(context.anchor.year - years) if context.anchor.year else None


def _end_of(match: re.Match[str], context: Context) -> str | None:
    """As in "до кінця року", "в начале недели"."""
    unit, anchor = UNITS[match["unit"].lower()], context.anchor
    if re.match(r"\s+\d{4}", context.before(match)[::-1]):
        raise NotADateError("до кінця 2025 року")
    if unit == "week":
        return values.week(context.day) if context.day else None
    if unit == "month":
        return values.month(anchor.month, anchor.year) if anchor.year and anchor.month else None
    return values.year(anchor.year) if anchor.year and unit == "year" else None


def _number(match: re.Match[str]) -> int | None:
    word = re.sub(r"[’ʼ]", "'", (match["number"] or "").lower())
    return 1 if not word else int(word) if word.isdigit() else NUMBERS[word]


def _moved(context: Context, unit: str, number: int) -> str | None:
    anchor, day = context.anchor, context.day
    if unit == "year":
        return values.year(anchor.year + number) if anchor.year else None
    if unit == "month":
        return values.month(anchor.month + number, anchor.year) if anchor.month and anchor.year else None
    if day is None or unit not in ("day", "week"):
        return None
    return f"{day + timedelta(weeks=number)}~" if unit == "week" else (day + timedelta(days=number)).isoformat()


def _ago(match: re.Match[str], context: Context) -> str | None:
    """As in "два тижні тому", "год назад"."""
    number = _number(match)
    return None if number is None else _moved(context, UNITS[match["unit"].lower()], -number)


def _in_time(match: re.Match[str], context: Context) -> str | None:
    """As in "через два дні"; after a verb of the past it counts from something else."""
    number, unit = _number(match), UNITS[match["unit"].lower()]
    if number is None:
        return None
    if not looks_ahead(match, context):
        named = context.antecedent(match, day=True) if unit == "day" and match.group().lower()[0] == "ч" else None
        return (date.fromisoformat(named) + timedelta(days=number)).isoformat() if named else None
    return _moved(context, UNITS[match["unit"].lower()], number)


def _earlier(match: re.Match[str], context: Context) -> str | None:
    """As in "днём ранее", "роком раніше": counted from the date named before, else from the article's."""
    unit = UNITS[match["unit"].lower()]
    named = context.antecedent(match, day=unit in ("day", "week"))
    if named is None:
        return _moved(context, unit, -1)
    base = values.first_day(named)
    if unit == "year":
        return values.year(base.year - 1) + (named[4:] if len(named) == 7 and "X" not in named else "")
    if unit == "month":
        return values.month(base.month - 1, base.year)
    return (base - timedelta(days=7 if unit == "week" else 1)).isoformat() + ("~" if unit == "week" else "")


_ONE_OF_THEM = {"день", "тиждень", "неделю", "місяць", "месяц", "рік", "год"}


def _span(match: re.Match[str], context: Context) -> str | None:
    """As in "за последние две недели", "найближчими днями"."""
    unit, day, vague = UNITS[match["unit"].lower()], context.day, match["number"] is None
    if day is None or unit not in ("day", "week", "month", "year"):
        return None
    if match["unit"].lower() in _ONE_OF_THEM:
        vague = False  # "за последнюю неделю"
    elif vague and unit == "year":
        return None
    number = {"day": 7, "week": 4, "month": 6}[unit] if vague else _number(match)
    if number is None:
        return None
    mark, ahead = "~" if vague else "", match["which"].lower()[0] in "нб"
    sign = 1 if ahead else -1
    days, months = sign * number * (7 if unit == "week" else 1), sign * number * (12 if unit == "year" else 1)
    other = day + timedelta(days=days) if unit in ("day", "week") else values.shifted_months(day, months)
    return f"{day}/{other}{mark}" if ahead else f"{other}{mark}/{day}"


def _part_of_year(match: re.Match[str], context: Context) -> str | None:
    """As in "у третьому кварталі", "в первом полугодии 2025 года": without a year, the last that has begun."""
    word, is_half = match["ordinal"].lower(), match["unit"][0].lower() == "п"
    number = ORDINALS.get(word) or ORDINALS[word[:4]]
    if number > (2 if is_half else 4):
        raise NotADateError("no such part")
    year, anchor = _year_of(match, context), context.anchor
    if year is None and match["unit"].lower().startswith("полов") and not match["whose"]:
        raise NotADateError("половина of something")
    if year is None:
        if match["whose"] or anchor.month is None or anchor.year is None:
            return None
        begun = (anchor.month - 1) // (6 if is_half else 3) + 1
        year = anchor.year + (number < begun) if looks_ahead(match, context) else anchor.year - (number > begun)
    return values.half(number, year) if is_half else values.quarter(number, year)


def _year(match: re.Match[str], _context: Context) -> str | None:
    return values.year(int(match["year"]))


def _year_range(match: re.Match[str], _context: Context) -> str | None:
    first, last = int(match["year"]), int(match["to_year"])
    if not first < last:
        raise NotADateError("two years")
    return f"{first}/{last}"


def _numeric_free(_match: re.Match[str], _context: Context) -> str | None:
    return None


_YEAR_WORD = r"(?=[^\S\r\n]*(?:рік|року|році|роком|роки|років|роках|роками|год|года|году|годом|годы|годов|годах|р\.|г\.|рр\.|гг\.))"
_DOW = rf"(?:{_IN}?{WEEKDAY},? \(?)?"
RULES: list[Rule] = [
    rule("uk-ru-day-range", "ru-month", rf"{_BEGIN}{_DAY}{_TO}{_TO_DAY} {MONTH}{_OF_YEAR}?", _day_range),
    rule("uk-ru-day-range", "ru-month", rf"{_BEGIN}{_DAY} {MONTH.replace('month', 'from_month')}{_TO}{_TO_DAY} {MONTH}{_OF_YEAR}?", _day_range),
    rule("uk-ru-night", "ru-month", rf"{_NIGHT} (?:с|со|з|із) {_DAY} на {_TO_DAY} {MONTH}{_OF_YEAR}?", _day_range),
    rule("uk-ru-night", "ru-month", rf"{_NIGHT} на {_DAY} {MONTH}{_OF_YEAR}?", _night_to),
    rule("uk-ru-night", "ru-weekday", rf"{_NIGHT} на {WEEKDAY}", _night_to),
    rule("uk-ru-date", "ru-month ru-weekday", rf"{_DOW}{_DAY} {MONTH}{_OF_YEAR}?", _date),
    rule("uk-ru-month-range", "ru-month", rf"{_BEGIN}{MONTH.replace('month', 'from_month')}(?: ?[-–—] ?| (?:по|до) ){MONTH}{_OF_YEAR}?", _month_range),
    rule("uk-ru-month", "ru-month", rf"(?:{_PART}|{_IN})?{MONTH}{_OF_YEAR}", _month),
    rule("uk-ru-month", "ru-month", rf"(?:{_PART}|(?P<into>{_IN}))?{MONTH}", _month),
    rule("uk-ru-month", "ru-month", rf"(?:{_IN})?(?P<which>\w+) {MONTH}", _month),
    rule("uk-ru-weekday-range", "ru-weekday", rf"{_BEGIN}{WEEKDAY.replace('weekday', 'from_weekday')}(?: ?[-–—] ?| (?:по|до) ){WEEKDAY}", _weekday_range),
    rule("uk-ru-weekday", "ru-weekday", rf"(?:{PART_OF_DAY},? )?(?P<into>{_IN})?(?:(?P<which>\w+) )?{WEEKDAY}(?:,? {PART_OF_DAY})?", _weekday),
    rule("uk-ru-day-before-yesterday", "ru-today", rf"(?:позавчора|позавчера)(?:,? {PART_OF_DAY})?", _shift_days(-2)),
    rule("uk-ru-yesterday", "ru-today", rf"(?:вчора|учора|вчера)(?:,? {PART_OF_DAY})?", _shift_days(-1)),
    rule("uk-ru-eve", "ru-today", rf"(?:накануне|напередодні)(?:,? {PART_OF_DAY})?", _eve),
    rule("uk-ru-today", "ru-today", rf"(?:сьогодні|сегодня)(?:,? {PART_OF_DAY})?", _shift_days(0)),
    rule("uk-ru-tomorrow", "ru-today", rf"завтра(?:,? {PART_OF_DAY})?", _shift_days(1)),
    rule("uk-ru-day-after-tomorrow", "ru-today", rf"(?:післязавтра|послезавтра)(?:,? {PART_OF_DAY})?", _shift_days(2)),
    rule("uk-ru-this-night", "ru-night", r"(?:минулої ночі|прошлой ночью|минувшей ночью|цієї ночі|этой ночью)", _this_night),
    rule("uk-ru-unit", "ru-unit", rf"{_PART}?(?:{_IN})?(?P<which>\w+)(?: же?)? {UNIT}", _unit),
    rule("uk-ru-unit", "ru-season", rf"(?P<which>\w+) {SEASON}", _unit),
    rule("uk-ru-season", "ru-season", rf"{SEASON}{_OF_YEAR}?", _season),
    rule("uk-ru-last-year", "ru-last-year", r"(?:торік|позаторік)", _last_year),
    rule("uk-ru-end-of", "ru-unit", rf"{_PART}{UNIT}", _end_of),
    rule("uk-ru-ago", "ru-unit", rf"(?:{NUMBER} )?{UNIT} (?:тому|назад)(?! (?:же|що|как))", _ago),
    rule("uk-ru-in-time", "ru-unit", rf"(?:через|за) (?:{NUMBER} )?{UNIT}", _in_time),
    rule("uk-ru-earlier", "ru-unit", rf"{UNIT} (?:раніше|ранее|раньше)", _earlier),
    rule("uk-ru-span", "ru-unit", rf"(?:(?:за|в|у|протягом|впродовж|упродовж|в течение|на) )?(?P<which>останн\w+|последн\w+|найближч\w+|ближайш\w+) (?:{NUMBER} )?{UNIT}", _span),
    rule("uk-ru-part-of-year", "ru-part", rf"(?P<ordinal>перш\w+|друг\w+|трет\w+|четверт\w+|перв\w+|втор\w+|I{{1,3}}|IV|[1-4](?:-?\w{{1,2}})?) (?P<unit>квартал\w*|півріччя|півріччі|полугоди[еяи]|половин[іеуи])(?:{_OF_YEAR})?", _part_of_year),
    rule("uk-ru-year-range", "year", rf"(?P<year>(?:1[89]|20)\d\d)(?: ?[-–—] ?| (?:по|до) )(?P<to_year>(?:1[89]|20)\d\d)(?:-?(?:й|го|х))?{_YEAR_WORD}", _year_range, relative=False),
    rule("uk-ru-year", "year", rf"{_PART}?(?P<year>(?:1[4-9]|20)\d\d)(?:-?(?:го|му|м|й))?{_YEAR_WORD}", _year, relative=False),
    rule("uk-ru-year", "year", r"(?<=[вуВУ]\s)(?P<year>(?:19|20)\d\d)(?:-?(?:му|м))?(?![-.,]?\d)(?=[^\S\r\n]*[,.;:)—–]|[^\S\r\n]+(?:[а-яіїєґ]+(?:в|вся|ла|лася|лась|ли|лися|лись|л|лся)\b))", _year, relative=False),
    rule("uk-ru-recently", "ru-recent", r"(?:нещодавно|недавно)", _numeric_free),
]  # fmt: skip
