# ruff: noqa: E501 - patterns and word lists read better unbroken
"""Actors and places in a text: the newsroom's own first, then the world's, then new ones by their surroundings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from claims.suggest.english.lexicon import ADVERBS, DETERMINERS, PERSON_NOUNS, PREPOSITIONS, SUBORDINATORS, verb_form
from claims.suggest.gazetteer import Gazetteer, Hit
from claims.suggest.inflection import languages_of
from claims.suggest.offices import with_countries, with_office
from claims.suggest.runs import Word, capital_rows
from claims.suggest.types import NameMention, Span
from claims.suggest.unknown import unknown_names
from claims.suggest.world.cyrillic_reading import read_cyrillic
from claims.suggest.world.nouns import OFFICES
from claims.suggest.world.reading import read_world
from lib.naming.ranking import Asked
from lib.naming.standing import Reading, is_place_here, reading_at

_CYRILLIC = re.compile(r"[\u0400-\u04ff]{3}")
_NOT_GIVEN = PERSON_NOUNS | OFFICES | ADVERBS | DETERMINERS | PREPOSITIONS | SUBORDINATORS | {"and", "but", "or"}
_DAY = re.compile(r"\d{4}(?:-[01]\d(?:-[0-3]\d)?)?")
_YOUNGER = re.compile(r",? (?:Jr|Sr|III|II)\b\.?")
_NAMED_AFTER = re.compile(
    r" (?:Foundation|Organi[sz]ation|University|Tower|Library|Center|Centre|Company|Group|Institute|Hotel|Street|Airport|Presidential Library)\b"
)
# What the world knows in more words than the newsroom keeps its own actor: "Washington Post" is not Washington.
_OUTDONE = frozenset(["metonym", "demonym", "short"])


def find_names(
    text: str, hits: list[Hit], gazetteer: Gazetteer, *, date: str | None = None, language: str = ""
) -> list[NameMention]:
    """Every actor and place named in the text, in order; offices where the text gives them.

    `date` is the text's own, in EDTF: a title means who had it then.
    """
    rows = capital_rows(text)
    day = _DAY.match(date or "")
    asked = Asked("", language, day[0] if day else "")
    known = [mention for hit in hits if (mention := _known(text, hit, gazetteer, asked)) is not None]
    known = _namesakes_told_apart(text, known, rows, gazetteer)
    world = read_world(text, rows)
    known = _not_outdone(known, world)
    taken = _merged(known)
    world = [mention for mention in world if not _touches(taken, mention.start, mention.end)]
    taken = _merged([*known, *world])
    found = [*known, *world, *unknown_names(text, rows, taken)]
    found += _later_surnames(found, rows)
    if _CYRILLIC.search(text):
        found += read_cyrillic(text, _merged(found), languages_of(text)[0])
    found.sort(key=lambda mention: (mention.start, -mention.end))
    return with_countries([with_office(mention, text) for mention in _without_strays(found)])


def _merged(mentions: Sequence[NameMention]) -> list[Span]:
    """The spans of the mentions as a sorted list without overlaps."""
    out: list[Span] = []
    for start, end in sorted((mention.start, mention.end) for mention in mentions):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _touches(spans: Sequence[Span], start: int, end: int) -> bool:
    at = bisect_right(spans, (start, 1 << 60)) - 1
    return (at >= 0 and spans[at][1] > start) or (at + 1 < len(spans) and spans[at + 1][0] < end)


def _not_outdone(known: list[NameMention], world: list[NameMention]) -> list[NameMention]:
    """Without those that are only a part of a longer name of the world's."""
    longer = [
        one for one in world if one.form == "full" and one.kind in ("media", "organisation", "person", "armed_force")
    ]
    if not longer:
        return known
    starts = [one.start for one in longer]
    kept = []
    for mention in known:
        if mention.form in _OUTDONE or mention.kind == "place":
            at = bisect_right(starts, mention.start) - 1
            if at >= 0 and mention.end <= longer[at].end and len(longer[at].text) > len(mention.text):
                continue
        kept.append(mention)
    return kept


def _known(text: str, hit: Hit, gazetteer: Gazetteer, asked: Asked) -> NameMention | None:
    actors = [entry for entry in hit.entries if entry.role == "actor"]
    places = [entry for entry in hit.entries if entry.role == "place"]
    start, end = hit.start, hit.end
    place = gazetteer.places[places[0].slug] if places else None
    if place is not None and (
        not actors or (actors[0].form in ("metonym", "short") and is_place_here(text, start, end))
    ):
        return NameMention(start, end, text[start:end], "place", place=place.slug, country=place.country)
    if not actors:
        return None
    if text[start : start + 4].lower() == "the " and end - start > 4:
        start += 4  # the article is not part of a name's span
    if text[start:end].endswith(("’s", "'s")):
        end -= 2
    reading = reading_at(text, start, end) if len(actors) > 1 else Reading.OPEN
    entry = gazetteer.actor_of(actors, replace(asked, name=text[start:end], reading=reading))
    if entry is None:
        return None
    actor = gazetteer.actors[entry.slug]
    return NameMention(
        start,
        end,
        text[start:end],
        actor.kind,
        actor=actor.slug,
        place=place.slug if place else None,
        country=actor.country,
        form=entry.form,
    )


def _namesakes_told_apart(
    text: str, known: list[NameMention], rows: Sequence[Sequence[Word]], gazetteer: Gazetteer
) -> list[NameMention]:
    """Without surnames of known persons that are somebody else's here: "Natalia Putin", "the Trump Organization"."""
    short = {
        mention.start: mention
        for mention in known
        if mention.kind == "person" and mention.form not in ("title", "demonym") and mention.actor
    }
    if not short:
        return known
    named: dict[str, str | None] = {}  # by surname: the actor who is named first, None for a namesake
    full: set[str] = set()
    dropped: set[int] = set()
    spans = _merged(known)
    for row in rows:
        for at, word in enumerate(row):
            mention = short.get(word.start)
            if mention is None or mention.actor is None:
                continue
            surname = mention.text.split()[-1].lower()
            if _YOUNGER.match(text, mention.end) or _NAMED_AFTER.match(text, mention.end):
                dropped.add(mention.start)
                continue
            if " " in mention.text:
                full.add(surname)
                named.setdefault(surname, mention.actor)
                continue
            given = row[at - 1] if at and word.gap == " " else None
            names = gazetteer.actors[mention.actor].name.lower().split()
            if (
                given is None
                or not _is_given(given)
                or _touches(spans, given.start, given.end)
                or any(row[k].key in names for k in range(at))  # "Donald J. Trump"
            ):
                named.setdefault(surname, mention.actor)
                continue
            dropped.add(mention.start)
            named.setdefault(surname, None)
    # Where only the namesake is named in full, and first, the surname alone is the namesake's.
    others = {surname for surname, actor in named.items() if actor is None and surname not in full}
    return [
        mention
        for mention in known
        if mention.start not in short or (mention.start not in dropped and mention.text.lower() not in others)
    ]


def _is_given(word: Word) -> bool:
    """Whether it can be a given name: no office, small word or verb of a headline."""
    return (
        word.key not in _NOT_GIVEN
        and verb_form(word.key) is None
        and not word.text.isupper()
        and not word.key.endswith(("ly", "ing", "ian", "ish", "aire"))
    )


def _later_surnames(found: Sequence[NameMention], rows: Sequence[Sequence[Word]]) -> list[NameMention]:
    """Surnames alone of persons that the text has named in full before."""
    persons: dict[str, NameMention | None] = {}
    for mention in sorted(found, key=lambda one: one.start):
        if mention.kind == "person" and mention.form != "title" and " " in mention.text:
            surname = mention.text.split()[-1]
            before = persons.get(surname, mention)
            same = before is not None and (before.actor, before.text) == (mention.actor, mention.text)
            persons[surname] = (
                (before or mention) if same or (before and before.actor and before.actor == mention.actor) else None
            )
    if not persons:
        return []
    taken = _merged(found)
    more = []
    for row in rows:
        for at, word in enumerate(row):
            person = persons.get(word.text)
            if person is None or word.start < person.end or _touches(taken, word.start, word.end):
                continue
            alone = (at == 0 or word.gap != " " or not _is_given(row[at - 1])) and (
                at + 1 == len(row) or row[at + 1].gap != " "
            )
            if alone:
                form = "short" if person.actor else person.form
                more.append(
                    NameMention(
                        word.start,
                        word.end,
                        word.text,
                        "person",
                        actor=person.actor,
                        country=person.country,
                        form=form,
                    )
                )
    return more


def _without_strays(found: list[NameMention]) -> list[NameMention]:
    """A title that stands right before or in apposition to somebody else's name is not its usual holder."""
    kept = []
    for number, mention in enumerate(found):
        if mention.form == "title":
            rival = next(
                (
                    other
                    for other in found[number + 1 : number + 4]
                    if other.kind == "person" and mention.end <= other.start <= mention.end + 2
                ),
                None,
            )
            if rival is not None and rival.actor != mention.actor:
                continue
        kept.append(mention)
    return kept
