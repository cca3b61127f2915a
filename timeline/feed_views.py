"""Feeds of any state of the timeline: GET only, the same for everybody, fresh or 304."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from timeline import feeds
from timeline.addresses import chips_of, tidy, with_values, without
from timeline.filters import RELEVANCE, TimelineFilters
from timeline.freshness import published_state
from timeline.newest_known import page_of
from timeline.shared_pages import refused, shared_page


@shared_page
def atom(request: HttpRequest) -> HttpResponse:
    """The filtered timeline as an Atom feed."""
    return _feed(request, feeds.atom, "application/atom+xml; charset=utf-8")


@shared_page
def json_feed(request: HttpRequest) -> HttpResponse:
    """The filtered timeline as a JSON Feed."""
    return _feed(request, feeds.json_feed, "application/feed+json; charset=utf-8")


def _feed(request: HttpRequest, write: Callable[[feeds.Feed], str], media_type: str) -> HttpResponse:
    form = TimelineFilters(request.GET, published=published_state(request))
    if form.is_valid() and form.cleaned_data["order"] == RELEVANCE:
        form.add_error("order", _("A feed is in the order of publication: newest, or oldest."))
    if not form.is_valid():
        return refused(form)
    parameters = tidy(request.GET)
    items, further = page_of(form.question())
    about = ", ".join(f"{chip.what.lower()} {chip.words}" for chip in chips_of(form, parameters))
    here = without(parameters, "cursor")

    def address(path: str, query: str) -> str:
        return request.build_absolute_uri(f"{path}?{query}".removesuffix("?"))

    feed = feeds.Feed(
        title=f"Attested: {about}" if about else "Attested",
        query=here.urlencode(),
        home=address(reverse("timeline:index"), here.urlencode()),
        address=address(request.path, parameters.urlencode()),
        next=address(request.path, with_values(here, cursor=str(further)).urlencode()) if further else "",
        items=items,
        absolute=request.build_absolute_uri,
    )
    return HttpResponse(write(feed), content_type=media_type)
