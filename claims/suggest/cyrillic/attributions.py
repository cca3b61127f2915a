"""Who says what in Ukrainian and Russian: source, cue and content; each reading is a rule with a name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from claims.suggest.cyrillic.clauses import CLAUSE_RULES
from claims.suggest.cyrillic.headlines import headline
from claims.suggest.cyrillic.line import DASHES, Line
from claims.suggest.cyrillic.made import Rule, made, settled
from claims.suggest.cyrillic.nouns import nominal
from claims.suggest.cyrillic.objects import of_object
from claims.suggest.cyrillic.phrases import according, relayed
from claims.suggest.cyrillic.spoken import joined, spoken
from claims.suggest.sentences import Item, Sentence, tokenize
from claims.suggest.types import Attribution, NameMention, Span

_DIALOGUE = Rule("uk-ru-dialogue", 0.85, "quote")
_INSIDE = Rule("uk-ru-inside-quote", 0.9, "quote")
_AUTHOR_INSIDE = re.compile(r"[,!?.…]\s?[—–-]\s")


def cyrillic_attributions(
    text: str, sentences: Sequence[Sentence], *, language: str, names: Sequence[NameMention] = ()
) -> list[Attribution]:
    """All attributions of a Ukrainian or Russian text, in text order."""
    named = _named(names)
    found: list[Attribution] = []
    before: Line | None = None
    last: Sentence | None = None
    for _, group in groupby(sentences, key=lambda sentence: sentence.paragraph):
        paragraph = list(group)
        if found and _is_open(found[-1], last) and (more := _goes_on(paragraph)) is not None:
            found[-1] = replace(found[-1], content=(*found[-1].content, more))
            last = paragraph[-1]
            continue
        last = paragraph[-1]
        talk = _dialogue(paragraph, language, named)
        if talk is not None:
            found.append(talk)
            before = None
            continue
        told: Attribution | None = None
        for number, sentence in enumerate(paragraph):
            line = Line(sentence.items, language, named)
            if told is not None and (told := _continued(line, told)) is not None:
                found[-1] = told
                continue
            here = settled(list(_of_line(line, before, alone=len(paragraph) == 1)))
            here += _inside_quotes(text, line)
            found += here
            told = here[-1] if here and here[-1].shape == "quote" and number + 1 < len(paragraph) else None
            before = line
    return found


def _named(names: Sequence[NameMention]) -> Callable[[int, int], bool]:
    starts = [name.start for name in names]

    def named(start: int, end: int) -> bool:
        index = bisect_left(starts, start)
        return index < len(names) and names[index].end <= end

    return named


def _of_line(line: Line, before: Line | None, *, alone: bool) -> Iterator[Attribution]:
    """Every reading of one sentence; the first rule that fits a cue is taken."""
    clauses: list[Attribution] = []
    for cue in line.cues:
        for rule in CLAUSE_RULES:
            one = rule(line, cue, before)
            if one is not None:
                clauses.append(one)
                break
        else:
            one = of_object(line, cue)
            if one is not None:
                clauses.append(one)
    clauses = relayed(line, clauses)
    yield from clauses
    yield from according(line)
    if alone and (one := headline(line)) is not None:
        yield one
    elif not clauses:
        yield from nominal(line)


def _dialogue(paragraph: Sequence[Sentence], language: str, named: Callable[[int, int], bool]) -> Attribution | None:
    """A paragraph of direct speech behind a dash: "— We are ready, — said X. — But not now."."""
    if paragraph[0].items[0].text not in DASHES:
        return None
    line = joined([sentence.items for sentence in paragraph], language, named)
    speech = spoken(line, 1)
    return made(line, speech.cue, speech.parts, speech.source, _DIALOGUE) if speech else None


def _inside_quotes(text: str, line: Line) -> list[Attribution]:
    """As in "«We are ready, — said X. — But not now»": the author's words stand inside the marks."""
    found = []
    for item in line.items:
        if item.quote is None or not _AUTHOR_INSIDE.search(item.text):
            continue
        inner = Line(tokenize(text, *item.quote.inner), line.language, line.named)
        speech = spoken(inner, 0)
        one = made(inner, speech.cue, speech.parts, speech.source, _INSIDE) if speech else None
        if one is not None:
            found.append(_with_marks(one, item))
    return found


def _with_marks(one: Attribution, item: Item) -> Attribution:
    """The quotation's own marks belong to its first and last stretch."""
    content: list[Span] = list(one.content)
    content[0] = (item.start, content[0][1])
    if len(content) > 1:
        content[-1] = (content[-1][0], item.end)
    return replace(one, content=tuple(content))


def _is_open(one: Attribution, last: Sentence | None) -> bool:
    """Whether the attribution's quotation is not closed where the paragraph ends."""
    if last is None or one.content[-1][1] < last.end - 1:
        return False
    item = last.items[-1]
    return item.quote is not None and item.quote.open_ended


def _goes_on(paragraph: Sequence[Sentence]) -> Span | None:
    """How far the next paragraph goes on with an open quotation: it opens one anew, or closes one it never opened."""
    items = [item for sentence in paragraph for item in sentence.items]
    first = items[0]
    if first.quote is not None and len([item for item in items if item.kind == "word"]) == 0:
        return first.start, items[-1].end if items[-1].quote is not None else first.end
    closing = next((item for item in items if item.kind == "mark" and item.text in "»”"), None)
    if closing is None or any(item.quote is not None and item.start < closing.start for item in items):
        return None
    return first.start, closing.end


def _continued(line: Line, told: Attribution) -> Attribution | None:
    """The quotation goes on in a sentence of its own: "«…», — said X. «And …»."."""
    if line.cues or not line.items:
        return None
    quotes = [item for item in line.items if item.kind == "quote"]
    words = [item for item in line.items if item.kind == "word"]
    opens = line.items[0].text in DASHES or line.items[0].kind == "quote"
    if not quotes or words or not opens:
        return None
    return replace(told, content=(*told.content, (quotes[0].start, quotes[-1].end)))
