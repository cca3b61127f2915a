# ruff: noqa: SIM905 - word lists read better as running text
"""What was said: what stands before its source, what goes on behind it, and what it is grammatically."""

from __future__ import annotations

from claims.suggest.english.content_ends import FINAL, content_end, verb_follows
from claims.suggest.english.cues import Cue, skip_modifiers
from claims.suggest.english.lexicon import BE, PREPOSITIONS
from claims.suggest.english.verbs import Items, has_auxiliary_suffix, has_finite, has_verb, looks_like_verb
from claims.suggest.types import Span

QUESTIONS = frozenset("if whether why how what who where when".split())


def left_content(items: Items, until: int) -> list[Span]:
    """Everything of the sentence before the source."""
    end = until
    while end and items[end - 1].kind == "mark" and items[end - 1].text in {",", "—", "–", "-", ":", "--"}:
        end -= 1
    opened = next((k for k in range(end - 1, 0, -1) if items[k].text in {"(", ")"}), 0)
    if opened and items[opened].text == "(":
        return [(items[opened + 1].start, items[end - 1].end)] if opened + 1 < end else []
    halves = [k for k in range(1, end - 2) if items[k].text == ";"]
    start = halves[-1] + 1 if halves and has_verb(items, halves[-1] + 1, end) else 0
    while start < end and items[start].kind == "mark" and items[start].text in ",—–-•*":
        start += 1
    return [(items[start].start, items[end - 1].end)] if start < end else []


# Behind "…," he said: what goes on with the sentence that was quoted.
_GOES_ON = frozenset("to because if or rather even not unless so instead".split())


def resumed(items: Items, index: int, cues: list[Cue]) -> list[Span]:
    """The second half of a split quotation: "…," he said, "…"."""
    end = len(items)
    at = skip_modifiers(items, index, end)
    while at < min(end, index + 40) and items[at].kind != "quote":
        if any(cue.verb == at for cue in cues) or (items[at].kind == "word" and looks_like_verb(items, at)):
            return []
        at += 1
    if index + 1 < end and items[index].text == "," and items[index + 1].lower in _GOES_ON:
        return [(items[index + 1].start, content_end(items, index + 1, end))]
    if at >= end or items[at].kind != "quote" or items[at - 1].kind != "mark":
        return []
    stop = next((cue.first for cue in cues if cue.first > at), end)
    if stop < end:
        stop = at + 1
    return [(items[at].start, content_end(items, at, stop))]


def resumed_clause(items: Items, right: int, cues: list[Cue], number: int) -> list[Span]:
    """What goes on after "…, he said, …" without quotation marks."""
    end, at = len(items), right + 1
    if at >= end or items[right].text != ",":
        return []
    following = cues[number + 1] if number + 1 < len(cues) else None
    if following is not None and following.first <= at + 1 and following.tag == "ing":
        return []
    unfinished = _is_unfinished(items, number, cues)
    clause = unfinished or (has_finite(items, at, end) and items[at].lower not in {
        "who", "which", "but", "and", "a", "an", "although", "while",
    })  # fmt: skip
    return [(items[at].start, content_end(items, at, end))] if clause or items[at].kind == "quote" else []


def _is_unfinished(items: Items, number: int, cues: list[Cue]) -> bool:
    """As in "It was, he said, …", "If they refuse, he warned, …": what was said before the cue is half a sentence."""
    comma = next((k for k in range(cues[number].first - 1, -1, -1) if items[k].text == ","), None)
    if comma is None or comma == 0:
        return False
    if not has_verb(items, 0, comma) and not has_quote(items, 0, comma):
        return True
    return items[comma - 1].lower in BE or items[0].lower in {"if", "unless", "once", "until"} or comma <= 2


def shape_of(items: Items, cue: Cue, start: int, end: int) -> str | None:
    """What the content is grammatically; None when the verb cannot take it."""
    first, low = items[start], items[start].lower
    if first.kind == "quote":
        return "quote"
    if low == "that" or (low in QUESTIONS and cue.base in {"ask", "explain", "say", "tell", "wonder"}):
        return "that" if "c" in cue.frames or cue.base == "ask" else None
    if low == "to":
        if cue.last == start - 1:
            return "infinitive" if "t" in cue.frames else None
        return "infinitive" if "o" in cue.frames or cue.base in {"ask", "tell", "promise"} else None
    quoted = has_quote(items, start, min(end, start + 12))
    if "m" in cue.frames and not quoted:
        return None
    if "c" in cue.frames and looks_like_clause(items, start, end) and low not in PREPOSITIONS - _CLAUSE_PREPOSITIONS:
        return "clause"
    return _object_shape(items, cue, start, end, quoted=quoted)


_CLAUSE_PREPOSITIONS = frozenset("in after if under for without as on at".split())


def _object_shape(items: Items, cue: Cue, start: int, end: int, *, quoted: bool) -> str | None:
    low = items[start].lower
    if "o" in cue.frames and any(items[k].lower == "to" for k in range(start, min(end, start + 12))):
        return "infinitive"
    asked = cue.base in {"ask", "warn"} and low in {"about", "for", "of", "against"}
    if ("n" in cue.frames or "s" in cue.frames) and (asked or cue.base == "warn of" or low not in PREPOSITIONS):
        return "noun"
    if "c" in cue.frames and quoted:
        return "quote"
    if cue.base == "say" and items[start].kind == "word" and low not in PREPOSITIONS and end - start > 2:
        return "clause"
    return "noun" if asked and cue.base == "warn" else None


_CLAUSE_OPENERS = frozenset("which who whose whom because while after before although though unless".split())


def looks_like_clause(items: Items, start: int, end: int) -> bool:
    """Whether a subject and its verb stand here."""
    if has_auxiliary_suffix(items[start]):
        return True
    for index in range(start, min(end, start + 45)):
        if looks_like_verb(items, index):
            return True
        if index > start and items[index].lower in _CLAUSE_OPENERS:
            return False  # the verb that follows is that of a relative clause
        if items[index].text == "," and verb_follows(items, index + 1, end):
            return False  # … or that of the main clause
    return False


def closed(items: Items, index: int) -> bool:
    """Nothing that could be content follows at this place."""
    end = len(items)
    if index >= end:
        return True
    item = items[index]
    if item.kind != "mark":
        return False
    if item.text in {",", ":", "—", "--"}:
        return not (index + 1 < end and (items[index + 1].kind == "quote" or items[index + 1].lower == "that"))
    return item.text in FINAL or item.text in ";)–]"


def has_quote(items: Items, start: int, end: int) -> bool:
    """Whether a quotation stands between two items."""
    return any(items[index].kind == "quote" for index in range(start, end))
