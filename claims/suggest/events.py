"""Events that a text tells of: who did what to whom, where and when, grouped from what is said and narrated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from claims.suggest.speech_acts import deed_in
from claims.suggest.types import Analysis

# Whoever takes part in these stands on one level; in all others somebody does something to somebody.
_TOGETHER = frozenset({"consult", "agree", "cooperate"})
# A saying is an event of its own only where it does one of these.
_SAYINGS = frozenset(
    {"request", "reject", "threaten", "accuse", "agree", "retreat", "aid", "sanction", "mobilize", "concede"}
)
_SAID_KINDS = frozenset({"position", "commitment", "threat"})
_NOT_YET = re.compile(
    r"\b(?:will|would|won['’]t|going to|plans? to|planned to|expected to|scheduled|if|unless|should|could|might)\b",
    re.IGNORECASE,
)
_BY_AGENT = re.compile(r"\b(?:was|were|been|being|is|are)\b[^.]{0,60}? by\b", re.IGNORECASE)
_TALKS = re.compile(r"\b(?:talks?|talked|negotiat\w+|discuss\w*|consult\w*)\b", re.IGNORECASE)
_CALLS = re.compile(r"\b(?:phone|telephone|video|called|spoke)\b", re.IGNORECASE)
_MUTUAL = re.compile(r"\b(?:exchang\w+|swapp?\w*|each other|each\b|clashe?d?s?)\b", re.IGNORECASE)
_LEADING_DAY = re.compile(r"^(?:On|Last|This) (?:\w+day|week|month)(?: \w+)?, ")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Telling:
    """One statement or narrated fact, as far as it may tell of an event."""

    index: int
    kind: str
    act: str | None
    text: str
    cued: bool  # somebody says it; otherwise the article tells it itself
    speaker: str | None = None
    addressee: str | None = None
    actors: tuple[str, ...] = ()
    place: str | None = None
    said: str | None = None
    happened: str | None = None
    issue: str | None = None
    open: bool = False  # negated, hedged or doubted: that it happened is not said


@dataclass(frozen=True, slots=True)
class EventCandidate:
    """An event that somebody may want to record; `tellings` are the indices of what tells of it."""

    type: str
    title: str
    tellings: tuple[int, ...]
    happened: str | None = None
    place: str | None = None
    actors: tuple[tuple[str, str], ...] = ()  # actor slug, role: source target participant


@dataclass(slots=True)
class _Group:
    type: str
    saying: bool
    issue: str | None
    happened: str | None
    place: str | None
    people: dict[str, str]
    tellings: list[Telling] = field(default_factory=list)


def event_candidates(analysis: Analysis, names: Mapping[str, str] | None = None) -> tuple[EventCandidate, ...]:
    """The events that a text tells of, in text order; `names` says how actors and places are called in titles."""
    tellings = [
        Telling(
            index=index,
            kind=one.kind,
            act=one.act,
            text=one.text,
            cued=bool(one.cue),
            speaker=one.speaker,
            addressee=one.addressee,
            actors=one.actors,
            place=one.place,
            said=one.said.edtf if one.said else None,
            happened=one.happened.edtf if one.happened else None,
            issue=one.issue,
            open=one.negated or one.hedged or one.doubted,
        )
        for index, one in enumerate(analysis.statements)
    ]
    return group(tellings, names)


def group(tellings: Iterable[Telling], names: Mapping[str, str] | None = None) -> tuple[EventCandidate, ...]:
    """One candidate for each event: the same type, and nothing about date, place or actors that speaks against it."""
    groups: list[_Group] = []
    for telling in tellings:
        made = _of_deed(telling) or _of_saying(telling)
        if made is None:
            continue
        known = next((one for one in groups if _same(one, made)), None)
        if known is None:
            groups.append(made)
            continue
        known.tellings.append(telling)
        known.place = known.place or made.place
        known.happened = max(known.happened or "", made.happened or "", key=len) or None
        for actor, role in made.people.items():
            known.people.setdefault(actor, role)
    return tuple(_candidate(one, names or {}) for one in groups)


def _of_deed(telling: Telling) -> _Group | None:
    """What was done: told as a fact, with somebody who did it and a day or a place."""
    if telling.kind != "fact" or telling.open or _NOT_YET.search(telling.text):
        return None
    kind = deed_in(telling.text) if telling.cued else telling.act
    who = [actor for actor in telling.actors if not (telling.cued and actor in (telling.speaker, telling.addressee))]
    if kind is None or not who or (telling.happened is None and telling.place is None):
        return None
    if kind in _TOGETHER and len(who) < 2:
        return None
    return _Group(kind, False, None, telling.happened, telling.place, _roles(kind, who, telling.text), [telling])


def _roles(kind: str, who: list[str], text: str) -> dict[str, str]:
    if kind in _TOGETHER or _MUTUAL.search(text):
        return dict.fromkeys(who, "participant")
    doer = who[-1] if _BY_AGENT.search(text) else who[0]
    return {actor: "source" if actor == doer else "target" for actor in who}


def _of_saying(telling: Telling) -> _Group | None:
    """What was done by saying it: only with a speaker and a day on which it was said."""
    said = telling.kind in _SAID_KINDS or telling.act in ("sanction", "mobilize")
    if not said or telling.act not in _SAYINGS or telling.speaker is None or not _DAY.match(telling.said or ""):
        return None
    people = {telling.speaker: "source"}
    if telling.addressee:
        people.setdefault(telling.addressee, "target")
    return _Group(telling.act, True, telling.issue, telling.said, None, people, [telling])


def _same(one: _Group, other: _Group) -> bool:
    if one.type != other.type or one.saying != other.saying:
        return False
    shared = one.people.keys() & other.people.keys()
    if one.saying:
        return one.happened == other.happened and one.issue == other.issue and bool(shared)
    if one.place and other.place and one.place != other.place:
        return False
    if one.happened and other.happened:
        first, second = sorted((one.happened, other.happened), key=len)
        return second.startswith(first) and bool(shared)
    # A day is missing: then nothing less than two who take part, or the place, ties them together.
    return len(shared) > 1 or (bool(shared) and one.place is not None and one.place == other.place)


def _candidate(one: _Group, names: Mapping[str, str]) -> EventCandidate:
    return EventCandidate(
        type=one.type,
        title=_title(one, names),
        tellings=tuple(telling.index for telling in one.tellings),
        happened=one.happened,
        place=one.place,
        actors=tuple(one.people.items()),
    )


def _title(one: _Group, names: Mapping[str, str]) -> str:
    """As in "Vladimir Putin and Steve Witkoff meet in Moscow"; otherwise the shortest telling's own words."""
    called = [names[actor] for actor in one.people if actor in names]
    if one.type == "consult" and len(called) > 1:
        text = one.tellings[0].text
        verb = "hold talks" if _TALKS.search(text) else "speak" if _CALLS.search(text) else "meet"
        where = f" in {names[one.place]}" if one.place and one.place in names else ""
        return f"{', '.join(called[:-1])} and {called[-1]} {verb}{where}"
    words = min((telling.text for telling in one.tellings), key=len).rstrip(".")
    words = _LEADING_DAY.sub("", words)
    words = words[:1].upper() + words[1:]
    if len(words) <= _LONGEST:
        return words
    return words[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;:–— ") + "…"
