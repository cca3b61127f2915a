# ruff: noqa: E501, RUF005 - tables of letters read better as they are
"""Words in other letters: Cyrillic in Latin ones, without endings, and as they sound."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import Stemmer

_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_APOSTROPHES = re.compile(r"['’ʼ]")
# PostgreSQL keeps no longer lexeme than 2,046 bytes; nobody looks for a word of this length.
_LONGEST = 60
_LATIN = {
    **dict(
        zip(
            "абвгґдеєжзиіїйклмнопрстуфхцчшщюяыэъё",
            [
                "a",
                "b",
                "v",
                "h",
                "g",
                "d",
                "e",
                "ie",
                "zh",
                "z",
                "y",
                "i",
                "i",
                "i",
                "k",
                "l",
                "m",
                "n",
                "o",
                "p",
                "r",
                "s",
                "t",
                "u",
                "f",
                "kh",
                "ts",
                "ch",
                "sh",
                "shch",
                "iu",
                "ia",
                "y",
                "e",
            ]
            + ["", "e"],
            strict=True,
        )
    ),
    "ь": "",
    "’": "",
    "'": "",
    "ʼ": "",
}
# Endings of nouns, adjectives and verbs, longest first; at least three letters stay.
_ENDINGS = re.compile(
    r"(?<=[\w’]{3})(?:ування|ювання|ення|ання|іння|ського|ському|ськими|ської|ськую|ських|ський|ська|ське|ські|ськ"
    r"|ються|уться|ється|иться|аться|ятися|атися|итися|лися|лась|вся|ється|ємо|ють|уть|ять|ать|ала|или|али|ити|ати|яти"
    r"|ого|ому|ими|ої|ою|ими|их|им|ій|ий|іх|ами|ями|ові|еві|єві|ам|ям|ах|ях|ів|їв|ем|ом|єю|ею|ла|ло|ли|ти"
    r"|а|у|о|е|и|і|я|ю|ї|є|ь|в|й)$"
)
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
_SAME = ((re.compile("shch|sch"), "s"), (re.compile("kh"), "h"), (re.compile("zh"), "z"), (re.compile("[sc]h|ts|tz"), "s"),
         (re.compile("ph"), "f"), (re.compile("ck|c|q"), "k"), (re.compile("w"), "v"), (re.compile("x"), "ks"), (re.compile("g"), "h"))  # fmt: skip
_VOWELS = re.compile("[aeiouyj']+")
_DOUBLED = re.compile(r"(.)\1+")

_english, _russian = Stemmer.Stemmer("english"), Stemmer.Stemmer("russian")


def is_cyrillic(text: str) -> bool:
    """Whether the text has Cyrillic letters."""
    return not text.isascii() and _CYRILLIC.search(text) is not None


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


def stem_of(lower: str, *, ukrainian: bool = False) -> str:
    """A word without its endings: Snowball's for English and Russian, a short list of endings for Ukrainian."""
    if not _CYRILLIC.search(lower):
        return str(_english.stemWord(lower))
    if ukrainian:
        return _ENDINGS.sub("", lower.replace("'", "’"))
    return str(_russian.stemWord(lower))


def latin_of(lower: str) -> str:
    """Cyrillic in Latin letters, after Ukraine's table of 2010 with Russia's own letters added."""
    if not _CYRILLIC.search(lower):
        return lower.replace("'", "")
    return "".join(_LATIN.get(letter, letter) for letter in lower)


def sounds_of(latin: str) -> str:
    """A word as the search hears it: what is written in several ways is one sound."""
    for pattern, letters in _SOUNDS:
        latin = pattern.sub(letters, latin)
    return latin


@lru_cache(maxsize=20_000)
def skeleton(latin: str) -> str:
    """A name's first consonants, by which its spellings and cases meet: Zelensky, Zelenskyy and Зеленського."""
    for pattern, letter in _SAME:
        latin = pattern.sub(letter, latin)
    bones = _DOUBLED.sub(r"\1", latin[:1] + _VOWELS.sub("", latin[1:]))
    return ("i" if bones[0] in "yj" else bones[0]) + bones[1:5]
