"""The keys by which a name is looked up: whatever `compared()` calls alike shares one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from lib.naming.spelling import folded, is_cyrillic, latin_of

# Counted up where keys are made in another way: `manage.py index_names` then reads the names again.
VERSION = "v1"
INITIALS = "#."  # the key of names with an initial

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W\d_]+)*")
_DOTTED = re.compile(r"\b(?:\w\.){2,}")  # U.S., р.ф.
_SMALL = frozenset(["the", "a", "an", "of", "and", "for", "in", "to", "і", "й", "та", "и", "з", "із", "для", "по"])
# One sound for what English, French, German and Ukrainian or Russian passports write in different ways: Ushakov,
# Ouchakov, Uschakow; Zelenskyy, Selenskyj; Shmyhal, Schmyhal, Chmyhal; Alexander, Aleksandr; Kharkiv, Charkiw.
_SOUNDS = (
    (re.compile("(?:sch|sh|ch|s)(?:tsch|tch|ch)|tsch|tch|sch|[sczk]h"), "s"),
    (re.compile("ph"), "f"),
    (re.compile("tz|ts|[zc](?=[eiy])|z"), "s"),
    (re.compile("ck|c|q"), "k"),
    (re.compile("x"), "ks"),
    (re.compile("g"), "h"),
    (re.compile("w|ff?$"), "v"),
    (re.compile("ou|oo"), "u"),
    (re.compile("[iyj]+"), "i"),
    (re.compile("ie|ei"), "e"),
    (re.compile("(?<=[iu]n)e$"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
# Endings of names in Ukrainian and Russian; three letters stay.
_ENDINGS = re.compile(
    r"(?<=\w{3})(?:ого|ому|ими|ыми|ові|еві|єві|ами|ями|ою|ею|єю|ом|ем|єм|им|ым|ім|ой|ої|ій|ий|ый|ей|ая|яя|ую|юю|ів|ам|ям|ах|ях|их|ых|их"
    r"|а|у|о|е|и|і|ї|ы|я|ю|ь|й)$"
)
_OPEN = re.compile(r"(?<=\w{3})[aeiou]+$")
_SHORTEST_NEAR = 5  # of a shorter word, one letter is too much
_SHORTEST_CUT = 4
_BEGINNING = 3
_LONGEST_KEY = 200
_MOST_WORDS = 12
_MOST_PAIRED = 6


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name in the forms by which it is compared."""

    folded: str
    latin: str
    sound: str
    trunks: frozenset[str]  # its sound without endings, one for each way to cut it
    near: frozenset[str]  # its trunk, and what is left of it without one letter


@lru_cache(maxsize=100_000)
def words_of(name: str) -> tuple[Word, ...]:
    """The words of a name in their order, without articles and other small ones; what is longer is no name."""
    plain = _DOTTED.sub(lambda found: found[0].replace(".", ""), name)
    small = [folded(written) for written in _WORD.findall(plain)]
    kept = [one for one in small if one and one not in _SMALL]
    return tuple(_word(one) for one in (kept or small)[:_MOST_WORDS] if one)


@lru_cache(maxsize=100_000)
def _word(small: str) -> Word:
    latin = latin_of(small)
    sound = sound_of(latin)
    trunks = {_OPEN.sub("", sound)}
    if is_cyrillic(small):
        cut = _ENDINGS.sub("", small)
        if len(cut) >= _SHORTEST_CUT - 1 and cut != small:
            trunks.add(_OPEN.sub("", sound_of(latin_of(cut))))
    return Word(small, latin, sound, frozenset(trunks), frozenset(_without_a_letter(min(trunks, key=len))))


def sound_of(latin: str) -> str:
    """A Latin word as it sounds, however it was transliterated."""
    for pattern, letters in _SOUNDS:
        latin = pattern.sub(letters, latin)
    return latin


def _without_a_letter(trunk: str) -> Iterable[str]:
    """The trunk and all that one letter less makes of it: two words share one where one letter tells them apart."""
    if len(trunk) < _SHORTEST_NEAR or not trunk.isalpha():
        return ()
    return {trunk, *(trunk[:at] + trunk[at + 1 :] for at in range(len(trunk)))}


@lru_cache(maxsize=100_000)
def _keys_of_word(word: Word) -> frozenset[str]:
    beginnings = {f"<{form[:length]}" for form in (word.latin, word.sound) for length in range(1, _BEGINNING + 1)}
    return frozenset({*(f"={trunk}" for trunk in word.trunks), *(f"~{one}" for one in word.near), *beginnings})


def keys_of(name: str) -> list[str]:
    """All keys of a name as the database keeps them, with the way in which they were made."""
    words = words_of(name)
    initials = {INITIALS} if any(len(word.folded) == 1 for word in words) else set()
    return sorted({VERSION, size_key(len(words)), *initials, *matching_keys(name)})


def size_key(words: int) -> str:
    """The key of all names with so many words."""
    return f"#{words}"


@lru_cache(maxsize=100_000)
def matching_keys(name: str) -> frozenset[str]:
    """The keys that a look-up may ask for."""
    return frozenset({_whole(name), *(key for word in words_of(name) for key in _keys_of_word(word))})


def _whole(name: str) -> str:
    return "|" + " ".join(word.sound for word in words_of(name))[:_LONGEST_KEY]


def _asked(word: Word, *, beginning: bool) -> frozenset[str]:
    whole = frozenset({*(f"={trunk}" for trunk in word.trunks), *(f"~{one}" for one in word.near)})
    if not beginning:
        return whole
    return whole | {f"<{form[:_BEGINNING]}" for form in (word.latin, word.sound) if form}


Keys = frozenset[str]


@dataclass(frozen=True, slots=True)
class Lookup:
    """What is looked for: names that have a key of each of the sets in one of `alternatives`.

    They are the names with all the words, the whole, and shorter ones of which each word may be one of these.
    """

    alternatives: tuple[tuple[Keys, ...], ...]

    @property
    def keys(self) -> Keys:
        """Every name that is found has one of these."""
        return frozenset(key for one in self.alternatives for key in one[0])


@lru_cache(maxsize=20_000)
def lookup(name: str, *, beginning: bool = False) -> Lookup:
    """The look-up of a name, or of its beginning: then each word may be the beginning of one."""
    words = words_of(name)
    keys = [_asked(word, beginning=beginning) for word in words]
    some = frozenset(key for one in keys for key in one)
    # An initial stands for any word: by itself it finds nothing.
    spelled = [one for one, word in zip(keys, words, strict=True) if beginning or len(word.folded) > 1]
    found: list[tuple[Keys, ...]] = [(frozenset({_whole(name)}),), (some, frozenset({INITIALS}))]
    if spelled:
        found.append(tuple(spelled))
    if len(words) > 1:
        found.append((some, frozenset({size_key(1)})))
    if len(words) > 2:
        shorter = frozenset(map(size_key, range(2, len(words))))
        if len(spelled) < len(words) <= _MOST_PAIRED:
            found.append((some, shorter))
        else:
            # In a long phrase the words of a name stand together; all pairs of it would be too many questions.
            pairs = combinations(keys, 2) if len(words) <= _MOST_PAIRED else pairwise(keys)
            found += [(one, other, shorter) for one, other in pairs]
    return Lookup(tuple(found))
