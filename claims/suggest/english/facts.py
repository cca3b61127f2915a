# ruff: noqa: E501, SIM905 - patterns and word lists read better unbroken
"""What the article tells in its own voice: happenings, events named in passing, appearances in the media."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.suggest.english.lexicon import AUXILIARIES, verb_form
from claims.suggest.english.verbs import is_adverb, looks_like_verb
from claims.suggest.sentences import Item, Sentence
from claims.suggest.types import Attribution, DateMention, NameMention, Span

_HAPPENINGS = frozenset(
    " meet talk arrive attack strike capture sign launch reinstate resume suspend advance withdraw"
    " reclaim recapture retake"
    " kill wound injure shoot exchange release host visit travel hold engage deploy send deliver"
    " impose lift halt pause"
    " provide supply seize invade bomb shell destroy intercept arrest detain free return agree"
    " negotiate discuss convene"
    " take lose gain make continue begin start end freeze approve adopt ratify veto vote appoint"
    " dismiss resign elect ban"
    " block close open cross enter leave land storm surround retreat evacuate restore cut expand"
    " reject accept propose"
    " announce conduct violate breach stage rule push occupy annex mobilise mobilize recruit train build transfer call".split()
)
# What may, could or does happen has not happened; "will" tells of a plan.
_NOT_YET = frozenset("would could may might can should must does do did not never to".split())
_CONDITIONS = frozenset({"if", "unless", "whether", "should", "had", "suppose"})
_EVENT_NOUNS = (
    r"(?:counter-?offensive|offensive|talks|negotiations|discussions|meetings?|summit|conference|incursion|invasion|attacks?|strikes?|raid"
    r"|referendum|elections?|exchange|swap|visit|(?:phone )?call|annexation|bombardment|shelling|ceasefire|truce|assault|operation|vote)"
)
_DATELINE = re.compile(
    r"\s*[A-ZÀ-ÞА-ЯІЇЄҐ][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2}(?:, [A-Z][\w. ’'-]+?)?(?: \([^)]{2,20}\))?\s*[—–-]{1,2}\s+(?=\S)"
)
_LEAD = re.compile(
    r"^(?:however|but|and|meanwhile|moreover|also|still|yet|separately|in addition|additionally)\b,?\s*",
    re.IGNORECASE,
)
_PASSING = re.compile(
    rf"\b(?:following|after|during|before|amid|since) (?P<event>(?:(?:the|a|an) )?(?:[\w-]+ ){{0,3}}?{_EVENT_NOUNS})"
    r"(?P<rest> (?:in|at) (?:the )?(?P<place>[A-Z][\w’'-]+(?: (?:[A-Z][\w’'-]+|region|oblast|province|city))*))",
)
_DATED = re.compile(
    rf"(?P<event>(?:[\w-]+ ){{0,3}}?{_EVENT_NOUNS})(?P<rest> (?:in|at|against|on) (?:the )?[A-Z][\w’'-]+(?: (?:[A-Z][\w’'-]+|region|oblast|province|city))*)?"
)
_APPEARANCE = re.compile(r",? (?:speaking|appearing|talking)(?: [\w-]+){0,3}? (?:on|to|with|in) ")
_PLURAL = re.compile(r"(?:talks|negotiations|discussions|meetings|attacks|strikes|elections)$")


def dateline_end(text: str, start: int, end: int) -> int:
    """Where the report begins behind "MOSCOW (Wire) –"."""
    match = _DATELINE.match(text, start, min(end, start + 80))
    return match.end() if match else start


def narrated(
    text: str, sentences: Sequence[Sentence], names: Sequence[NameMention], told: Sequence[Attribution]
) -> list[Attribution]:
    """Sentences without a speaker in which a known actor does something."""
    actors = [name for name in names if name.actor]
    cues = sorted(
        span for one in told for span in (*one.cue, *(() if one.rule == "relative-position" else one.content))
    )
    found = []
    here: list[Span] = []
    following = 0
    for sentence in sentences:
        start = dateline_end(text, sentence.start, sentence.end)
        while following < len(cues) and cues[following][0] < sentence.end:
            here.append(cues[following])
            following += 1
        here = [span for span in here if span[1] > start]
        end = _main_clause_end(sentence, start, here)
        if end is None or _is_headline(sentence) or any(span[0] < end and span[1] > start for span in here):
            continue
        items = [item for item in sentence.items if start <= item.start and item.end <= end]
        inside = [name for name in actors if name.start >= start and name.end <= end]
        if items and items[0].lower in _CONDITIONS:
            continue
        if not inside or not 5 <= len(items) <= 70 or items[-1].text == "?":
            continue
        if not _happens_to_one_of(items, inside):
            continue
        stop = _without_stop(items)
        body = _LEAD.sub("", text[start:stop])
        found.append(
            Attribution(
                content=((start, stop),),
                cue=(),
                source=(),
                verb="",
                rule="narrated-fact",
                score=0.45 + 0.05 * min(3, len({name.actor for name in inside})),
                text=body[:1].upper() + body[1:] + ".",
                kind="fact",
            )
        )
    return found


def _main_clause_end(sentence: Sentence, start: int, told: Sequence[Span]) -> int | None:
    """The end of the main clause: before ", which …" where that part is told by somebody already."""
    if not any(span[1] > start for span in told):
        return sentence.end
    for index, item in enumerate(sentence.items):
        if item.text == "," and item.start > start and index + 1 < len(sentence.items):
            after = sentence.items[index + 1]
            if after.lower in ("which", "who") or after.lower.endswith("ing"):
                return item.start
    return None


def _is_headline(sentence: Sentence) -> bool:
    words = [item for item in sentence.items if item.kind == "word" and len(item.text) > 3]
    return len(words) > 3 and sum(item.capital for item in words) / len(words) > 0.75


def _happens_to_one_of(items: Sequence[Item], actors: Sequence[NameMention]) -> bool:
    """Whether the main verb tells what happened, and a known actor does it or suffers it."""
    verbs = [k for k in range(1, len(items)) if looks_like_verb(items, k)]
    if not verbs:
        return False
    # "Russian forces have made": a plural noun that could be a verb stands before the verb proper.
    first = verbs[1] if len(verbs) > 1 and verbs[1] == verbs[0] + 1 and items[verbs[0]].lower[-1] == "s" else verbs[0]
    verb = first
    while verb + 1 < len(items) and (items[verb].lower in AUXILIARIES or is_adverb(items[verb])):
        verb += 1
    form = verb_form(items[verb].lower)
    if form is None or form[0] not in _HAPPENINGS or items[verb].capital:
        return False
    group = {item.lower for item in items[first:verb]}
    if group & _NOT_YET or (not group and form[1] not in {"ed", "en"}):
        return False
    subject_end, object_end = items[first].start, items[min(len(items) - 1, verb + 6)].end
    return any(
        (name.start < subject_end and name.end + 24 >= subject_end) or items[verb].end < name.start < object_end
        for name in actors
    )


def _without_stop(items: Sequence[Item]) -> int:
    last = items[-1]
    return items[-2].end if last.text in (".", "!", "…", ",") and len(items) > 1 else last.end


def passing_events(text: str, dates: Sequence[DateMention]) -> list[Attribution]:
    """Events that a sentence names on its way: "following talks in Geneva", "last summer's offensive"."""
    found = []
    for date in dates:
        if not date.phrase.endswith(("'s", "’s")):
            continue
        match = _DATED.match(text, date.end + 1)
        if match:
            when = date.phrase[:-2]
            found.append(_event(match, (date.start, match.end()), f" {_uncapital(when)}", (date.start, date.end)))
    for match in _PASSING.finditer(text):
        after = next((date for date in dates if match.end() <= date.start <= match.end() + 4), None)
        end = after.end if after else match.end()
        tail = text[match.end() : end]
        happened = (after.start, after.end) if after else None
        found.append(_event(match, (match.start("event"), end), tail, happened))
    return found


def _uncapital(phrase: str) -> str:
    return (
        phrase[0].lower() + phrase[1:]
        if phrase.split(maxsplit=1)[0] in ("Last", "This", "Next", "Yesterday", "Today")
        else phrase
    )


def _event(match: re.Match[str], span: Span, tail: str, happened: Span | None) -> Attribution:
    event = re.sub(r"^(?:the|a|an) ", "", match["event"])
    article = "" if _PLURAL.search(event) else "An " if event[0].lower() in "aeio" else "A "
    body = f"{article}{event}"
    wording = f"{body[0].upper()}{body[1:]} took place{match['rest'] or ''}{tail}."
    rule = "dated-event" if happened else "event-in-passing"
    return Attribution((span,), (), (), "", rule, 0.45, text=wording, kind="fact", happened=happened)


def appearances(text: str, sentences: Sequence[Sentence], names: Sequence[NameMention]) -> list[Attribution]:
    """As in "X, speaking on state television, …": that the interview took place is a fact of its own."""
    media = [name for name in names if name.kind == "media"]
    persons = [name for name in names if name.kind == "person"]
    found: list[Attribution] = []
    if not media or not persons:
        return found
    for sentence in sentences:
        for match in _APPEARANCE.finditer(text, sentence.start, sentence.end):
            outlet = next((name for name in media if match.end() <= name.start <= match.end() + 5), None)
            who = next(
                (
                    name
                    for name in reversed(persons)
                    if sentence.start <= name.start and name.end <= match.start() + 1
                ),
                None,
            )
            if outlet is None or who is None:
                continue
            preposition = match.group().split()[-1]
            wording = f"{text[who.start : who.end]} spoke {preposition} {text[match.end() : outlet.end]}."
            found.append(
                Attribution(((who.start, outlet.end),), (), (), "", "appearance", 0.5, text=wording, kind="fact")
            )
    return found
