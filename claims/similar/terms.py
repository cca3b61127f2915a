# ruff: noqa: SIM905 - word lists read better as running text
"""What a text is found by: stems, numbers, matters, names across scripts, and hashes of its words' letters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import Stemmer

from claims.similar.matters import MATTERS, NUMBERS

_ADDRESS = re.compile(r"https?://\S+|www\.\S+|pic\.twitter\.com/\S+")
# "#StopTheWar" and "@SomeMinister" are several words.
_HUMPS = re.compile(r"(?<=[a-zа-яіїєґё])(?=[A-ZА-ЯІЇЄҐЁ])|_")
_TAG = re.compile(r"[#@]\w+")
_WORD = re.compile(r"\d+(?:[.,   ]\d{3})*(?:[.,]\d+)?|[^\W\d_]+(?:[’'ʼ][^\W\d_]+)*")
_GROUPS = re.compile(r"(?<=\d)[.,   ](?=\d{3}(?!\d))")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
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

_LATIN = {
    **dict(
        zip(
            "абвгґдеєжзиіїйклмнопрстуфхцчшщюяыэъё",
            "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch iu ia y e".split() + ["", "e"],
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

_english, _russian = Stemmer.Stemmer("english"), Stemmer.Stemmer("russian")


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


_SAME = ((re.compile("shch|sch"), "s"), (re.compile("kh"), "h"), (re.compile("zh"), "z"), (re.compile("[sc]h|ts|tz"), "s"),
         (re.compile("ph"), "f"), (re.compile("ck|c|q"), "k"), (re.compile("w"), "v"), (re.compile("x"), "ks"), (re.compile("g"), "h"))  # fmt: skip
_VOWELS = re.compile("[aeiouyj']+")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=20_000)
def skeleton(latin: str) -> str:
    """A name's first consonants, by which its spellings and cases meet: Zelensky, Zelenskyy and Зеленського."""
    for pattern, letter in _SAME:
        latin = pattern.sub(letter, latin)
    bones = _DOUBLED.sub(r"\1", latin[:1] + _VOWELS.sub("", latin[1:]))
    return ("i" if bones[0] in "yj" else bones[0]) + bones[1:5]


_MULTIPLIER = 0x9E3779B1


def letters(latin: str) -> Iterable[int]:
    """Two hashes that stand for a word's trigrams: words share one as often as their trigrams are alike (MinHash)."""
    padded = f"^{latin}"
    hashes = [crc32(padded[at : at + 3].encode()) for at in range(len(padded) - 2)]
    for found in (min(hashes), min(one * _MULTIPLIER & 0xFFFFFFFF for one in hashes)):
        yield found - 0x80000000  # PostgreSQL's integers have a sign
