# ruff: noqa: E501 - patterns and word lists read better unbroken
"""Whether a capital's name stands for the city or for those who rule there, by the words around it."""

from __future__ import annotations

import re
from enum import StrEnum

from lib.any_case import AnyCase

_MOTION = (
    r"(?:fl[ye]w?|flown|flying|flies|travel\w*|went|go|goes|going|gone|come|comes|came|coming|arriv\w+|return\w*|dr[io]ve\w*|moved?|moving|fled|flee\w*"
    r"|trips?|visits?|flights?|trains?|roads?|routes?|way|bus|buses|march\w*|rushed|headed|heading|home|back|evacuated|transferred|airlifted|deported"
    r"|extradited|taken|brought|sent|driven|miles|kilomet(?:er|re)s|km|north|south|east|west|close|next|outskirts|advance\w*|convoy|commut\w+)"
)
_PLACE_BEFORE = AnyCase(
    rf"(?:\b(?:in|into|near|nearby|outside|inside|around|across|throughout|above|beyond|via|at|through)"
    rf"|\b{_MOTION}(?: \w+){{0,2}} (?:to|from|of|for|towards?)"
    r"|\b(?:city|town|village|capital|suburbs?|outskirts|streets?|centre|center|heart|districts?|mayor|residents|people|airport|port|skies|siege|battle"
    r"|university|metro|squares?|church(?:es)?|parts|bombing|bombardment|fall|gates|map|defen[cs]e|hotels?|downtown|neighbou?rhoods?) of"
    r"|\b(?:downtown|central|greater|eastern|western|northern|southern|suburban|capital,?|old|occupied|besieged|from [a-z][\w-]+ to)"
    r"|\b(?:left|leave|leaving|leaves|visit|visits|visited|visiting|reach|reached|reaching|enter|entered|entering|bomb|bombed|shelled|besieged|captured"
    r"|capture|seized|retook|quit|departed|toured|hit|struck|targeted)"
    r")(?: the)? $",
)
_PLACE_BEHIND = re.compile(
    r"(?:[ -](?:airport|metro|region|oblast|suburbs?|province|governorate|time|streets?|hospitals?|hotel|residents?|subway|skyline|summit|conference"
    r"|talks|meeting|marathon|zoo|university|stock exchange|international airport|airspace|area|county|district|neighbou?rhoods?|city|countryside|born|based|mayor"
    r"|International Airport|Airport|Region|Oblast|Province|University|Metro|City)\b"
    r"|, [A-Z][\w.]+(?: [A-Z][\w.]+)?,? ?(?:\([A-Z][\w ]+\) )?[—–(-]"
    r"|(?:, [A-Z][a-z]+\.? \d{1,2})? ?(?:\([\w .]+\) )?(?: —| –|—| --| - |, \d)"
    r"|, (?:the (?:\w+ ){0,2}capital|where|home to)\b)"
)
_POWER_BEHIND = re.compile(
    r"['’]s? (?!\w+ (?:airport|streets|suburbs|mayor|metro|hospitals?)\b)(?!(?:airports?|streets?|suburbs?|mayor|metro|hospitals?|outskirts|cent(?:re|er)|main|squares?|residents|old)\b)"
    r"|,? (?:also |then |now |has |had |have |will |would |is |was |must |should |could |may |might |not |never |reportedly |again |later |still |itself ){0,3}"
    r"(?:sa(?:id|ys?)|told|tells|warn\w*|den(?:y|ies|ied)|insist\w*|demand\w*|want\w*|accus\w+|reject\w*|agree[ds]?|refus\w+|claim\w*|announc\w+|condemn\w*"
    r"|propos\w+|offer\w*|urg\w+|summon\w*|expel\w*|impos\w+|recogni[sz]\w+|support\w*|back(?:s|ed)|call(?:s|ed)|decid\w+|plan(?:s|ned)|seek\w*|sought"
    r"|threaten\w*|respond\w*|hop\w+|believ\w+|vow\w*|pledg\w+|approv\w+|sen(?:t|ds)|suppl\w+|sign(?:s|ed)|welcom\w+|dismiss\w*|ready|willing|prepar\w+|accept\w*)\b"
)
_POWER_BEFORE = AnyCase(
    r"\b(?:between|pressure on|sanctions against|sanctions on|talks with|ties with|relations with|deal with|agreement with|war with|accuse[ds]?|urged?"
    r"|backed by|supported by|allied with|aligned with|loyal to|message to|signal to|demands? (?:from|of)|according to|support (?:for|from)|against|by"
    r"|dialogue with|negotiat\w+ with|contacts? with|warned|told|asked|concessions (?:from|to|by)|aid to|weapons to|position of)(?: both)? $",
)
_CYRILLIC_PLACE = AnyCase(
    r"\b(?:[ву]|во|біля|под|під|поблизу|неподалік|вблизи|около|возле|до|из|із|з|зі|на|над|через|в центрі|в центре|місті|городе|вулиц\w+|улиц\w+|аеропорт\w*|аэропорт\w*) $",
)
# "Тиск на Москву" presses those who rule there.
_CYRILLIC_POWER = AnyCase(
    r"(?:тиск\w*|тисн\w+|давлени\w+|давит\w*|надав\w+|санкці\w+|санкци\w+|вплив\w*|влияни\w+|звинувачен\w+|обвинени\w+|претензі\w+|претензи\w+"
    r"|поклал\w* (?:відповідальність|вину)|возлож\w+ (?:ответственность|вину)) (?:на|до|против|проти|из|з) $",
)
_CYRILLIC_POWER_BEHIND = re.compile(
    r",? (?:вже |уже |також |также |знову |снова |не |теж |тоже |досі |пока |поки |ще |еще |ещё ){0,2}"
    r"(?:заяв|сказа|каже|говор|відкид|відкин|відверг|отверг|отклон|відхил|требу|потреб|вимаг|хоч|хот|готов|звинува|обвин|попере|предупре"
    r"|пропон|предл|відпов|ответ|отвеч|погод|соглас|відмов|отказ|вважа|счита|розрахов|рассчит|наполяг|настаив|надісл|направ|підтвер|подтвер"
    r"|спросту|опроверг|виступ|выступ|заклик|призва|призыв|праг|стрем|назва|підтрим|поддерж|визна|призна)\w*"
)
_IN = re.compile(r"\b(?:in|near|outside|inside|[ву]|во) (?:the )?$")


class Reading(StrEnum):
    """What a capital's name stands for in its text."""

    RULERS = "rulers"
    PLACE = "place"
    OPEN = "open"


def place_words(text: str, start: int, end: int) -> bool:
    """Whether the words around say that this is somewhere: "in Moscow", "flew to Kyiv", "MOSCOW, March 13 —"."""
    before = text[max(0, start - 48) : start]
    if (
        before
        and before[-1] == " "
        and not _CYRILLIC_POWER.search(before)
        and (_PLACE_BEFORE.search(before) or _CYRILLIC_PLACE.search(before))
    ):
        return True
    return _PLACE_BEHIND.match(text, end) is not None and not _POWER_BEHIND.match(text, end)


def power_words(text: str, start: int, end: int) -> bool:
    """Whether they say that somebody acts: "Moscow said", "Kyiv's position", "pressure on Moscow"."""
    return (
        _POWER_BEHIND.match(text, end) is not None
        or _POWER_BEFORE.search(text[max(0, start - 32) : start]) is not None
    )


def is_place_here(text: str, start: int, end: int) -> bool:
    """The city where its surroundings say so, and its rulers otherwise."""
    return place_words(text, start, end) and not (
        _POWER_BEHIND.match(text, end) and not _IN.search(text[max(0, start - 12) : start])
    )


def reading_at(text: str, start: int, end: int) -> Reading:
    """What the name at these offsets stands for; open where the words around do not say."""
    if is_place_here(text, start, end):
        return Reading.PLACE
    before = text[max(0, start - 48) : start]
    rules = power_words(text, start, end) or _CYRILLIC_POWER.search(before) or _CYRILLIC_POWER_BEHIND.match(text, end)
    return Reading.RULERS if rules else Reading.OPEN


def reading_of(name: str, text: str) -> Reading:
    """What a name stands for where it stands first in a text; open in a text without it."""
    start = text.find(name)
    return reading_at(text, start, start + len(name)) if name and start >= 0 else Reading.OPEN
