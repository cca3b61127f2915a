# ruff: noqa: SIM905 - word lists read better as running text
"""Positions that no verb of saying announces: relative clauses, nouns such as "refusal", lists of demands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from claims.suggest.english.cues import find_cues, skip_time
from claims.suggest.english.lexicon import DETERMINERS, POSSESSIVES, PREPOSITIONS
from claims.suggest.english.phrases import noun_phrase_after, noun_phrase_before
from claims.suggest.english.verbs import Items, is_finite, possessive
from claims.suggest.kinds import STANCE_OF_VERB
from claims.suggest.sentences import Sentence
from claims.suggest.types import Attribution

# noun: (verb of the claim's wording, stance)
_NOUNS = {
    "refusal": ("rejects", "rejects"), "rejection": ("rejects", "rejects"), "opposition": ("opposes", "rejects"),
    "acceptance": ("accepts", "accepts"), "approval": ("approves", "accepts"), "support": ("supports", "accepts"),
    "backing": ("supports", "accepts"), "endorsement": ("supports", "accepts"),
    "preference": ("prefers", "proposes"), "demand": ("demands", "demands"), "insistence": ("insists on", "demands"),
    "call": ("calls for", "demands"),
}  # fmt: skip
_LINKS = frozenset({"of", "for", "to", "on"})
_TAKE_NO_TO = frozenset({"support", "backing", "endorsement", "approval"})  # "throw their support to X"
_LIST_NOUNS = frozenset("demands conditions requirements terms requests objectives aims".split())
_LIST_OPENERS = frozenset({"including", "namely", "like", "are", "include", "were", "included"})
_LIST_VERBS = frozenset(
    {"push for", "press for", "call for", "demand", "insist on", "ask for", "propose", "reject", "seek", "want"}
)
_PHRASE_STOPS = frozenset("regarding about on over after during following by concerning around".split())


def positions(sentences: Sequence[Sentence], told: Sequence[Attribution]) -> list[Attribution]:
    """The attributions of a text with positions found, split and put in place of coarser readings."""
    found = list(told)
    for sentence in sentences:
        for made in (*_relative(sentence), *_nominal(sentence)):
            found = _insert(found, made)
    return _split_demands(found, sentences)


def _insert(found: list[Attribution], made: Attribution) -> list[Attribution]:
    """A position inside somebody's reported words sharpens that statement; elsewhere it stands by itself."""
    start, end = made.content[0][0], made.content[-1][1]
    for index, one in enumerate(found):
        if made.rule == "relative-position":
            if any(cue[0] < b and cue[1] > a for cue in made.cue for a, b in one.cue):
                return [*found[:index], *found[index + 1 :], made]
            continue
        if one.content and one.content[0][0] <= start and end <= one.content[-1][1]:
            whole = end - start > 0.6 * (one.content[-1][1] - one.content[0][0])
            if whole and one.shape == "noun":
                sharper = replace(one, text=made.text, kind="position", stance=made.stance)
                return [*found[:index], sharper, *found[index + 1 :]]
            return found
    return [*found, made]


def _relative(sentence: Sentence) -> list[Attribution]:
    """As in "a plan, which X has put forward and Y has accepted": one position each."""
    items = sentence.items
    made = []
    for at, item in enumerate(items):
        if item.lower not in ("which", "that") or at < 2:
            continue
        end = at - 1 if items[at - 1].text == "," else at
        start = _phrase_start(items, end)
        if start is None:
            continue
        left = at + 1
        for cue in (cue for cue in find_cues(items) if cue.first > at):
            if cue.base not in STANCE_OF_VERB or cue.passive or cue.first <= left:
                break
            source = noun_phrase_before(items, cue.first, left)
            following = skip_time(items, cue.last + 1)
            after = items[following] if following < len(items) else None
            if (
                source is None
                or source[0] != left
                or (after is not None and not (after.kind == "mark" or after.lower in ("and", "but")))
            ):
                break
            matter = _text(items, start, end)
            wording = f"{_text(items, *source)} {_text(items, cue.first, cue.last + 1)} {matter}."
            made.append(
                Attribution(
                    content=((items[start].start, items[end - 1].end),),
                    cue=((items[cue.first].start, items[cue.last].end),),
                    source=((items[source[0]].start, items[source[1] - 1].end),),
                    verb=cue.base,
                    rule="relative-position",
                    score=0.7,
                    shape="noun",
                    text=wording[0].upper() + wording[1:],
                )
            )
            if after is None or after.kind == "mark":
                break
            left = following + 1
    return made


def _phrase_start(items: Items, end: int) -> int | None:
    """The widest noun phrase with a determiner that ends at `end`."""
    best = None
    for index in range(end - 1, max(-1, end - 16), -1):
        item = items[index]
        if item.kind != "word" or item.lower in _PHRASE_STOPS or is_finite(items, index):
            break
        if item.lower in DETERMINERS:
            best = index
    return best


def _text(items: Items, start: int, end: int) -> str:
    """The words of some items with single spaces where the text has white space."""
    out = items[start].text
    for before, item in zip(items[start : end - 1], items[start + 1 : end], strict=True):
        out += (" " if item.start > before.end else "") + item.text
    return out


def _nominal(sentence: Sentence) -> list[Attribution]:
    """As in "X's rejection of the plan", "the refusal of the plan by X", "his support for a truce"."""
    items = sentence.items
    made = []
    for at, item in enumerate(items):
        if (
            item.lower not in _NOUNS
            or (item.capital and at > 0)
            or at + 1 >= len(items)
            or items[at + 1].lower not in _LINKS
            or (items[at + 1].lower == "to" and item.lower in _TAKE_NO_TO)
        ):
            continue
        verb, stance = _NOUNS[item.lower]
        end = _matter_end(items, at + 2)
        owner = at - 1
        while (
            owner >= 0
            and at - owner < 4
            and items[owner].kind == "word"
            and not possessive(items[owner])
            and items[owner].lower not in POSSESSIVES | PREPOSITIONS
        ):
            owner -= 1
        if (
            owner >= 0
            and at - owner < 4
            and items[owner].kind == "word"
            and (possessive(items[owner]) or items[owner].lower in POSSESSIVES)
        ):
            found = _owned(items, owner, at, end, verb, stance)
        else:
            found = _by_agent(items, at, end, verb, stance)
        if found is not None:
            made.append(found)
    return made


def _owned(items: Items, owner: int, at: int, end: int, verb: str, stance: str) -> Attribution | None:
    if end <= at + 2:
        return None
    start = owner
    while start > 0 and items[start - 1].capital and items[start].capital:
        start -= 1
    last = items[owner]
    cut = 2 if last.lower.endswith("'s") else 1 if last.lower.endswith("s'") else 0
    name = (items[start].start, last.end - cut)
    matter = _text(items, at + 2, end)
    who = _text(items, start, owner + 1).removesuffix("'s").removesuffix("’s")
    wording = None if last.lower in POSSESSIVES else f"{who} {verb} {matter}."
    return Attribution(
        content=((items[at].start, items[end - 1].end),),
        cue=((items[at].start, items[at].end),),
        source=(name,),
        verb=verb,
        rule="nominal-position",
        score=0.6,
        shape="noun",
        text=wording,
        kind="position",
        stance=stance,
    )


def _by_agent(items: Items, at: int, end: int, verb: str, stance: str) -> Attribution | None:
    by = next((k for k in range(at + 2, end) if items[k].lower == "by"), None)
    if by is None:
        return None
    agent = noun_phrase_after(items, by + 1, len(items))
    if agent is None:
        return None
    who = _text(items, *agent)
    wording = f"{who[0].upper()}{who[1:]} {verb} {_text(items, at + 2, by)}."
    return Attribution(
        content=((items[at].start, items[by - 1].end),),
        cue=((items[at].start, items[at].end),),
        source=((items[agent[0]].start, items[agent[1] - 1].end),),
        verb=verb,
        rule="nominal-position",
        score=0.6,
        shape="noun",
        text=wording,
        kind="position",
        stance=stance,
    )


def _matter_end(items: Items, start: int) -> int:
    """How far the object of the noun reaches: to a comma, a verb or the sentence's end."""
    end = start
    while end < len(items):
        item = items[end]
        if (item.kind == "mark" and item.text in ",;:.!?—–") or (end > start and is_finite(items, end)):
            break
        if item.lower in ("and", "but") and end + 2 < len(items) and is_finite(items, end + 1):
            break
        end += 1
    return end


def _split_demands(found: list[Attribution], sentences: Sequence[Sentence]) -> list[Attribution]:
    """One statement for each demand of a list."""
    starts = [sentence.start for sentence in sentences]
    out: list[Attribution] = []
    for one in found:
        number = bisect_right(starts, one.content[0][0]) - 1 if len(one.content) == 1 else -1
        inside = number >= 0 and one.content[0][1] <= sentences[number].end
        parts = _parts(sentences[number].items, one) if inside else None
        if parts is None:
            out.append(one)
            continue
        owner, spans = parts
        items = sentences[number].items
        for start, end in spans:
            wording = f"{owner} demands {_text(items, start, end)}." if owner else None
            out.append(
                replace(
                    one,
                    content=((items[start].start, items[end - 1].end),),
                    rule="demand-list",
                    score=min(0.75, one.score + 0.1),
                    shape=one.shape if one.shape == "that" else "noun",
                    kind="position",
                    stance=one.stance or STANCE_OF_VERB.get(one.verb, "demands"),
                    text=wording,
                )
            )
    return out


def _parts(items: Items, one: Attribution) -> tuple[str | None, list[tuple[int, int]]] | None:
    """Owner and items of a list of demands within a statement's content; None where there is no list."""
    start, end = one.content[0]
    inside = [index for index, item in enumerate(items) if item.start >= start and item.end <= end]
    if len(inside) < 5:
        return None
    first, last = inside[0], inside[-1] + 1
    if one.verb in _LIST_VERBS and items[first].lower == "that":
        cuts = [
            k
            for k in inside
            if items[k].lower == "that" and (k == first or items[k - 1].text == "," or items[k - 1].lower == "and")
        ]
        if len(cuts) > 1:
            ends = [k - 1 - (items[k - 1].lower == "and" and items[k - 2].text == ",") for k in cuts[1:]] + [last]
            return None, [(a + 1, b) for a, b in zip(cuts, ends, strict=True)]
    noun = next((k for k in inside if items[k].lower in _LIST_NOUNS), None)
    if noun is not None and noun - first < 6:
        opener = next(
            (
                k
                for k in range(noun + 1, min(noun + 4, last))
                if items[k].lower in _LIST_OPENERS or items[k].text == ":"
            ),
            None,
        )
        if opener is None and noun + 2 < last and items[noun + 1].lower == "such":
            opener = noun + 2
        if opener is not None:
            holder = items[noun - 1] if noun > first else None
            name = None
            if holder is not None and possessive(holder):
                at = noun - 1
                while at > first and items[at - 1].capital:
                    at -= 1
                name = _text(items, at, noun).removesuffix("'s").removesuffix("’s")
            parts = _enumeration(items, opener + 1, last)
            return (name, parts) if len(parts) > 1 else None
    if one.verb in _LIST_VERBS and one.shape == "noun":
        parts = _enumeration(items, first, last)
        if len(parts) > 2:
            return None, parts
    return None


def _enumeration(items: Items, start: int, end: int) -> list[tuple[int, int]]:
    """As in "A, B and C": cut at commas and at an "and" behind a comma, or at the only "and" of two parts."""
    parts: list[tuple[int, int]] = []
    at = start
    for index in range(start, end):
        if items[index].text in (",", ";"):
            if index > at:
                parts.append((at, index))
            at = index + 1
        elif items[index].lower in ("and", "or") and index == at:
            at = index + 1
    if end > at:
        parts.append((at, end))
    last = parts[-1] if parts else None
    if last is not None and len(parts) > 1 and not any(items[k].lower == "and" for k in (last[0] - 1,)):
        # "A, B and C" without the last comma: the only "and" of the last part divides it.
        joints = [k for k in range(last[0] + 1, last[1] - 1) if items[k].lower == "and"]
        if len(joints) == 1:
            parts[-1:] = [(last[0], joints[0]), (joints[0] + 1, last[1])]
    return parts
