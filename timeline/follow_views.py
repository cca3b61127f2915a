"""The page that lists every way to follow a state of the timeline."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from timeline.addresses import address, chips_of, tidy
from timeline.filters import TimelineFilters
from timeline.following import followed, ways_to_follow
from timeline.freshness import published_state
from timeline.search_forms import SearchForm
from timeline.snippets import snippet_of_list, snippet_of_strip
from timeline.views import public_page


@public_page
def follow(request: HttpRequest) -> HttpResponse:
    """Feeds of the filters in the address; who has logged in can save them, for mails and webhooks."""
    form = TimelineFilters(request.GET, published=published_state(request))
    if not form.is_valid():
        return render(request, "timeline/follow.html", {"nav": "timeline", "form": form}, status=400)
    query = followed(form.settled(tidy(request.GET)))
    chips = chips_of(form, query)
    ways = ways_to_follow(query)
    context = {
        "nav": "timeline",
        "chips": chips,
        "back": f"{reverse('timeline:index')}{address(query).removeprefix('.')}",
        "feeds": [
            ("Atom", request.build_absolute_uri(ways.atom)),
            (_("JSON Feed"), request.build_absolute_uri(ways.json)),
        ],
        "here": request.get_full_path(),
        "snippet": snippet_of_list(request, query.urlencode()),
        "strip_snippet": snippet_of_strip(request, query.urlencode()),
        "past": form.cleaned_data["as_of"] is not None,
        "search": SearchForm(
            initial={"query": query.urlencode(), "name": ", ".join(chip.words for chip in chips)[:80]}
        ),
    }
    return render(request, "timeline/follow.html", context)
