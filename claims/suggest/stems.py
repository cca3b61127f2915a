# ruff: noqa: SIM905 - word lists read better as running text
"""Terms of issues in any case or number of Ukrainian and Russian: word by word, by stem and ending.

The newsroom writes a term down once ("военная помощь"); the text may say "военной помощью". Nothing is guessed about
derivation: a word of the text must be the stem of the term's word and one of the endings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from lib.naming.spelling import is_cyrillic

_WORD = re.compile(r"[\w'’ʼ-]+")
_ENDINGS = frozenset(
    """
    а я о е є э і ї и ы у ю ь й ий ій ый ой ая яя ое ее ые ие ого его ього ому ему ьому ою ею єю им ім ым ом ем єм ям
    ам их іх ых ах ях ами ями ими ыми ів їв ев ов ей ую юю ої ої ії ію ія ія ією ия ию ии ией ью иях иями іях іями
    """.split()
) | {""}
_LONGEST_FIRST = sorted((one for one in _ENDINGS if one), key=len, reverse=True)
_SHORTEST_STEM = 3

Of = TypeVar("Of")


@dataclass(frozen=True, slots=True)
class _Part:
    """A word of a term: its stem, and whether an ending may follow."""

    stem: str
    declined: bool

    def fits(self, word: str) -> bool:
        if not self.declined:
            return word == self.stem
        return word.startswith(self.stem) and word[len(self.stem) :] in _ENDINGS


class Stems(Generic[Of]):
    """Terms by the first letters of their first word."""

    def __init__(self, terms: Iterable[tuple[str, Of]]) -> None:
        self._by_start: dict[str, list[tuple[tuple[_Part, ...], Of]]] = {}
        for term, of in terms:
            parts = tuple(_part(word) for word in _WORD.findall(term))
            if parts and is_cyrillic(term):
                self._by_start.setdefault(parts[0].stem[:_SHORTEST_STEM], []).append((parts, of))

    def __bool__(self) -> bool:
        return bool(self._by_start)

    def find(self, folded: str) -> Iterator[tuple[int, int, Of]]:
        """Where the terms stand in a folded text, whatever their case."""
        words = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(folded)]
        for at, (word, start, _) in enumerate(words):
            for parts, of in self._by_start.get(word[:_SHORTEST_STEM], ()):
                stretch = words[at : at + len(parts)]
                if len(stretch) == len(parts) and all(
                    part.fits(one[0]) for part, one in zip(parts, stretch, strict=True)
                ):
                    end = stretch[-1][2]
                    if not re.search(r"[.!?;:\n]", folded[start:end]):
                        yield start, end, of


def _part(word: str) -> _Part:
    for ending in _LONGEST_FIRST:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_STEM:
            return _Part(stem, declined=True)
    return _Part(word, declined=len(word) > _SHORTEST_STEM)
