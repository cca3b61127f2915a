"""What lasts as long as a revision does: its picture, and the name that leads to it."""

from threading import Lock
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from timeline.cards import at_moment, revision_url
from timeline.event_views import lead_to
from timeline.identifiers import is_called, revision_called
from timeline.models import Entry
from timeline.parameters import asked
from timeline.share_card import DRAWING, card_of_revision, card_of_the_site
from timeline.views import public_page

Asked = dict[str, Any]
_YEAR = 365 * 24 * 3600
_DAY = 24 * 3600
# Pictures have so many places, whatever is asked for, each of at most 40 kB: 10 MB of the cache.
_PLACES = 256
_drawing = Lock()


def _revision(event_id: int, revision: int, asked: Asked) -> Entry:
    """A published revision that was known at the moment. Raises Http404 for any other."""
    found = Entry.objects.filter(event=event_id, revision=revision).first()
    if found is None or (asked["as_of"] and found.known_at > asked["as_of"]):
        raise Http404("That revision was never published.")
    return found


@require_safe
@asked()
def revision_card(request: HttpRequest, asked: Asked, event_id: int, revision: int) -> HttpResponse:
    """A revision as a picture, which never changes."""
    entry = _revision(event_id, revision, asked)
    tag = quote_etag(f"{entry.digest[:32]}-{entry.revision}-{DRAWING}")
    response = get_conditional_response(request, etag=tag) or _png(_kept(entry, tag))
    response["ETag"] = tag
    patch_cache_control(response, public=True, max_age=_YEAR, immutable=True)
    return response


def _kept(entry: Entry, tag: str) -> bytes:
    """The picture of a revision, from its place in the cache or drawn; one at a time in each process."""
    place = f"share-card:{entry.pk % _PLACES}"
    kept: tuple[str, bytes] | None = cache.get(place)
    if kept and kept[0] == tag:
        return kept[1]
    with _drawing:
        drawn = card_of_revision(entry)
    cache.set(place, (tag, drawn), _DAY)
    return drawn


@require_safe
@asked()
def site_card(request: HttpRequest, asked: Asked) -> HttpResponse:  # noqa: ARG001  # a parameter is refused
    """The picture of the site; a new release may have another."""
    response = _png(card_of_the_site())
    patch_cache_control(response, public=True, max_age=_DAY)
    return response


def _png(drawn: bytes) -> HttpResponse:
    return HttpResponse(drawn, content_type="image/png")


@public_page
@asked()
def identifier(request: HttpRequest, asked: Asked, name: str) -> HttpResponse:
    """From the name of a revision to its page."""
    numbers = revision_called(name)
    if numbers is None:
        raise Http404("No revision is called so.")
    entry = _revision(*numbers, asked)
    if not is_called(entry, name):
        raise Http404("No revision is called so.")
    return lead_to(at_moment(revision_url(entry), request.GET.get("as_of", "")), asked["as_of"])
