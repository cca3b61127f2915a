"""The desk's reports: each is a page with a table, and the same rows as a file."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import DeskRequest, desk_view
from claims.reports import Asked, Report
from lib.bounded_pages import BoundedPaginator
from lib.csv_rows import csv_response
from timeline.report_forms import ReportForm
from timeline.reports import REPORTS

_PER_PAGE = 50


def _report(name: str) -> Report:
    try:
        return REPORTS[name]
    except KeyError as error:
        raise Http404("There is no such report.") from error


def _asked(request: DeskRequest, report: Report) -> tuple[ReportForm, Asked]:
    typed = {name: str(value).replace("\0", "") for name, value in request.GET.items()}
    asked = ReportForm(typed, report=report).asked()
    shown = {"what": asked.what, "days": str(asked.days or "all"), "person": asked.person}
    return ReportForm(initial=shown, report=report), asked


def _query(asked: Asked, report: Report) -> str:
    """What was asked as it stands in an address, after "?"."""
    said = {"what": asked.what, "days": str(asked.days or "all") if report.period else "", "person": asked.person}
    return urlencode({name: value for name, value in said.items() if value})


@require_GET
@desk_view()
def reports(request: DeskRequest) -> HttpResponse:
    """All reports, each with what it tells."""
    return render(request, "timeline/reports.html", {"nav": "desk", "reports": REPORTS.values()})


@require_GET
@desk_view()
def report(request: DeskRequest, name: str) -> HttpResponse:
    """A report: its overview where it has one, and a page of its rows."""
    found = _report(name)
    form, asked = _asked(request, found)
    rows, rows_of = found.rows_now(asked)
    overview, overview_of = found.overview_now(asked)
    pages = BoundedPaginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
    query = _query(asked, found)
    context = {
        "nav": "desk",
        "report": found,
        "form": form,
        "overview": overview,
        "overview_of": overview_of,
        "rows_of": rows_of,
        "pages": pages,
        "table": found.table(asked, list(pages)),
        "query": f"{query}&" if query else "",
        "file_query": query,
    }
    return render(request, "timeline/report.html", context)


@require_GET
@desk_view()
def report_file(request: DeskRequest, name: str) -> HttpResponse:
    """All rows of a report, as CSV."""
    found = _report(name)
    _, asked = _asked(request, found)
    head = [column.name for column in found.columns(asked)]
    # mypy: Django's stubs have no common base of a response that is streamed and one that is not.
    return csv_response(f"attested-{found.name}", head, found.values(asked))  # type: ignore[return-value]
