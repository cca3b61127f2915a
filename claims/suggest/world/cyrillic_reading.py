# ruff: noqa: E501 - patterns and word lists read better unbroken
"""Finds the world's names in Ukrainian and Russian texts, and proposes persons that nobody knows yet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.suggest.inflection import is_given_name, person_nominative
from claims.suggest.types import NameMention
from claims.suggest.world.cyrillic import cyrillic_world, fold_word
from claims.suggest.world.keys import Meaning
from lib.naming.standing import place_words

_WORD = re.compile(r"[\u0400-\u04ff][\u0400-\u04ff'’ʼ-]*[\u0400-\u04ff]")
_BODIES = (
    (
        re.compile(
            r"(?:арм|військ|сил[иа]|сили|войск|солдат|окупант|оккупант|бойовик|боевик|авіац|авиац|флот|повстан)",
            re.IGNORECASE,
        ),
        "armed_force",
    ),
    (
        re.compile(
            r"(?:уряд|влад[аиіоу]|правительств|власт|міністерств|министерств|мінобор|минобор|мзс\b|мид\b|парламент|адміністрац|администрац|режим|дипломат|керівництв|руководств|сторон)",
            re.IGNORECASE,
        ),
        "government",
    ),
    (re.compile(r"(?:змі\b|сми\b|телеканал|газет|агентств|видан|издан)", re.IGNORECASE), "media"),
)
_PLACE = re.compile(
    r"(?<![\w])(?:[ву]|во|на|з|із|зі|из|с|со|до|під|под|біля|около|возле|поблизу|вблизи|через|над|столиц\w+|півд[ен]\w+|півноч\w*|юг\w*|север\w*|сход\w*|восток\w*|заход\w*|запад\w*) $",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(?:президент|прем.?єр|премьер|міністр|министр|канцлер|посол|посл|речни|прес-секретар|пресс-секретар|представни|представител|радник|советник|помічни|помощник"
    r"|голов|глав|керівни|руководител|генерал|полковник|командувач|командующ|депутат|експерт|эксперт|аналітик|аналитик|директор|лідер|лидер|секретар|мер|мэр|губернатор"
    r"|спецпосланни|спецпосланец|дипломат|політолог|политолог|журналіст|журналист|волонтер|адвокат|начальник)[\w-]*",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r",? (?:сказа|заяви|повідоми|сообщи|розпові|рассказа|дода|добави|зазначи|отмети|наголоси|подчеркну|написа|вважа|счита|заверши|поясни|поясн|объясн)"
)
_NAME_GAP = " "


def read_cyrillic(text: str, free: Sequence[tuple[int, int]], language: str) -> list[NameMention]:
    """The world's names in a Cyrillic text and proposals for persons, outside the spans that are taken."""
    names, longest, adjectives = cyrillic_world()
    words = list(_WORD.finditer(text))
    found: list[NameMention] = []
    index = 0
    at = 0
    while index < len(words):
        match = words[index]
        start = match.start()
        while at < len(free) and free[at][1] <= start:
            at += 1
        if at < len(free) and free[at][0] < match.end():
            index += 1
            continue
        word = match.group()
        low = fold_word(word)
        capital = word[0].isupper()
        used = 0
        if low in longest and (capital or low in ("хусити", "хуситы", "сектор")):
            limit = free[at][0] if at < len(free) else len(text)
            used, meaning = _longest(text, words, index, longest[low], names, limit)
            if used and meaning is not None:
                mention = _mention(text, start, words[index + used - 1].end(), meaning)
                if mention is not None:
                    found.append(mention)
        if used:
            pass
        elif (code := adjectives.get(low)) is not None:
            found.append(_body(text, words, index, code))
        elif capital:
            used, person = _person(text, words, index, language)
            if person is not None:
                found.append(person)
        index += max(1, used)
    return found


def _longest(
    text: str, words: list[re.Match[str]], index: int, most: int, names: dict[str, Meaning], limit: int
) -> tuple[int, Meaning | None]:
    name, best, meaning = "", 0, None
    for offset in range(min(most, len(words) - index)):
        match = words[index + offset]
        if offset and (
            text[words[index + offset - 1].end() : match.start()] not in (_NAME_GAP, " «") or match.start() >= limit
        ):
            break
        name = f"{name} {fold_word(match.group())}" if offset else fold_word(match.group())
        known = names.get(name)
        if known is not None and (not known.capitals or match.group().isupper()):
            best, meaning = offset + 1, known
    return best, meaning


def _mention(text: str, start: int, end: int, meaning: Meaning) -> NameMention | None:
    written = text[start:end]
    kind, form, point = meaning.kind, "full", False
    if meaning.sort == "country":
        somewhere = _PLACE.search(text, max(0, start - 14), start) is not None
        kind, point = ("place", True) if somewhere else ("state", False)
    elif meaning.sort == "capital":
        if place_words(text, start, end) or _PLACE.search(text, max(0, start - 14), start):
            point = True
        else:
            kind, form = "government", "metonym"
    elif meaning.sort == "city":
        point = True
        if not _PLACE.search(text, max(0, start - 14), start) and meaning.population < 300_000:
            return None
    elif meaning.sort == "region":
        point = True
    elif kind == "government":
        form = "metonym"
    return NameMention(
        start,
        end,
        written,
        kind,
        country=meaning.country,
        form=form,
        lat=meaning.lat if point else None,
        lon=meaning.lon if point else None,
        precision=meaning.precision if point else None,
    )


def _body(text: str, words: list[re.Match[str]], index: int, code: str) -> NameMention:
    """As in "сирійський уряд": the adjective with the noun that makes it a body, or the adjective alone."""
    start, end = words[index].span()
    kind, form = "state", "demonym"
    if index + 1 < len(words) and text[end : words[index + 1].start()] == " ":
        noun = words[index + 1]
        for pattern, body in _BODIES:
            if pattern.match(noun.group()):
                end, kind, form = noun.end(), body, "body"
                break
    return NameMention(start, end, text[start:end], kind, country=code, form=form)


def _person(text: str, words: list[re.Match[str]], index: int, language: str) -> tuple[int, NameMention | None]:
    """Two or three capitalised words that begin with a given name or stand behind an office."""
    last = index
    while (
        last + 1 < len(words)
        and last - index < 2
        and words[last + 1].group()[0].isupper()
        and not words[last + 1].group().isupper()
        and text[words[last].end() : words[last + 1].start()] == _NAME_GAP
    ):
        last += 1
    if last == index or words[index].group().isupper():
        return 1, None
    parts = tuple(word.group() for word in words[index : last + 1])
    start, end = words[index].start(), words[last].end()
    office = _office_before(text, words, index)
    if not is_given_name(parts[0], language) and not (office and len(parts) == 2 and _SAYS.match(text, end)):
        return 1, None
    return len(parts), NameMention(
        start,
        end,
        person_nominative(parts, language),
        "person",
        form="new",
        office=text[slice(*office)] if office else None,
        office_span=office,
    )


def _office_before(text: str, words: list[re.Match[str]], index: int) -> tuple[int, int] | None:
    """As in "міністр закордонних справ України" right before a name: from the office's noun to the name."""
    for back in range(1, 7):
        if index - back < 0:
            return None
        word = words[index - back]
        if re.search(r"[.,!?;:—«»\n]", text[word.end() : words[index - back + 1].start()]):
            return None
        if _OFFICE.fullmatch(word.group()):
            return word.start(), words[index - 1].end()
    return None
