# ruff: noqa: SIM905 - patterns and word lists read better unbroken
"""Rows of capitalised words: what a text may name, found without reading the rest of it word by word."""

from __future__ import annotations

import re
import sys
from typing import NamedTuple

from claims.suggest.world.keys import GAPS, word_key

# The set at the front lets the search skip small letters; `isupper` below has the last word on letters beyond ASCII.
_UPPER = "A-Z\u00c0-\u00de\u0100-\u024f\u1e00-\u1eff"
_WORD = re.compile(
    rf"[{_UPPER}](?<!\w.)(?:\.(?:[A-Z]\.)+|[\w\u0300-\u036f]*(?:['’ʼ](?!s\b)[^\W_]+)*(?:\.(?=[a-z]{{2,3}}\b)\w+)?)"
)
_ABBREVIATED = frozenset("mr mrs ms dr sen rep gov gen col lt sgt capt maj adm prof rev hon st sr jr no".split())
_OPENS = re.compile(r"(?:^|[.!?:…\n]['\"”’)]*\s+|[\n“\"‘«(—–•*]\s*)$")


class Word(NamedTuple):
    """One capitalised word; `gap` is what the key of a name has between it and the word before."""

    start: int
    end: int  # without "'s"
    text: str
    key: str
    gap: str | None  # None where a row begins
    owner: bool  # "'s" follows


def capital_rows(text: str) -> list[list[Word]]:
    """All rows of capitalised words of a text, joined by spaces, hyphens and small words such as "of the"."""
    rows: list[list[Word]] = []
    row: list[Word] = []
    last = -9
    for match in _WORD.finditer(text):
        start, end = match.span()
        written = match.group()
        if written[0] > "Z" and not written[0].isupper():
            continue
        gap = GAPS.get(text[last:start]) if row and start - last < 14 else None
        if gap == " " and text[last] == "." and len(row[-1].text) > 1 and row[-1].key not in _ABBREVIATED:
            gap = None  # a full stop
        if gap is None and row:
            rows.append(row)
            row = []
        owner = text.startswith(("'s", "’s"), end)
        row.append(Word(start, end, written, sys.intern(word_key(written)), gap, owner))
        last = end
    if row:
        rows.append(row)
    return rows


def opens_sentence(text: str, start: int) -> bool:
    """Whether the word at `start` has its capital from standing first in a sentence or a quotation."""
    return _OPENS.search(text, max(0, start - 6), start) is not None or start == 0
