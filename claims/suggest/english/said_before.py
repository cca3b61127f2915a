"""Readings of a verb whose content stands before it or around it: “…,” said X; …, X said; “…?” X asked."""

from __future__ import annotations

from claims.suggest.english.cases import Case, Reading, make
from claims.suggest.english.content_ends import content_end
from claims.suggest.english.contents import closed, has_quote, left_content, resumed, resumed_clause
from claims.suggest.english.cues import Cue
from claims.suggest.english.lexicon import PERSONAL, PREPOSITIONS, SPEAKER_NOUNS, SUBORDINATORS
from claims.suggest.english.phrases import Range, noun_phrase_after, starts_noun_phrase
from claims.suggest.english.subjects import SAYING, after_quote
from claims.suggest.english.verbs import Items, has_finite, has_verb, is_adverb, is_time_word, looks_like_verb
from claims.suggest.sentences import Item

# "The plan, announced on Monday": these stand behind their content only with a speaker for subject.
_OF_SPEAKERS = frozenset({"announce", "report", "suggest", "confirm", "claim", "predict", "propose", "tell", "warn"})
_ASIDES = frozenset(
    {"citing", "quoting", "calling", "invoking", "echoing", "describing", "called", "titled", "headlined"}
)


def inverted(case: Case) -> Reading | None:
    """As in "…," said X."""
    items, cue = case.items, case.cue
    plain = cue.first == cue.verb and not cue.passive and cue.tag in {"ed", "s"} and cue.base in SAYING
    if not plain or cue.last + 1 >= len(items):
        return None
    opening = items[cue.last + 1]
    if _title_in_apposition(items, cue.verb - 1):
        return None
    aside = items[cue.verb - 2] if cue.verb > 1 and items[cue.verb - 1].kind == "quote" else None
    if aside is not None and aside.lower in _ASIDES:
        return None  # "X, citing “…,” said the …"
    opens = starts_noun_phrase(opening) or (after_quote(items, cue.verb) and _plain_noun(opening))
    after = noun_phrase_after(items, cue.last + 1, len(items)) if opens else None
    if after is None or not _inverts(items, cue, after):
        return None
    content = left_content(items, cue.verb)
    if content:
        content += resumed(items, after[1], case.cues)
        score = 0.9 if has_quote(items, 0, cue.verb) else 0.75
        return after, make(items, cue, after, content, "inverted", score)
    if case.quote_before is not None:
        span = (case.quote_before.start, case.quote_before.end)
        return after, make(items, cue, after, [span], "inverted", 0.8)
    return None


def _title_in_apposition(items: Items, quote: int) -> bool:
    """As in "X, host of “Morning Show,” said": the quotation is a title that describes the subject."""
    if quote < 3 or items[quote].kind != "quote" or len(items[quote].text) > 40 or items[quote - 1].kind != "word":
        return False
    comma = next((k for k in range(quote - 1, 0, -1) if items[k].kind == "mark"), None)
    return comma is not None and items[comma].text == "," and not has_verb(items, 0, quote)


def verb_first(case: Case) -> Reading | None:
    """As in "Continued X: “…”", "Said X, who saw it, “…”"."""
    items, cue = case.items, case.cue
    opens = cue.first == 0 and cue.tag in {"ed", "s"} and cue.base in SAYING - {"ask", "tell"}  # "Asked on Monday"
    if not opens or len(items) < 4 or is_time_word(items[1]):
        return None
    at = next((k for k in range(2, min(len(items), 30)) if items[k].kind == "quote"), None)
    after = noun_phrase_after(items, 1, at) if at is not None and items[1].capital else None
    if at is None or after is None or items[at - 1].text not in {",", ":"} or items[after[1]].text not in {",", ":"}:
        return None
    span = (items[at].start, content_end(items, at, len(items)))
    return after, make(items, cue, after, [span], "inverted", 0.85)


def _plain_noun(item: Item) -> bool:
    return item.kind == "word" and item.lower not in PREPOSITIONS | SUBORDINATORS | {"not"} and not is_adverb(item)


def _inverts(items: Items, cue: Cue, after: Range) -> bool:
    """Whether the phrase behind the verb is its subject and not the content's."""
    at = cue.verb - 1
    if at < 0:
        return items[cue.verb].capital
    if after_quote(items, cue.verb):
        return True
    end = len(items)
    if items[at].text != "," or not has_verb(items, 0, at) or items[after[0]].lower in PERSONAL:
        return False
    if after[1] < end and looks_like_verb(items, after[1]):
        return False
    closing = (
        after[1] >= end
        or items[after[1]].text in {".", ",", "?", "!"}
        or items[after[1]].lower in {"on", "in", "at", "after", "who"}
    )
    if not closing:
        return False
    apposed = after[1] < end and items[after[1]].text == ","
    return not has_finite(items, after[1], end) or (apposed and _clause_ends(items, at))


def _clause_ends(items: Items, comma: int) -> bool:
    """The stretch before the comma is a clause, not an apposition of the subject."""
    opening = next((k for k in range(comma - 1, -1, -1) if items[k].text == ","), -1)
    return has_verb(items, opening + 1, comma) and items[opening + 1].lower not in {"who", "which", "whose"}


def trailing(case: Case) -> Reading | None:
    """As in "…," X said; also in the middle of what was said."""
    items, source = case.items, case.source
    if source is None or case.found != "own" or source[0] == 0:
        return None
    right, end = case.right, len(items)
    if after_quote(items, source[0]) and not _quote_belongs_elsewhere(case, source):
        content = left_content(items, source[0]) + resumed(items, case.cue.last + 1, case.cues)
        return source, make(items, case.cue, source, content, "trailing", 0.95)
    if items[source[0] - 1].text != "," or not closed(items, right) or not _can_trail(items, case.cue, source):
        return None
    if has_verb(items, 0, source[0]) or has_quote(items, 0, source[0]) or (right < end and items[right].text == ","):
        content = left_content(items, source[0]) + resumed_clause(items, right, case.cues, case.number)
        return source, make(items, case.cue, source, content, "trailing", 0.85)
    return None


def _quote_belongs_elsewhere(case: Case, source: Range) -> bool:
    """The quotation before the source is a title in a lead-in or somebody else's words; the content follows."""
    items, right = case.items, case.right
    if right >= len(items):
        return False
    if items[right].lower == "that":
        return True
    if case.number and items[0].lower in SUBORDINATORS and not closed(items, right):
        return True
    at = source[0] - 1 if items[source[0] - 1].kind == "quote" else source[0] - 2
    if at < 1 or items[at - 1].kind != "word" or closed(items, right):
        return False
    lead = items[0].lower in PREPOSITIONS or items[0].lower in SUBORDINATORS
    return lead and not has_verb(items, 0, at) and has_verb(items, right, len(items))


def _can_trail(items: Items, cue: Cue, source: Range) -> bool:
    """As in "…, a plan announced on Monday" is no statement; "…, the ministry announced on Monday" is."""
    if cue.base not in SAYING or (cue.tag == "base" and (cue.first < cue.verb or cue.base == "tell")):
        return False
    return cue.base not in _OF_SPEAKERS or any(
        item.capital or item.lower in PERSONAL or item.lower in SPEAKER_NOUNS for item in items[source[0] : source[1]]
    )


def lone(case: Case) -> Reading | None:
    """A sentence "X asked." or "X asked, smiling." after a quotation that ended with a mark of its own."""
    quote, source = case.quote_before, case.source
    if (
        quote is None
        or source is None
        or source[0] > 0
        or case.found != "own"
        or not closed(case.items, case.right)
        or case.cue.base not in SAYING
    ):
        return None
    return source, make(case.items, case.cue, source, [(quote.start, quote.end)], "trailing", 0.8)
