"""Commitments of which nothing was observed yet: those with a deadline that has passed, and those with one ahead."""

from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from claims.enums import AttributionRole
from claims.models import Attribution, Claim
from claims.reports import Asked, Cell, Column, Report
from claims.reports.tables import Cells, Rows
from timeline.reports.published import is_published

_WHAT: dict[str, StrOrPromise] = {
    "overdue": gettext_lazy("Deadline passed"),
    "ahead": gettext_lazy("Deadline ahead"),
}
_COLUMNS = (
    Column("number", gettext_lazy("No."), "number", only_file=True),
    Column("commitment", gettext_lazy("Commitment"), "long"),
    Column("by", gettext_lazy("Promised by")),
    Column("to", gettext_lazy("Promised to")),
    Column("deadline", gettext_lazy("Deadline")),
    Column("late_hours", gettext_lazy("Overdue for"), "span"),
    Column("published", gettext_lazy("Published")),
    Column("assignee", gettext_lazy("Assigned to")),
)


def _rows(asked: Asked) -> Rows:
    overdue = Claim.objects.overdue()
    found = overdue if asked.what == "overdue" else Claim.objects.promised().exclude(pk__in=overdue.order_by())
    people = Attribution.objects.select_related("actor").order_by("pk")
    found = found.annotate(is_published=is_published()).select_related("assignee")
    return found.prefetch_related(Prefetch("attributions", people))


def _read(_asked: Asked, rows: list[Any]) -> list[Cells]:
    now = timezone.now()
    return [
        [
            Cell(row.pk),
            Cell(row.text, row.get_absolute_url()),
            Cell(_names(row, AttributionRole.SPEAKER)),
            Cell(_names(row, AttributionRole.ADDRESSEE)),
            Cell(str(row.deadline)),
            Cell(now - row.deadline_latest if row.deadline_latest < now else None),
            Cell(_("yes") if row.is_published else _("no")),
            Cell(str(row.assignee or "")),
        ]
        for row in rows
    ]


def _names(claim: Claim, role: AttributionRole) -> str:
    return "; ".join(str(one.actor) for one in claim.attributed(role))


COMMITMENTS = Report(
    name="commitments",
    title=gettext_lazy("Commitments to look after"),
    says=gettext_lazy("Approved commitments with a deadline of which nothing was observed yet."),
    caption=gettext_lazy("Commitments, the earliest deadline first"),
    columns=lambda _asked: _COLUMNS,
    rows=_rows,
    read=_read,
    choices=_WHAT,
    empty=gettext_lazy("No commitment waits for somebody to look."),
    note=gettext_lazy(
        "Link the claims that report it as kept or broken, then set its outcome; it goes to a second person, and the "
        "line goes. A deadline has passed when its last day is over, in UTC."
    ),
)
