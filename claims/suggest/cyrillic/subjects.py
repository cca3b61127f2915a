"""Whose words they are by grammar: the noun phrase that is a verb's subject, before it or behind it."""

from __future__ import annotations

from claims.suggest.cyrillic.lexicon import (
    ADJUNCTS,
    COORDINATING,
    PLACES_OF_SOURCES,
    POSSESSIVE,
    PRONOUNS,
    RELATIVE,
    SPEAKERS,
    SUBORDINATE,
    THAT,
)
from claims.suggest.cyrillic.line import Cue, Line, Range

_FARTHEST = 24  # words between a subject and its verb
_OBLIQUE_PRONOUNS = frozenset({"йому", "їй", "їм", "ему", "ей", "им", "нам", "вам", "мені", "мне", "нас", "вас"})


def phrase_end(line: Line, start: int, limit: int, *, plural: bool = False) -> int:  # noqa: C901 - one branch a sort of word
    """Where the noun phrase that begins at `start` ends: genitives, names, offices with their "in" and "for"."""
    end = start + 1
    if line.items[start].lower in PRONOUNS:
        return end
    last_noun = start if line.word(start).noun else -1
    while end < limit:
        item = line.items[end]
        if item.kind == "quote":
            if last_noun == end - 1 and not line.items[end - 1].capital:
                end += 1
                continue
            break
        if item.kind == "mark" or item.text[0].isdigit():
            break
        word, low = line.word(end), item.lower
        if low in ("і", "й", "та", "и"):
            follows = line.word(end + 1) if end + 1 < limit else None
            if follows is not None and follows.nominative and plural and not line.finite(end + 1):
                end += 2
                last_noun = end - 1
                continue
            if (
                follows is not None
                and not follows.nominative
                and "gent" in follows.cases
                and "gent" in line.word(end - 1).cases
            ):
                end += 2
                continue
            break
        if low in THAT or low in RELATIVE or low in _OBLIQUE_PRONOUNS:
            break
        if word.preposition and not item.capital:
            reach = _attached(line, start, end, limit)
            if reach is None:
                break
            end = reach
            continue
        if not item.capital:
            if word.uninflected or word.gerund or (line.finite(end) and not (word.noun and "gent" in word.cases)):
                break
            if word.cases == {"datv"} or word.pronoun:
                break
            if not word.cases:
                break
        end += 1
        last_noun = end - 1
    return end


def _attached(line: Line, start: int, at: int, limit: int) -> int | None:
    """Where a prepositional phrase ends that belongs to an office: "ambassador to the US", "adviser on security"."""
    before = line.word(at - 1)
    if line.proper(at - 1) and before.nominative and not line.items[at - 1].text.isupper():
        return None  # behind a person's name
    if line.items[at - 1].text.isupper() and at - 1 == start:
        return None
    end = at + 1
    noun = None
    while end < limit and line.items[end].kind == "word" and end - at < 7:
        word, item = line.word(end), line.items[end]
        if word.preposition or word.uninflected or (line.finite(end) and not word.noun):
            break
        if item.text[0].isdigit() or item.lower in THAT:
            break
        if noun is not None and item.capital and word.nominative and not line.items[end - 1].capital:
            break  # the name that the office belongs to
        if word.noun and noun is None:
            noun = end
        end += 1
    if noun is None or not ADJUNCTS.isdisjoint(line.word(noun).lemmas):
        return None
    return end


def subject_of(line: Line, cue: Cue) -> Range | None:
    """The subject before the verb, else the one right behind it, else the one that an earlier verb left."""
    return subject_before(line, cue) or subject_after(line, cue) or carried(line, cue)


def subject_before(line: Line, cue: Cue, *, deep: int = 0) -> Range | None:
    """A nominative that agrees with the verb, in the same clause; a plural verb may have "in the Kremlin"."""
    stop = cue.start
    low, joined = _clause_start(line, stop)
    if cue.gerund or joined:
        return None
    if low == stop and stop > line.first + 1 and line.is_mark(stop - 1, ",") and deep < 2:
        return _before_apposition(line, cue, stop - 1)
    found = _nominative(line, cue, low, stop)
    if found is not None:
        place = None if line.speaks(*found) else _place(line, cue, low, stop)
        return place or found
    if low > line.first + 1 and line.is_mark(low - 1, ",)") and deep < 2:
        behind = _before_apposition(line, cue, low - 1)
        if behind is not None:
            return behind
    return _place(line, cue, low, stop)


def _clause_start(line: Line, stop: int) -> tuple[int, bool]:
    """Where the verb's clause begins, and whether a conjunction joins it to the verb before."""
    low = stop
    joined = False
    while low > line.first and stop - low < _FARTHEST:
        index = low - 1
        item = line.items[index]
        if item.kind == "mark":
            break
        if item.kind == "quote":
            if index == line.first or line.items[index - 1].kind != "word" or line.items[index - 1].capital:
                break
        elif line.is_that(index) or item.lower in SUBORDINATE:
            break
        elif line.finite(index):
            joined = any(line.items[k].lower in COORDINATING for k in range(index + 1, stop))
            break
        low -= 1
    between = [k for k in range(low, stop) if not line.word(k).uninflected]
    if low < stop and not between and line.items[low].lower in COORDINATING:
        joined = True
    return low, joined


def _nominative(line: Line, cue: Cue, low: int, stop: int) -> Range | None:
    plural = cue.reading.number == "plur"
    index = low
    best: Range | None = None
    while index < stop:
        item, word = line.items[index], line.word(index)
        if item.kind != "word" or item.text[0].isdigit():
            index += 1
            continue
        if word.preposition and not (item.capital and index > line.first):
            index = _over_preposition(line, index, stop)
            continue
        if (
            word.nominative
            or line.surname(index)
            or (item.capital and index > line.first and word.cases and not word.adjective)
        ) and not word.uninflected:
            end = phrase_end(line, index, stop, plural=plural)
            fits = line.may_be_subject(cue.reading, index) or (
                any(line.items[k].lower in ("і", "й", "та", "и") for k in range(index, end)) and plural
            )
            fits = fits or (item.capital and bool(word.nominative) and not plural and not word.adjective)
            if cue.reading.person == "1per" and item.lower not in ("я", "ми", "мы"):
                fits = False
            if fits and (best is None or line.speaks(index, end)):
                best = (index, end)
                if line.speaks(index, end):
                    return best
            index = end
            continue
        index += 1
    return best


def _over_preposition(line: Line, index: int, stop: int) -> int:
    """The first word behind a prepositional phrase that may be a subject."""
    index += 1
    taken = False
    while index < stop:
        item, word = line.items[index], line.word(index)
        if item.kind == "mark":
            return index + 1
        if word.preposition or word.uninflected or line.finite(index):
            return index
        if item.lower in PRONOUNS:
            return index
        if (
            taken
            and word.nominative
            and (not {"gent"} & word.cases or (item.capital and not line.items[index - 1].capital))
        ):
            return index
        taken = taken or word.noun or word.pronoun or item.kind == "quote"
        index += 1
    return index


def _place(line: Line, cue: Cue, low: int, stop: int) -> Range | None:
    """As in "in the Kremlin they said": a plural verb without a subject."""
    if cue.reading.number != "plur" or cue.reading.person == "1per":
        return None
    for index in range(low, stop - 1):
        if line.items[index].lower in PLACES_OF_SOURCES:
            end = phrase_end(line, index + 1, stop)
            if _is_body(line, index + 1, end):
                return index, end
    return None


def _is_body(line: Line, start: int, end: int) -> bool:
    nouns = [k for k in range(start, end) if line.word(k).noun]
    if not nouns or not ADJUNCTS.isdisjoint(line.word(nouns[0]).lemmas):
        return False
    return line.speaks(start, end) or any(line.items[k].capital for k in nouns)


def _before_apposition(line: Line, cue: Cue, comma: int) -> Range | None:
    """The subject of "X, minister of defence, said" and of "X, who did not want to be named, said"."""
    for opening in range(comma - 1, max(line.first, comma - _FARTHEST), -1):
        if not line.is_mark(opening, ",("):
            continue
        first = line.items[opening + 1].lower
        inner = first in RELATIVE or line.word(opening + 1).gerund or not line.has_finite(opening + 1, comma)
        preposition = line.word(opening + 1).preposition
        if not inner and not preposition:
            return None
        low, _ = _clause_start(line, opening)
        if low == opening:
            continue
        return _nominative(line, cue, low, opening)
    return None


def subject_after(line: Line, cue: Cue, limit: int | None = None) -> Range | None:
    """As in "said the minister", "said to reporters on Friday the minister", "they said in the ministry"."""
    if cue.gerund or cue.impersonal:
        return None
    end = min(limit if limit is not None else line.end, cue.at + 14)
    index = cue.at + 1
    plural = cue.reading.number == "plur"
    place: Range | None = None
    while index < end:
        item, word = line.items[index], line.word(index)
        if item.kind != "word" or item.lower in THAT or item.lower in COORDINATING:
            break
        if item.lower in PLACES_OF_SOURCES and plural and place is None and index + 1 < end:
            reach = phrase_end(line, index + 1, end)
            if _is_body(line, index + 1, reach):
                place = (index, reach)
                index = reach
                continue
        if word.preposition:
            index = _over_preposition(line, index, end)
            continue
        if item.text[0].isdigit() or word.uninflected or word.infinitive:
            if word.infinitive:
                break
            index += 1
            continue
        if line.finite(index):
            break
        name = item.capital and bool(word.cases) and not word.adjective
        if (
            (word.nominative or name)
            and item.lower not in POSSESSIVE
            and (line.may_be_subject(cue.reading, index) or (item.capital and not plural and bool(word.nominative)))
        ):
            reach = phrase_end(line, index, end, plural=plural)
            return (index, reach) if line.speaks(index, reach) else place
        index += 1
    return place


def carried(line: Line, cue: Cue) -> Range | None:
    """The subject of the verb before that this one is joined to: "X came and said", "X said, adding"."""
    if cue.start > line.first + 1 and line.is_mark(cue.start - 2, ","):
        # "X holds that …, and calls for …": the comma closes the clause in between.
        for other in reversed(line.cues):
            same = (other.reading.number, other.reading.gender) == (cue.reading.number, cue.reading.gender)
            if other.at < cue.start and same and not other.gerund and (found := subject_before(line, other)):
                return found
    for index in range(cue.start - 1, line.first - 1, -1):
        if cue.start - index > 60:
            return None
        if line.items[index].kind != "word" or not line.finite(index):
            continue
        reading = next(verb for verb in line.word(index).verbs if verb.form in ("finite", "impersonal"))
        if reading.form == "impersonal":
            continue
        if not cue.gerund and (reading.number, reading.gender) != (cue.reading.number, cue.reading.gender):
            continue
        other = Cue(index, index, "", reading)
        found = subject_before(line, other) or subject_after(line, other)
        if found is not None and line.speaks(*found):
            return found
    return None


def speaker_noun(line: Line, start: int, end: int) -> bool:
    """Whether a noun of the phrase names those who speak."""
    return any(not SPEAKERS.isdisjoint(line.word(index).lemmas) for index in range(start, end))
