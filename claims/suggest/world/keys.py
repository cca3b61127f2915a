# ruff: noqa: SIM905 - patterns and word lists read better unbroken
"""How a name is written down so that its spellings meet: no accents, apostrophes, dots or Arabic articles."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple


class Meaning(NamedTuple):
    """What a written form stands for in the world."""

    kind: str  # an actor kind, or "place"
    country: str | None  # ISO 3166-1 alpha-3
    sort: str  # actor, country, demonym, capital, city, region
    capitals: bool = False  # only where it is written in capitals throughout ("US", "IS")
    precision: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int = 0


# Arabic articles in small letters inside a name: "Deir ez-Zor", "Deir al-Zor".
_ARTICLES = frozenset(["al", "el", "ez", "ash", "az", "ar", "ad"])
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "ð": "d", "þ": "th"}
    | {"ə": "a"}
)
_WORDS = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile(r"['’ʼ‘`ʿʾ.]")


def plain(text: str) -> str:
    """The text without accents; other letters stay as they are."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text.translate(_LETTERS))
    return unicodedata.normalize("NFC", "".join(char for char in decomposed if not "\u0300" <= char <= "\u036f"))


def key(name: str) -> str:
    """What a Latin name is looked up by: from its first capital letter on, "al-" left out."""
    words = _WORDS.findall(_APOSTROPHES.sub("", plain(name)))
    while words and words[0].islower():
        words = words[1:]
    if len(words) > 1 and words[0] == "Al":
        words = words[1:]
    return " ".join(word.lower() for word in words if word not in _ARTICLES)


def word_key(word: str) -> str:
    """The same for one word of a text."""
    if word.isascii() and word.isalnum():
        return word.lower()
    return _APOSTROPHES.sub("", plain(word)).lower()


def _gaps() -> dict[str, str]:
    """What may stand between two capitalised words of one name: as written, and as the key has it."""
    gaps = dict.fromkeys([" ", "-", "‑", "\u00a0", "' ", "’ ", "/", "–"], " ")
    for article in _ARTICLES:
        gaps |= dict.fromkeys([f" {article}-", f" {article} ", f"-{article}-", f"-{article} "], " ")
    # "Lord's Resistance Army" has the key "lords resistance army".
    gaps |= {"'s ": "s ", "’s ": "s ", " d'": " d", " d’": " d"}
    gaps |= {" & ": " and ", "-e ": " e ", "-e-": " e ", "-i-": " i ", "-i ": " i ", ". ": " "}
    for word in (
        "of for and in on to from with against the de du des la le les el los las del da do dos di della der den von"
        " van bin ibn ben ul ur ud wal e y et te the au sur aux"
    ).split():
        gaps[f" {word} "] = f" {word} "
        gaps[f"-{word}-"] = f" {word} "
        gaps[f" {word}-"] = f" {word} "
        if word in ("of", "for", "in", "and", "against", "to", "on", "from", "with"):
            gaps[f" {word} the "] = f" {word} the "
            gaps[f"' {word} the "] = gaps[f"’ {word} the "] = f" {word} the "
            gaps[f"' {word} "] = gaps[f"’ {word} "] = f" {word} "
    return gaps


GAPS = _gaps()
