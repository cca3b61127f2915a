"""What an article says otherwise now, and the claims that lose their passage by it."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import DeskRequest, desk_view
from articles.models import Article, Snapshot
from claims import actions
from claims.changed_sources import by_capture, unsettled
from claims.models import Placement
from lib.word_diff import paragraph_diff, word_diff

_PER_PAGE = 200


def _changed(request: DeskRequest, status: int = 200, **more: object) -> HttpResponse:
    found = list(unsettled()[:_PER_PAGE])
    context = {"nav": "desk", "captures": by_capture(found), "number": len(found), **more}
    return render(request, "claims/changed.html", context, status=status)


@require_GET
@desk_view()
def changed(request: DeskRequest) -> HttpResponse:
    """Claims and events whose source has changed under them."""
    return _changed(request)


@require_POST
@desk_view("claims.write_claim")
def settle(request: DeskRequest) -> HttpResponse:
    """Say why a claim stands although its article no longer has the passage."""
    pk = request.POST.get("placement", "")
    placement = get_object_or_404(Placement, pk=int(pk) if pk.isdecimal() and len(pk) < 18 else 0)
    try:
        actions.settle(placements=[placement], why=request.POST.get("why", ""), by=request.user)
    except ValidationError as error:
        return _changed(request, 422, faulty=placement.pk, fault=error.messages[0])
    return redirect("claims:changed")


@require_GET
@desk_view()
def changes(request: DeskRequest, pk: int) -> HttpResponse:
    """What changed between two captures of an article, word by word; the last two unless others are named."""
    article = get_object_or_404(Article.objects.select_related("source"), pk=pk)
    captures = list(article.snapshots.defer("headers", "fingerprint").order_by("number"))
    if len(captures) < 2:
        raise Http404(_("The article has one capture: nothing has changed."))
    after = _numbered(captures, request.GET.get("to", ""), captures[-1])
    before = _numbered(captures, request.GET.get("from", ""), captures[max(captures.index(after) - 1, 0)])
    context = {
        "nav": "desk",
        "article": article,
        "captures": captures,
        "before": before,
        "after": after,
        "title": word_diff(before.title, after.title),
        "paragraphs": paragraph_diff(before.text, after.text),
        "placements": Placement.objects.filter(snapshot=after, excerpt__evidence__isnull=False)
        .select_related("excerpt")
        .prefetch_related("excerpt__evidence__claim")
        .distinct(),
    }
    return render(request, "claims/changes.html", context)


def _numbered(captures: list[Snapshot], number: str, otherwise: Snapshot) -> Snapshot:
    if not number:
        return otherwise
    found = next((capture for capture in captures if str(capture.number) == number), None)
    if found is None:
        raise Http404(_("There is no capture with that number."))
    return found
