"""The public rows of publications, written together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from django.db.models import Model
from django.utils import timezone

from accounts.models import User
from lib.rows_as_json import number, write
from timeline.actions.changes import Change
from timeline.actions.news import announce, news_of
from timeline.freezing import Frozen
from timeline.indexing import Names, ToIndex, index_of
from timeline.models import Citation, Entry, EntryActor, Position, Statement, StatementLink


@dataclass(frozen=True)
class Publication:
    """A revision that is to be written: what it says, the revision before it, and how the two differ."""

    frozen: Frozen
    last: Entry | None
    changes: list[Change]
    note: str


def write_entries(publications: Sequence[Publication], *, names: Names, by: User) -> None:
    """Write these revisions of different events with all that belongs to them, and close those before them.

    `names` are those of everybody in them.
    """
    entries = [one.frozen.entry for one in publications]
    for one, entry in zip(publications, entries, strict=True):
        entry.revision = one.last.revision + 1 if one.last else 1
        entry.published_by, entry.changes, entry.correction_note = by, one.changes, one.note
    before = [one.last for one in publications if one.last is not None]
    corrections = Entry.objects.filter(event__in=[last.event_id for last in before]).exclude(correction_note="")
    corrected = set(corrections.values_list("event", flat=True)) if before else set()
    parts = _rows_of([one.frozen for one in publications])
    index = index_of(
        [
            ToIndex(entry, one.frozen.statements, bool(one.note) or entry.event_id in corrected)
            for one, entry in zip(publications, entries, strict=True)
        ],
        names=names,
    )
    news = news_of(entries)
    rows: tuple[Sequence[Model], ...] = (*parts, index.searches, index.tags, index.links, index.positions, news)
    # The newest entry says how fresh every page is, so entries have to become visible in the order of their ids.
    number(*rows, one_at_a_time="publish")
    now = timezone.now()
    dated: Iterator[Entry | StatementLink | Position] = chain(entries, index.links, index.positions)
    for row in dated:
        row.known_at = now
    if standing := [last.pk for last in before if last.superseded_at is None]:
        Entry.objects.filter(pk__in=standing).update(superseded_at=now)
    write(*rows)
    announce(news)


def _rows_of(found: Sequence[Frozen]) -> tuple[list[Entry], list[EntryActor], list[Statement], list[Citation]]:
    """Each with what it belongs to."""
    entries, statements, citations = [frozen.entry for frozen in found], [], []
    for frozen in found:
        for statement, cited in frozen.statements:
            statement.entry = frozen.entry
            statements.append(statement)
            for citation in cited:
                citation.statement = statement
            citations += cited
    return entries, [row for entry in entries for row in _actor_rows(entry)], statements, citations


def _actor_rows(entry: Entry) -> list[EntryActor]:
    return [
        EntryActor(
            entry=entry,
            actor_id=actor_id,
            slug=actor["slug"],
            name=actor["name"],
        )
        for actor_id, actor in zip(entry.actor_ids, entry.actors, strict=True)
    ]
