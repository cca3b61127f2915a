"""Who stands where: the matrix of actors and issues, the page of an issue, two actors side by side, and files."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.enums import Stance
from lib.csv_rows import csv_file
from timeline.addresses import address, tidy, with_values, without
from timeline.cards import issue_url
from timeline.event_views import lead_to
from timeline.models import Entry
from timeline.moments import as_known
from timeline.parameters import asked, refused
from timeline.positions.comparing import compare, offered
from timeline.positions.drawing import drawing_of, picture_of
from timeline.positions.issue_page import IssuePage, issue_page
from timeline.positions.matrix import Asked, Matrix, matrix_of
from timeline.positions.parameters import CompareParameters, IssueParameters, MatrixParameters
from timeline.positions.ruler import ruler_of
from timeline.positions.tables import ISSUE_HEAD, MATRIX_HEAD, issue_rows, matrix_rows
from timeline.positions.wording import day_in_words
from timeline.views import gazetteer_page

Values = dict[str, Any]
_TWO = 2


def matrix_asked(form: MatrixParameters) -> tuple[Asked, Matrix] | None:
    """The matrix that valid parameters mean; None where they name what is not published, and the form says so."""
    values = form.cleaned_data
    conflict = None
    if slug := values["conflict"]:
        conflict = Entry.objects.conflicts().filter(slug=slug).values_list("pk", flat=True).first()
        if conflict is None:
            form.add_error("conflict", _("There is no such conflict in the timeline."))
            return None
    found = replace(
        Asked.from_values(values, _today()),
        conflict=conflict,
        issue=values["issue"],
        actors=tuple(values["actor"]),
        side=values["side"],
        page=values["page"] or 1,
        issues_page=values["issues_page"] or 1,
    )
    matrix = matrix_of(found, without(tidy(form.parameters), "theme"))
    if found.issue and not matrix.issues:
        form.add_error("issue", _("Nobody has taken a published position on such an issue."))
    if matrix.unknown:
        form.add_error("actor", _("Nobody called %(slugs)s has taken one.") % {"slugs": ", ".join(matrix.unknown)})
    if found.side and not matrix.actors:
        form.add_error("side", _("Nobody has taken a published position for such an actor."))
    return None if form.errors else (found, matrix)


@gazetteer_page
def issues(request: HttpRequest) -> HttpResponse:
    """The matrix: who stands where on a day."""
    form = MatrixParameters(request.GET)
    found = matrix_asked(form) if form.is_valid() else None
    if found is None:
        return refused(request, form)
    state, matrix = found
    query = tidy(request.GET)
    context = {
        "nav": "issues",
        "form": form,
        "matrix": matrix,
        "conflicts": list(Entry.objects.conflicts()),
        "state": state,
        "on": day_in_words(state.on),
        "since": day_in_words(state.since),
        "as_known": as_known(state.as_of, query),
        "ruler": ruler_of(matrix.counts.days, state.on, without(query, "page", "issues_page")),
        "stances": list(Stance),
        "tree": matrix.tree,
        "kept": [
            (name, value)
            for name, values in without(query, "on", "since", "page", "issues_page").lists()
            for value in values
        ],
        "links": _matrix_links(query, matrix, state),
    }
    return render(request, "timeline/issues.html", context)


def _matrix_links(query: QueryDict, matrix: Matrix, state: Asked) -> dict[str, str]:
    """Other states of the same page, and the same state elsewhere; "" where there is none."""
    bare = without(query, "page", "issues_page")
    further = state.page < matrix.pages and not state.actors
    issues_page = {way: address(with_values(query, issues_page=str(state.issues_page + way))) for way in (1, -1)}
    return {
        "more_issues": issues_page[1] if state.issues_page < matrix.issue_pages else "",
        "issues_before": issues_page[-1] if state.issues_page > 1 else "",
        "everything": address(without(bare, "issue", "actor", "side", "conflict")),
        "further": address(with_values(query, page=str(state.page + 1))) if further else "",
        "before": address(with_values(query, page=str(state.page - 1))) if state.page > 1 else "",
        "csv": f"{reverse('timeline:issues_csv')}{address(query)}".removesuffix("."),
        "embed": f"{reverse('timeline:embed_issues')}{address(bare)}".removesuffix("."),
        "compare": f"{reverse('timeline:compare')}{address(_moment_of(query))}".removesuffix("."),
    }


def _moment_of(query: QueryDict) -> QueryDict:
    return without(query, *(name for name in query if name not in {"on", "as_of"}))


@gazetteer_page
@asked(IssueParameters)
def issue(request: HttpRequest, asked: Values, slug: str) -> HttpResponse:
    """One issue: a lane for each side, the same as a table, and the statements behind them."""
    state, found = _issue(request, asked, slug)
    query = tidy(request.GET)
    if isinstance(found, str):
        return lead_to(issue_url(found) + address(query).removesuffix("."), state.as_of)
    context = {
        "nav": "issues",
        "page": found,
        "above": found.above,
        "parts": found.parts,
        "state": state,
        "on": day_in_words(state.on),
        "as_known": as_known(state.as_of, query),
        "ruler": ruler_of(found.counts.days, state.on, query),
        "kept": [(name, value) for name, values in without(query, "on").lists() for value in values],
        "everybody": address(without(query, "actor", "side")) if asked["actor"] or asked["side"] else "",
        "matrix_url": reverse("timeline:issues") + address(with_values(_moment_of(query), issue=slug)),
        "files": [(kind, _file(slug, kind, query)) for kind in ("svg", "png", "csv")],
        "about": f"{reverse('timeline:index')}?issue={slug}",
    }
    return render(request, "timeline/issue.html", context)


def _issue(request: HttpRequest, values: Values, slug: str) -> tuple[Asked, IssuePage | str]:
    state = Asked.from_values(values, _today())
    page = issue_page(
        slug,
        on=state.on,
        as_of=state.as_of,
        query=tidy(request.GET),
        actors=values["actor"],
        side=values["side"],
    )
    return state, page


def _file(slug: str, kind: str, query: QueryDict) -> str:
    return reverse(f"timeline:issue_{kind}", args=[slug]) + address(query).removesuffix(".")


@gazetteer_page
@asked(IssueParameters)
def issue_file(request: HttpRequest, asked: Values, slug: str, kind: str) -> HttpResponseBase:
    """The positions on an issue to take away: a drawing (svg, png) or a table (csv)."""
    state, found = _issue(request, asked, slug)
    if isinstance(found, str):
        return lead_to(_file(found, kind, tidy(request.GET)), state.as_of)
    name = f"{slug}-{state.on.isoformat()}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if kind == "csv":
        return csv_file(name, ISSUE_HEAD, issue_rows(found, request.build_absolute_uri("/").rstrip("/")))
    own = request.build_absolute_uri(_own(slug, request))
    drawing = drawing_of(found, day_in_words(state.on), own)
    if kind == "svg":
        return HttpResponse(drawing, content_type="image/svg+xml; charset=utf-8", headers=headers)
    return HttpResponse(picture_of(drawing), content_type="image/png", headers=headers)


def _own(slug: str, request: HttpRequest) -> str:
    return issue_url(slug) + address(tidy(request.GET)).removesuffix(".")


@gazetteer_page
def issues_csv(request: HttpRequest) -> HttpResponseBase:
    """The matrix as a table: a row for each cell in which somebody stands somewhere."""
    form = MatrixParameters(request.GET)
    found = matrix_asked(form) if form.is_valid() else None
    if found is None:
        return refused(request, form)
    state, matrix = found
    rows = matrix_rows(matrix, request.build_absolute_uri("/").rstrip("/"))
    return csv_file(f"positions-{state.on.isoformat()}.csv", MATRIX_HEAD, rows)


@gazetteer_page
def compare_actors(request: HttpRequest) -> HttpResponse:
    """Two actors side by side, or the choice of two."""
    form = CompareParameters(request.GET)
    if not form.is_valid():
        return refused(request, form)
    values, query = form.cleaned_data, tidy(request.GET)
    state = Asked.from_values(values, _today())
    slugs = values["actor"]
    found = compare(slugs, on=state.on, as_of=state.as_of, query=query) if len(slugs) == _TWO else None
    if slugs and found is None:
        form.add_error("actor", _("Name two actors that have taken positions, such as actor=russia&actor=ukraine."))
        return refused(request, form)
    context = {
        "nav": "issues",
        "found": found,
        "state": state,
        "on": day_in_words(state.on),
        "as_known": as_known(state.as_of, query),
        "offered": offered(state.as_of),
        "kept": [(name, value) for name, values in without(query, "actor", "on").lists() for value in values],
    }
    return render(request, "timeline/compare.html", context)


def _today() -> date:
    return timezone.now().date()
