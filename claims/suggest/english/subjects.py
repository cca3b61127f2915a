# ruff: noqa: SIM905 - word lists read better as running text
"""Whose words they are: the phrase that is the subject of an attributing verb."""

from __future__ import annotations

from claims.suggest.english.cues import Cue
from claims.suggest.english.lexicon import BE, PERSONAL, PREPOSITIONS, SPEAKER_NOUNS, SUBORDINATORS
from claims.suggest.english.phrases import Range, clause_subject, noun_phrase_before
from claims.suggest.english.verbs import Items, group_start, is_finite
from claims.suggest.sentences import Item

# Verbs of saying proper; only these stand behind their content or in the middle of it.
SAYING = frozenset(
    (
        "say tell add write note explain argue claim report announce insist warn declare ask reply respond"
        " continue suggest acknowledge conclude tweet recall predict contend complain admit confirm quip joke"
        " remark observe mention concede boast lament exclaim shout muse counter retort testify recount think"
        " believe state answer shrug sigh laugh"
    ).split()
)
CONTRACTIONS = frozenset("he's she's it's they've we've he'd they're who's i'm i've she'd".split())
# "He issued a statement saying …": the words are his, not the statement's.
_CARRIERS = frozenset("statement letter email tweet message note post sign".split())

Found = tuple[Range | None, str]  # the phrase, and how it was found: own, subject, chain or none


def find_source(items: Items, cues: list[Cue], number: int, heads: list[Range | None]) -> Found:
    """The source of a cue; `heads` are the sources of the cues before it in the sentence."""
    cue, first = cues[number], cues[number].first
    progressive = any(
        items[k].lower in BE or items[k].lower.endswith(("'s", "'re", "'m")) for k in range(first, cue.verb)
    )
    if cue.tag == "ing" and not progressive:
        return _participle_source(items, cues, number, heads)
    if first == 0:
        return None, "none"
    if items[first].lower in CONTRACTIONS:
        return (first, first + 1), "own"
    before = items[first - 1]
    if before.lower in {"and", "but", "or"} or (before.text == "," and number > 0):
        return _chained_source(items, cues, number, heads)
    if before.lower == "who" or (before.lower in {"which", "that"} and first > 1):
        return (first - 1, first), "own"
    if before.lower in {"to", "of", "by", "for"}:
        return (heads[number - 1], "subject") if number else (None, "none")
    own = noun_phrase_before(items, first, 0)
    return own, "own" if own else "none"


def _utters(cue: Cue) -> bool:
    return cue.base in SAYING or "c" in cue.frames


def _chained_source(items: Items, cues: list[Cue], number: int, heads: list[Range | None]) -> Found:
    """As in "X said this and added that": the second verb has the first one's subject."""
    first = cues[number].first
    if items[first - 1].text == ",":
        own = noun_phrase_before(items, first, 0)
        if own is not None:
            return own, "own"
    spoke = [head for head, cue in zip(heads, cues, strict=False) if head and _utters(cue) and not cue.passive]
    prior = spoke[-1] if spoke else heads[number - 1] if number else None
    if prior is None or (number and cues[number - 1].passive):
        prior = clause_subject(items, 0, first) or prior
    return prior, "chain" if prior else "none"


def _participle_source(items: Items, cues: list[Cue], number: int, heads: list[Range | None]) -> Found:
    """As in "X left, saying …": the subject of the main clause, or the noun that the participle follows."""
    first = cues[number].first
    before = items[first - 1] if first else None
    if number and cues[number - 1].base == "quote" and before is not None and before.lower == "as":
        if cues[number - 1].passive:
            return heads[number - 1], "subject"
        quoted = noun_phrase_before(items, first - 1, cues[number - 1].last + 1)
        return quoted, "subject" if quoted else "none"
    if (
        before is not None
        and before.kind == "word"
        and before.lower not in PREPOSITIONS | {"and", "but", "while", "when"}
    ):
        if before.lower in _PHASES:  # "began talking": whoever began
            starter = noun_phrase_before(items, group_start(items, first - 1, 0), 0)
            if starter is not None:
                return starter, "subject"
        own = noun_phrase_before(items, first, 0)
        if own is not None and before.lower.rstrip("s") not in _CARRIERS and not _is_object(items, own, cues[number]):
            return own, "subject"
    subject = _main_subject(items, first)
    prior = heads[number - 1] if number else None
    if (
        prior is not None
        and not _clause_between(items, cues[number - 1].last + 1, first)
        and (
            subject is None
            or after_quote(items, prior[0])
            or prior[0] > cues[number - 1].last
            or items[prior[1] - 1].lower == "who"
        )
    ):
        return prior, "subject"
    if subject is None and first <= 1:
        comma = next((k for k in range(first, len(items)) if items[k].text == ","), None)
        if comma is not None:
            subject = clause_subject(items, comma + 1, len(items))
    return subject, "subject" if subject else "none"


_PHASES = frozenset(
    (
        "begin begins began start starts started stop stops stopped keep keeps kept continue continues continued"
        " avoid avoids avoided consider considers considered resist resisted"
    ).split()
)
_SHOWING = frozenset({"show", "suggest", "indicate", "reveal", "prove", "find"})  # data do, like people


def _is_object(items: Items, own: Range, cue: Cue) -> bool:
    """As in "sent out a press release saying": what stands before the participle is a thing that somebody sent."""
    if cue.base in _SHOWING or own[0] == 0 or items[own[0] - 1].kind != "word":
        return False
    head = next((k - 1 for k in range(own[0] + 1, own[1]) if items[k].lower in PREPOSITIONS), own[1] - 1)
    speaks = items[head].lower in _WHO_SPEAK and items[head].lower.rstrip("s") not in _CARRIERS
    if items[head].capital or speaks:
        return False
    return is_finite(items, own[0] - 1) and _main_subject(items, own[0]) is not None


_WHO_SPEAK = SPEAKER_NOUNS | PERSONAL | frozenset("who which that protesters others those someone".split())


def _main_subject(items: Items, until: int) -> Range | None:
    """The subject of the clause that a participle hangs on: the last one, behind what leads the sentence in."""
    start = 0
    if items[0].lower in PREPOSITIONS | SUBORDINATORS:
        commas = [k for k in range(1, until) if items[k].text == ","]
        start = next((k + 1 for k in commas if clause_subject(items, k + 1, until) is not None), 0)
    for index in range(until - 1, start, -1):
        joined = items[index].lower in {"and", "but"} and items[index - 1].text == ","
        if joined and _clause_between(items, index + 1, until):
            start = index + 1
            break
    return clause_subject(items, start, until)


def _clause_between(items: Items, start: int, end: int) -> bool:
    """Whether a clause with a subject of its own opens behind ", and" or ", but"."""
    for index in range(start, end - 1):
        if items[index].lower in {"and", "but"} and items[index - 1].text == ",":
            start = index + 1
    if start >= end or items[start - 1].lower not in {"and", "but"}:
        return False
    found = clause_subject(items, start, end)
    return found is not None and found[0] == start


def after_quote(items: Items, index: int) -> bool:
    """Whether a whole quotation ends right before this item."""
    at = index - 1
    if at < 0:
        return False
    if items[at].text in {",", "—", "--"} and at > 0 and items[at - 1].kind == "quote":
        return True
    opens_sentence = items[at].kind == "quote" and at == 0 and len(items[at].text) > 20
    return opens_sentence or quote_closes(items[at])


def quote_closes(item: Item) -> bool:
    """Whether a quotation ends with its own mark, as quoted speech does and a quoted word does not."""
    return item.kind == "quote" and item.text.rstrip("”\"'»“’ ").endswith((",", "?", "!", ".", "—", "-", "…"))
