# ruff: noqa: E501, SIM905 - patterns and word lists read better unbroken
"""Date phrases of news prose, resolved to EDTF (ISO 8601-2) against the article's own date.

Without that date a relative phrase keeps its place in the text and stays unresolved.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from claims.suggest.types import DateMention

_MONTH_NAMES = "january february march april may june july august september october november december".split()
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_DAYS = {name: n for n, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
_NUMBERS |= {"a": 1, "an": 1, "couple of": 2, "a couple of": 2}

_MONTH = r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept(?:ember|\.)?|Sep\.?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_WEEKDAY = r"(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PART = r"(?:\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening|night))"
_NUMBER = r"(?P<number>\d+|a couple of|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"

Resolver = Callable[[re.Match[str], "date | None"], "str | None"]


def find_dates(text: str, published: str | None) -> list[DateMention]:
    """Every date phrase of the text, longest reading first, in text order."""
    anchor = _anchor(published)
    found: list[DateMention] = []
    taken: list[tuple[int, int]] = []
    has_clue = _clues_of(text)
    for clues, pattern, relative, resolve in _PATTERNS:
        if not any(map(has_clue, clues)):
            continue
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < stop and end > first for first, stop in taken):
                continue
            try:
                value = resolve(match, anchor)
            except (ValueError, OverflowError):
                continue
            taken.append((start, end))
            found.append(DateMention(start, end, match.group(), value, relative))
    return sorted(found, key=lambda mention: mention.start)


def _clues_of(text: str) -> Callable[[str], bool]:
    """Tells whether a clue is in the text: looking for a word costs a thirtieth of looking for a pattern."""
    folded = text
    for letter, like in _FOLDED_BY_PATTERNS:
        folded = folded.replace(letter, like)
    folded = folded.lower()
    known = {
        "MONTH": _ANY_MONTH.search(text) is not None,
        "YEAR": _ANY_YEAR.search(text) is not None,
        "CYRILLIC": any(letter in folded for letter in "аеиоу"),
    }

    def has_clue(clue: str) -> bool:
        there = known.get(clue)
        if there is None:
            there = known[clue] = clue in folded
        return there

    return has_clue


def _anchor(published: str | None) -> date | None:
    """The article's day; an article dated only to a month or year anchors nothing."""
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)(?!\d)", published or "")
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _month_number(match: re.Match[str]) -> int:
    return _MONTHS[match["month"].lower().rstrip(".")[:3]]


def _full_date(match: re.Match[str], _anchor: date | None) -> str | None:
    return date(int(match["year"]), _month_number(match), int(match["day"])).isoformat()


def _iso(match: re.Match[str], _anchor: date | None) -> str | None:
    return date(int(match["year"]), int(match["m"]), int(match["day"])).isoformat()


def _month_year(match: re.Match[str], _anchor: date | None) -> str | None:
    return f"{match['year']}-{_month_number(match):02}"


def _day_month(match: re.Match[str], anchor: date | None) -> str | None:
    """A day without a year is the one nearest to the article's date."""
    month, day = _month_number(match), int(match["day"])
    if anchor is None:
        date(2000, month, day)
        return None
    years = [
        year for year in (anchor.year - 1, anchor.year, anchor.year + 1) if day <= calendar.monthrange(year, month)[1]
    ]
    nearest = min((date(year, month, day) for year in years), key=lambda found: abs((found - anchor).days))
    return nearest.isoformat()


def _month_alone(match: re.Match[str], anchor: date | None) -> str | None:
    """As in "In March" is the last one that has begun; "last" and "next" say otherwise."""
    if anchor is None:
        return None
    month, year = _month_number(match), anchor.year
    which = (match.groupdict().get("which") or "").lower()
    if which == "next":
        year += month <= anchor.month
    elif which == "last":
        year -= month >= anchor.month
    elif month > anchor.month and which != "this":
        year -= 1
    return f"{year}-{month:02}"


def _season_year(match: re.Match[str], _anchor: date | None) -> str | None:
    return f"{match['year']}-{_SEASONS[match['season'].lower()]}"


def _season(match: re.Match[str], anchor: date | None) -> str | None:
    if anchor is None:
        return None
    season, which = match["season"].lower(), match["which"].lower()
    first_month = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[season]
    year = anchor.year
    if which == "last":
        # The last summer that is over; said in autumn it may be this year's.
        year -= anchor.month < first_month + 3 or season == "winter"
    elif which == "next":
        year += anchor.month >= first_month
    return f"{year}-{_SEASONS[season]}"


def _weekday(match: re.Match[str], anchor: date | None) -> str | None:
    """A bare weekday is the last one up to the article's day; "next" and a future verb look ahead."""
    if anchor is None:
        return None
    wanted = _DAYS[f"{match['weekday'].lower()}day"]
    which = (match.groupdict().get("which") or "").lower()
    back = (anchor.weekday() - wanted) % 7
    if which == "next":
        return (anchor + timedelta(days=(wanted - anchor.weekday()) % 7 or 7)).isoformat()
    if which == "last":
        return (anchor - timedelta(days=back or 7)).isoformat()
    if which == "this":
        return (anchor - timedelta(days=anchor.weekday() - wanted)).isoformat()
    before = match.string[max(0, match.start() - 40) : match.start()]
    if re.search(r"\b(?:will|would|scheduled|due|expected|planned|set)\b[^.]*$", before) and not re.search(
        r"\b(?:said|told)\b", before
    ):
        return (anchor + timedelta(days=(wanted - anchor.weekday()) % 7)).isoformat()
    return (anchor - timedelta(days=back)).isoformat()


def _shift_days(days: int) -> Resolver:
    def resolve(_match: re.Match[str], anchor: date | None) -> str | None:
        return (anchor + timedelta(days=days)).isoformat() if anchor else None

    return resolve


def _week(start: date, end: date | None = None) -> str:
    return f"{start.isoformat()}/{(end or start + timedelta(days=6)).isoformat()}"


def _unit(match: re.Match[str], anchor: date | None) -> str | None:
    """As in "Last week", "this month", "next year"."""
    if anchor is None:
        return None
    step = {"last": -1, "previous": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1}[
        match["which"].lower()
    ]
    unit = match["unit"].lower()
    if unit in ("week", "weekend"):
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=step)
        if unit == "weekend":
            if (
                step == 0
                and anchor.weekday() < 5
                and not re.search(r"\b(?:will|next|coming)\b", match.string[: match.start()][-60:])
            ):
                step = 0
            return _week(monday + timedelta(days=5), monday + timedelta(days=6))
        return _week(monday)
    if unit == "month":
        month = anchor.month - 1 + step
        return f"{anchor.year + month // 12}-{month % 12 + 1:02}"
    return f"{anchor.year + step}"


def _earlier(match: re.Match[str], anchor: date | None) -> str | None:
    """As in "Earlier this week" runs from its first day to the article's; "later this week" from there to its end."""
    if anchor is None:
        return None
    earlier, unit = match["side"].lower() == "earlier", match["unit"].lower()
    if unit == "week":
        first = anchor - timedelta(days=anchor.weekday())
        last = first + timedelta(days=6)
    elif unit == "month":
        first = anchor.replace(day=1)
        last = anchor.replace(day=calendar.monthrange(anchor.year, anchor.month)[1])
    else:
        first, last = date(anchor.year, 1, 1), date(anchor.year, 12, 31)
    return _week(first, anchor) if earlier else _week(anchor, last)


def _ago(match: re.Match[str], anchor: date | None) -> str | None:
    if anchor is None:
        return None
    word = match["number"].lower()
    number = int(word) if word.isdigit() else _NUMBERS[word]
    sign = 1 if match.groupdict().get("ahead") else -1
    unit = match["unit"].lower()
    if unit == "day":
        return (anchor + timedelta(days=sign * number)).isoformat()
    if unit == "week":
        monday = anchor + timedelta(weeks=sign * number)
        return f"{monday.isoformat()}~"
    if unit == "month":
        month = anchor.month - 1 + sign * number
        return f"{anchor.year + month // 12:04}-{month % 12 + 1:02}"
    return f"{anchor.year + sign * number:04}"


def _quarter(match: re.Match[str], _anchor: date | None) -> str | None:
    quarter = {"first": 33, "second": 34, "third": 35, "fourth": 36}[match["which"].lower()]
    return f"{match['year']}-{quarter}" if match["year"] else None


def _year(match: re.Match[str], _anchor: date | None) -> str | None:
    return match["year"]


def _decade(match: re.Match[str], _anchor: date | None) -> str | None:
    return f"{match['decade'][:3]}X"


def _range(match: re.Match[str], anchor: date | None) -> str | None:
    """As in "March 11-13", "11 to 13 March 2025"."""
    year = int(match["year"]) if match["year"] else anchor.year if anchor else None
    first = date(year or 2000, _month_number(match), int(match["day"]))
    last = date(year or 2000, _month_number(match), int(match["until"]))
    return _week(first, last) if year and first < last else None


def _never(_match: re.Match[str], _anchor: date | None) -> str | None:
    """Phrases too vague for any date: they are kept as they stand."""
    return None


def _cyrillic_month(match: re.Match[str], anchor: date | None) -> str | None:
    stem = match["month"].lower()[:3]
    month = _CYRILLIC_MONTHS[stem]
    year = int(match["year"]) if match["year"] else None
    if match["day"]:
        if year is None:
            if anchor is None:
                return None
            return min(
                (date(anchor.year + step, month, int(match["day"])) for step in (-1, 0)),
                key=lambda found: abs((found - anchor).days),
            ).isoformat()
        return date(year, month, int(match["day"])).isoformat()
    if year is None:
        return None if anchor is None else f"{anchor.year - (month > anchor.month)}-{month:02}"
    return f"{year}-{month:02}"


def _cyrillic_weekday(match: re.Match[str], anchor: date | None) -> str | None:
    if anchor is None:
        return None
    wanted = _CYRILLIC_DAYS[match["weekday"].lower()[:3]]
    return (anchor - timedelta(days=(anchor.weekday() - wanted) % 7)).isoformat()


_CYRILLIC_MONTHS = {
    "січ": 1, "лют": 2, "бер": 3, "кві": 4, "тра": 5, "чер": 6, "лип": 7, "сер": 8, "вер": 9, "жов": 10, "лис": 11,
    "гру": 12, "янв": 1, "фев": 2, "мар": 3, "апр": 4, "мая": 5, "май": 5, "мае": 5, "июн": 6, "июл": 7, "авг": 8,
    "сен": 9, "окт": 10, "ноя": 11, "дек": 12,
}  # fmt: skip
_CYRILLIC_DAYS = {
    "пон": 0, "вів": 1, "сер": 2, "чет": 3, "п'я": 4, "п’я": 4, "суб": 5, "нед": 6, "вто": 1, "сре": 2, "пят": 4,
    "вос": 6,
}  # fmt: skip
_UK_RU_MONTH = (
    r"(?P<month>січ(?:ня|ні)|лют(?:ого|ому)|берез(?:ня|ні)|квіт(?:ня|ні)|трав(?:ня|ні)|черв(?:ня|ні)|лип(?:ня|ні)"
    r"|серп(?:ня|ні)|верес(?:ня|ні)|жовт(?:ня|ні)|листопад[аі]|груд(?:ня|ні)|январ[яе]|феврал[яе]|март[ае]|апрел[яе]"
    r"|ма[яе]|июн[яе]|июл[яе]|август[ае]|сентябр[яе]|октябр[яе]|ноябр[яе]|декабр[яе])"
)


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE)


# What re.IGNORECASE takes for one letter, beside its capital.
_FOLDED_BY_PATTERNS = (("\u0130", "i"), ("\u0131", "i"), ("\u017f", "s"), ("\u212a", "k"))
_ANY_MONTH = re.compile(rf"(?<!\w){_MONTH}", re.IGNORECASE)
_ANY_YEAR = re.compile(_YEAR)
_UNIT = r"(?P<unit>day|week|month|year)s?"
# Each with its clues, one of which is in whatever it matches: words in small letters, or one of those in capitals above.
_PATTERNS: list[tuple[list[str], re.Pattern[str], bool, Resolver]] = [
    ("YEAR".split(), _compile(rf"{_YEAR}-(?P<m>\d\d)-(?P<day>\d\d)"), False, _iso),
    ("MONTH".split(), _compile(rf"{_MONTH}\s+{_DAY}\s?(?:-|–|to|through)\s?(?P<until>\d\d?)(?:,?\s+{_YEAR})?"), False, _range),
    ("MONTH".split(), _compile(rf"{_DAY}\s?(?:-|–|to)\s?(?P<until>\d\d?)\s+{_MONTH}(?:,?\s+{_YEAR})?"), False, _range),
    ("MONTH".split(), _compile(rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}"), False, _full_date),
    ("MONTH".split(), _compile(rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}"), False, _full_date),
    ("MONTH".split(), _compile(rf"{_MONTH}(?:\s+of|,)?\s+{_YEAR}"), False, _month_year),
    ("YEAR".split(), _compile(rf"(?P<season>spring|summer|autumn|fall|winter)\s+(?:of\s+)?{_YEAR}"), False, _season_year),
    ("quarter".split(), _compile(rf"(?P<which>first|second|third|fourth)\s+quarter(?:\s+of\s+{_YEAR})?"), False, _quarter),
    ("MONTH".split(), re.compile(rf"(?<!\w){_MONTH}\s+{_DAY}(?!\w|[,.]\d)"), True, _day_month),
    ("MONTH".split(), re.compile(rf"(?<!\w){_DAY}\s+(?:of\s+)?{_MONTH}(?!\w)"), True, _day_month),
    ("earlier later".split(), _compile(r"(?P<side>earlier|later)\s+(?:in\s+the|this)\s+(?P<unit>week|month|year)"), True, _earlier),
    ("day".split(), _compile(rf"(?:(?P<which>last|next|this)\s+)?{_WEEKDAY}(?:{_PART})?(?:['’]s)?"), True, _weekday),
    ("spring summer autumn fall winter".split(), _compile(r"(?P<which>last|next|this|previous)\s+(?P<season>spring|summer|autumn|fall|winter)(?:['’]s)?"), True, _season),
    ("MONTH".split(), _compile(rf"(?P<which>last|next|this)\s+{_MONTH}(?:['’]s)?"), True, _month_alone),
    ("MONTH".split(), re.compile(rf"(?<=\b[Ii]n )(?:early |late |mid-)?{_MONTH}(?!\w)"), True, _month_alone),
    ("MONTH".split(), re.compile(rf"(?<=\b[Ss]ince ){_MONTH}(?!\w)"), True, _month_alone),
    ("week month year".split(), _compile(r"(?P<which>last|next|this|previous|past|current|coming)\s+(?P<unit>weekend|week|month|year)(?:['’]s)?"), True, _unit),
    ("ago earlier before".split(), _compile(rf"{_NUMBER}\s+{_UNIT}\s+(?:ago|earlier|before)"), True, _ago),
    ("day week month year".split(), _compile(rf"(?P<ahead>in)\s+{_NUMBER}\s+{_UNIT}(?:['’]\s+time)?"), True, _never),
    ("yesterday".split(), _compile(r"the\s+day\s+before\s+yesterday"), True, _shift_days(-2)),
    ("yesterday".split(), _compile(rf"yesterday(?:{_PART})?(?:['’]s)?"), True, _shift_days(-1)),
    ("night".split(), _compile(r"last\s+night"), True, _shift_days(-1)),
    ("today tonight this overnight".split(), _compile(r"(?:earlier\s+)?today(?:['’]s)?|tonight|this\s+(?:morning|afternoon|evening)|overnight"), True, _shift_days(0)),
    ("tomorrow".split(), _compile(rf"tomorrow(?:{_PART})?(?:['’]s)?"), True, _shift_days(1)),
    ("recent past last".split(), _compile(r"recently|in\s+recent\s+(?:days|weeks|months)|(?:over|in)\s+the\s+(?:past|last)\s+(?:few\s+)?(?:days|weeks|months)"), True, _never),
    ("YEAR".split(), _compile(r"(?P<decade>(?:1[89]|20)\d0)s"), False, _decade),
    ("YEAR".split(), re.compile(rf"(?<=\b(?:in|by) )(?:early |late |mid-)?{_YEAR}(?![\w-]|[,.]\d)", re.IGNORECASE), False, _year),
    ("YEAR".split(), re.compile(rf"(?<=\bsince ){_YEAR}(?![\w-]|[,.]\d)", re.IGNORECASE), False, _year),
    ("CYRILLIC".split(), _compile(rf"(?P<day>3[01]|[12]\d|0?[1-9])\s+{_UK_RU_MONTH}(?:\s+{_YEAR})?"), True, _cyrillic_month),
    ("CYRILLIC".split(), _compile(rf"(?<=[вуу] )(?P<day>){_UK_RU_MONTH}(?:\s+{_YEAR})?"), True, _cyrillic_month),
    ("CYRILLIC".split(), _compile(r"(?:у|в|во)\s+(?P<weekday>понеділок|вівторок|середу|четвер|п['’]ятницю|суботу|неділю|понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)"), True, _cyrillic_weekday),
    ("вч накан напер".split(), _compile(r"вчора|вчера|накануне|напередодні"), True, _shift_days(-1)),
    ("сьогодн сегодн".split(), _compile(r"сьогодні|сегодня"), True, _shift_days(0)),
    ("завтра".split(), _compile(r"завтра"), True, _shift_days(1)),
    ("минул торіш прошл нещодав недав".split(), _compile(r"(?:минулого|торішнього|прошлым|прошлого)\s+(?:літа|летом|лета|року|года|тижня|недели|місяця|месяца)|нещодавно|недавно"), True, _never),
]  # fmt: skip
