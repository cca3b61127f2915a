# ruff: noqa: SIM905 - word lists read better as running text
"""Where what was said ends: before a further statement, the article's own clause, a time or a venue."""

from __future__ import annotations

from claims.suggest.english.cues import Cue, skip_time
from claims.suggest.english.lexicon import AUXILIARIES, DETERMINERS, PERSONAL, verb_form
from claims.suggest.english.phrases import noun_phrase_before
from claims.suggest.english.subjects import SAYING
from claims.suggest.english.verbs import (
    Items,
    has_finite,
    has_verb,
    is_adverb,
    is_finite,
    looks_like_verb,
    possessive,
)

_VENUES = frozenset(
    (
        "statement interview speech tweet tweets email e-mail letter report post message briefing memo article column"
        " op-ed essay video address conference remarks broadcast debate rally hearing appearance book event filing"
        " release call phone telephone television twitter facebook telegram"
    ).split()
)
_CLOSERS = frozenset("because while although though when since until but whom whereas after before".split())
_EXAMPLES = frozenset({"including", "namely", "such"})
_DETACHED = frozenset("—–(;-") | {"--"}
FINAL = frozenset({".", "!", "?", "…", "..."})
_LEADS = frozenset("while although though as after since before because if when whereas".split())


def right_end(items: Items, cues: list[Cue], number: int, start: int) -> int:
    """The content ends before a further statement, an "according to", or the main clause it leads in."""
    end = min(len(items), _next_statement(items, cues, number, start))
    end = min(end, _own_clause(items, start, end))
    end = _before_aside(items, start, end)
    for index in range(start + 1, end):
        if items[index].lower in {"according", "compared"} and items[index - 1].text == ",":
            return index - 1
    first_verb = cues[number].first
    head = next((k for k in range(first_verb - 1, -1, -1) if items[k].lower in _LEADS), None)
    if head is not None and head <= 1 and not any(items[k].text == "," for k in range(first_verb)):
        # "While X said this, Y said that": the lead-in ends at the comma.
        commas = (k for k in range(start, end) if items[k].text == "," or _ends_with_comma(items, k))
        comma = next((k for k in commas if k + 1 == end or items[k + 1].lower not in {"and", "or"}), None)
        if comma is not None and has_verb(items, comma + 1, end):
            return min(end, comma + (items[comma].kind == "quote"))
    first = items[start]
    closing = first.kind == "quote" and first.text[-2:-1] in {",", "."}
    if (
        closing
        and start + 1 < end
        and items[start + 1].kind == "word"
        and items[start + 1].lower not in {"and", "or"}
    ):
        return start + 1
    return end


def _before_aside(items: Items, start: int, end: int) -> int:
    """As in "he was “sarcastic” there, which raised concern": behind quoted words the article explains."""
    last = next((k for k in range(end - 1, start, -1) if items[k].kind == "quote"), None)
    if last is None or items[start].kind == "quote":
        return end
    asides = (k for k in range(last + 1, end - 1) if items[k].text == "," and items[k + 1].lower in _ASIDES)
    return next(asides, end)


_ASIDES = frozenset({"which", "who", "whose", "where", "a", "an"})
_BESIDE = frozenset({"while", "whereas", "although", "though"})


def _own_clause(items: Items, start: int, end: int) -> int:
    """Where the article goes on by itself: ", and the city has …" with a subject and a verb of its own."""
    for index in range(start + 2, end - 2):
        if items[index].text == ";" or (items[index].lower in _BESIDE and items[index - 1].text == ","):
            return index - (items[index].text != ";")
        if items[index].lower not in {"and", "but"} or items[index - 1].text != ",":
            continue
        at = index + 1
        if items[at].lower in PERSONAL and at + 1 < end and looks_like_verb(items, at + 1):
            return index - 1
        if (items[at].lower in DETERMINERS and items[at].lower != "that") or items[at].capital:
            verb = next((k for k in range(at + 1, min(end, at + 9)) if is_finite(items, k)), None)
            if verb is not None and not any(items[k].kind != "word" for k in range(at, verb)):
                return index - 1
    return end


def main_clause_after(items: Items, start: int, end: int) -> int:
    """Where a relative clause closes with a comma and the verb of the main clause follows."""
    return next((k for k in range(start + 1, end) if items[k].text == "," and verb_follows(items, k + 1, end)), end)


def _ends_with_comma(items: Items, index: int) -> bool:
    return items[index].kind == "quote" and items[index].text[-2:-1] == ","


def _next_statement(items: Items, cues: list[Cue], number: int, start: int) -> int:
    """Where ", adding …", " and added …" or ", while others say …" begins."""
    ours = cues[number].base in SAYING
    for later in cues[number + 1 :]:
        if later.first <= start:
            continue
        before = items[later.first - 1]
        apart = before.lower in {"and", "but"} and items[later.first - 2].text == ","
        if ours and later.base not in SAYING and later.tag != "ing" and not apart:
            continue
        stop = 0
        aside = later.tag == "ing" and (before.text == "," or _ends_with_comma(items, later.first - 1))
        finite = later.tag in {"ed", "s"} or items[later.first].lower in _FINITE_HELPERS
        if aside or (finite and before.lower in {"and", "but"}):
            stop = later.first
        elif later.tag in {"ed", "s", "base"}:
            stop = _rival_clause(items, later, start)
        if stop:
            while stop > start and (items[stop - 1].text in {",", "—"} or items[stop - 1].lower in {"and", "but"}):
                stop -= 1
            return stop
    return len(items)


_FINITE_HELPERS = frozenset("did does has had didn't doesn't hasn't hadn't".split())


def _rival_clause(items: Items, later: Cue, start: int) -> int:
    """Where a further statement by somebody else begins; 0 where there is none."""
    rival = noun_phrase_before(items, later.first, start)
    if rival is None or rival[0] <= start + 1:
        return 0
    lead = items[rival[0] - 1].lower
    joined = lead == "and" and items[rival[0]].lower not in PERSONAL
    return rival[0] - 1 if joined or lead in {"while", "although", "though", "whereas", "but"} else 0


def content_end(items: Items, start: int, end: int) -> int:
    """The offset where the content ends, without the sentence's own full stop or comma."""
    loose = (FINAL | {",", ";", "—", "–", ":", "--"}) - {"?", "!"}
    while end > start + 1 and items[end - 1].kind == "mark" and items[end - 1].text in loose:
        end -= 1
    return items[end - 1].end


def noun_end(items: Items, cue: Cue, start: int, end: int) -> int:
    """Where a noun phrase that was said ends: before a time, a venue, a relative clause or a further verb."""
    as_what = "s" in cue.frames
    for index in range(start + 1, end):
        item, low = items[index], items[index].lower
        if item.kind == "quote":
            continue
        if item.kind == "mark":
            if item.text in _DETACHED or (item.text == "," and not _goes_on_as_list(items, index, end)):
                return index
            continue
        if low in _CLOSERS or (low == "as" and not as_what and has_verb(items, index, end)):
            return index
        if low in {"and", "or"} and verb_follows(items, index + 1, end):
            return index
        if _tells_when(items, index, end) or _tells_where_said(items, index, end):
            return index
    return end


def _goes_on_as_list(items: Items, comma: int, end: int) -> bool:
    """As in "the army, the police and the courts"."""
    if comma + 1 >= end:
        return False
    after = items[comma + 1].lower
    if after in _EXAMPLES:
        return True
    if after in {"and", "or"}:
        earlier = any(items[k].text == "," or items[k].lower in _EXAMPLES for k in range(max(0, comma - 14), comma))
        return earlier and not verb_follows(items, comma + 2, end)
    joint = next((k for k in range(comma + 1, min(end, comma + 24)) if items[k].lower in {"and", "or"}), None)
    if joint is None or after in {"which", "who", "but", "whose", "with"}:
        return False
    return not has_finite(items, comma + 1, joint) and not verb_follows(items, joint + 1, end)


def verb_follows(items: Items, index: int, end: int) -> bool:
    """A finite verb whose subject is further off."""
    while index < end and is_adverb(items[index]):
        index += 1
    if index >= end or items[index].kind != "word" or items[index].capital:
        return False
    form = verb_form(items[index].lower)
    return items[index].lower in AUXILIARIES or (form is not None and form[1] in {"ed", "s"} and index + 1 < end)


def _tells_when(items: Items, index: int, end: int) -> bool:
    if items[index].lower in {"on", "in", "at", "during", "by", "since"}:
        index += 1
    moved = skip_time(items, index)
    return index < moved <= end and not any(possessive(items[k]) for k in range(index, moved))


def _tells_where_said(items: Items, index: int, end: int) -> bool:
    if items[index].lower not in {"in", "on", "at", "during", "via", "by"} or index + 1 >= end:
        return False
    first = items[index + 1]
    if first.lower not in DETERMINERS and not first.capital:
        return first.lower in _VENUES
    return any(items[k].lower in _VENUES for k in range(index + 1, min(end, index + 5)))
