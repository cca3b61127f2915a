"""From the sentences of somebody's language pipeline (spaCy, Stanza) to proposals: its parse says who says what.

Where the pipeline has no parser, a named person or body, a verb of saying and a quotation in one sentence are enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claims.engines.answers import Item
from claims.engines.grounding import Grounding
from claims.engines.protocol import Suggested
from claims.suggest.english.lexicon import SPEECH_FRAMES, verb_form
from claims.suggest.gazetteer import Gazetteer
from claims.suggest.kinds import sort_statement
from claims.suggest.quotes import find_quotes
from claims.suggest.types import SnapshotLike, Span

_SCORE = 0.5
_SUBJECTS = {"nsubj", "nsubjpass", "nsubj:pass"}
_EDGES = " \t\r\n,;:–—"


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place in the text; `head` is the index in its sentence of the word that it hangs on."""

    start: int
    end: int
    lemma: str
    head: int = -1  # -1 for the root, and where there is no parse
    relation: str = ""  # a dependency by its name in Universal Dependencies or in spaCy


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """What a pipeline found in a sentence; offsets are code points of the whole text."""

    words: Sequence[Word]
    names: Sequence[Span] = ()  # of persons and bodies
    dates: Sequence[Span] = ()


def propose(
    snapshot: SnapshotLike, sentences: Iterable[ParsedSentence], *, gazetteer: Gazetteer, rule: str
) -> Suggested:
    """What the sentences bear out, held against the text like the word of any other engine."""
    grounding = Grounding(snapshot, gazetteer=gazetteer, rule=rule, score=_SCORE)
    text = snapshot.text
    proposals = []
    for sentence in sentences:
        whole = sentence.words[0].start, sentence.words[-1].end
        items = [
            _item(text, verb, content, source, sentence.dates)
            for verb, content, source in _statements(text, sentence)
        ]
        proposals += grounding.proposals(items, chunk=whole)
    return Suggested(proposals, dict(grounding.dropped))


def _item(text: str, verb: Word, content: Span, source: Span, dates: Sequence[Span]) -> Item:
    words = text[slice(*content)]
    sort = sort_statement(verb=verb.lemma, cue=text[verb.start : verb.end], content=words, issue=None, shape="clause")
    said = next((date for date in dates if not content[0] <= date[0] < content[1]), None)
    return Item(
        quote=words,
        # Without an issue that is named there is no position to take.
        kind="fact" if sort.kind == "position" else sort.kind,
        speaker=text[slice(*source)],
        said=text[slice(*said)] if said else None,
        negated=sort.negated,
        hedged=sort.hedged,
    )


def _statements(text: str, sentence: ParsedSentence) -> Iterator[tuple[Word, Span, Span]]:
    """Each verb of saying with what is said and by whom."""
    parsed = any(word.relation for word in sentence.words)
    for index, word in enumerate(sentence.words):
        base = word.lemma.lower() or (verb_form(text[word.start : word.end].lower()) or ("",))[0]
        if not set(SPEECH_FRAMES.get(base, "")) & set("cq"):
            continue
        verb = Word(word.start, word.end, base, word.head, word.relation)
        found = _by_parse(text, sentence.words, index) if parsed else _by_quotation(text, sentence, verb)
        if found is not None:
            yield verb, *found


def _by_parse(text: str, words: Sequence[Word], verb: int) -> tuple[Span, Span] | None:
    """Content and source: the verb's clause and subject, or what it stands beside ("…, he said")."""
    source = content = None
    for index, word in enumerate(words):
        if word.head == verb and word.relation in _SUBJECTS and source is None:
            source = _hull(words, _below(words, index))
        if word.head == verb and word.relation == "ccomp" and content is None:
            content = _hull(words, _below(words, index) - _below_only(words, verb, index))
    head = words[verb].head
    if content is None and words[verb].relation == "parataxis" and head >= 0:
        content = _longest_run(words, _below(words, head) - _below(words, verb))
    if source is None or content is None:
        return None
    content = _trimmed(text, content)
    overlaps = content[0] < source[1] and source[0] < content[1]
    return None if overlaps or content[0] >= content[1] else (content, source)


def _below_only(words: Sequence[Word], verb: int, clause: int) -> set[int]:
    """Marks that hang on the clause and are no part of it: "that"."""
    return {
        index
        for index, word in enumerate(words)
        if word.head == clause and word.relation == "mark" and word.lemma.lower() in {"that", "що", "что"}
    } - {verb}


def _by_quotation(text: str, sentence: ParsedSentence, verb: Word) -> tuple[Span, Span] | None:
    """Content and source where one name outside of the quotation stands near the verb."""
    quotes = find_quotes(text, sentence.words[0].start, sentence.words[-1].end)
    if not quotes:
        return None
    content = max((quote.inner for quote in quotes), key=lambda inner: inner[1] - inner[0])
    if any(a <= verb.start < b for a, b in (quote.inner for quote in quotes)):
        return None
    outside = [name for name in sentence.names if not any(q.inner[0] <= name[0] < q.inner[1] for q in quotes)]
    near = min(outside, key=lambda name: max(verb.start - name[1], name[0] - verb.end), default=None)
    return (_trimmed(text, content), near) if near else None


def _below(words: Sequence[Word], top: int) -> set[int]:
    """The word and all that hangs on it."""
    found, new = {top}, {top}
    while new:
        new = {index for index, word in enumerate(words) if word.head in new} - found
        found |= new
    return found


def _hull(words: Sequence[Word], indexes: set[int]) -> Span:
    return min(words[index].start for index in indexes), max(words[index].end for index in indexes)


def _longest_run(words: Sequence[Word], indexes: set[int]) -> Span | None:
    """The longest stretch of neighbouring words."""
    runs: list[list[int]] = []
    for index in sorted(indexes):
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    best = max(runs, key=len, default=None)
    return _hull(words, set(best)) if best else None


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end
