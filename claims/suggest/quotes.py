"""Quotation marks: which stretches of a text stand between them, in the styles of several languages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.suggest.types import Span

_CLOSING = {"“": "”", "«": "»", "„": "“”", "‟": "”"}
_MARK = re.compile(f"[{''.join(_CLOSING)}\"'”]")
_GOES_ON = re.compile(r"[.…]?,?\s*(?:[—–-]\s|$)")
_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
_SINGLE = re.compile(r"(?<![\w’'])[‘']{1}(?=[\w\[“])((?:[^‘'’\n]|(?<=\w)['’](?=\w)){2,400})['’](?!\w)")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its marks; `open_ended` when its paragraph ends before a closing mark."""

    start: int
    end: int
    inner: Span
    open_ended: bool = False


def paragraphs(text: str) -> list[Span]:
    """Runs between line breaks that hold more than white space."""
    return [match.span() for match in _PARAGRAPH.finditer(text) if match.group().strip()]


def find_quotes(text: str, start: int, end: int) -> list[Quote]:
    """The outermost quotations of one paragraph; a quotation never reaches into the next one."""
    found: list[Quote] = []
    position = start
    while (mark := _MARK.search(text, position, end)) is not None:
        position = mark.start()
        char = text[position]
        width = 1
        closers = ""
        if char in _CLOSING:
            closers = _CLOSING[char]
        elif char == '"' and _may_open(text, position, 1, end):
            closers = '"”'
        elif char == "'" and text.startswith("''", position) and _may_open(text, position, 2, end):
            closers, width = "''", 2
        elif char == "”" and _may_open(text, position, 1, end) and not _follows_word(text, position, start):
            closers = "”"  # some sites print the closing mark at both ends
        if not closers:
            position += 1
            continue
        close = _closing_mark(text, position + width, end, closers, width)
        if close is None:
            if (char in _CLOSING and char != "‟") or text[start:position].strip() == "":
                stop = start + len(text[start:end].rstrip())
                if stop > position + width:
                    found.append(Quote(position, stop, (position + width, stop), open_ended=True))
                break
            position += width
            continue
        if close > position + width:
            found.append(Quote(position, close + width, (position + width, close)))
        position = close + width
    # Most sentences have no mark at all: this is told before the pattern looks at every letter.
    if not found and (text.find("'", start, end) >= 0 or text.find("‘", start, end) >= 0):
        found = [Quote(*match.span(), (match.start(1), match.end(1))) for match in _SINGLE.finditer(text, start, end)]
    return found


def _opens_word(text: str, position: int, end: int) -> bool:
    return position + 1 < end and not text[position + 1].isspace()


def _may_open(text: str, position: int, width: int, end: int) -> bool:
    after = position + width
    return after < end and not text[after].isspace() and not _glued(text, position)


def _glued(text: str, position: int) -> bool:
    """A straight mark right after a letter closes or is an inch sign; it does not open."""
    return position > 0 and (text[position - 1].isalnum() or text[position - 1] in ".,!?;%")


def _follows_word(text: str, position: int, start: int) -> bool:
    return position > start and not text[position - 1].isspace()


def _closing_mark(text: str, position: int, end: int, closers: str, width: int) -> int | None:
    if width == 2:
        found = text.find(closers, position, end)
        while found >= 0 and found + width < end and text[found + width] == "'":
            found += 1
        return found if found >= 0 else None
    depth = 0
    last: int | None = None
    opener = {"»": "«", "”": "“"}.get(closers)
    while position < end:
        char = text[position]
        if char == opener == "“" and text[position - 1] in ".,!?" and not text[position + 1 : position + 2].isalnum():
            return position  # a quotation closed with the wrong mark
        if closers == "”" and char == '"' and text[position - 1] in ".,!?" and not _opens_word(text, position, end):
            return position  # a typographic mark closed with a straight one
        if closers == '"”' and char == "“" and text[position - 1] in ".,!?" and not _opens_word(text, position, end):
            return position
        if char == opener:
            depth += 1
        elif char in closers:
            if depth == 0:
                return position
            depth -= 1
            if opener == "«" and (last is None or not _GOES_ON.match(text, last + 1, end)):
                last = position
        position += 1
    return last  # a quotation within the quotation whose mark closes both
