# ruff: noqa: E501, SIM905 - patterns and word lists read better unbroken
"""Capitalised names that nobody knows yet: proposals for new actors, with the kind that their surroundings tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claims.suggest.english.lexicon import HONORIFICS, PERSON_NOUNS, TIME_WORDS
from claims.suggest.runs import Word, opens_sentence
from claims.suggest.types import NameMention, Span

_ORGANISATION_NOUNS = frozenset(
    (
        "ministry party university council committee agency institute union bank group company inc corp ltd foundation"
        " association federation department bureau commission court parliament senate house office service organisation"
        " organization centre center fund league movement coalition front trust academy school assembly duma rada"
        " administration government caucus partners industries systems airlines police authority corporation society club network"
        " conference project coalition board program programme laboratory observatory"
    ).split()
)
_FORCE_NOUNS = frozenset("army forces corps brigade regiment battalion division guard navy fleet brigades".split())
# What groups in Arabic, Urdu and the like call themselves: army, brigade, soldiers, helpers.
_ARABIC_FORCES = frozenset(
    "jaysh jaish liwa ahrar ansar ajnad jund katiba katibat faylaq harakat lashkar saraya firqa tajamu".split()
)
_MEDIA_NOUNS = frozenset(
    "times post news tv radio telegraph journal gazette wire tribune herald channel magazine".split()
)
# With one of these alone a ministry or an army is nobody's: "the Foreign Ministry", "the Air Force".
_GENERIC = frozenset(
    (
        "foreign interior defence defense health justice finance education national federal supreme high armed air security special"
        " state central general prime white upper lower united first second third local city civil old new main democratic republican"
        " senior junior fort port lake mount saint san santa los las north south east west"
    ).split()
)
_NOT_NAMES = frozenset(
    (
        "i the a an this that but and or if when while however despite although as in on at for from after before it he"
        " she they we you his her their its our my there here what who how why yes no not mr mrs ms dr asked according"
        " english russian ukrainian american god internet with by of to all some many most more both each one two three"
        " four five six seven eight nine ten last next also so then still even since under over into about like because"
        " those these such every other another only just now again per via amid"
    ).split()
)
_TITLES = HONORIFICS | PERSON_NOUNS
_CUTTING = PERSON_NOUNS - {"general", "head", "member", "host", "major", "chief", "justice", "judge", "expert"}
_NEVER_FIRST = _NOT_NAMES | _TITLES | TIME_WORDS
_BODIES = _ORGANISATION_NOUNS | _FORCE_NOUNS
_NOBODYS = _GENERIC | _BODIES
_PERSON_GAPS = frozenset(
    [" ", " de ", " van ", " von ", " bin ", " ibn ", " der ", " la ", " el ", " du ", " di ", " da ", " dos "]
)
_JOINING = _PERSON_GAPS | {" of ", " of the ", " for ", " for the "}
_BEFORE = re.compile(r"(?<!\w)([^\W\d_][\w’'-]*\.?)(,?) $")
_SAYS_BEHIND = re.compile(
    r"(?:,? (?:said|says|told|added|tweeted|testified|recalled|argued|insisted|wrote|explained|complained|who (?:is|was|has|had|leads|led|heads|headed|works?"
    r"|worked|served|serves|runs|ran|lives|lived))\b|, \d\d,)"
)
_SAYS_BEFORE = re.compile(r"(?:[,”\"’] |\b(?:to|with) )(?:said|says|added|explained|recalled|wrote) $")
_BODY = re.compile(r"[A-Z]{3,}|\d|&")
_COMMA_TITLE = re.compile(r"(?<!\w)([a-z][\w-]*), $")
_WORD = re.compile(r"[A-Za-z][\w’'-]*")


def unknown_names(text: str, rows: Sequence[Sequence[Word]], taken: Sequence[Span]) -> list[NameMention]:
    """Names of persons, organisations, forces and media in the rows that lie outside the taken spans."""
    found: list[NameMention] = []
    persons: set[str] = set()
    for row in _free(rows, taken):
        words = _stripped(text, row)
        if not words:
            continue
        kind = _kind(text, words, persons)
        if kind is None:
            continue
        start, end = words[0].start, words[-1].end
        found.append(NameMention(start, end, text[start:end], kind, form="new"))
        if kind == "person":
            persons.add(words[-1].key)
    return found


def _free(rows: Sequence[Sequence[Word]], taken: Sequence[Span]) -> Iterator[list[Word]]:
    """Stretches of rows that no taken span touches, cut where a name cannot go on."""
    at = 0
    for row in rows:
        piece: list[Word] = []
        touched = False
        for word in row:
            # "California Rep. X": what is known before a title is no part of the name behind it.
            if piece and (word.gap not in _JOINING or (touched and word.key in _TITLES)):
                if not touched:
                    yield piece
                piece, touched = [], False
            while at < len(taken) and taken[at][1] <= word.start:
                at += 1
            if at < len(taken) and taken[at][0] < word.end:
                # A name that the gazetteers know inside leaves the rest of the words alone.
                touched = True
            piece.append(word)
        if piece and not touched:
            yield piece


def _stripped(text: str, row: list[Word]) -> list[Word]:
    first = 0
    while first < len(row) and row[first].key in _NEVER_FIRST:
        first += 1
    # "House Oversight Committee Chairman X": the name begins behind the last title.
    first = max([first, *(at + 1 for at in range(first, len(row) - 1) if row[at].key in _CUTTING)])
    words = row[first:]
    if words and words[0].gap not in (None, " ") and first:
        return []
    if len(words) > 2 and opens_sentence(text, words[0].start) and words[0].key.endswith("ly"):
        words = words[1:]
    return words


def _kind(text: str, words: list[Word], persons: set[str]) -> str | None:
    keys = [word.key for word in words]
    if len(words) > 6 or any(key in TIME_WORDS for key in keys) or any(_shouts(word.text) for word in words):
        return None
    if all(key in _NOBODYS for key in keys):
        return None
    if len(words) == 1:
        return "person" if _single(text, words[0], persons) else None
    body = _body_kind(keys)
    if body is not None:
        return None if _in_headline(text, words) else body
    return "person" if _is_person(text, words) else None


def _shouts(word: str) -> bool:
    """Whether it is a word in capitals or a contraction: neither is a name's."""
    return "n’t" in word or "n't" in word or (len(word) > 6 and word.isupper())


def _single(text: str, word: Word, persons: set[str]) -> bool:
    """Whether one word alone names a person: by a title before it, or by the full name earlier."""
    before = _BEFORE.search(text, max(0, word.start - 20), word.start)
    titled = (
        before is not None and not before.group(2) and before.group(1)[0].isupper() and _is_title(before.group(1))
    )
    return titled or word.key in persons


def _is_person(text: str, words: list[Word]) -> bool:
    """Whether two to four words name a person: by a title, an apposition or a verb of saying beside them."""
    if len(words) > 4 or any(word.gap not in _PERSON_GAPS for word in words[1:]) or words[-1].key in _BODIES:
        return False
    start, end = words[0].start, words[-1].end
    if _BODY.search(text, start, end) and not all(word.text.isupper() for word in words):
        return False
    return _titled(text, start) or _apposed(text, end) or _speaks(text, words)


def _body_kind(keys: list[str]) -> str | None:
    last = keys[-1]
    if last in _MEDIA_NOUNS:
        return "media"
    if last in _FORCE_NOUNS or keys[0] in _ARABIC_FORCES:
        return "armed_force"
    if last in _ORGANISATION_NOUNS or keys[0] in _ORGANISATION_NOUNS:
        return "organisation"
    return None


def _is_title(word: str) -> bool:
    """Whether it is a title, and its full stop an abbreviation's."""
    return word.lower().rstrip(".") in _TITLES and (not word.endswith(".") or len(word) < 6)


def _titled(text: str, start: int) -> bool:
    """Whether a title stands right before, or in apposition: "adviser X", "the adviser, X"."""
    before = _BEFORE.search(text, max(0, start - 24), start)
    if before is None:
        return False
    if before.group(2):
        return before.group(1).lower() in PERSON_NOUNS
    return _is_title(before.group(1))


def _apposed(text: str, end: int) -> bool:
    """Whether ", a strategist," or ", 53," follows."""
    if not text.startswith(", ", end):
        return False
    stretch = re.match(r"(?:\d\d\b|[^,.;:!?()—“”\"]{1,70})", text[end + 2 : end + 74])
    if stretch is None:
        return False
    part = stretch.group()
    if part.isdigit():
        return True
    words = [word.lower() for word in _WORD.findall(part)[:8]]
    if any(word in ("said", "says", "told", "who") for word in words[:1]):
        return False
    return any(word in PERSON_NOUNS or word.rstrip("s") in PERSON_NOUNS for word in words)


def _speaks(text: str, words: list[Word]) -> bool:
    """Whether somebody of that name says something: "Mia Lund said", "said Mia Lund"."""
    if len(words) > 3 or _in_headline(text, words):
        return False
    if words[0].key in _GENERIC or any(word.key in _ORGANISATION_NOUNS for word in words):
        return False
    start, end = words[0].start, words[-1].end
    return (
        _SAYS_BEHIND.match(text, end) is not None or _SAYS_BEFORE.search(text, max(0, start - 14), start) is not None
    )


def _in_headline(text: str, words: list[Word]) -> bool:
    """Whether the line around is in Title Case: then a capital says nothing."""
    start = text.rfind("\n", 0, words[0].start) + 1
    end = text.find("\n", words[-1].end)
    line = text[start : end if end >= 0 else len(text)].rstrip()
    if len(line) > 140 or line.endswith((".", "!", "?", "”", '"')):
        return False
    parts = [part for part in _WORD.findall(line) if len(part) > 3]
    return len(parts) > 3 and sum(part[0].isupper() for part in parts) >= 0.8 * len(parts)
