"""What was done in a period, by outlet and by person of the desk, up to what readers see."""

from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles.models import Source
from claims.reports import Asked, Cell, Column, Report
from claims.reports.tables import Cells
from claims.reports.throughput import work_by_person, work_by_source
from timeline.models import Citation, Entry, Statement

_FIGURES = (
    Column("decided", _("Suggestions decided"), "number"),
    Column("written", _("Claims written"), "number"),
    Column("sent_back", _("Sent back"), "number"),
    Column("approved", _("Approved"), "number"),
    Column("to_decision", _("Median from request to decision"), "span"),
    Column("published", _("Statements published"), "number"),
)
_SOURCE_COLUMNS = (Column("outlet", _("Outlet")), *_FIGURES)
_PERSON_COLUMNS = (
    Column("person", _("Person")),
    *_FIGURES,
    Column("has_sent_back", _("Has sent back"), "number"),
    Column("has_approved", _("Has approved"), "number"),
    Column("has_published", _("Has published"), "number"),
)


def _published(asked: Asked) -> QuerySet[Statement]:
    return Statement.objects.filter(**asked.since_on("entry__known_at")).order_by()


def _sources(asked: Asked) -> list[dict[str, Any]]:
    found = work_by_source(asked)
    sources = {source.pk: source for source in Source.objects.all()}
    cited = Citation.objects.filter(**asked.since_on("statement__entry__known_at")).order_by()
    counted = dict(cited.values_list("source_slug").annotate(number=Count("statement__claim", distinct=True)))
    for number, source in sources.items():
        if source.slug in counted:
            found[number]["published"] = counted[source.slug]
    lines = [
        figures | {"name": str(sources[number]), "url": reverse("articles:source", args=[sources[number].slug])}
        for number, figures in found.items()
        if number in sources
    ]
    return _sorted(lines)


def _people(asked: Asked) -> list[dict[str, Any]]:
    found = work_by_person(asked)
    of_author = _published(asked).values_list("claim__author").annotate(number=Count("claim", distinct=True))
    entries = Entry.objects.filter(**asked.since_on("known_at")).order_by()
    by_publisher = entries.values_list("published_by").annotate(number=Count("pk"))
    for name, counted in (("published", of_author), ("has_published", by_publisher)):
        for person, number in counted:
            found[person][name] = number
    people = User.objects.in_bulk(found)
    return _sorted([figures | {"name": str(people[number])} for number, figures in found.items() if number in people])


def _sorted(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those of whom or by whom most was written and decided first."""
    return sorted(lines, key=lambda line: (-line.get("written", 0) - line.get("decided", 0), line["name"]))


def _cells(columns: tuple[Column, ...], lines: list[dict[str, Any]]) -> list[Cells]:
    return [
        [
            Cell(line["name"], line.get("url", "")),
            *(Cell(line.get(column.name, None if column.kind == "span" else 0)) for column in columns[1:]),
        ]
        for line in lines
    ]


_NOTE = _(
    "Approved and sent back count decisions, also several on one claim. The median is from each request for a review "
    "to the decision on it. Statements published counts claims of which a revision was published in the time."
)

SOURCES = Report(
    name="sources",
    title=_("Throughput by outlet"),
    says=_("What came of each outlet’s articles: suggestions decided, claims written, approved and published."),
    caption=_("By outlet, the busiest first"),
    columns=lambda _asked: _SOURCE_COLUMNS,
    rows=_sources,
    keeps_rows=True,
    read=lambda _asked, lines: _cells(_SOURCE_COLUMNS, lines),
    period="30",
    empty=_("Nothing was decided, written or published in this time."),
    note=format_lazy("{} {}", _("A claim counts for every outlet that one of its passages is from."), _NOTE),
)
EDITORS = Report(
    name="editors",
    title=_("Throughput by editor"),
    says=_("What each person decided and wrote, and how it went on."),
    caption=_("By person, the busiest first"),
    columns=lambda _asked: _PERSON_COLUMNS,
    rows=_people,
    keeps_rows=True,
    read=lambda _asked, lines: _cells(_PERSON_COLUMNS, lines),
    period="30",
    empty=_("Nothing was decided, written or published in this time."),
    note=format_lazy(
        "{} {}",
        _("The first columns tell of the claims that the person wrote, the last three of what they decided."),
        _NOTE,
    ),
)
