"""The keys by which a word is found: as it is written, by its stem, and as a name in any script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lib.naming.spelling import folded, is_cyrillic, latin_of, skeleton, sounds_of, stem_of

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W\d_]+)*")
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
    if not is_cyrillic(word):
        # Snowball's English would cut other languages at random.
        return [stem_of(word)] if language in {"", "en"} else []
    ukrainian = [True] if language == "uk" else [False] if language == "ru" else [True, False]
    return [stem_of(word, ukrainian=one) for one in ukrainian]


def _name_keys(word: str, language: str) -> frozenset[str]:
    if not word or not word.isalpha():
        return frozenset()
    spellings = [word]
    if is_cyrillic(word):
        spellings += _stems(word, language)
    found = {_NAME + sounds_of(latin_of(one)) for one in spellings if one == word or len(one) >= _SHORTEST_NAME}
    bones = skeleton(latin_of(word)) if len(word) > _SHORTEST_SKELETON else ""
    if len(bones) >= _SHORTEST_SKELETON:
        found.add(f"{_NAME}{_NAME}{bones}")
    return frozenset(found)
