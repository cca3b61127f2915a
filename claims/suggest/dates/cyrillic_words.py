# ruff: noqa: E501, SIM905 - word lists read better unbroken
"""Ukrainian and Russian words of time in the cases that date phrases take, and which way the words around look."""

from __future__ import annotations

import re

from claims.suggest.dates import values
from claims.suggest.dates.anchors import Context


def _forms(table: dict[int, str]) -> dict[str, int]:
    return {form: number for number, forms in table.items() for form in forms.split()}


MONTHS = _forms({
    1: "січень січня січні січню січнем январь января январе январю январём январем",
    2: "лютий лютого лютому лютим февраль февраля феврале февралю февралём февралем",
    3: "березень березня березні березню березнем март марта марте марту мартом",
    4: "квітень квітня квітні квітню квітнем апрель апреля апреле апрелю апрелем",
    5: "травень травня травні травню травнем май мая мае маю маем",
    6: "червень червня червні червню червнем июнь июня июне июню июнем",
    7: "липень липня липні липню липнем июль июля июле июлю июлем",
    8: "серпень серпня серпні серпню серпнем август августа августе августу августом",
    9: "вересень вересня вересні вересню вереснем сентябрь сентября сентябре сентябрю сентябрем сентябрём",
    10: "жовтень жовтня жовтні жовтню жовтнем октябрь октября октябре октябрю октябрем октябрём",
    11: "листопад листопада листопаді листопаду листопадом ноябрь ноября ноябре ноябрю ноябрем ноябрём",
    12: "грудень грудня грудні грудню груднем декабрь декабря декабре декабрю декабрем декабрём",
})  # fmt: skip
WEEKDAYS = _forms({
    0: "понеділок понеділка понеділку понедельник понедельника понедельнику",
    1: "вівторок вівторка вівторку вторник вторника вторнику",
    2: "середа середу середи середі среда среду среды среде",
    3: "четвер четверга четвергу четверг",
    4: "п'ятниця п'ятницю п'ятниці п’ятниця п’ятницю п’ятниці пʼятниця пʼятницю пʼятниці пятница пятницу пятницы пятнице",
    5: "субота суботу суботи суботі суббота субботу субботы субботе",
    6: "неділя неділю неділі воскресенье воскресенья воскресенью",
})  # fmt: skip
SEASONS = _forms({
    values.SPRING: "навесні весни весною весна весной весны весну",
    values.SUMMER: "влітку літа літо літом летом лета лето",
    values.AUTUMN: "восени осені осінь осінню осенью осени осень",
    values.WINTER: "взимку зими зимою зима зимой зимы зиму",
})  # fmt: skip
UNITS = {
    form: unit
    for unit, forms in {
        "day": "день дня дні днів днем днями дней днём дню",
        "week": "тиждень тижня тижні тижнів тижнем тижнями тижню неделя недели неделе неделю недель неделей неделями",
        "month": "місяць місяця місяці місяців місяцем місяцями месяц месяца месяце месяцев месяцы месяцем месяцами",
        "year": "рік року році років роки роком роками год года году годом годы годами лет",
        "weekend": "вихідні вихідних вихідними выходные выходных выходными",
    }.items()
    for form in forms.split()
}
NUMBERS = {
    word: number
    for number, words in enumerate(
        "_;один одну одна;два дві две двох двух;три трьох трех трёх;чотири четыре;п'ять пять;шість шесть;сім семь;вісім восемь;дев'ять девять;десять;одинадцять одиннадцать;дванадцять двенадцать".split(";")
    )
    for word in words.split()
}  # fmt: skip
NUMBERS |= {"пару": 2, "кілька": None, "декілька": None, "несколько": None, "півтора": None, "полтора": None}  # type: ignore[dict-item]
ORDINALS = {
    "перш": 1,
    "перв": 1,
    "друг": 2,
    "втор": 2,
    "трет": 3,
    "чет": 4,
    "четв": 4,
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
}
ORDINALS |= {
    f"{number}{end}": number
    for number in range(1, 5)
    for end in ("", "-й", "-м", "-му", "-го", "-ому", "-ий", "-я", "-е")
}

_STEPS = [
    (-2, r"поза(?:минул|торішн|прошл)\w+"),
    (-1, r"(?:минул|торішн|попередн|прошл|минувш|предыдущ|прошедш)\w+"),
    (0, r"(?:цього|цієї|цей|цю|цьому|цими|цих|поточн\w+|нинішн\w+|этого|этой|этом|этот|эту|этим|этих|текущ\w+|нынешн\w+|того|той|тот|тому)"),
    (1, r"(?:наступн\w+|майбутн\w+|прийдешн\w+|следующ\w+|будущ\w+|предстоящ\w+|грядущ\w+)"),
]  # fmt: skip


def step_of(adjective: str) -> int | None:
    """How many units back or forth an adjective points: "минулого" -1, "этой" 0, "следующем" 1; None for others."""
    word = adjective.lower()
    return next((step for step, pattern in _STEPS if re.fullmatch(pattern, word)), None)


def _any(name: str, words: dict[str, int] | dict[str, str]) -> str:
    return rf"(?P<{name}>{'|'.join(sorted(words, key=len, reverse=True))})(?!\w)"


MONTH, WEEKDAY, SEASON, UNIT = (
    _any("month", MONTHS),
    _any("weekday", WEEKDAYS),
    _any("season", SEASONS),
    _any("unit", UNITS),
)
NUMBER = rf"(?P<number>\d{{1,3}}|п[’ʼ]ять|дев[’ʼ]ять|{'|'.join(sorted(list(NUMBERS)[1:], key=len, reverse=True))})"
PART_OF_DAY = r"(?:рано |пізно |поздно )?(?:вранці|зранку|вдень|ввечері|увечері|вночі|уночі|ранком|утром|днём|днем|вечером|ночью)"

CLUES = dict.fromkeys(MONTHS, "ru-month") | dict.fromkeys(SEASONS, "ru-season") | dict.fromkeys(UNITS, "ru-unit")
CLUES |= {re.sub(r"^п['’ʼ]", "", word): "ru-weekday" for word in WEEKDAYS} | dict.fromkeys(WEEKDAYS, "ru-weekday")
CLUES |= dict.fromkeys(
    "вчора учора вчера позавчора позавчера накануне напередодні сьогодні сегодня завтра післязавтра послезавтра".split(),
    "ru-today",
)
CLUES |= dict.fromkeys("ночі ночью".split(), "ru-night") | dict.fromkeys("торік позаторік".split(), "ru-last-year")
CLUES |= dict.fromkeys(
    "квартал кварталу кварталі кварталом квартала квартале півріччя півріччі полугодие полугодия полугодии половині половине половину половини половины".split(),
    "ru-part",
)
CLUES |= dict.fromkeys("нещодавно недавно".split(), "ru-recent") | dict.fromkeys(
    [f"{ten}0" for ten in range(1, 10)], "ru-decade"
)

_AHEAD = (
    r"буде|будуть|будет|будут|відбудеться|відбудуться|состоится|состоятся|пройде|пройдут|пройдет|пройдёт|заплан\w+|має|мають|план\w+"
    r"|очік\w+|ожида\w+|повинн\w+|должн\w+|предстоит|намерен\w*|збира\w+|собира\w+|готу\w+|готов\w+|приеде\w+|прибуде\w+|прилетит|прилетят"
    r"|встрет[ия]тся|зустрінуться|зустрінеться|приїде|приїдуть|проведе|проведуть|проведет|проведёт|проведут|може|можуть|может|могут"
    r"|почнеться|почнуться|начн[её]тся|начнутся|розпочнеться|розпочнуться|назнач\w+|призначен\w+|обіця\w+|обеща\w+|відвідає|посетит"
)
_BEHIND = r"\w{2,}(?:ав|яв|ив|їв|ув|лася|лась|лися|лись|лося|лось|ла|ли|ло|ал|ял|ил|ел|ёл|ул|шл[аи]|лся|вся)"
_TENSES = re.compile(rf"\b(?:(?P<ahead>{_AHEAD})|(?P<behind>{_BEHIND}))\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[.!?;]\s|[\r\n]")


def looks_ahead(match: re.Match[str], context: Context) -> bool | None:
    """Whether the nearest verb before the phrase, else the first one after it, is of the future."""
    if context.is_alone(match):
        return None
    before = _CLAUSE_END.split(context.text[max(0, match.start() - 60) : match.start()])[-1]
    after = _CLAUSE_END.split(context.text[match.end() : match.end() + 60])[0]
    if found := [bool(one["ahead"]) for one in _TENSES.finditer(before)]:
        return found[-1]
    first = _TENSES.search(after)
    return None if first is None else bool(first["ahead"])
