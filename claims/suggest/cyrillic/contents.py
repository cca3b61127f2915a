"""Where what was said begins and ends, on either side of its cue."""

from __future__ import annotations

from claims.suggest.cyrillic.lexicon import (
    ACCORDING,
    COORDINATING,
    OBJECT_VERBS,
    QUESTION,
    RELATIVE,
    RELAYED,
    SUBORDINATE,
    THAT,
)
from claims.suggest.cyrillic.line import DASHES, Cue, Line, Range
from claims.suggest.cyrillic.subjects import subject_after

_WINDOW = 16  # items between a verb and its clause or quotation
_RELAYS = frozenset({"report", "write", "note", "say", "declare"})
_BREAKS = frozenset(
    "після после під перед напередодні накануне тлі водночас тогда тоді раніше ранее натомість".split()  # noqa: SIM905
)


def that_clause(line: Line, cue: Cue) -> int | None:  # noqa: PLR0911 - each mark or word decides for itself
    """Where a clause with "that", "whether" or a question word begins behind the verb."""
    start = cue.at + 1
    for index in range(start, min(line.end - 1, start + _WINDOW)):
        item = line.items[index]
        if item.kind == "word":
            if item.lower in ("чи", "нібито", "якобы", "мовляв") and index == start:
                return index
            if line.finite(index) and index > start and not line.word(index).noun:
                return None
            continue
        if item.kind == "quote":
            if line.is_mark(index - 1, ",:") or index == start:
                return None
            continue
        if item.text == ",":
            after = line.items[index + 1]
            if after.lower in THAT:
                return index + 1
            if after.lower in QUESTION or (after.lower in RELATIVE and index == start):
                return index + 1
            if index + 2 < line.end and line.items[index + 2].lower == "ли" and after.kind == "word":
                return index + 1
            if (
                line.word(index + 1).preposition
                and index + 2 < line.end
                and line.items[index + 2].lower in QUESTION | RELATIVE
            ):
                return index + 1 if index == start else None
            return None
        if item.text not in "()":
            return None
    return None


def colon_or_quote(line: Line, cue: Cue) -> int | None:
    """Where a quotation or a clause behind a colon begins."""
    start = cue.at + 1
    for index in range(start, min(line.end, start + _WINDOW)):
        item = line.items[index]
        if item.kind == "quote":
            if index == start or line.is_mark(index - 1, ":"):
                return index
            if not line.items[index - 1].capital and line.word(index - 1).noun and index + 1 < line.end:
                continue  # a body's name between quotation marks
            return None
        if item.kind == "mark":
            if item.text == ":" and index + 1 < line.end:
                return index + 1
            if item.text not in "()":
                return None
        elif line.finite(index) and not line.word(index).noun:
            return None
    return None


def clause_end(line: Line, cue: Cue, start: int) -> int:
    """Where a clause ends that begins at `start`: before another verb of saying with the same subject, or a relay."""
    for other in line.cues:
        if other.at <= start:
            continue
        cut = _cut_before(line, cue, other, start)
        if cut is not None:
            return cut
    return _relayed_cut(line, start) or line.end


def _cut_before(line: Line, cue: Cue, other: Cue, start: int) -> int | None:
    before = other.start - 1
    while before > start and line.word(before).uninflected and line.items[before].lower not in COORDINATING | THAT:
        before -= 1
    item = line.items[before]
    if other.gerund and item.text == ",":
        return before
    if other.gerund and item.lower in COORDINATING and line.is_mark(before - 1, ","):
        return before - 1
    same = (other.reading.number, other.reading.gender, other.reading.tense) == (
        cue.reading.number,
        cue.reading.gender,
        cue.reading.tense,
    )
    goes_on = that_clause(line, other) is not None or colon_or_quote(line, other) is not None
    goes_on = goes_on or (before == other.start - 1 and line.is_mark(before - 1, ",") and other.verb in OBJECT_VERBS)
    if same and goes_on and item.lower in COORDINATING and subject_after(line, other) is None:
        return before - 1 if line.is_mark(before - 1, ",") else before
    if item.text in DASHES | {","} and other.verb in _RELAYS and that_clause(line, other) is None:
        source = subject_after(line, other)
        if source is not None and (source[1] >= line.end - 1 or _relayed_cut(line, source[1]) == source[1]):
            return before - 1 if line.is_mark(before - 1, ",") else before
        if source is not None and source[0] == other.at + 1 and item.text in DASHES:
            return before
    if item.lower in ("як", "как") and line.is_mark(before - 1, ",") and other.verb in _RELAYS:
        return before - 1
    return None


def _relayed_cut(line: Line, start: int) -> int | None:
    """Where "with reference to the agency" begins."""
    for index in range(start + 1, line.end - 2):
        if (line.items[index].lower, line.items[index + 1].lower) in RELAYED:
            at = index
            while at > start and (line.word(at - 1).preposition or line.is_mark(at - 1, ",")):
                at -= 1
            return at
    return None


def object_end(line: Line, cue: Cue, start: int) -> int:
    """Where the object of a verb ends: at a new clause, a joined verb or "after the talks"."""
    stop = clause_end(line, cue, start)
    for index in range(start, stop):
        item = line.items[index]
        if item.kind == "mark":
            if item.text == ",":
                after = line.items[index + 1] if index + 1 < stop else None
                keeps = after is not None and (
                    after.lower in RELATIVE | {"якщо", "если", "що", "что", "щоб", "чтобы"}
                    or (after.lower in ("але", "но") and cue.verb in ("agree to", "accept", "support"))
                    or (
                        line.word(index + 1).preposition
                        and index + 2 < stop
                        and line.items[index + 2].lower in RELATIVE
                    )
                    or line.word(index + 1).adjective
                    or _enumerates(line, index + 1, stop)
                )
                if not keeps:
                    return index
            elif item.text in DASHES | {";", ":"}:
                return index
        elif (item.lower in COORDINATING and index + 1 < stop and _verb_follows(line, cue, index + 1, stop)) or (
            item.lower in _BREAKS and index > start + 1
        ):
            return index
    return stop


def _enumerates(line: Line, start: int, stop: int) -> bool:
    return (
        not line.has_finite(start, min(stop, start + 6))
        and not line.word(start).gerund
        and line.items[start].lower not in SUBORDINATE
    )


def _verb_follows(line: Line, cue: Cue, start: int, stop: int) -> bool:
    """A finite verb in the cue's own form right behind a conjunction."""
    for index in range(start, min(stop, start + 3)):
        if line.finite(index):
            reading = line.word(index).verbs[0]
            return reading.number == cue.reading.number and reading.gender == cue.reading.gender
        if not line.word(index).uninflected:
            return False
    return False


def left_start(line: Line, stop: int) -> int:
    """Where the clause begins that ends at `stop`: behind the last "that", else where the line begins."""
    for index in range(stop - 1, line.first, -1):
        if line.is_mark(index, ":;"):
            return index + 1
        opens = line.items[index].lower in ("що", "что") and line.is_mark(index - 1, ",")
        if opens and any(cue.at < index <= cue.at + 8 for cue in line.cues):
            return index
    return line.first


def according_at(line: Line, index: int) -> tuple[str, int, int | None] | None:
    """As in "according to" in its many forms: the verb it stands for, where it ends, and an owner inside it."""
    if index + 2 >= line.end:
        return None
    low, second = line.items[index].lower, line.items[index + 1].lower
    verb = ACCORDING.get((low, second))
    if verb is not None:
        return verb, index + 2, None
    verb = ACCORDING.get((low, line.items[index + 2].lower))
    if verb is not None and line.items[index + 1].kind == "word":
        return verb, index + 3, index + 1
    return None


def after_clause(line: Line, start: int) -> Range | None:
    """The rest of an interrupted clause: what follows the comma at `start`, unless it hangs on the speaker."""
    if not line.is_mark(start, ",") or start + 1 >= line.end:
        return None
    first = start + 1
    if line.is_mark(first, DASHES):
        first += 1
    if first >= line.end or line.items[first].kind == "mark":
        return None
    item, word = line.items[first], line.word(first)
    if word.gerund or item.lower in RELATIVE:
        return None
    if any(cue.at == first and that_clause(line, cue) is not None for cue in line.cues):
        return None
    has_verb = any(line.finite(k) or line.word(k).infinitive for k in range(first, line.end))
    if not has_verb and item.kind != "quote" and not word.preposition:
        return None
    return first, line.end
