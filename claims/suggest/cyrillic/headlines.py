"""Headlines: "X: …", "«…»: X about Y", "… — X"."""

from __future__ import annotations

from claims.suggest.cyrillic.line import DASHES, Cue, Line, Range
from claims.suggest.cyrillic.made import Rule, made
from claims.suggest.cyrillic.morphology import Verb
from claims.suggest.cyrillic.subjects import phrase_end
from claims.suggest.types import Attribution

_COLON = Rule("uk-ru-headline-colon", 0.75, "clause")
_COLON_QUOTE = Rule("uk-ru-headline-colon", 0.8, "quote")
_DASH = Rule("uk-ru-headline-dash", 0.7, "clause")
_LONGEST = 7
_SAID = Verb("", "mark")


def headline(line: Line) -> Attribution | None:
    """What a line that stands alone says by its colon or its last dash."""
    return _speaker_first(line) or _quote_first(line) or _speaker_last(line)


def _speaker_first(line: Line) -> Attribution | None:
    for index in range(line.first + 1, min(line.end - 1, line.first + _LONGEST + 1)):
        if line.items[index].kind == "mark" and line.items[index].text == ":":
            source = _speaker(line, line.first, index)
            if source is None:
                return None
            rule = _COLON_QUOTE if line.items[index + 1].kind == "quote" else _COLON
            return made(line, Cue(index, index, "say", _SAID), [(index + 1, line.end)], source, rule)
        if line.items[index].kind != "word" or line.finite(index):
            return None
    return None


def _quote_first(line: Line) -> Attribution | None:
    if line.items[line.first].kind != "quote" or not line.is_mark(line.first + 1, ":") or line.end < line.first + 3:
        return None
    start = line.first + 2
    if line.has_finite(start, line.end):
        return None
    source = _speaker(line, start, line.end)
    if source is None:
        return None
    cue = Cue(line.first + 1, line.first + 1, "say", _SAID)
    return made(line, cue, [(line.first, line.first + 1)], source, _COLON_QUOTE)


def _speaker_last(line: Line) -> Attribution | None:
    if line.is_mark(line.end - 1, ".!?…"):
        return None
    at = next(
        (k for k in range(line.end - 2, max(line.first + 2, line.end - 8), -1) if line.is_mark(k, DASHES)), None
    )
    if at is None or line.items[at].start == line.items[at - 1].end:
        return None
    source = _speaker(line, at + 1, line.end)
    if source is None or source[1] != line.end or not line.has_finite(line.first, at):
        return None
    return made(line, Cue(at, at, "say", _SAID), [(line.first, at)], source, _DASH)


def _speaker(line: Line, start: int, stop: int) -> Range | None:
    """A phrase in the nominative that can speak; "X on Y" loses its "on Y"."""
    plain = line.items[start].kind == "word" and bool(line.word(start).nominative)
    if not plain and (line.word(start).preposition or not line.named(*line.span(start, stop))):
        return None
    end = phrase_end(line, start, stop, plural=True)
    if end < stop and not line.word(end).preposition:
        return None
    return (start, end) if line.speaks(start, end) else None
