"""The office that a text gives to somebody, before or behind the name, and the country that it tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.suggest.english.lexicon import DETERMINERS, PERSON_NOUNS, PREPOSITIONS, verb_form
from claims.suggest.sentences import Item, tokenize
from claims.suggest.types import NameMention, Span

_ADJECTIVES = frozenset(
    ["former", "acting", "deputy", "chief", "senior", "top", "special", "then", "outgoing", "new"]
)
_LAST_WORD = re.compile(r"(?<!\w)([A-Za-z][\w’'-]*)\.?,? $")
_BEFORE = 120
_BEHIND = 140


def with_office(mention: NameMention, text: str) -> NameMention:
    """The mention with the office that stands beside it, where it is a person and there is one."""
    if mention.kind != "person" or mention.form in ("title", "demonym"):
        return mention
    span = _office_before(text, mention.start) or _office_behind(text, mention.end)
    if span is None:
        return mention
    return replace(mention, office=text[slice(*span)], office_span=span)


def with_countries(found: Sequence[NameMention]) -> list[NameMention]:
    """As in "the Polish foreign minister, X": whose office names a country counts for it."""
    out = []
    for mention in found:
        span = mention.office_span
        if span is not None and mention.country is None and mention.actor is None:
            inside = (other.country for other in found if span[0] <= other.start < span[1] and other.country)
            mention = replace(mention, country=next(inside, None))  # noqa: PLW2901
        out.append(mention)
    return out


def _office_before(text: str, start: int) -> Span | None:
    """As in "U.S. special envoy" right before the name, or "Putin's foreign policy adviser," before a comma."""
    last = _LAST_WORD.search(text, max(0, start - 28), start)
    if last is None or last.group(1).lower() not in PERSON_NOUNS:
        return None
    first = max(0, start - _BEFORE)
    # A window begins at a whole word.
    while first and first < start and not text[first - 1].isspace():
        first += 1
    return _before(tokenize(text, first, start))


def _before(items: list[Item]) -> Span | None:
    end = len(items) - 1 if items and items[-1].text == "," else len(items)
    if end < 1 or items[end - 1].lower.rstrip(".") not in PERSON_NOUNS:
        return None
    start = end - 1
    while start > 0 and end - start < 7:
        item = items[start - 1]
        low = item.lower
        if item.kind != "word" or low in DETERMINERS or low in PREPOSITIONS or low in ("and", "but", "that"):
            break
        if (
            not item.capital
            and verb_form(low) is not None
            and not low.endswith(("'s", "ing"))
            and low not in ("deputy", "state")
        ):
            break
        start -= 1
    # "… to replace Ukrainian President X": what stands before the first capital is not the office.
    capital = next((k for k in range(start, end) if items[k].capital), None)
    while capital is not None and start < capital and items[start].lower not in _ADJECTIVES:
        start += 1
    return items[start].start, items[end - 1].end


def _office_behind(text: str, end: int) -> Span | None:
    """As in ", Putin's foreign policy adviser," or ", the head of the delegation," behind the name."""
    if not text.startswith(", ", end):
        return None
    last = min(len(text), end + _BEHIND)
    while last < len(text) and text[last].isalnum():
        last += 1
    return _behind(tokenize(text, end + 2, last))


def _behind(items: list[Item]) -> Span | None:
    if not items or items[0].lower in ("and", "but", "or", "who"):
        return None
    start = 1 if items[0].lower in ("the", "a", "an") else 0
    end, seen = start, False
    while end < len(items) and end - start < 12 and items[end].kind == "word":
        low = items[end].lower
        if low in ("who", "which", "that", "said", "says"):
            break
        seen = seen or low in PERSON_NOUNS
        if not seen and (
            low in PREPOSITIONS
            or end - start > 6
            or (verb_form(low) is not None and not items[end].capital and low.endswith("ed"))
        ):
            return None
        end += 1
    closed = end < len(items) and items[end].text in (",", ".", "—", ")")
    return (items[start].start, items[end - 1].end) if seen and closed and end > start else None
