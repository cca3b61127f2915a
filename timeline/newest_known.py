"""The timeline in the order in which it became known here: what was published or withdrawn last is first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from timeline.enums import NewsKind
from timeline.filters import OLDEST, PAGE_SIZE, Question
from timeline.models import Entry
from timeline.parameter_fields import Cursor

if TYPE_CHECKING:
    from timeline.models.entry import EntryQuerySet


@dataclass(frozen=True)
class Known:
    """One event as it is known: its current revision, or the last one where it was withdrawn."""

    entry: Entry
    kind: NewsKind
    at: datetime  # when it became so
    first_at: datetime  # when its first revision was published

    @property
    def place(self) -> Cursor:
        """Where it stands in this order."""
        return Cursor(self.at, self.entry.pk)


def kind_of(entry: Entry) -> NewsKind:
    """What the publication of this revision was."""
    if entry.correction_note:
        return NewsKind.CORRECTED
    return NewsKind.NEW if entry.revision == 1 else NewsKind.ADDED


def withdrawn_entries(moment: datetime | None = None) -> EntryQuerySet:
    """The last revisions of what is withdrawn, at a moment or now; not of what was published again."""
    later = Entry.objects.filter(event=OuterRef("event"), revision__gt=OuterRef("revision"))
    found = Entry.objects.filter(withdrawal__isnull=False)
    if moment is not None:
        later, found = later.filter(known_at__lte=moment), found.filter(withdrawal__at__lte=moment)
    return found.filter(~Exists(later)).select_related("withdrawal")


def page_of(question: Question) -> tuple[list[Known], Cursor | None]:
    """One page of what a question means, with what was withdrawn of it, and the place where the next one starts."""
    newest = question.order != OLDEST
    published = _part(question.entries(), "known_at", question, newest=newest)
    gone = _part(question.entries(withdrawn_entries(question.as_of)), "withdrawal__at", question, newest=newest)
    rows = [(entry.known_at, entry, kind_of(entry)) for entry in published]
    rows += [(entry.withdrawal.at, entry, NewsKind.WITHDRAWN) for entry in gone]
    rows.sort(key=lambda row: (row[0], row[1].pk), reverse=newest)
    shown = list(_known(rows[:PAGE_SIZE]))
    return shown, shown[-1].place if len(rows) > PAGE_SIZE else None


def _part(entries: EntryQuerySet, moment: str, question: Question, *, newest: bool) -> EntryQuerySet:
    if isinstance(question.cursor, Cursor):
        at, pk = question.cursor.occurred, question.cursor.pk
        then = "lt" if newest else "gt"
        # The first condition is the one that an index can use.
        entries = entries.filter(**{f"{moment}__{then}e": at}).filter(
            Q(**{f"{moment}__{then}": at}) | Q(**{f"pk__{then}": pk})
        )
    order = (f"-{moment}", "-pk") if newest else (moment, "pk")
    return entries.order_by(*order)[: PAGE_SIZE + 1]


def _known(rows: list[tuple[datetime, Entry, NewsKind]]) -> Iterator[Known]:
    events = [entry.event_id for _, entry, _ in rows if entry.revision > 1]
    first = (
        dict(Entry.objects.filter(event__in=events, revision=1).values_list("event", "known_at")) if events else {}
    )
    for at, entry, kind in rows:
        yield Known(entry, kind, at, first.get(entry.event_id, entry.known_at))
