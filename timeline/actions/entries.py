"""The public rows of publications, written together."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from lib.copied_rows import write
from lib.one_at_a_time import one_at_a_time
from timeline.actions.changes import Change
from timeline.freezing import Frozen
from timeline.indexing import Names, ToIndex, index_of, learn_terms
from timeline.models import Citation, Entry, EntryActor, Statement


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
    # The newest entry says how fresh every page is, so entries have to become visible in the order of their ids.
    one_at_a_time("publish")
    now = timezone.now()
    before = [one.last for one in publications if one.last is not None]
    if standing := [last.pk for last in before if last.superseded_at is None]:
        Entry.objects.filter(pk__in=standing).update(superseded_at=now)
    for one in publications:
        entry = one.frozen.entry
        entry.revision = one.last.revision + 1 if one.last else 1
        entry.known_at, entry.published_by = now, by
        entry.changes, entry.correction_note = one.changes, one.note
    corrections = Entry.objects.filter(event__in=[last.event_id for last in before]).exclude(correction_note="")
    corrected = set(corrections.values_list("event", flat=True)) if before else set()
    rows = _rows_of([one.frozen for one in publications])
    index = index_of(
        [
            ToIndex(one.frozen.entry, one.frozen.statements, bool(one.note) or one.frozen.entry.event_id in corrected)
            for one in publications
        ],
        names=names,
    )
    write(*rows, *index.rows)
    learn_terms(index.terms)


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
