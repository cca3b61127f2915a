"""What one person approved or published alone, as urgent: what waits for a second person first."""

from typing import Any

from django.db.models import Case, F, QuerySet, Value, When
from django.db.models.functions import Extract
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django_stubs_ext import StrOrPromise

from claims.reports import Asked, Cell, Column, Report
from claims.reports.alone import Alone, claims_approved_alone, told
from claims.reports.tables import Cells, Rows
from timeline.cards import revision_url
from timeline.models import Entry

_WHAT: dict[str, StrOrPromise] = {
    "all": pgettext_lazy("what was done alone", "All"),
    "waiting": gettext_lazy("Waiting for confirmation"),
    "done": gettext_lazy("Confirmed or taken back"),
}
_COLUMNS = (
    Column("kind", gettext_lazy("Kind")),
    Column("number", gettext_lazy("No."), "number", only_file=True),
    Column("what", gettext_lazy("What"), "long"),
    Column("by", gettext_lazy("Alone by")),
    Column("at", gettext_lazy("When"), "moment"),
    Column("state", gettext_lazy("State")),
    Column("confirmed_by", gettext_lazy("Confirmed by")),
    Column("confirmed_at", gettext_lazy("Confirmed"), "moment"),
    Column("took_hours", gettext_lazy("Waited for"), "span"),
)


def _entries() -> QuerySet[Entry]:
    """Revisions that one person published alone, each with `waits` and `since`."""
    waits = Case(When(superseded_at__isnull=True, then=Value(value=True)), default=Value(value=False))
    return Entry.objects.filter(single_person=True).order_by().annotate(waits=waits, since=F("known_at"))


def _rows(asked: Asked) -> Rows:
    claims: QuerySet[Any] = claims_approved_alone()
    entries: QuerySet[Any] = _entries()
    if asked.what != "all":
        waiting = {"waits": asked.what == "waiting"}
        claims, entries = claims.filter(**waiting), entries.filter(**waiting)
    both = _placed(claims, "claim").union(_placed(entries, "event"), all=True)
    return both.order_by("-waits", "rank", "sort", "number")


def _placed(things: QuerySet[Any], sort: str) -> QuerySet[Any, Any]:
    """What waits stands in front, the oldest first; of the rest, the newest."""
    moment = Extract(F("since"), "epoch")
    rank = Case(When(waits=True, then=moment), default=-moment)
    placed: QuerySet[Any, Any] = things.annotate(sort=Value(sort), number=F("pk"), rank=rank)
    return placed.values("sort", "number", "waits", "rank")


def _read(_asked: Asked, rows: list[Any]) -> list[Cells]:
    claims = told([row["number"] for row in rows if row["sort"] == "claim"])
    entries = _told([row["number"] for row in rows if row["sort"] == "event"])
    now = timezone.now()
    found: list[Cells] = []
    for row in rows:
        one = (claims if row["sort"] == "claim" else entries)[row["number"]]
        until = one.confirmed_at or (now if one.waits else None)
        found.append(
            [
                Cell(row["sort"]),
                Cell(row["number"]),
                Cell(one.text, one.url),
                Cell(one.by),
                Cell(one.at),
                Cell(one.state),
                Cell(one.confirmed_by),
                Cell(one.confirmed_at),
                Cell(until - one.at if until else None),
            ]
        )
    return found


def _told(numbers: list[int]) -> dict[int, Alone]:
    """These revisions by number; the next revision by two people confirms one. Two queries."""
    alone = Entry.objects.select_related("published_by").in_bulk(numbers)
    later = Entry.objects.filter(event__in={entry.event_id for entry in alone.values()}, revision__gt=1)
    by_revision = {(one.event_id, one.revision): one for one in later.select_related("published_by")}
    return {
        number: _entry_told(entry, by_revision.get((entry.event_id, entry.revision + 1)))
        for number, entry in alone.items()
    }


def _entry_told(entry: Entry, after: Entry | None) -> Alone:
    waits = entry.superseded_at is None
    by, at = str(entry.published_by), entry.known_at
    found = Alone(str(entry), revision_url(entry), by, at, waits=waits, state="waits")
    if waits:
        return found
    if after is None:
        found.state = _("withdrawn before it was confirmed")
    elif after.single_person:
        found.state = _("replaced by one person")
    else:
        found.state, found.confirmed_by, found.confirmed_at = "confirmed", str(after.published_by), after.known_at
    return found


ALONE = Report(
    name="alone",
    title=gettext_lazy("Single-person publications"),
    says=gettext_lazy("What one person approved or published alone, as urgent, and when a second one confirmed it."),
    caption=gettext_lazy("Single-person publications, those that wait first"),
    columns=lambda _asked: _COLUMNS,
    rows=_rows,
    read=_read,
    choices=_WHAT,
    empty=gettext_lazy("Nothing was published by one person alone."),
    note=gettext_lazy("An event is confirmed by the next revision that two people publish."),
)
