"""What OpenRefine shows of an actor in a frame."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from timeline.embed_views import embeddable
from timeline.filters import no_such_parameter
from timeline.models import Entry, EntryActor

_NEWEST = 3


@embeddable
def preview(request: HttpRequest) -> HttpResponse:
    """One actor of public entries: its name and kind, and the newest of what is published of it."""
    slug = request.GET.get("id", "")
    if unknown := [no_such_parameter(name) for name in request.GET if name != "id"]:
        page = render_to_string("timeline/embed_refused.html", {"theme": "", "problems": unknown})
        return HttpResponse(page, status=HTTPStatus.BAD_REQUEST)
    rows = EntryActor.objects.current().filter(slug=slug) if "\0" not in slug else None
    newest = list(rows.order_by("-occurred", "-entry").select_related("actor")[:_NEWEST]) if rows is not None else []
    if not newest:
        page = render_to_string("timeline/embed_gone.html", {"theme": ""})
        return HttpResponse(page, status=HTTPStatus.NOT_FOUND)
    entries = Entry.objects.in_bulk([row.entry_id for row in newest])
    context = {
        "theme": "",
        "slug": slug,
        "name": newest[0].name,
        "kind": newest[0].actor.get_kind_display(),
        "entries": [entries[row.entry_id] for row in newest],
    }
    return HttpResponse(render_to_string("timeline/reconcile_preview.html", context))
