# ruff: noqa: E501 - examples and word lists read better unbroken
"""Verbs of saying with a clause or a quotation: "X said that …", "«…», said X", "…, X added, …"."""

from __future__ import annotations

from collections.abc import Callable

from claims.suggest.cyrillic.contents import (
    according_at,
    after_clause,
    clause_end,
    colon_or_quote,
    left_start,
    that_clause,
)
from claims.suggest.cyrillic.lexicon import CARRIED, DOCUMENTS, RELATIVE
from claims.suggest.cyrillic.line import DASHES, Cue, Line, Range
from claims.suggest.cyrillic.made import Rule, made
from claims.suggest.cyrillic.subjects import phrase_end, subject_after, subject_before, subject_of
from claims.suggest.types import Attribution

_AS_SAID = Rule("uk-ru-as-said", 0.85, "clause")
_ABOUT_THIS = Rule("uk-ru-about-this", 0.7, "clause")
_INVERTED_QUOTE = Rule("uk-ru-inverted", 0.9, "quote")
_INVERTED = Rule("uk-ru-inverted", 0.8, "clause")
_CLAUSE = Rule("uk-ru-clause", 0.85, "that")
_IMPERSONAL = Rule("uk-ru-impersonal", 0.75, "that")
_QUOTE = Rule("uk-ru-quote", 0.9, "quote")
_COLON = Rule("uk-ru-colon", 0.7, "clause")

# Verbs that may interrupt or close the clause they report; others in that place only go on with the story.
_REPORTING = frozenset(
    {
        "say", "declare", "announce", "report", "stress", "add", "write", "note", "explain", "reply", "hint", "promise", "assure",
        "warn", "threaten", "believe", "think", "claim", "hope", "predict", "speculate", "confirm", "acknowledge", "complain", "boast",
        "insist on", "ask", "fear", "expect",
    }
)  # fmt: skip
_WITH_CLAUSE = _REPORTING | {
    "demand", "urge", "want", "request", "propose", "recommend", "deny", "doubt", "suspect", "rule out", "agree to", "agree on", "express",
    "refuse", "support", "praise", "accuse", "reject", "call",
}  # fmt: skip
_WITH_QUOTE = _REPORTING | {"urge", "demand", "propose", "call", "deny", "criticize", "express"}
_THIS = frozenset({("про", "це"), ("об", "этом"), ("про", "те"), ("о", "чём"), ("про", "що"), ("о", "чем")})

ClauseRule = Callable[[Line, Cue, "Line | None"], "Attribution | None"]


def document(line: Line, cue: Cue) -> Range | None:
    """The document of "in the statement it says", before the verb or right behind it."""
    for low, high in ((max(line.first, cue.start - 12), cue.start - 1), (cue.at + 1, min(line.end - 1, cue.at + 3))):
        for index in range(low, high):
            if line.items[index].lower not in ("у", "в", "во", "на"):
                continue
            end = phrase_end(line, index + 1, cue.start if index < cue.start else line.end)
            if any(not DOCUMENTS.isdisjoint(line.word(k).lemmas) for k in range(index + 1, end)):
                return index + 1, end
            if index > cue.at and line.speaks(index + 1, end):
                return index, end
    return None


def source_of(line: Line, cue: Cue) -> Range | None:
    """The subject, or the document of a verb without one."""
    return document(line, cue) if cue.impersonal else subject_of(line, cue)


def carried_verb(line: Line, cue: Cue) -> str | None:
    """What "expressed the hope", "made the demand" do: the noun behind the verb decides."""
    if cue.verb not in ("express", "put forward", "confirm"):
        return cue.verb
    for index in range(cue.at + 1, min(line.end, cue.at + 5)):
        base = next((CARRIED[lemma] for lemma in line.word(index).lemmas if lemma in CARRIED), None)
        if base is not None:
            return base
    return None if cue.verb == "express" else cue.verb


def _in_relative(line: Line, cue: Cue) -> bool:
    """Whether the verb belongs to a relative clause."""
    for index in range(cue.start - 1, max(line.first, cue.start - 8) - 1, -1):
        if line.items[index].kind != "word":
            return False
        if line.items[index].lower in RELATIVE:
            return True
    return False


def as_said(line: Line, cue: Cue, _before: Line | None) -> Attribution | None:
    """As in "As the ministry reported, …" and "…, as the ministry reported"."""
    at = next(
        (
            k
            for k in range(cue.start - 1, max(line.first, cue.start - 7) - 1, -1)
            if line.items[k].lower in ("як", "как") or line.items[k].kind != "word"
        ),
        None,
    )
    if at is None or line.items[at].kind != "word" or cue.verb not in _REPORTING:
        return None
    leads = at <= line.first + 1
    if not leads and not line.is_mark(at - 1, DASHES | {",", "("}):
        return None
    source = source_of(line, cue)
    close = max(cue.at + 1, source[1] if source else 0)
    if (
        source
        and close < line.end
        and line.is_mark(close, ",")
        and close + 1 < line.end
        and line.word(close + 1).adjective
    ):
        # "sources close to the talks," : the second comma closes.
        second = next((k for k in range(close + 1, min(line.end, close + 12)) if line.is_mark(k, ",")), None)
        if second is not None and not line.has_finite(close + 1, second):
            source, close = (source[0], second), second
    comma = next((k for k in range(close, min(line.end, close + 20)) if line.is_mark(k, ",:")), None)
    if leads:
        if comma is None:
            return None
        return made(line, cue, [(comma + 1, clause_end(line, cue, comma + 1))], source, _AS_SAID)
    left = (left_start(line, at), at - 1)
    right = (comma + 1, line.end) if comma is not None else None
    return made(line, cue, [left, right], source, _AS_SAID)


def about_this(line: Line, cue: Cue, before: Line | None) -> Attribution | None:
    """As in "… This was said by X.": what was said is the sentence before."""
    if before is None or cue.gerund or that_clause(line, cue) is not None or colon_or_quote(line, cue) is not None:
        return None
    pairs = [
        *range(line.first, min(line.first + 3, line.end - 1)),
        *range(cue.at + 1, min(cue.at + 10, line.end - 1)),
    ]
    if not any((line.items[k].lower, line.items[k + 1].lower) in _THIS for k in pairs):
        return None
    source = source_of(line, cue)
    content = before.spans((before.first, before.end))
    one = made(line, cue, [(cue.at, cue.at + 1)], source, _ABOUT_THIS)
    if one is None or source is None or not content or before.end - before.first < 4:
        return None
    return Attribution(content, one.cue, one.source, one.verb, one.rule, one.score, shape=one.shape)


def _mark_before(line: Line, cue: Cue) -> int | None:
    """The comma or dash before the verb, with nothing but its subject, adverbs and circumstances between."""
    for index in range(cue.start - 1, max(line.first, cue.start - 9) - 1, -1):
        item = line.items[index]
        if item.kind == "mark":
            return index if item.text in DASHES or item.text in ",.!?" else None
        if item.kind == "quote" or line.is_that(index) or item.lower in RELATIVE or line.finite(index):
            return index if item.kind == "quote" and index == cue.start - 1 else None
    return None


def quote_before(line: Line, cue: Cue, _before: Line | None) -> Attribution | None:
    """As in "«…», — said X, — «…»"."""
    mark = _mark_before(line, cue)
    if mark is None or cue.verb not in _WITH_QUOTE or cue.gerund:
        return None
    quote = mark
    while quote > line.first and line.items[quote].kind == "mark":
        quote -= 1
    if line.items[quote].kind != "quote" or mark - quote > 2:
        return None
    behind = subject_after(line, cue)
    source = behind or (subject_before(line, cue) if cue.start > mark + 1 else None)
    if cue.impersonal:
        source = document(line, cue)
    if source is None and mark == quote:
        return None
    start = quote
    if (
        quote > line.first
        and not any(k.at < quote for k in line.cues)
        and not any(line.is_mark(k, DASHES | {":"}) for k in range(line.first, quote))
    ):
        start = line.first
    rest = None
    if behind:
        again = next(
            (
                k
                for k in range(behind[1], line.end)
                if line.items[k].kind == "quote" and line.is_mark(k - 1, DASHES | {",", ":"})
            ),
            None,
        )
        rest = (again, line.end) if again is not None else None
    return made(line, cue, [(start, quote + 1), rest], source, _INVERTED_QUOTE)


def clause_right(line: Line, cue: Cue, _before: Line | None) -> Attribution | None:
    """As in "X said that …"."""
    start = that_clause(line, cue)
    if start is None or cue.verb not in _WITH_CLAUSE | {"put forward"}:
        return None
    verb = carried_verb(line, cue)
    if verb is None:
        return None
    rule = _IMPERSONAL if cue.impersonal else _CLAUSE
    source = source_of(line, cue)
    if source is not None and source[1] > start:
        source = None
    if source is None and not cue.impersonal and (cue.reading.person == "1per" or cue.reading.form == "short"):
        return None
    return made(line, cue, [(start, clause_end(line, cue, start))], source, rule, verb=verb)


def quote_right(line: Line, cue: Cue, _before: Line | None) -> Attribution | None:
    """As in "X said: «…»" and "X admits: …"."""
    start = colon_or_quote(line, cue)
    if start is None or cue.verb not in _WITH_QUOTE:
        return None
    direct = line.items[start].kind == "quote"
    if (
        direct
        and not line.is_mark(start - 1, ":")
        and (cue.verb not in _REPORTING or cue.verb in ("threaten", "promise"))
    ):
        return None  # a few quoted words of an object
    source = source_of(line, cue)
    if source is None and not cue.impersonal:
        return None
    leads_on = any(start <= one.at < start + 3 and that_clause(line, one) is not None for one in line.cues)
    if not direct and (leads_on or according_at(line, start)):
        return None  # "X thinks otherwise: he holds that …"
    return made(line, cue, [(start, clause_end(line, cue, start))], source, _QUOTE if direct else _COLON)


def inverted(line: Line, cue: Cue, _before: Line | None) -> Attribution | None:
    """As in "…, said X" and "…, X added, …"."""
    if (
        cue.verb not in _REPORTING
        or cue.gerund
        or (cue.reading.form == "short" and cue.verb != "believe")
        or _in_relative(line, cue)
    ):
        return None
    mark = _mark_before(line, cue)
    if mark is None or line.items[mark].kind != "mark" or line.items[mark].text in ".!?":
        return None
    source = document(line, cue) if cue.impersonal else subject_after(line, cue)
    if source is None and not cue.impersonal and cue.start > mark + 1:
        source = subject_before(line, cue)
        closed = cue.at + 1 >= line.end or line.is_mark(cue.at + 1, ",.")
        source = source if closed and source == (mark + 1, cue.start) else None
    if source is None and not (cue.impersonal and cue.at + 2 >= line.end):
        return None
    if source is not None and source[0] > cue.at + 8:
        return None
    start = left_start(line, mark)
    if mark - start < 1:
        return None
    close = max(cue.at + 1, source[1] if source else 0)
    comma = next((k for k in range(close, min(line.end, close + 16)) if line.is_mark(k, DASHES | {","})), None)
    rest = None
    if comma is not None and line.is_mark(comma, ","):
        rest = after_clause(line, comma)
        if (
            rest is not None
            and line.has_finite(start, mark)
            and not _opens_condition(line, start)
            and comma > close + 1
        ):
            rest = None
    stop = clause_end(line, cue, rest[0]) if rest else 0
    left = (start, mark) if not all(line.word(k).uninflected for k in range(start, mark)) else None
    return made(line, cue, [left, (rest[0], stop) if rest else None], source, _INVERTED)


def _opens_condition(line: Line, start: int) -> bool:
    return line.items[start].lower in ("якщо", "если", "коли", "когда", "поки", "пока", "хоча", "хотя")


CLAUSE_RULES: tuple[ClauseRule, ...] = (as_said, about_this, quote_before, clause_right, quote_right, inverted)
