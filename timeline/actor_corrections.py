"""Corrections by which what an actor was said to have said reads otherwise, the newest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from pyroaring import BitMap

from timeline.actor_statements import Told
from timeline.cards import at_moment, event_changes_url, revision_url
from timeline.counting.days import union
from timeline.models import Entry, Statement

_MOST = 20
# What a reader may have cited of a statement.
_FACTS = (
    *("text", "quote", "translation", "kind", "directness", "issue_name", "stance", "conditions"),
    *("said_edtf", "happened_edtf", "verdict", "rationale", "attributions"),
)
_SHOWN = ("event_id", "revision", "slug", "title", "known_at", "correction_note")
# Of an actor with no more statements than this, the corrections of those that ended are looked for. Of any other one
# all corrections are read, the newest first, until enough of them are its own: it is said to have said so much.
_MOST_LOOKED_UP = 10_000
_READ_AT_ONCE = 500
_COMPARED_AT_ONCE = 40


@dataclass(frozen=True)
class Corrected:
    """A correction by which what an actor was said to have said reads otherwise, or is not there any more."""

    entry: Entry
    url: str
    changes_url: str
    why: str
    statements: int


def corrections_of(told: Told, moment: datetime | None) -> list[Corrected]:
    """Those by which a statement of the actor reads otherwise or is gone; three questions or a few more."""
    found: list[Corrected] = []
    all_revised = _revised(told, moment)
    while revised := list(islice(all_revised, _COMPARED_AT_ONCE)):
        said = _said_in((pk for entry, before in revised for pk in (entry.pk, before)), told)
        for entry, before in revised:
            was, now = said[before], said[entry.pk]
            if changed := sum(1 for claim, one in was.items() if _reads_otherwise(one, now.get(claim))):
                found.append(_corrected(entry, changed, told.as_of))
                if len(found) == _MOST:
                    return found
    return found


def _revised(told: Told, moment: datetime | None) -> Iterator[tuple[Entry, int]]:
    """Corrections, and the revision before each, of those before which the actor spoke, and perhaps of some more."""
    spoken = Statement.objects.filter(speaker_ids__overlap=list(told.ids)).order_by().values_list("entry", flat=True)
    found = list(spoken[: _MOST_LOOKED_UP + 1])
    until = Q(known_at__lte=moment) if moment else Q()
    before = Entry.objects.filter(event=OuterRef("event"), revision=OuterRef("revision") - 1).values("pk")
    corrections = Entry.objects.corrections().filter(until).annotate(before=Subquery(before)).only(*_SHOWN)
    if len(found) <= _MOST_LOOKED_UP:
        ended = BitMap(found) & told.corpus.mark("closed")
        events = Entry.objects.filter(pk__in=list(ended)).values("event")
        yield from _behind(ended, corrections.filter(event__in=events)) if ended else ()
        return
    occurs = union(named.entries for (pk, _), named in told.corpus.actors.items() if pk in told.ids)
    read = list(corrections[:_READ_AT_ONCE])
    while read:
        yield from _behind(occurs, read)
        last = read[-1]
        older = Q(known_at__lt=last.known_at) | Q(pk__lt=last.pk)
        read = list(corrections.filter(older, known_at__lte=last.known_at)[:_READ_AT_ONCE])


def _behind(entries: BitMap, corrections: Iterable[Any]) -> Iterator[tuple[Entry, int]]:
    return ((one, one.before) for one in corrections if one.before in entries)


def _said_in(entries: Iterable[int], told: Told) -> dict[int, dict[int, Statement]]:
    """What the actor says in each of these, by claim."""
    found: dict[int, dict[int, Statement]] = defaultdict(dict)
    rows = Statement.objects.filter(entry__in=set(entries)).only("entry_id", "claim_id", "speaker_ids", *_FACTS)
    for one in rows.order_by("entry", "position"):
        if told.speaks(one):
            found[one.entry_id][one.claim_id] = one
    return found


def _reads_otherwise(was: Statement, now: Statement | None) -> bool:
    return now is None or any(getattr(was, name) != getattr(now, name) for name in _FACTS)


def _corrected(entry: Entry, changed: int, as_of: str) -> Corrected:
    return Corrected(
        entry=entry,
        url=at_moment(revision_url(entry), as_of),
        changes_url=at_moment(event_changes_url(entry, to=str(entry.revision)), as_of),
        why=entry.correction_note,
        statements=changed,
    )
