"""What the archive holds, to take away."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from accounts.access import DeskRequest, desk_view
from articles.models import Snapshot
from articles.warc import warc_of


@require_GET
@desk_view()
def warc(request: DeskRequest, pk: int) -> HttpResponse:  # noqa: ARG001  # every view takes one
    """One capture as a web archive file."""
    snapshot = get_object_or_404(Snapshot, pk=pk)
    name = f"capture-{snapshot.article_id}-{snapshot.number}.warc.gz"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(warc_of(snapshot), content_type="application/warc", headers=headers)
