"""What was corrected or withdrawn, for readers: what we said, what we say now, why, when, and who approved it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from actors.models import Conflict
from lib.word_diff import Piece, word_diff
from timeline.between import behind
from timeline.cards import at_moment, event_changes_url, event_url, revision_url
from timeline.facts import fact_in_words, value_in_words
from timeline.models import Entry, Withdrawal
from timeline.models.entry import EntryQuerySet
from timeline.parameter_fields import Cursor

PAGE_SIZE = 20


@dataclass(frozen=True)
class Said:
    """One fact: what it is, as we said it, and as we say it now; nothing where it was not said at all."""

    what: str
    before: list[Piece]
    after: list[Piece]


@dataclass(frozen=True)
class Correction:
    """A revision that changed a published fact, or a withdrawal."""

    at: datetime
    entry: Entry
    title: str
    url: str
    changes_url: str
    withdrawn: bool
    why: str
    approved: str
    facts: list[Said]


@dataclass(frozen=True)
class Corrections:
    """All corrections of a conflict, or of all, that were known at a moment, and were published in a span."""

    conflict: Conflict | None = None
    first: datetime | None = None
    last: datetime | None = None
    as_of: datetime | None = None

    def page(self, cursor: Cursor | None = None, *, given: str = "") -> tuple[list[Correction], Cursor | None]:
        """The latest first, and where the next page starts; links are as of the moment that is `given`."""
        published = self._published().filter(behind("known_at", "pk", cursor)).order_by("-known_at", "-pk")
        withdrawn = self._withdrawn().filter(behind("at", "entry", cursor)).order_by("-at", "-entry_id")
        names = ["published_by"] if settings.CORRECTIONS_NAME_APPROVER else []
        entries = published.select_related(*names) if names else published
        ended = withdrawn.select_related("entry", *(["by"] if names else []))
        rows: list[tuple[datetime, int, Correction]] = [
            (entry.known_at, entry.pk, _corrected(entry, given)) for entry in entries[: PAGE_SIZE + 1]
        ]
        rows += [(one.at, one.entry_id, _withdrawn(one, given)) for one in ended[: PAGE_SIZE + 1]]
        rows.sort(key=lambda row: row[:2], reverse=True)
        more, rows = len(rows) > PAGE_SIZE, rows[:PAGE_SIZE]
        return [found for *_, found in rows], Cursor(*rows[-1][:2]) if more else None

    def changes_around(self, moment: datetime) -> list[datetime]:
        """When the list changed: the last two times until a moment, and the first one after it."""
        published, withdrawn = self._published(any_time=True), self._withdrawn(any_time=True)
        before = [
            *published.filter(known_at__lte=moment).order_by("-known_at").values_list("known_at", flat=True)[:2],
            *withdrawn.filter(at__lte=moment).order_by("-at").values_list("at", flat=True)[:2],
        ]
        after = [
            *published.filter(known_at__gt=moment).order_by("known_at").values_list("known_at", flat=True)[:1],
            *withdrawn.filter(at__gt=moment).order_by("at").values_list("at", flat=True)[:1],
        ]
        return [*sorted(set(before))[-2:], *sorted(after)[:1]]

    def _published(self, *, any_time: bool = False) -> EntryQuerySet:
        entries = Entry.objects.corrections().filter(self._span("known_at", any_time=any_time))
        return entries.filter(conflict=self.conflict) if self.conflict else entries

    def _withdrawn(self, *, any_time: bool = False) -> "QuerySet[Withdrawal]":
        found = Withdrawal.objects.filter(self._span("at", any_time=any_time))
        return found.filter(entry__conflict=self.conflict) if self.conflict else found

    def _span(self, name: str, *, any_time: bool) -> Q:
        ends = {"gte": self.first, "lte": self.last}
        span = Q(**{f"{name}__{end}": moment for end, moment in ends.items() if moment})
        return span if any_time or not self.as_of else span & Q(**{f"{name}__lte": self.as_of})


def _corrected(entry: Entry, given: str) -> Correction:
    # What only the newsroom's handling changed takes nothing back that we said.
    facts = [
        _said(fact_in_words(change["what"]), value_in_words(change, "before"), value_in_words(change, "after"))
        for change in entry.changes
    ]
    return Correction(
        at=entry.known_at,
        entry=entry,
        title=entry.title,
        url=at_moment(revision_url(entry), given),
        changes_url=at_moment(event_changes_url(entry, to=str(entry.revision)), given),
        withdrawn=False,
        why=entry.correction_note,
        approved=_approved(
            entry.published_by if settings.CORRECTIONS_NAME_APPROVER else None,
            alone=entry.published_by_id == entry.written_by_id,
        ),
        facts=facts,
    )


def _withdrawn(one: Withdrawal, given: str) -> Correction:
    return Correction(
        at=one.at,
        entry=one.entry,
        title=one.entry.title,
        url=at_moment(event_url(one.entry), given),
        changes_url="",
        withdrawn=True,
        why=one.reason,
        approved=_approved(one.by if settings.CORRECTIONS_NAME_APPROVER else None, alone=False),
        facts=[_said(fact_in_words("event"), one.entry.title, "")],
    )


def _said(what: str, before: str, after: str) -> Said:
    pieces = word_diff(before, after)
    return Said(what, _without(pieces, "ins"), _without(pieces, "del"))


def _without(pieces: Iterable[Piece], op: str) -> list[Piece]:
    return [piece for piece in pieces if piece.op != op]


def _approved(person: object, *, alone: bool) -> str:
    """Who stands for it: the role, which the row itself tells for ever, or the name where readers may see it."""
    who = (
        str(person)
        if person
        else pgettext("approved by", "one person")
        if alone
        else pgettext("approved by", "a reviewer")
    )
    return (_("%(who)s, alone, as urgent") if alone else _("%(who)s, as second person")) % {"who": who}
