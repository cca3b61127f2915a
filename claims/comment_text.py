"""A comment's plain text in pieces: lines, and in them the names, claims and addresses that become links."""

import re
from collections.abc import Collection
from typing import Literal, NamedTuple

from django.urls import reverse

# As Django's user names are written; a full stop behind one ends the sentence.
_NAME = r"(?<![\w@./+-])@(?P<name>[\w.@+-]*[\w@+-])"
_CLAIM = r"(?<![\w&/#])#(?P<claim>[1-9]\d{0,17})\b"
_URL = r"(?P<url>https?://[^\s<>\"“”«»]+)"
_LINKED = re.compile(f"{_URL}|{_CLAIM}|{_NAME}")
_CLOSING = {")": "(", "]": "["}


class Piece(NamedTuple):
    """A stretch of a line; `url` is "" where it leads nowhere."""

    kind: Literal["text", "claim", "url", "mention"]
    text: str
    url: str = ""


def mentioned_names(text: str) -> list[str]:
    """The user names behind an @, each once, as they are written; an address's are none."""
    return list(dict.fromkeys(match["name"] for match in _LINKED.finditer(text) if match["name"]))


def claim_numbers(text: str) -> set[int]:
    """The claims that a text names as #12."""
    return {int(match["claim"]) for match in _LINKED.finditer(text) if match["claim"]}


def lines_of(text: str, *, people: Collection[str], claims: Collection[int]) -> list[list[Piece]]:
    """The lines of a text in pieces; names that nobody bears and claims that are not there stay text."""
    return [_pieces(line, people, claims) for line in text.splitlines()]


def _pieces(line: str, people: Collection[str], claims: Collection[int]) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    for match in _LINKED.finditer(line):
        piece = _linked(match, people, claims)
        if piece is None:
            continue
        if match.start() > at:
            pieces.append(Piece("text", line[at : match.start()]))
        pieces.append(piece)
        at = match.start() + len(piece.text)
    return [*pieces, Piece("text", line[at:])] if at < len(line) else pieces


def _linked(match: re.Match[str], people: Collection[str], claims: Collection[int]) -> Piece | None:
    if match["url"]:
        url = _without_closing(match["url"])
        return Piece("url", url, url)
    if match["claim"]:
        number = int(match["claim"])
        return Piece("claim", match[0], reverse("claims:claim", args=[number])) if number in claims else None
    return Piece("mention", match[0]) if match["name"] in people else None


def _without_closing(url: str) -> str:
    """Without the marks that end the sentence around an address, and brackets that were opened before it."""
    while url and (
        url[-1] in ".,;:!?'’…*_" or (url[-1] in _CLOSING and url.count(url[-1]) > url.count(_CLOSING[url[-1]]))
    ):
        url = url[:-1]
    return url
