"""Verbs whose object is what is said: "rejected the proposal", "promised to give", "is ready to discuss"."""

from __future__ import annotations

from claims.suggest.cyrillic.clauses import carried_verb
from claims.suggest.cyrillic.contents import object_end
from claims.suggest.cyrillic.lexicon import (
    INFINITIVE_VERBS,
    MATTERS,
    NEGATIONS,
    OBJECT_VERBS,
    ONLY_WITH_MATTER,
    RELATIVE,
    SUBORDINATE,
)
from claims.suggest.cyrillic.line import Cue, Line, Range
from claims.suggest.cyrillic.made import Rule, made
from claims.suggest.cyrillic.subjects import carried, subject_after, subject_before
from claims.suggest.types import Attribution

_OBJECT = Rule("uk-ru-object", 0.65, "noun")
_INFINITIVE = Rule("uk-ru-infinitive", 0.75, "infinitive")
_READY = Rule("uk-ru-ready", 0.7, "infinitive")
# Which prepositions may lead the object of a verb; the others take a case alone.
_PREPOSITIONS = {
    "agree to": {"на", "з", "із", "с", "со", "до", "к"},
    "agree on": {"про", "о", "об", "щодо"},
    "insist on": {"на"},
    "refuse": {"від", "от"},
    "hope": {"на"},
    "warn": {"про", "о", "об"},
    "come out": {"за", "проти", "против"},
    "announce": {"про", "о", "об"},
    "promise": set(),
    "demand": {"від", "от"},
    "doubt": {"у", "в"},
    "accuse": {"у", "в"},
    "praise": {"за"},
    "report": {"про", "о", "об"},
    "declare": {"про", "о", "об"},
}
_ABOUT = frozenset({"declare", "announce", "report", "warn"})  # "reported about losses"
_OBJECT_CASES = frozenset({"accs", "gent", "ablt", "datv"})
_NEEDS_INSTRUMENTAL = frozenset({"believe", "call"})
_NEVER_NOUN = frozenset({"promise", "hope", "recommend", "assure", "refuse"})


def of_object(line: Line, cue: Cue) -> Attribution | None:
    """The statement that a verb makes with its object or infinitive, where it has one."""
    if cue.verb not in OBJECT_VERBS | INFINITIVE_VERBS or cue.impersonal or _subordinate(line, cue):
        return None
    if line.is_mark(line.end - 1, "?"):
        return None
    source = subject_before(line, cue) or carried(line, cue)
    start = cue.at + 1
    if source is None:
        source = _right_behind(line, cue)
        start = source[1] if source else start
    if source is None or not line.speaks(*source):
        return None
    while (
        start < line.end
        and line.items[start].lower not in NEGATIONS
        and line.word(start).uninflected
        and not line.word(start).preposition
        and line.items[start].lower not in RELATIVE
    ):
        start += 1
    if start >= line.end or (line.items[start].kind == "mark"):
        return _object_before(line, cue, source)
    stop = object_end(line, cue, start)
    if stop <= start:
        return None
    if cue.verb in INFINITIVE_VERBS and _infinitive_in(line, start, min(stop, start + 9)):
        rule = _READY if cue.reading.form == "short" else _INFINITIVE
        return made(line, cue, [(start, stop)], source, rule)
    verb = _verb_of_object(line, cue, start, stop)
    if verb is None:
        return None
    if cue.verb == "come out" or (cue.verb in _ABOUT and line.word(start).preposition):
        return made(line, cue, [(start + 1, stop)], source, _OBJECT, verb=verb)
    # "In the Kremlin they called such guesses baseless": what is called so stands before the verb.
    named = (source[1], cue.start) if cue.verb == "call" and source[1] < cue.start else None
    if named is not None and (
        not any(line.word(k).noun for k in range(*named))
        or any(named[0] <= other.at < named[1] for other in line.cues)
    ):
        named = None
    return made(line, cue, [named, (start, stop)], source, _OBJECT, verb=verb)


def _object_before(line: Line, cue: Cue, source: Range) -> Attribution | None:
    """As in "Kyiv this demand rejects": the object stands before the verb."""
    if cue.verb not in OBJECT_VERBS - _NEVER_NOUN - _NEEDS_INSTRUMENTAL - _ABOUT or source[1] >= cue.start:
        return None
    if not any(line.word(k).noun and "accs" in line.word(k).cases for k in range(source[1], cue.start)):
        return None
    return made(line, cue, [(source[1], cue.start)], source, _OBJECT)


def _verb_of_object(line: Line, cue: Cue, start: int, stop: int) -> str | None:  # noqa: PLR0911 - one way out a sort of verb
    """The verb that the object makes, or None where the words are no object of it."""
    if cue.verb not in OBJECT_VERBS:
        return None
    item, word = line.items[start], line.word(start)
    wanted = _PREPOSITIONS.get(cue.verb)
    negated = cue.start < cue.at
    if word.preposition and not item.capital:
        if wanted is None or item.lower not in wanted:
            return None
        if cue.verb == "come out":
            return {"за": "support"}.get(item.lower, "oppose")
        return cue.verb if start + 1 < stop else None
    if cue.verb in _NEVER_NOUN | {"declare", "report"} or cue.verb in (
        "come out",
        "agree on",
        "agree to",
        "insist on",
    ):
        return None
    if item.kind != "quote" and not (word.cases & _OBJECT_CASES):
        return None
    if cue.verb == "rule out":
        return cue.verb if negated else None
    if cue.verb in _NEEDS_INSTRUMENTAL and not any(
        line.items[k].kind == "quote" or "ablt" in line.word(k).cases for k in range(start, stop)
    ):
        return None
    if cue.verb in ONLY_WITH_MATTER and not _matter_in(line, start, min(stop, start + 8)):
        return None
    return carried_verb(line, cue)


def _matter_in(line: Line, start: int, stop: int) -> bool:
    return any(not MATTERS.isdisjoint(line.word(k).lemmas) for k in range(start, stop))


def _infinitive_in(line: Line, start: int, stop: int) -> bool:
    for index in range(start, stop):
        if line.word(index).infinitive:
            return True
        if line.items[index].kind == "mark" or line.finite(index):
            return False
    return False


def _right_behind(line: Line, cue: Cue) -> Range | None:
    """A subject right behind the verb, as in "Supports X the idea"; only pronouns and names."""
    found = subject_after(line, cue)
    if found is None or found[0] != cue.at + 1:
        return None
    return found if line.word(cue.at + 1).pronoun or line.items[cue.at + 1].capital else None


def _subordinate(line: Line, cue: Cue) -> bool:
    """Whether the verb stands in a relative or other dependent clause."""
    for index in range(cue.start - 1, max(line.first, cue.start - 10) - 1, -1):
        if line.items[index].kind == "mark":
            return False
        if line.items[index].lower in SUBORDINATE or line.is_that(index):
            return True
    return False
