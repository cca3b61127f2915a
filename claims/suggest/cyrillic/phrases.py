"""Attribution without a verb: "according to X", "in his opinion", "with reference to X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.suggest.cyrillic.contents import according_at, clause_end, left_start
from claims.suggest.cyrillic.lexicon import ACCORDING, POSSESSIVE, RELAYED
from claims.suggest.cyrillic.line import DASHES, Cue, Line, Range
from claims.suggest.cyrillic.made import Rule, made, moved
from claims.suggest.cyrillic.morphology import Verb
from claims.suggest.cyrillic.subjects import phrase_end
from claims.suggest.types import Attribution

_ACCORDING = Rule("uk-ru-according-to", 0.85, "clause")
_PREPOSITIONS = frozenset(preposition for preposition, _ in ACCORDING)
_MOST = 6  # in one sentence; more are no prose
_RELAYED = "uk-ru-relayed"
_AGENCY = frozenset({"report", "write", "say", "note"})


def according(line: Line) -> Iterator[Attribution]:
    """As in "According to X, …", "…, in his opinion, …" and "…, X's data say"."""
    places = [
        index
        for index in range(line.first, line.end - 2)
        if line.items[index].lower in _PREPOSITIONS and according_at(line, index)
    ]
    for index in places[:_MOST]:
        found = according_at(line, index)
        if found is None:
            continue
        verb, stop, owner = found
        if owner is not None and line.items[owner].lower not in POSSESSIVE and "gent" in line.word(stop).cases:
            owner = None  # "by preliminary data of the ministry"
        if owner is not None:
            if line.items[owner].lower not in POSSESSIVE and not line.named(*line.span(owner, owner + 1)):
                continue
            source, close = (owner, owner + 1), stop
        else:
            if line.items[stop].kind == "mark":
                continue
            close = phrase_end(line, stop, line.end)
            source = (stop, close)
        content = _content(line, index, close)
        cue = Cue(stop - 1, index, verb, Verb(verb, "phrase"), impersonal=False)
        one = made(line, cue, content, source, _ACCORDING) if content else None
        if one is not None:
            yield one


def _content(line: Line, index: int, close: int) -> list[Range | None]:
    comma = close if line.is_mark(close, ",") else None
    dummy = Cue(close, close, "", Verb("", "phrase"))
    if _leads(line, index):
        start = comma + 1 if comma is not None else close
        if comma is not None and start < line.end and line.word(start).adjective:
            second = next((k for k in range(start, min(line.end, start + 10)) if line.is_mark(k, ",")), None)
            if second is not None and not line.has_finite(start, second) and line.has_finite(second, line.end):
                start = second + 1
        return [(start, clause_end(line, dummy, start))] if start < line.end else []
    left: Range = (left_start(line, index), index)
    right: Range | None = None
    if comma is not None and comma + 1 < line.end and line.is_mark(index - 1, DASHES | {","}):
        start = comma + 1
        right = (start, clause_end(line, dummy, start)) if not line.word(start).gerund else None
    elif close < line.end and line.items[close].kind == "word" and not line.is_mark(index - 1, ","):
        right = (close, line.end)
    return [left, right]


def _leads(line: Line, index: int) -> bool:
    start = left_start(line, index)
    return all(line.items[k].kind == "word" and line.word(k).uninflected for k in range(start, index))


def relayed(line: Line, found: Sequence[Attribution]) -> list[Attribution]:
    """As in "The agency reports with reference to X": the words are X's."""
    out = list(found)
    for index in range(line.first, line.end - 2):
        if (line.items[index].lower, line.items[index + 1].lower) not in RELAYED:
            continue
        end = phrase_end(line, index + 2, line.end)
        source = line.spans((index + 2, end))
        start = index - 1 if index > line.first and line.word(index - 1).preposition else index
        place = line.items[index].start
        for number, one in enumerate(out):
            outside = not any(a <= place < b for a, b in one.content)
            if source and outside and one.verb in _AGENCY and one.cue[0][0] < place and one.rule != "uk-ru-clause":
                out[number] = moved(one, source=source[0], cue=line.span(start, index + 2), rule=_RELAYED)
                break
    return out
