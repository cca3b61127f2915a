"""The timeline in machine formats: the same parameters as its pages have, the same answer to a bad one."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.utils import timezone

from lib.csv_rows import csv_file
from lib.problems import problem
from timeline.filters import TimelineFilters
from timeline.freshness import published_state
from timeline.geojson import ClusterFilters, clusters_document, entries_document
from timeline.tables import HEAD, table_rows
from timeline.views import View, public_page

Answer = Callable[[HttpRequest, Any], HttpResponseBase]

_GEOJSON = "application/geo+json"  # RFC 7946, section 12


def _asked_with(filters: type[TimelineFilters]) -> Callable[[Answer], View]:
    """Gives the view the valid form; answers what is not valid with the names of the parameters."""

    def decorate(view: Answer) -> View:
        @public_page
        @wraps(view)
        def answer(request: HttpRequest) -> HttpResponseBase:
            form = filters(request.GET, published=published_state(request))
            if form.is_valid():
                return view(request, form)
            errors = [
                {"pointer": name.replace("__all__", ""), "detail": str(message)}
                for name, messages in form.errors.items()
                for message in messages
            ]
            return problem(400, "The timeline cannot answer this address.", errors=errors)

        return answer

    return decorate


@_asked_with(ClusterFilters)
def events_geojson(request: HttpRequest, form: ClusterFilters) -> JsonResponse:
    """Entries as features, a page at a time; with `cluster`, what a map shows at that zoom."""
    if form.cleaned_data["cluster"] is not None:
        found = clusters_document(form)
    else:
        found = entries_document(form.question(), request)
    headers = {"Link": f'<{found["next"]}>; rel="next"'} if found.get("next") else {}
    compact = {"separators": (",", ":"), "ensure_ascii": False}
    return JsonResponse(found, content_type=_GEOJSON, headers=headers, json_dumps_params=compact)


@_asked_with(TimelineFilters)
def events_csv(request: HttpRequest, form: TimelineFilters) -> StreamingHttpResponse:
    """All entries as a table, in the order asked for."""
    rows = table_rows(form.question(), request.build_absolute_uri("/").rstrip("/"))
    return csv_file(f"events-{timezone.now():%Y-%m-%d}.csv", HEAD, rows)
