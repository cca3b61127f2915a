"""What changed between two revisions of an event, and of the whole timeline between two moments."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, prefetch_related_objects
from django.utils.translation import pgettext_lazy

from actors.models import Conflict
from lib.word_diff import Difference
from timeline.actions.changes import changes_by_statement
from timeline.dossier import changes_in_words
from timeline.merges import Merges
from timeline.models import Citation, Entry, EntryActor, Statement, Withdrawal
from timeline.models.entry import EntryQuerySet
from timeline.parameter_fields import Cursor

PAGE_SIZE = 20
_WORDS = {
    "new": pgettext_lazy("an event", "New"),
    "corrected": pgettext_lazy("an event", "Corrected"),
    "added": pgettext_lazy("an event", "Added to"),
    "returned": pgettext_lazy("an event", "Published again"),
    "withdrawn": pgettext_lazy("an event", "Withdrawn"),
    "merged": pgettext_lazy("an event", "Merged into another event"),
    "gone": pgettext_lazy("an event", "Published and withdrawn"),
}


@dataclass(frozen=True)
class DifferencesOf:
    """What reads otherwise of one statement, or, where `statement` is "", of the entry as a whole."""

    statement: str
    differences: list[Difference]


def differences_between(before: Entry, after: Entry) -> list[DifferencesOf]:
    """How two revisions of an event differ, word by word; two questions for what they rest on."""
    prefetch_related_objects([before, after], "statements__citations")
    return [DifferencesOf(of.statement, changes_in_words(of.changes)) for of in changes_by_statement(before, after)]


@dataclass(frozen=True)
class Narrowing:
    """Which entries are meant, whenever they were known."""

    conflict: Conflict | None = None
    actors: list[EntryActor] = field(default_factory=list)
    type: str = ""
    verdict: str = ""
    tags: tuple[tuple[str, str], ...] = ()
    merges: Merges = field(default_factory=Merges)

    def of(self, entries: EntryQuerySet) -> EntryQuerySet:
        """Those of the entries that are meant."""
        given = {"conflict": self.conflict, "type": self.type, "verdict": self.verdict}
        entries = entries.filter(**{name: value for name, value in given.items() if value})
        for kind, slug in self.tags:
            entries = entries.tagged(kind, self.merges.slugs_meant(kind, slug))
        return entries.naming(self.merges.actors_meant(self.actors))

    @property
    def is_open(self) -> bool:
        """Whether all are meant."""
        return not (self.conflict or self.actors or self.type or self.verdict or self.tags)


@dataclass(frozen=True)
class Changed:
    """What became of one event between two moments."""

    kind: str
    at: datetime
    entry: Entry
    before: Entry | None
    why: list[str]
    differences: list[DifferencesOf]

    @property
    def word(self) -> str:
        """What became of it, in a word or two."""
        return str(_WORDS[self.kind])


def withdrawals_of(narrowing: Narrowing) -> "list[Q]":
    """What makes a withdrawal one of the entries meant."""
    return [] if narrowing.is_open else [Q(entry__in=narrowing.of(Entry.objects.all()))]


def behind(name: str, pk: str, cursor: Cursor | None) -> Q:
    """What comes after a place in lists that have the latest first; the first condition is one for an index."""
    if cursor is None:
        return Q()
    return Q(**{f"{name}__lte": cursor.occurred}) & (
        Q(**{f"{name}__lt": cursor.occurred}) | Q(**{f"{pk}__lt": cursor.pk})
    )


def changed_between(
    since: datetime, until: datetime, narrowing: Narrowing, cursor: Cursor | None = None
) -> tuple[list[Changed], Cursor | None]:
    """A page of the events that stand otherwise at `until` than at `since`, the latest change first.

    Each stands once, with what changed from the one moment to the other; the narrowing is asked of what stands at the
    end, or of what was withdrawn.
    """
    published = (
        narrowing.of(Entry.objects.as_of(until).filter(known_at__gt=since))
        .filter(behind("known_at", "pk", cursor))
        .order_by("-known_at", "-pk")
    )
    came_back = Entry.objects.filter(event=OuterRef("event"), known_at__gt=OuterRef("at"), known_at__lte=until)
    withdrawn = (
        Withdrawal.objects.filter(~Exists(came_back), *withdrawals_of(narrowing), at__gt=since, at__lte=until)
        .filter(behind("at", "entry", cursor))
        .select_related("entry")
        .order_by("-at", "-entry_id")
    )
    rows: list[tuple[datetime, Entry, Withdrawal | None]] = [
        (entry.known_at, entry, None) for entry in published[: PAGE_SIZE + 1]
    ]
    rows += [(one.at, one.entry, one) for one in withdrawn[: PAGE_SIZE + 1]]
    rows.sort(key=lambda row: (row[0], row[1].pk), reverse=True)
    more, rows = len(rows) > PAGE_SIZE, rows[:PAGE_SIZE]
    earlier = _revisions_by_event((entry.event_id for _, entry, _ in rows), until)
    found = [_changed(at, entry, one, earlier[entry.event_id], since) for at, entry, one in rows]
    return found, Cursor(rows[-1][0], rows[-1][1].pk) if more else None


def _revisions_by_event(events: Iterable[int], until: datetime) -> dict[int, list[Entry]]:
    """All revisions of events that were known, oldest first, with what they rest on."""
    found: dict[int, list[Entry]] = {event: [] for event in events}
    statements = Statement.objects.order_by("position").prefetch_related(
        Prefetch("citations", Citation.objects.order_by("position"))
    )
    revisions = Entry.objects.filter(event__in=found, known_at__lte=until).select_related("withdrawal")
    for entry in revisions.prefetch_related(Prefetch("statements", statements)).order_by("revision"):
        found[entry.event_id].append(entry)
    return found


def _changed(
    at: datetime, entry: Entry, withdrawal: Withdrawal | None, revisions: list[Entry], since: datetime
) -> Changed:
    stood = [one for one in revisions if one.known_at <= since]
    before = stood[-1] if stood and not (stood[-1].superseded_at and stood[-1].superseded_at <= since) else None
    later = [one for one in revisions if one.known_at > since]
    why = [one.correction_note for one in later if one.correction_note]
    if withdrawal:
        kind = "merged" if withdrawal.moved_to_id else "withdrawn" if before else "gone"
        return Changed(kind, at, entry, before, [*why, withdrawal.reason], [])
    if before is None:
        return Changed("returned" if stood else "new", at, entry, None, why, [])
    after = revisions[-1]
    differences = [
        DifferencesOf(of.statement, changes_in_words(of.changes)) for of in changes_by_statement(before, after)
    ]
    return Changed("corrected" if why else "added", at, entry, before, why, differences)
