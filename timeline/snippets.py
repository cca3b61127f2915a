"""The lines of HTML with which somebody shows a piece of the timeline on their own page."""

from dataclasses import dataclass
from functools import cache
from html import escape

from django.http import HttpRequest
from django.urls import reverse


@dataclass(frozen=True)
class Snippet:
    """The same piece with our script, which fits its height, and without."""

    script: str
    frame: str


@cache
def _event_path() -> str:
    return reverse("timeline:embed_event", args=[0]).removesuffix("0/")


def snippet_of_list(request: HttpRequest, query: str) -> Snippet:
    """Of the timeline in a state."""
    return _snippet(request, f"{reverse('timeline:embed')}?{query}".removesuffix("?"))


def snippet_of_strip(request: HttpRequest, query: str) -> Snippet:
    """Of the overview of the timeline in a state."""
    return _snippet(request, f"{reverse('timeline:embed_strip')}?{query}".removesuffix("?"), height=260)


def snippet_of_event(request: HttpRequest, event_id: int) -> Snippet:
    """Of one event."""
    return _snippet(request, f"{_event_path()}{event_id}/")


def _snippet(request: HttpRequest, path: str, *, height: int = 600) -> Snippet:
    script = request.build_absolute_uri(reverse("timeline:embed_script"))
    return Snippet(
        script=f'<script async src="{escape(script)}" data-attested="{escape(path)}"></script>',
        frame=f'<iframe src="{escape(request.build_absolute_uri(path))}" title="Timeline of Attested"'
        f' width="100%" height="{height}" loading="lazy"></iframe>',
    )
