"""Claims that contradict each other and both stand, with where readers see them."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from claims.models import Claim
from claims.reports import Asked, Cell, Column, Report
from claims.reports.contradictions import contradictions, proposed_contradictions
from claims.reports.tables import Cells, Rows
from timeline.models import EventClaim, Statement
from timeline.reports.published import live_statements, statements_of

_WHAT: dict[str, StrOrPromise] = {
    "linked": gettext_lazy("Linked by the desk"),
    "proposed": gettext_lazy("Proposed, to decide"),
}
_COLUMNS = (
    Column("claim_number", gettext_lazy("No."), "number", only_file=True),
    Column("claim", gettext_lazy("Claim"), "long"),
    Column("how", gettext_lazy("How")),
    Column("other_number", gettext_lazy("No."), "number", only_file=True),
    Column("other", gettext_lazy("The other"), "long"),
    Column("verdicts", gettext_lazy("Verdicts")),
    Column("events", gettext_lazy("In the events"), "long"),
    Column("published", gettext_lazy("Published")),
)


def _columns(asked: Asked) -> list[Column]:
    if asked.what == "proposed":
        return [*_COLUMNS, Column("score", _("Score"), "number"), Column("why", _("Why"), "long")]
    return [*_COLUMNS, Column("linked_at", _("Linked"), "moment"), Column("by", _("By"))]


def _rows(asked: Asked) -> Rows:
    return proposed_contradictions() if asked.what == "proposed" else contradictions(live_statements())


def _read(asked: Asked, rows: list[Any]) -> list[Cells]:
    numbers = {number for row in rows for number in (row.claim_id, row.other_id)}
    seen, events = statements_of(numbers), _events_of(numbers)
    found: list[Cells] = []
    for row in rows:
        pair = (row.claim, row.other)
        proposed = (Cell(round(row.score, 2)), Cell(row.why)) if asked.what == "proposed" else ()
        titles = dict.fromkeys(title for claim in pair for title in events.get(claim.pk, []))
        found.append(
            [
                Cell(row.claim_id),
                Cell(row.claim.text, row.claim.get_absolute_url()),
                Cell(row.get_kind_display()),
                Cell(row.other_id),
                Cell(row.other.text, row.other.get_absolute_url()),
                Cell(" / ".join(claim.get_verdict_display() for claim in pair)),
                Cell("; ".join(titles)),
                Cell(_published(pair, seen)),
                *(proposed or (Cell(row.added_at), Cell(str(row.added_by)))),
            ]
        )
    return found


def _events_of(claims: set[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    ties = EventClaim.objects.filter(claim__in=claims, event__merged_into__isnull=True).order_by("event", "pk")
    for claim, title in ties.values_list("claim", "event__title"):
        found.setdefault(claim, []).append(title)
    return found


def _published(pair: tuple[Claim, Claim], seen: dict[int, list[Statement]]) -> str:
    how_many = sum(claim.pk in seen for claim in pair)
    return ("neither", "one", "both")[how_many]


CONTRADICTIONS = Report(
    name="contradictions",
    title=gettext_lazy("Unresolved contradictions"),
    says=gettext_lazy("Claims that contradict or deny each other while both stand."),
    caption=gettext_lazy("Contradictions, newest first"),
    columns=_columns,
    rows=_rows,
    read=_read,
    choices=_WHAT,
    empty=gettext_lazy("No contradiction is open."),
    note=(
        gettext_lazy(
            "Both claims are approved, or readers see them; neither was superseded or walked back. Link the one that "
            "replaces the other as “supersedes” or “walks back”, or retract one, and the line goes."
        )
    ),
)
