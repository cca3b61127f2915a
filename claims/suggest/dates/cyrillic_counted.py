# ruff: noqa: E501, SIM905 - patterns and word lists read better unbroken
"""Ukrainian and Russian phrases that count: from the day named before, in half years, in the days of a month."""

from __future__ import annotations

import re
from datetime import timedelta

from claims.suggest.dates import values
from claims.suggest.dates.anchors import Context, NotADateError, day_of_month, nearest_day, weekday_near
from claims.suggest.dates.cyrillic_words import (
    MONTH,
    MONTHS,
    NUMBER,
    NUMBERS,
    UNIT,
    UNITS,
    WEEKDAY,
    WEEKDAYS,
    looks_ahead,
    step_of,
)
from claims.suggest.dates.rules import Rule, rule

CLUES = dict.fromkeys("доба добу доби сутки суток".split(), "ru-whole-day")
CLUES |= dict.fromkeys("числа".split(), "ru-day-number") | dict.fromkeys("півроку полгода".split(), "ru-half-year")
CLUES |= {"ніч": "ru-night", "ночь": "ru-night"}
_NAMED_DECADES = {
    "двадцят двадцат": 192, "тридцят тридцат": 193, "сороков": 194, "п'ятдесят п’ятдесят пятидесят": 195,
    "шістдесят шестидесят": 196, "сімдесят семидесят": 197, "вісімдесят восьмидесят": 198, "дев'яност дев’яност девяност": 199,
}  # fmt: skip
_DECADES = {
    stem + end: decade
    for stems, decade in _NAMED_DECADES.items()
    for stem in stems.split()
    for end in ("і", "их", "ых", "ые")
}
CLUES |= {re.sub(r"^(?:п|дев)['’]", "", word): "ru-decade" for word in _DECADES} | dict.fromkeys(
    _DECADES, "ru-decade"
)
# As headlines and captions have them, with a day before; "лист", "лип" and "вер" are words without their dot.
_SHORT_MONTHS = {
    form: number
    for number, forms in enumerate(
        "січ янв;лют фев февр;бер мар;квіт апр;трав;черв июн;лип июл;серп авг;вер вересн сен сент;жовт окт;лист нояб ноя;груд дек".split(";"), 1
    )
    for form in forms.split()
}  # fmt: skip
_ONES = "_ першого|первого другого|второго третього|третьего четвертого|четвёртого п'ятого|п’ятого|пятого шостого|шестого сьомого|седьмого восьмого дев'ятого|дев’ятого|девятого десятого|десятого одинадцятого|одиннадцатого дванадцятого|двенадцатого тринадцятого|тринадцатого чотирнадцятого|четырнадцатого п'ятнадцятого|п’ятнадцятого|пятнадцатого шістнадцятого|шестнадцатого сімнадцятого|семнадцатого вісімнадцятого|восемнадцатого дев'ятнадцятого|дев’ятнадцятого|девятнадцатого двадцятого|двадцатого".split()
_DAYS = {form: number for number, forms in enumerate(_ONES) for form in forms.split("|") if number}
_DAYS |= {"тридцятого": 30, "тридцатого": 30}
CLUES |= dict.fromkeys(_SHORT_MONTHS, "ru-short-month")
_PAST = r"(?:останн\w+|последни\w+|минул\w+|прошедш\w+|минувш\w+|прошл\w+)"

# A verb, a pronoun, a preposition or a conjunction; a noun is what "25-го" belongs to.
_AFTER_A_DAY = re.compile(
    r"\w+(?:[еёиу]тся|[яа]тся|[єиу]ться|[яю]ться|уть|ять|ють|в|вся|ла|лася|лась|ло|лося|лось|ли|лися|лись|л|лся)"
    r"|у|в|о|об|на|в[ои]н[аио]?|он[аио]?|и|і|й|та|а|но|або|или"
)


def _later(match: re.Match[str], context: Context) -> str | None:
    """As in "два дня спустя", "за день до этого": counted from the day named before."""
    number = _number(match)
    unit = UNITS[match["unit"].lower()]
    named = context.antecedent(match, day=unit in ("day", "week"))
    if named is None or number is None:
        return None
    back = match.group().lower().startswith("за ")
    base, step = values.first_day(named), -number if back else number
    if unit in ("day", "week"):
        return (base + timedelta(days=step * (7 if unit == "week" else 1))).isoformat() + (
            "~" if unit == "week" else ""
        )
    if unit == "month":
        return values.month(base.month + step, base.year)
    if unit != "year":
        return None
    return values.year(base.year + step) + (named[4:] if len(named) == 7 and "X" not in named else "")


def _number(match: re.Match[str]) -> int | None:
    word = re.sub(r"[’ʼ]", "'", (match["number"] or "").lower())
    return 1 if not word else int(word) if word.isdigit() else NUMBERS[word]


def _numbered(match: re.Match[str], context: Context) -> str | None:
    """As in "20 числа", "а 25-го почнуться": of the month that was named last, else of the one looked to."""
    follows = None if match.groupdict().get("word") else re.match(r"\s+([\w’']+)", context.after(match))
    if follows and not _AFTER_A_DAY.fullmatch(follows[1].lower()):
        raise NotADateError("25-го батальйону")
    return day_of_month(match, context, int(match["day"]), ahead=looks_ahead(match, context))


def _in_short(match: re.Match[str], context: Context) -> str | None:
    """As in "10 мар", "12 лист. 2025"."""
    return _day_of(match, context, _SHORT_MONTHS[match["month"].lower().rstrip(".")], int(match["day"]))


def _in_words(match: re.Match[str], context: Context) -> str | None:
    """As in "восьмого травня", "двадцать второго июня 1941 года"."""
    tens, day = 20 if match["twenty"] else 30 if match["thirty"] else 0, _DAYS[match["day"].lower()]
    if tens and day > 9:
        raise NotADateError("двадцать десятого")
    return _day_of(match, context, MONTHS[match["month"].lower()], tens + day)


def _day_of(match: re.Match[str], context: Context, month: int, day: int) -> str | None:
    if match["year"]:
        return values.day(int(match["year"]), month, day)
    values.day(2000, month, day)
    return nearest_day(context.day, month, day).isoformat() if context.day else None


def _weekday_night(match: re.Match[str], context: Context) -> str | None:
    """As in "у ніч із понеділка на вівторок"."""
    first, last = WEEKDAYS[match["from_weekday"].lower()], WEEKDAYS[match["weekday"].lower()]
    if (last - first) % 7 != 1:
        raise NotADateError("no night is so long")
    if context.day is None:
        return None
    end = weekday_near(context.day, last, ahead=bool(looks_ahead(match, context)))
    return values.interval(end - timedelta(days=1), end)


def _past_day(_match: re.Match[str], context: Context) -> str | None:
    """As in "за минулу добу", "за прошедшую ночь"."""
    return values.interval(context.day - timedelta(days=1), context.day) if context.day else None


def _day_ago(_match: re.Match[str], context: Context) -> str | None:
    return (context.day - timedelta(days=1)).isoformat() if context.day else None


def _half_year_ago(_match: re.Match[str], context: Context) -> str | None:
    anchor = context.anchor
    return f"{values.month(anchor.month - 6, anchor.year)}~" if anchor.month and anchor.year else None


def _quarter(match: re.Match[str], context: Context) -> str | None:
    """As in "в прошлом квартале"."""
    step, anchor = step_of(match["which"]), context.anchor
    if step is None:
        raise NotADateError("другий квартал, a quarter of a town")
    if anchor.month is None or anchor.year is None:
        return None
    return values.quarter((anchor.month - 1) // 3 + 1 + step, anchor.year)


def _weekend(match: re.Match[str], context: Context) -> str | None:
    day = context.day
    if day is None:
        return None
    return values.weekend(day, 0 if day.weekday() > 4 or looks_ahead(match, context) else -1)


def _month_of_that_year(match: re.Match[str], context: Context) -> str | None:
    """As in "торік у грудні", "в прошлом году в мае"."""
    step = -1 if match["which"] is None else step_of(match["which"])
    if step is None:
        raise NotADateError("another adjective")
    return values.month(MONTHS[match["month"].lower()], context.anchor.year + step) if context.anchor.year else None


def _decade(match: re.Match[str], _context: Context) -> str | None:
    word = match["decade"].lower()
    if word.isdigit():
        return values.decade(int(word) + (0 if len(word) == 4 else 1900 if int(word) > 20 else 2000))
    return f"{_DECADES[word]}X"


_OF_YEAR = r"(?: (?P<year>(?:19|20)\d\d)(?!\w|[,.]\d))?"
_SHORT = rf"(?:{'|'.join(sorted(_SHORT_MONTHS, key=len, reverse=True))})(?!\w)(?:\.|(?<!лист)(?<!лип)(?<!вер))"
_DAY_WORDS = "|".join(sorted(_DAYS, key=len, reverse=True))
_NIGHT = r"(?:у|в) (?:ніч|ночь)"
RULES: list[Rule] = [
    rule("uk-ru-later", "ru-unit", rf"(?:{NUMBER} )?{UNIT} (?:спустя|потому|по тому|після того|потім)(?!,? (?:как|як|що|что))", _later),
    rule("uk-ru-later", "ru-unit", rf"спустя (?:{NUMBER} )?{UNIT}", _later),
    rule("uk-ru-later", "ru-unit", rf"за (?:{NUMBER} )?{UNIT} до (?:этого|того|цього)(?!,? (?:как|як))", _later),
    rule("uk-ru-numbered-day", "ru-day-number", r"(?P<day>3[01]|[12]\d|[1-9])(?:-?го)? (?P<word>числа)", _numbered),
    rule("uk-ru-numbered-day", "ru-day-number", r"(?P<day>3[01]|[12]\d|[1-9])-го", _numbered),
    rule("uk-ru-date-in-short", "ru-short-month", rf"(?P<day>3[01]|[12]\d|0?[1-9]) (?P<month>{_SHORT}){_OF_YEAR}", _in_short),
    rule("uk-ru-date-in-words", "ru-month", rf"(?:(?P<twenty>двадцять|двадцать) |(?P<thirty>тридцять|тридцать) )?(?P<day>{_DAY_WORDS}) {MONTH}{_OF_YEAR}", _in_words),
    rule("uk-ru-weekday-night", "ru-weekday", rf"{_NIGHT} (?:с|со|з|із|зі) {WEEKDAY.replace('weekday', 'from_weekday')} на {WEEKDAY}", _weekday_night),
    rule("uk-ru-past-day", "ru-whole-day ru-night", rf"(?:за|протягом|впродовж|упродовж|в течение) {_PAST} (?:добу|доби|сутки|суток|ніч|ночь)", _past_day),
    rule("uk-ru-day-ago", "ru-whole-day", r"(?:добу тому|сутки назад)", _day_ago),
    rule("uk-ru-half-year-ago", "ru-half-year ru-unit", r"(?:півроку тому|пів року тому|полгода назад)", _half_year_ago),
    rule("uk-ru-quarter", "ru-part", r"(?:(?:у|в|за|на) )?(?P<which>\w+) квартал[уіе]?", _quarter),
    rule("uk-ru-weekend", "ru-unit", r"(?:на|в|у) (?:вихідних|вихідні|выходных|выходные)", _weekend),
    rule("uk-ru-month-that-year", "ru-month ru-unit ru-last-year", rf"(?:торік|(?:(?:у|в) )?(?P<which>\w+) (?:року|году)),? (?:у|в) {MONTH}", _month_of_that_year),
    rule("uk-ru-decade", "year ru-decade", r"(?P<decade>(?:1[89]|20)\d0|[1-9]0)-(?:х|ті|е|ых|тих|их)(?=[^\S\r\n]+(?:рок|год))", _decade, relative=False),
    rule("uk-ru-decade-named", "ru-decade", rf"(?:у|в|з|із|с|до|від|от) (?P<decade>{'|'.join(sorted(_DECADES, key=len, reverse=True))})(?! \w*(?:ий|ый|ом|ть)\b)", _decade, relative=False),
    rule("uk-ru-decade-named", "ru-decade", r"(?P<decade>[2-9]0)-(?:х|ті|е|ых|тих|их)(?=[^\S\r\n]+(?:и|і|й|та|или|або)[^\S\r\n]+(?:19)?\d0-(?:х|ті|е|ых|тих|их)\b)", _decade, relative=False),
]  # fmt: skip
