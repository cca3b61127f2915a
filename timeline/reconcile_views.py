"""What OpenRefine shows of an actor in a frame."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from timeline.counting.days import union
from timeline.embed_views import embeddable
from timeline.filters import no_such_parameter
from timeline.models import Entry, EntryActor
from timeline.public_actors import Occurring

_NEWEST = 3


@embeddable
def preview(request: HttpRequest) -> HttpResponse:
    """One actor of public entries: its name and kind, and the newest of what is published of it."""
    slug = request.GET.get("id", "")
    if unknown := [no_such_parameter(name) for name in request.GET if name != "id"]:
        page = render_to_string("timeline/embed_refused.html", {"theme": "", "problems": unknown})
        return HttpResponse(page, status=HTTPStatus.BAD_REQUEST)
    occurring = Occurring(None)
    listed = union(
        named.entries & occurring.entries
        for (_, known_as), named in occurring.corpus.actors.items()
        if known_as == slug
    )
    newest = occurring.corpus.order.first(listed, _NEWEST, newest=True)
    if not newest:
        page = render_to_string("timeline/embed_gone.html", {"theme": ""})
        return HttpResponse(page, status=HTTPStatus.NOT_FOUND)
    entries = Entry.objects.filter(pk__in=newest).newest()
    actor = EntryActor.objects.filter(entry=listed.max(), slug=slug).select_related("actor")[0]
    context = {
        "theme": "",
        "slug": slug,
        "name": actor.name,
        "kind": actor.actor.get_kind_display(),
        "entries": entries,
    }
    return HttpResponse(render_to_string("timeline/reconcile_preview.html", context))
