# ruff: noqa: E501, SIM905 - patterns and word lists read better unbroken
"""Finds in a text what the world's names say: countries, governments, forces, metonyms, cities and known actors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from claims.suggest.runs import Word, opens_sentence
from claims.suggest.types import NameMention, Span
from claims.suggest.world.keys import Meaning
from claims.suggest.world.latin import FIRST_NAMES, TRICKY, latin_world
from claims.suggest.world.nouns import OFFICES, ORGANISATIONS, SMALL_HEADS, kind_of
from lib.naming.standing import place_words, power_words

_HEAD_BEHIND = re.compile(
    rf" (?:(?:[a-z]+ ){{0,3}}?)({'|'.join(sorted(SMALL_HEADS, key=len, reverse=True))})\b(?!['’-]\w*(?:backed|led))"
)
_HEAD_BEFORE = re.compile(
    r"\b((?:[a-z]+ )?(?:government|army|military|armed forces|forces|ministry|parliament|navy|air force|police))(?: forces)? of (?:the )?$"
)
_NOT_MODIFIER = frozenset(
    "and or but to of in on at for from with by as that who which is was are were has had have will would said says say against after before while when"
    " where than then not its his her their the a an into over under about between among near".split()
)
_HYPHENED = re.compile(
    r"[-‑](?:backed|led|held|controlled|occupied|based|born|made|allied|aligned|supported|run|sponsored|brokered|funded|speaking|built|trained|style|majority)"
)
_AMERICAS = frozenset("south latin north central african native asian all".split())
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central greater downtown upper lower old new the in at from for to of and but on as by after before while"
    " when with near meanwhile today since both even if then now inside outside across around why how what though although until despite like not only neither".split()
)
_CUTS = frozenset("to of in at on for and by with from the a an is as says visit will".split())
_AREA_NOUNS = frozenset(
    "province region oblast governorate district state city airport island islands valley strip river peninsula county area border camp sector front".split()
)
_SPLITS = frozenset(
    [
        " and ",
        " to ",
        " from ",
        " on ",
        " with ",
        " against ",
        " in ",
        " the ",
        " in the ",
        " on the ",
        " and the ",
        " to the ",
        " from the ",
        " with the ",
    ]
)
_WEAK_BEFORE = re.compile(r"\b(?:from|to|of|for|over|towards?|between|and|,|through|on)(?: the)? $", re.IGNORECASE)
_COUNTRY_BEHIND = re.compile(r",? (?:in |on )?(?:[a-z]+ ){0,2}$")
_LEAD = re.compile(r"(?<!\w)(?:(?:al|el|as|an|ash)-|(?:al|bin|von der) )$", re.IGNORECASE)
_LEADS = ("-", "al ", "Al ", "bin ", "der ")
_GEORGIA_US = Meaning("place", "USA", "region", precision="admin1")
_US_STATES_NEAR = re.compile(
    r"\b(?:Atlanta|Savannah|Alabama|Florida|Carolina|Tennessee|Ohio|Iowa|Georgians? voters|Republicans?|Democrats?|Gov\.|Senate (?:race|runoff)|Fulton County|Texas|Michigan|Arizona)\b"
)
_TBILISI = re.compile(
    r"\b(?:Tbilisi|Batumi|Abkhazia|Ossetia|Saakashvili|Caucasus|Moscow|Russian?|Armenia|Azerbaijan|Ukraine|Moldova|Georgian Dream|Kremlin)\b"
)
_PLACE_OF_STATE = re.compile(
    r"\b(?:in|into|near|outside|inside|around|across|throughout|within|via|leave|left|visit(?:ed|ing)?|enter(?:ed|ing)?) (?:the |[a-z]+ern |central )*$",
    re.IGNORECASE,
)


class _Part(NamedTuple):
    """A stretch of a row that the world knows."""

    first: int
    last: int
    meaning: Meaning
    tail: int  # so many characters more in small letters


@cache
def _world() -> tuple[dict[str, Meaning], dict[str, list[tuple[str, Meaning]]], dict[str, int]]:
    """The names, and for each word that opens one how many words its longest name has; built once a process."""
    names, tails = latin_world()
    longest: dict[str, int] = {}
    for name in (*names, *tails):
        first, _, rest = name.partition(" ")
        most = rest.count(" ") + 2 if rest else 1
        for word in (first, first.removesuffix("s")):  # "lords" is "Lord's" in a text
            if longest.get(word, 0) < most:
                longest[word] = most
    return names, tails, longest


def read_world(text: str, rows: Sequence[Sequence[Word]]) -> list[NameMention]:
    """The world's names in the rows of a text, in order."""
    reader = _Reader(text)
    for row in rows:
        reader.row(row)
    return reader.finished()


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._found: list[NameMention] = []
        self._cities: list[tuple[int, int, Meaning]] = []

    def row(self, row: Sequence[Word]) -> None:
        parts = self._parts(row)
        done = -1
        for number, part in enumerate(parts):
            if part.first <= done:
                continue
            done = max(done, self._part(row, parts, number))

    def _parts(self, row: Sequence[Word]) -> list[_Part]:
        """The longest known stretches of a row, from left to right."""
        names, tails, longest = _world()
        parts = []
        index, size = 0, len(row)
        while index < size:
            word = row[index]
            most = longest.get(word.key)
            if most is None:
                index += 1
                continue
            name, last, best = word.key, index, None
            while True:
                meaning = names.get(name)
                if meaning is not None and (not meaning.capitals or _in_capitals(row, index)):
                    best = _Part(index, last, meaning, 0)
                if name in tails:
                    for tail, longer in tails[name]:
                        if self._text.startswith(tail, row[last].end):
                            best = _Part(index, last, longer, len(tail))
                last += 1
                if last >= size or last - index >= most or (gap := row[last].gap) is None:
                    break
                name = f"{name}{gap}{row[last].key}"
            if best is None:
                index += 1
            else:
                parts.append(best)
                index = best.last + 1
        return parts

    def _part(self, row: Sequence[Word], parts: Sequence[_Part], number: int) -> int:
        """Take up one known stretch with the words that belong to it; the number of the last word used."""
        part = parts[number]
        following = parts[number + 1].first if number + 1 < len(parts) else len(row)
        before = parts[number - 1].last if number else -1
        first, last = _chain(row, part, before, following)
        meaning = part.meaning
        sort = meaning.sort
        heads = [at for at in range(part.last + 1, last + 1) if row[at].key in ORGANISATIONS]
        if sort != "actor" or meaning.kind == "person":
            if sort == "demonym" and number + 1 < len(parts) and parts[number + 1].first == part.last + 1:
                # "Syrian Kurdish", "French Foreign Legion": what follows is known by itself.
                return self._plain(row, part)
            if heads and (sort != "city" or part.last - part.first or heads[0] == part.last + 1):
                lead = first if self._names_lead(row, first, part.first) else part.first
                return self._take(row, lead, heads[-1], kind_of(row[heads[-1]].key), meaning, "body")
            if (left := self._of(row, part, before)) is not None:
                return self._take(row, left, part.last, kind_of(_head_of(row, left, part.first)), meaning, "body")
        if self._is_somebody(row, part, first, last):
            return part.last
        if number + 1 < len(parts) and _are_one_name(row, part, parts[number + 1]):
            return parts[number + 1].last
        return self._plain(row, part)

    def _names_lead(self, row: Sequence[Word], first: int, part: int) -> bool:
        return first < part and not (
            row[first].key in _DIRECTIONS | OFFICES and opens_sentence(self._text, row[first].start)
        )

    def _of(self, row: Sequence[Word], part: _Part, before: int) -> int | None:
        """As in "Armed Forces of Ukraine", "Bank of Japan": where the words before "of" begin."""
        at = part.first
        if at == 0 or row[at].gap not in (" of ", " of the ") or row[at - 1].key not in ORGANISATIONS:
            return None
        first = at - 1
        while first - 1 > before and row[first].gap in (" ", " and ", " for ", " of ") and first:
            first -= 1
        while first < at - 1 and row[first].key in _DIRECTIONS:
            first += 1
        return first

    def _is_somebody(self, row: Sequence[Word], part: _Part, first: int, last: int) -> bool:
        """Whether the known word is part of another name: "Paris Hilton", "Michael Jordan", "Natalia Putin"."""
        meaning = part.meaning
        word = row[part.first].key
        single = part.first == part.last
        risky = (
            meaning.sort in ("city", "capital")
            or (meaning.sort == "actor" and meaning.kind == "person" and single)
            or (meaning.sort == "country" and word in FIRST_NAMES)
            or (meaning.sort == "region" and single)
        )
        if not risky:
            return False
        behind = row[part.last + 1].key if part.last < last else None
        if behind is not None and behind not in _AREA_NOUNS | OFFICES | ORGANISATIONS | _DIRECTIONS:
            return True
        if part.first > first:
            lead = row[part.first - 1]
            if lead.key in _DIRECTIONS | OFFICES or lead.text.endswith("."):
                return False
            return not (opens_sentence(self._text, lead.start) and lead.key.endswith("ly"))
        return False

    def _plain(self, row: Sequence[Word], part: _Part) -> int:
        """Take up a known stretch by itself, with what small letters before or behind it tell."""
        meaning = part.meaning
        start, end = row[part.first].start, row[part.last].end
        if meaning.sort == "demonym":
            return self._demonym(row, part, end)
        if meaning.sort == "country":
            return self._country(row, part, start, end)
        if meaning.sort == "city":
            self._cities.append((start, end, meaning))
            return part.last
        kind, form = meaning.kind, "metonym" if meaning.kind == "government" else "full"
        if meaning.sort == "capital" and self._rules(start, end):
            kind, form = "government", "metonym"
        return self._take(row, part.first, part.last, kind, meaning, form, end=end + part.tail)

    def _rules(self, start: int, end: int) -> bool:
        """Whether a capital stands for those who rule there."""
        text = self._text
        return not place_words(text, start, end) and (
            power_words(text, start, end) or not _WEAK_BEFORE.search(text, max(0, start - 12), start)
        )

    def _demonym(self, row: Sequence[Word], part: _Part, end: int) -> int:
        """As in "Syrian government", or "Syrian" alone; not "South American"."""
        first, meaning = part.first, part.meaning
        if (
            row[first].key.startswith("american")
            and first
            and row[first].gap == " "
            and row[first - 1].key in _AMERICAS
        ):
            return part.last
        head = None if _HYPHENED.match(self._text, end) else _head_behind(self._text, end)
        if head is None:
            return self._take(row, first, part.last, "state", meaning, "demonym")
        return self._take(row, first, part.last, kind_of(self._text[slice(*head)]), meaning, "body", end=head[1])

    def _country(self, row: Sequence[Word], part: _Part, start: int, end: int) -> int:
        """As in "government of Syria", "US forces", "in Syria"; Georgia among other US states is one."""
        text, meaning = self._text, part.meaning
        if row[part.first].key == "georgia" and _US_STATES_NEAR.search(text) and not _TBILISI.search(text):
            return self._take(row, part.first, part.last, "place", _GEORGIA_US, "full")
        head = None if _HYPHENED.match(text, end) else _head_behind(text, end)
        if head is not None:
            return self._take(row, part.first, part.last, kind_of(text[slice(*head)]), meaning, "body", end=head[1])
        owned = text[max(0, start - 7) : start].endswith(("of ", "of the "))
        lead = _HEAD_BEFORE.search(text, max(0, start - 40), start) if owned else None
        if lead is not None:
            self._add(lead.start(1), end, kind_of(lead.group(1).split()[-1]), meaning, "body")
            return part.last
        somewhere = (
            text[max(0, start - 1) : start] == " "
            and _PLACE_OF_STATE.search(text, max(0, start - 30), start) is not None
        )
        return self._take(row, part.first, part.last, "place" if somewhere else "state", meaning, "full")

    def _take(  # a row with the stretch of it, and what it is
        self,
        row: Sequence[Word],
        first: int,
        last: int,
        kind: str,
        meaning: Meaning,
        form: str,
        *,
        end: int | None = None,
    ) -> int:
        start = row[first].start
        if meaning.sort == "actor" and self._text[max(0, start - 4) : start].endswith(_LEADS):
            # The article and "al-" belong to the name.
            lead = _LEAD.search(self._text, max(0, start - 8), start)
            start = lead.start() if lead is not None else start
        self._add(start, end or row[last].end, kind, meaning, form)
        return last

    def _add(self, start: int, end: int, kind: str, meaning: Meaning, form: str) -> None:
        point = kind == "place"
        self._found.append(
            NameMention(
                start,
                end,
                self._text[start:end],
                kind,
                country=meaning.country,
                form=form,
                lat=meaning.lat if point else None,
                lon=meaning.lon if point else None,
                precision=meaning.precision if point else None,
            )
        )

    def finished(self) -> list[NameMention]:
        """All of them, cities last: they count where words of place or their country stand by."""
        named = {mention.country for mention in self._found}
        text = self._text
        for start, end, meaning in self._cities:
            low = text[start:end].lower()
            home = meaning.country in named
            weak = _WEAK_BEFORE.search(text, max(0, start - 12), start) is not None
            enough = meaning.population >= 100_000 or home
            if (
                (place_words(text, start, end) and enough)
                or (low not in TRICKY and weak and (home or meaning.population >= 1_000_000))
                or (low not in TRICKY and meaning.population >= 1_000_000 and home)
            ):
                self._add(start, end, "place", meaning, "full")
        self._found.sort(key=lambda mention: mention.start)
        return self._found


def _are_one_name(row: Sequence[Word], part: _Part, other: _Part) -> bool:
    """As in "Kerry Washington", "Taylor Bush": two names that are known one by one are somebody else together."""
    if (
        other.first != part.last + 1
        or row[other.first].gap != " "
        or part.last > part.first
        or other.last > other.first
    ):
        return False
    sorts = {part.meaning.sort, other.meaning.sort}
    persons = [one for one in (part, other) if one.meaning.kind == "person"]
    return bool(persons) and (len(persons) > 1 or bool(sorts & {"city", "capital"}))


def _in_capitals(row: Sequence[Word], index: int) -> bool:
    """A short name in capitals, and not just a headline in capitals."""
    written = row[index].text
    if not written.replace(".", "").replace("-", "").isupper() and not any(char.isdigit() for char in written):
        return False
    return len(row) < 4 or not all(word.text.isupper() for word in row)


def _chain(row: Sequence[Word], part: _Part, before: int, following: int) -> tuple[int, int]:
    """The row of words around a known stretch that only spaces and hyphens join."""
    first, last = part.first, part.last
    while first - 1 > before and row[first].gap == " ":
        first -= 1
    while last + 1 < following and row[last + 1].gap == " " and row[last + 1].key not in _CUTS:
        last += 1
    return first, last


def _head_of(row: Sequence[Word], first: int, end: int) -> str:
    return next((row[at].key for at in range(end - 1, first - 1, -1) if row[at].key in ORGANISATIONS), "")


def _head_behind(text: str, end: int) -> Span | None:
    """As in "Syrian government", "Nigerian air force": the words behind that make it a body."""
    match = _HEAD_BEHIND.match(text, end)
    if match is None:
        return None
    between = text[end : match.start(1)].split()
    if any(word in _NOT_MODIFIER or word.endswith(("ed", "s")) for word in between):
        return None
    return match.span(1)
