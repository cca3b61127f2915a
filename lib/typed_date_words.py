"""The words of typed dates in English, Ukrainian and Russian: months, seasons, quarters, days, vague words."""

import re


def _words(table: dict[int, str]) -> dict[int, re.Pattern[str]]:
    return {number: re.compile(names) for number, names in table.items()}


MONTHS = _words({
    1: r"jan(?:uary)?|січ(?:ень|н\w{1,2})|янв(?:ар\w{1,2})?",
    2: r"feb(?:ruary)?|лют(?:ий|ого|ому|им)|фев(?:рал\w{1,2})?",
    3: r"mar(?:ch)?|берез(?:ень|н\w{1,2})|март\w{0,2}",
    4: r"apr(?:il)?|квіт(?:ень|н\w{1,2})|апр(?:ел\w{1,2})?",
    5: r"may|трав(?:ень|н\w{1,2})|ма[йяею]",
    6: r"june?|черв(?:ень|н\w{1,2})|июн[ьяею]\w?",
    7: r"july?|лип(?:ень|н\w{1,2})|июл[ьяею]\w?",
    8: r"aug(?:ust)?|серп(?:ень|н\w{1,2})|авг(?:уст\w{0,2})?",
    9: r"sept?(?:ember)?|верес(?:ень|н\w{1,2})|сент?(?:ябр\w{1,2})?",
    10: r"oct(?:ober)?|жовт(?:ень|н\w{1,2})|окт(?:ябр\w{1,2})?",
    11: r"nov(?:ember)?|листопад\w{0,2}|нояб?(?:р\w{1,2})?",
    12: r"dec(?:ember)?|груд(?:ень|н\w{1,2})|дек(?:абр\w{1,2})?",
})  # fmt: skip
SEASONS = _words({
    21: r"spring|(?:на)?весн\w{1,3}",
    22: r"summer|літ[оаі]|влітку|лет[оае]|летом",
    23: r"autumn|fall|восени|осін\w{1,2}|осен\w{1,2}",
    24: r"winter|взимку|зим\w{1,2}",
})  # fmt: skip
WEEKDAYS = _words({
    0: r"mon(?:day)?|понеділ\w+|понедельник\w*",
    1: r"tue(?:s|sday)?|вівтор\w+|вторник\w*",
    2: r"wed(?:nesday)?|серед[аиуі]|сред[аыуе]",
    3: r"thu(?:rs|r|rsday)?|четвер\w*",
    4: r"fri(?:day)?|п['’ʼ]?ятниц\w|пятниц\w",
    5: r"sat(?:urday)?|субот\w|суббот\w",
    6: r"sun(?:day)?|неділ\w|воскресень\w",
})  # fmt: skip
QUARTERS = _words(
    {
        1: r"1|i|і|first|перш\w+|перв\w+",
        2: r"2|ii|іі|second|друг\w+|втор\w+",
        3: r"3|iii|ііі|third|трет\w+",
        4: r"4|iv|fourth|четверт\w+",
    }
)
QUARTER = re.compile(
    r"(?:(?P<before>\d{4}) ?)?(?:(?:у|в|во) )?"
    r"(?:q ?(?P<q>[1-4])|(?P<number>\w+) (?:quarter|квартал\w*))(?:[ /]?(?P<year>\d{4}))?"
)
PARTS = {
    "early": re.compile(r"(?:early|beginning|start|(?:на )?почат\w+|(?:в )?начал[оае])\b"),
    "mid": re.compile(r"(?:mid(?:dle)?|(?:в |у )?серед[иі]н[аиіуы]|(?:в )?середин[аеуы])\b"),
    "late": re.compile(r"(?:late|end|(?:на|в) кін\w+|кін\w+|(?:в )?кон(?:ец|ц[аеу]))\b"),
}
ABOUT = re.compile(
    r"(?<!\w)(?:about|around|circa|ca?\.|approx(?:imately|\.)?|roughly|близько|біля|приблизно|орієнтовно"
    r"|около|примерно|приблизительно|ориентировочно)(?!\w)|^~|~$"
)
PERHAPS = re.compile(
    r"(?<!\w)(?:possibly|perhaps|maybe|probably|ймовірно|імовірно|можливо|вероятно|возможно)(?!\w)|\?$"
)
RELATIVE = re.compile(
    r"(?<!\w)(?:today|yesterday|tomorrow|now|ago|last|next|this|previous|вчора|учора|сьогодні|завтра|минул\w+"
    r"|наступн\w+|торік|вчера|сегодня|прошл\w+|следующ\w+|назад|тому)(?!\w)"
)
_FILLERS = re.compile(r"(?<!\w)(?:the|of|on|in|at|year|року|рік|році|года|году|год|числа|р\.|г\.)(?!\w)")
_ORDINALS = re.compile(r"(?<=\d)(?:st|nd|rd|th|-?(?:го|ого|е|те|й|ий))(?!\w)")


def normalised(text: str) -> str:
    """Small letters, single spaces, and without what says nothing: articles, ordinal endings, "року"."""
    words = text.lower().replace("ё", "е").replace("‑", "-").replace("−", "-").replace(",", " ")
    words = re.sub(r"\bweek of\b", "week_of", words)
    words = re.sub(r"\bmid-", "mid ", _ORDINALS.sub("", words))
    words = re.sub(r"(?<=[a-zа-яіїє])\.(?=\s|\d|$)", ". ", words)
    words = _FILLERS.sub(" ", words)
    # "Sept." is "Sept", while "c." and "approx." are told by their dot.
    words = re.sub(r"(?<![a-z])(?!ca?\.|approx\.)([^\W\d]{3,})\.", r"\1 ", words)
    return " ".join(words.replace("week_of", "week of").split()).strip(" .;")
