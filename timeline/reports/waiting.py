"""What waits at the desk: claims at each stage, events that readers do not see as they stand, and inbox items."""

from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from accounts.models import User
from claims.enums import Stage
from claims.models import Claim
from claims.reports import Asked, Cell, Column, Report, Table
from claims.reports.tables import Cells, Rows
from claims.reports.waiting import BANDS, WAITS_SINCE, Waiting, by_age, claims_at, items_waiting, oldest_of
from timeline.models import Event
from timeline.reports.published import is_published

_WHAT: dict[str, StrOrPromise] = {
    "in_review": gettext_lazy("In review"),
    "draft": gettext_lazy("Drafts"),
    "approved": gettext_lazy("Approved, unpublished"),
    "events": gettext_lazy("Events to publish"),
    "inbox": gettext_lazy("Inbox items"),
}


def _claims(stage: Stage) -> QuerySet[Claim]:
    found = claims_at(stage)
    return found.exclude(is_published()) if stage == Stage.APPROVED else found


def _events() -> QuerySet[Event]:
    """Events to publish, those that have waited longest first."""
    return Event.objects.to_publish().annotate(since=F("live_state__waits_since")).order_by("since", "pk")


def _things(what: str) -> tuple[QuerySet[Any], str]:
    """What waits of one sort, and the column that says since when."""
    if what == "events":
        return _events(), "since"
    if what == "inbox":
        return items_waiting(), "article__created_at"
    stage = Stage(what)
    return _claims(stage), WAITS_SINCE[stage]


def _rows(asked: Asked) -> Rows:
    found: QuerySet[Any]
    found, since = _things(asked.what)
    found = found.filter(**asked.of_person("assignee"))
    if asked.what == "events":
        return found.select_related("author", "assignee")
    found = found.annotate(since=F(since)).select_related("assignee")
    return found.select_related("article__source") if asked.what == "inbox" else found.select_related("author")


def _columns(asked: Asked) -> list[Column]:
    by = _("Outlet") if asked.what == "inbox" else _("Written by")
    return [
        Column("number", _("No."), "number", only_file=True),
        Column("what", _("What"), "long"),
        Column("by", by),
        Column("assignee", _("Assigned to")),
        Column("due_on", _("Due"), "day"),
        Column("since", _("Waits since"), "moment"),
        Column("waits_hours", _("Waits for"), "span"),
    ]


def _read(asked: Asked, rows: list[Any]) -> list[Cells]:
    now = timezone.now()
    return [
        [
            Cell(row.pk),
            Cell(str(row) if asked.what in {"events", "inbox"} else row.text, _address(asked.what, row)),
            Cell(str(row.article.source if asked.what == "inbox" else row.author)),
            Cell(str(row.assignee or "")),
            Cell(getattr(row, "due_on", None)),
            Cell(row.since),
            Cell(now - row.since if row.since else None),
        ]
        for row in rows
    ]


def _address(what: str, row: Any) -> str:
    return str((row.article if what == "inbox" else row).get_absolute_url())


def _overview(_asked: Asked) -> list[Table]:
    found = {what: by_age(*_things(what), person="assignee") for what in _WHAT}
    return [_by_stage(found), _by_assignee(found)]


def _by_stage(found: dict[str, Waiting]) -> Table:
    columns = [
        Column("what", _("What")),
        *(Column(name, _(name).capitalize(), "number") for name, *_days in BANDS),
    ]
    columns += [Column("all", _("All"), "number"), Column("oldest", _("Oldest since"), "moment")]
    rows = []
    for what, waiting in found.items():
        oldest = min(waiting.oldest.values(), default=None)
        numbers = [Cell(number) for number in (*waiting.bands, sum(waiting.bands))]
        rows.append([Cell(str(_WHAT[what]), f"?what={what}#rows"), *numbers, Cell(oldest)])
    return Table(_("By stage and age"), columns, rows)


def _by_assignee(found: dict[str, Waiting]) -> Table:
    oldest = oldest_of(found.values())
    names = {person.pk: str(person) for person in User.objects.filter(pk__in=[one for one in oldest if one])}
    columns = [Column("person", _("Assigned to")), *(Column(what, _WHAT[what], "number") for what in found)]
    columns.append(Column("oldest", _("Oldest since"), "moment"))
    rows = [
        [
            Cell(names[whose] if whose else _("Nobody"), f"?person={whose or 'nobody'}#rows"),
            *(Cell(waiting.people[whose]) for waiting in found.values()),
            Cell(oldest[whose]),
        ]
        for whose in sorted(oldest, key=lambda one: (one is None, names.get(one or 0, "")))
    ]
    return Table(_("By assignee"), columns, rows)


WAITING = Report(
    name="waiting",
    title=gettext_lazy("Waiting and ageing"),
    says=gettext_lazy("What waits at each stage, how long, and with whom."),
    caption=gettext_lazy("What waits, longest first"),
    columns=_columns,
    rows=_rows,
    read=_read,
    overview=_overview,
    choices=_WHAT,
    by_person=True,
    empty=gettext_lazy("Nothing waits here."),
    note=(
        gettext_lazy(
            "A draft waits since it was written, a claim in review since review was asked for, an approved one since "
            "it was approved; an event since it was written or, once published, since it or a claim of it last "
            "changed; an inbox item since its article came in."
        )
    ),
)
