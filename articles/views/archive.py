"""What the archive holds, to see and to take away."""

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from accounts.access import DeskRequest, desk_view
from articles.as_captured import can_be_shown, markup_of
from articles.models import Snapshot
from articles.warc import warc_of

# Cleaned already; and should the cleaner ever miss something, a browser that heeds this loads and runs nothing.
_FRAMED = {
    "default-src": [NONE],
    "img-src": [NONE],
    "form-action": [NONE],
    "style-src": [SELF],
    "frame-ancestors": [SELF],
    "sandbox": True,
}


@require_GET
@desk_view()
def warc(request: DeskRequest, pk: int) -> HttpResponse:  # noqa: ARG001  # every view takes one
    """One capture as a web archive file."""
    snapshot = get_object_or_404(Snapshot, pk=pk)
    name = f"capture-{snapshot.article_id}-{snapshot.number}.warc.gz"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(warc_of(snapshot), content_type="application/warc", headers=headers)


@require_GET
@desk_view()
def as_captured(request: DeskRequest, pk: int) -> HttpResponse:
    """One capture as it came, beside what is known of it."""
    snapshot = get_object_or_404(Snapshot.objects.select_related("article__source"), pk=pk)
    context = {"nav": "desk", "snapshot": snapshot, "shown": can_be_shown(snapshot)}
    return render(request, "articles/as_captured.html", context)


@require_GET
@xframe_options_sameorigin
@csp_replace(_FRAMED)
@desk_view()
def captured_page(request: DeskRequest, pk: int) -> HttpResponse:  # noqa: ARG001  # every view takes one
    """The page in a capture, cleaned, for a frame that may do nothing."""
    snapshot = get_object_or_404(Snapshot, pk=pk)
    if not can_be_shown(snapshot):
        raise Http404
    return HttpResponse(markup_of(snapshot, stylesheet=static("css/captured.css")))
