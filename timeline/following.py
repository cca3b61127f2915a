"""The addresses that follow a state of the timeline."""

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from actors.models import Conflict
from lib.languages import cached_by_language
from timeline.addresses import with_values, without


@dataclass(frozen=True)
class Ways:
    """Feeds of a state, the page that lists every way to follow it, and where pages ask for what is new."""

    atom: str
    json: str
    page: str
    news: str


@cached_by_language
def _path(name: str) -> str:
    return reverse(f"timeline:{name}")


def followed(parameters: QueryDict) -> QueryDict:
    """The filters alone: whoever follows them has an order and a view of their own, and starts at the newest."""
    return without(parameters, "cursor", "order", "view")


def ways_to_follow(parameters: QueryDict, conflict: Conflict | None = None) -> Ways:
    """Of the state that these parameters mean, on the page of a conflict or of all."""
    query = followed(parameters)
    if conflict is not None:
        query = with_values(query, conflict=conflict.slug)
    words = query.urlencode()
    return Ways(*(f"{_path(name)}?{words}".removesuffix("?") for name in ("atom", "json_feed", "follow", "news")))
