# ruff: noqa: SIM905 - word lists read better as running text
"""What a text is found by: stems, numbers, matters, names across scripts, and hashes of its words' letters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from claims.similar.matters import MATTERS, NUMBERS
from lib.naming.spelling import latin_of, skeleton, stem_of

_ADDRESS = re.compile(r"https?://\S+|www\.\S+|pic\.twitter\.com/\S+")
# "#StopTheWar" and "@SomeMinister" are several words.
_HUMPS = re.compile(r"(?<=[a-zа-яіїєґё])(?=[A-ZА-ЯІЇЄҐЁ])|_")
_TAG = re.compile(r"[#@]\w+")
_WORD = re.compile(r"\d+(?:[.,   ]\d{3})*(?:[.,]\d+)?|[^\W\d_]+(?:[’'ʼ][^\W\d_]+)*")
_GROUPS = re.compile(r"(?<=\d)[.,   ](?=\d{3}(?!\d))")
_UKRAINIAN = re.compile(r"[іїєґ]|[а-я][’'ʼ][яюєї]", re.IGNORECASE)

_STOP = frozenset(
    """a an the of to in on at by for from with as and or but if that this these those it its is are was were be been
    being has have had do does did will would shall should can could may might must he she they we you i his her
    their our your my him them us me who whom which what when where there here than then so such no not nor only own
    same too very just also into out up down over under again more most other some any all each both about after
    before during through between against says said say told tell saying according s t ll re ve d m
    і й та або але що як це цей ця ці той та ті він вона вони ми ви я його її їх наш у в на з із зі до від для про
    за по при не ні є був була були буде будуть бути має мають який яка які коли де там тут так також же б би то
    сказав сказала заявив заявила повідомив повідомила
    и или но что как это этот эта эти тот те он она они мы вы его ее её их наш во с со к ко от о об из у для при
    есть был была были будет будут быть имеет который которая которые когда где так также же бы то ли
    сказал сказала заявил заявила сообщил сообщила""".split()
)
_NEGATIONS = frozenset(
    "not no never nor without denied denies deny denying rejects не ні немає ніколи без нет никогда".split()
)


@dataclass(frozen=True, slots=True)
class Terms:
    """A text as the index keeps it: terms of the full text, hashes of letters, and what is told apart by."""

    words: frozenset[str] = frozenset()
    grams: frozenset[int] = frozenset()
    numbers: frozenset[str] = frozenset()
    negated: bool = False
    folded: str = ""

    def __or__(self, other: Terms) -> Terms:
        return Terms(
            self.words | other.words,
            self.grams | other.grams,
            self.numbers | other.numbers,
            self.negated or other.negated,
            f"{self.folded} {other.folded}".strip(),
        )


def terms_of(text: str, language: str = "") -> Terms:
    """The terms of a text; the language matters for Cyrillic only, and is else told by its letters."""
    text = _plain(text)
    ukrainian = language == "uk" or (language != "ru" and _UKRAINIAN.search(text) is not None)
    words: set[str] = set()
    grams: set[int] = set()
    numbers: set[str] = set()
    kept: list[str] = []
    negated = False
    for match in _WORD.finditer(text):
        written = match[0]
        if written[0].isdigit():
            number = _GROUPS.sub("", written)
            numbers.add(number)
            kept.append(number)
            continue
        lower = written.lower().replace("’", "'").removesuffix("'s")
        negated = negated or lower in _NEGATIONS or lower.endswith("n't")
        if lower in _STOP or lower.endswith("n't"):
            continue
        one = _of_word(lower, ukrainian)
        if one.number:
            numbers.add(one.number)
            kept.append(one.number)
            continue
        words.update(one.words)
        grams.update(one.grams)
        kept.append(one.latin)
        if written[0].isupper() and len(one.latin) > 3:
            words.add(f"^{skeleton(one.latin)}")
    words.update(f"#{number}" for number in numbers)
    return Terms(frozenset(words), frozenset(grams), frozenset(numbers), negated, " ".join(kept))


def folded_of(text: str) -> str:
    """A text without its small words, in Latin letters: `terms_of(text).folded` at a part of the cost."""
    words = (match.group() for match in _WORD.finditer(_plain(text)))
    return " ".join(filter(None, map(_folded_word, words)))


def _plain(text: str) -> str:
    """Without addresses, and with the words of tags set apart."""
    return _TAG.sub(lambda tag: " ".join(_HUMPS.split(tag[0][1:])), _ADDRESS.sub(" ", text))


@lru_cache(maxsize=50_000)
def _folded_word(written: str) -> str:
    if written[0].isdigit():
        return _GROUPS.sub("", written)
    lower = written.lower().replace("’", "'").removesuffix("'s")
    if lower in _STOP or lower.endswith("n't"):
        return ""
    return NUMBERS.get(lower) or latin_of(lower)


@dataclass(frozen=True, slots=True)
class _Word:
    words: tuple[str, ...]
    grams: tuple[int, ...]
    latin: str
    number: str = ""


@lru_cache(maxsize=50_000)
def _of_word(lower: str, ukrainian: bool) -> _Word:  # noqa: FBT001  # a cache's key
    if lower in NUMBERS:
        return _Word((), (), lower, NUMBERS[lower])
    stem = stem_of(lower, ukrainian=ukrainian)
    latin = latin_of(lower)
    found = (stem, f"={MATTERS[stem]}") if stem in MATTERS else (stem,)
    return _Word(found, tuple(letters(latin)) if len(latin) > 4 else (), latin)


_MULTIPLIER = 0x9E3779B1


def letters(latin: str) -> Iterable[int]:
    """Two hashes that stand for a word's trigrams: words share one as often as their trigrams are alike (MinHash)."""
    padded = f"^{latin}"
    hashes = [crc32(padded[at : at + 3].encode()) for at in range(len(padded) - 2)]
    for found in (min(hashes), min(one * _MULTIPLIER & 0xFFFFFFFF for one in hashes)):
        yield found - 0x80000000  # PostgreSQL's integers have a sign
