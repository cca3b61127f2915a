"""Sources named without a verb: "according to X", "X: …"."""

from __future__ import annotations

from claims.suggest.english.content_ends import content_end
from claims.suggest.english.lexicon import PERSONAL, POSSESSIVES, SPEAKER_NOUNS
from claims.suggest.english.phrases import Range, is_clock, noun_phrase_after
from claims.suggest.english.verbs import Items, has_verb, possessive
from claims.suggest.types import Attribution, Span


def according_to(items: Items) -> list[Attribution]:
    """As in "According to X, …", "…, according to X", "…, according to X, …"."""
    found = []
    end = len(items)
    for index in range(end - 1):
        if items[index].lower != "according" or items[index + 1].lower != "to":
            continue
        source = noun_phrase_after(items, index + 2, end)
        if source is None or _is_measure(items, source):
            continue
        if index == 0 or (index == 1 and items[0].lower in {"and", "but", "still"}):
            spans = _behind_lead(items, source)
        else:
            spans = [(items[0].start, content_end(items, 0, index))]
            resumes = items[index - 1].text == "," and source[1] + 1 < end and items[source[1]].text == ","
            if resumes and has_verb(items, source[1] + 1, end) and not has_verb(items, 0, index):
                spans.append((items[source[1] + 1].start, content_end(items, source[1] + 1, end)))
        if spans:
            cue = (items[index].start, items[index + 1].end)
            where = (items[source[0]].start, items[source[1] - 1].end)
            found.append(Attribution(tuple(spans), (cue,), (where,), "according to", "according-to", 0.85))
    return found


def _is_measure(items: Items, source: Range) -> bool:
    """As in "seated according to rank", "according to plan"."""
    (word,) = items[source[0] : source[1]] if source[1] - source[0] == 1 else (None,)
    if word is None or word.capital or word.lower in PERSONAL or word.lower.endswith("s"):
        return False
    return word.lower not in SPEAKER_NOUNS | {"him", "her", "them"}


def _behind_lead(items: Items, source: Range) -> list[Span]:
    """What follows "According to X, a think tank, …"."""
    end = len(items)
    commas = [k for k in range(source[1], end) if items[k].text == ","]
    if not commas or commas[0] + 1 >= end:
        return []
    comma = commas[0]
    apposed = comma == source[1] and items[comma + 1].lower in {"a", "an", "the", "who", "which"}
    if apposed and len(commas) > 1 and commas[1] + 1 < end:
        comma = commas[1]
    return [(items[comma + 1].start, content_end(items, comma + 1, end))]


def in_view(items: Items) -> list[Attribution]:
    """As in "In her view, …", "In the minister's words, …"."""
    end = len(items)
    if end < 5 or items[0].lower != "in":
        return []
    at = next((k for k in range(2, min(end - 2, 7)) if items[k].lower in _VIEWS and items[k + 1].text == ","), None)
    if at is None:
        return []
    owner = items[at - 1]
    if owner.lower not in POSSESSIVES and not possessive(owner):
        return []
    cut = 2 if owner.lower.endswith("'s") else 0
    span = (items[at + 2].start, content_end(items, at + 2, end))
    cue, source = (items[0].start, items[at].end), (items[1].start, owner.end - cut)
    return [Attribution((span,), (cue,), (source,), "believe", "in-view", 0.75)]


_VIEWS = frozenset({"view", "opinion", "words", "telling", "account", "judgment", "judgement", "estimation"})


def headline(items: Items) -> list[Attribution]:
    """As in "Vance: US will walk away" and "US will walk away, Vance warns" without a full stop."""
    end = len(items)
    if not 4 <= end <= 20 or items[-1].text in {".", "!", ":", ";"}:
        return []
    at = next((k for k in range(1, min(end - 2, 6)) if items[k].text == ":"), None)
    if (
        at is None
        or not all(item.capital for item in items[:at])
        or any(items[k].text == ":" for k in range(at + 1, end))
    ):
        return []
    span = (items[at + 1].start, items[-1].end)
    cue, source = (items[at].start, items[at].end), (items[0].start, items[at - 1].end)
    return [Attribution((span,), (cue,), (source,), "say", "headline", 0.6)]


def colon(items: Items) -> list[Attribution]:
    """As in "Name: “…”", the style of headlines and transcripts."""
    begin = int(is_clock(items[0]))
    for index in range(begin + 1, min(len(items) - 1, 9)):
        name = items[begin:index]
        if items[index].text != ":" or items[index + 1].kind != "quote":
            continue
        if all(item.capital or item.lower in {"of", "the", "and", "on"} for item in name):
            cue = (items[index].start, items[index].end)
            span = (items[index + 1].start, content_end(items, index + 1, len(items)))
            source = (items[begin].start, items[index - 1].end)
            return [Attribution((span,), (cue,), (source,), "say", "colon", 0.7, shape="quote")]
    return []
