"""Nouns of saying: "Trump's promise to end the war", "Moscow's demand that …"."""

from __future__ import annotations

from collections.abc import Iterator

from claims.suggest.cyrillic.lexicon import NOUN_STEMS, NOUNS, THAT
from claims.suggest.cyrillic.line import Cue, Line, Range
from claims.suggest.cyrillic.made import Rule, made
from claims.suggest.cyrillic.morphology import Verb
from claims.suggest.cyrillic.subjects import phrase_end
from claims.suggest.types import Attribution

_NOMINAL = Rule("uk-ru-nominal", 0.55, "infinitive")
_NOMINAL_THAT = Rule("uk-ru-nominal", 0.6, "that")
_LONGEST = 16


def nominal(line: Line) -> Iterator[Attribution]:
    """Each noun of saying that has an owner and says what."""
    for index in range(line.first, line.end - 1):
        item = line.items[index]
        if item.kind != "word" or item.lower[:4] not in NOUN_STEMS:
            continue
        lemma = next((lemma for lemma in line.word(index).lemmas if lemma in NOUNS), None)
        if lemma is None:
            continue
        source = _owner(line, index)
        if source is None:
            continue
        start = source[1] if source[0] > index else index + 1
        content, rule = _matter(line, start)
        if content is None:
            continue
        cue = Cue(index, index, NOUNS[lemma], Verb(lemma, "noun"))
        one = made(line, cue, [content], source, rule)
        if one is not None:
            yield one


def _owner(line: Line, index: int) -> Range | None:
    behind = index + 1
    item, word = line.items[behind], line.word(behind)
    if item.kind == "word" and "gent" in word.cases and not word.preposition and not word.infinitive:
        end = phrase_end(line, behind, line.end)
        if line.speaks(behind, end):
            return behind, end
    if index > line.first and line.word(index - 1).adjective and line.named(*line.span(index - 1, index)):
        return index - 1, index
    return None


def _matter(line: Line, start: int) -> tuple[Range | None, Rule]:
    if start >= line.end:
        return None, _NOMINAL
    if line.word(start).infinitive:
        end = start + 1
        while end < line.end and end - start < _LONGEST and line.items[end].kind != "mark" and not line.finite(end):
            end += 1
        while end > start + 1 and line.word(end - 1).uninflected:
            end -= 1
        return (start, end), _NOMINAL
    for index in range(start, min(line.end - 1, start + 3)):
        if line.is_mark(index, ",") and line.items[index + 1].lower in THAT:
            return (index + 1, line.end), _NOMINAL_THAT
    return None, _NOMINAL
