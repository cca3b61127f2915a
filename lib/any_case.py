"""Patterns of words that may be written in capitals or not, at a third of what `re.IGNORECASE` costs."""

from __future__ import annotations

import re
from functools import lru_cache

_CAPITAL = re.compile(r"(?<!\\)(?<!\(\?)[A-ZÀ-ÞА-ЯІЇЄҐЁ]")


@lru_cache(maxsize=64)
def small_letters(text: str) -> str:
    """The text in small letters and of the same length; several patterns in a row ask for the same text."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    # A few letters grow in lower case (İ); they stay as they are.
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


class AnyCase:
    """A pattern in small letters that is tried on a text in small letters.

    Where case is ignored, the search has no first letters to skip by and compares each letter anew. What it finds
    says where and which group; its words are in small letters. Raises ValueError for a capital, which it never finds.
    """

    __slots__ = ("_match", "_search", "_sub")

    def __init__(self, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        if _CAPITAL.search(pattern) or flags & re.IGNORECASE:
            raise ValueError(f"this is a pattern in small letters: {pattern[:60]}")
        compiled = re.compile(pattern, flags)
        self._search, self._match, self._sub = compiled.search, compiled.match, compiled.sub

    def search(self, text: str) -> re.Match[str] | None:
        """The first place where it holds."""
        return self._search(small_letters(text))

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The same at one place of the text."""
        return self._match(small_letters(text), start)

    def without(self, text: str) -> str:
        """The text in small letters, and without what it finds."""
        return self._sub("", small_letters(text))
