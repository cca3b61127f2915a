"""The keys by which a word is found: as it is written, by its stem, and as a name in any script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from claims.similar.terms import latin_of, skeleton, stem_of

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W\d_]+)*")
_APOSTROPHES = re.compile(r"['’ʼ]")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
# Spellings of one sound in names: "yy", "ij" and "iy" are "i"; "ie" and "ye" are "e"; "w" is "v", "h" is "g".
_SOUNDS = (
    (re.compile("shch|sch"), "sc"),
    (re.compile("kh"), "x"),
    (re.compile("zh"), "q"),
    (re.compile("tz"), "ts"),
    (re.compile("ph"), "f"),
    (re.compile("(?<![sc])h"), "g"),
    (re.compile("w"), "v"),
    (re.compile("[iy]e"), "e"),
    (re.compile("[iyj]+(?![auo])|[iy]+"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)
# PostgreSQL keeps no longer lexeme than 2,046 bytes; nobody looks for a word of this length.
_LONGEST = 60
_NAME = "0"  # no word that is written starts with a nought and goes on in letters
_SHORTEST_NAME = 4  # what is left of a shorter one after its ending says nothing
_SHORTEST_SKELETON = 5


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: where it stands in the string, and how it is written."""

    start: int
    end: int
    written: str


def words_of(text: str) -> Iterator[Word]:
    """The words of a text in their order; "30-day" is two."""
    for match in _WORD.finditer(text):
        yield Word(match.start(), match.end(), match[0])


@lru_cache(maxsize=50_000)
def folded(written: str) -> str:
    """As it is looked up: small letters without apostrophes, and Latin ones without accents."""
    lower = _APOSTROPHES.sub("", written.casefold().removesuffix("'s").removesuffix("’s"))[:_LONGEST]
    if lower.isascii():
        return lower
    if _CYRILLIC.search(lower):
        return unicodedata.normalize("NFC", lower).replace("ё", "е")
    bare = "".join(letter for letter in unicodedata.normalize("NFD", lower) if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare)


@lru_cache(maxsize=50_000)
def keys_of(written: str, language: str = "") -> frozenset[str]:
    """What a word of a text is found by; without a language a Cyrillic word is read as Ukrainian and as Russian.

    Names are told by their capital letter. A query's word is asked for with `asked_keys()`.
    """
    keys = _forms(folded(written), language)
    return keys | _name_keys(folded(written), language) if written[:1].isupper() else keys


@lru_cache(maxsize=5_000)
def asked_keys(written: str) -> frozenset[str]:
    """The keys of a word that somebody looks for: its language is not known, and it may be a name."""
    word = folded(written)
    return _forms(word, "") | _name_keys(word, "")


def _forms(word: str, language: str) -> frozenset[str]:
    return frozenset({word, *_stems(word, language)})


def _stems(word: str, language: str) -> list[str]:
    if word.isdigit():
        return []
    if not _CYRILLIC.search(word):
        # Snowball's English would cut other languages at random.
        return [stem_of(word)] if language in {"", "en"} else []
    ukrainian = [True] if language == "uk" else [False] if language == "ru" else [True, False]
    return [stem_of(word, ukrainian=one) for one in ukrainian]


def _name_keys(word: str, language: str) -> frozenset[str]:
    if not word or not word.isalpha():
        return frozenset()
    spellings = [word]
    if _CYRILLIC.search(word):
        spellings += _stems(word, language)
    found = {_NAME + _sounds_of(latin_of(one)) for one in spellings if one == word or len(one) >= _SHORTEST_NAME}
    bones = skeleton(latin_of(word)) if len(word) > _SHORTEST_SKELETON else ""
    if len(bones) >= _SHORTEST_SKELETON:
        found.add(f"{_NAME}{_NAME}{bones}")
    return frozenset(found)


def _sounds_of(latin: str) -> str:
    for pattern, letters in _SOUNDS:
        latin = pattern.sub(letters, latin)
    return latin
