"""What a first visit to a public page weighs: the page, its styles, its scripts and its pictures, as they are sent."""

import gzip
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from bench.weights import first_visit
from tests import factories

pytestmark = pytest.mark.django_db
_MOST = 90_000
_STYLES_AND_SCRIPTS = 25_000  # of the timeline, packed by Brotli as they are served


class _Parts(HTMLParser):
    """The addresses that a browser asks for by itself."""

    def __init__(self):
        super().__init__()
        self.asked = set()

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag in {"script", "img", "iframe", "source"}:
            self.asked.add(attributes.get("src"))
        if tag == "link" and set((attributes.get("rel") or "").split()) & {"stylesheet", "icon", "preload"}:
            self.asked.add(attributes.get("href"))


def _weight(client, address):
    page = client.get(address)
    assert page.status_code == 200
    parts = _Parts()
    parts.feed(page.content.decode())
    weights = {address: len(gzip.compress(page.content))}
    for asked in sorted(parts.asked - {None}):
        assert asked.startswith(settings.STATIC_URL), f"{asked} is asked for from elsewhere"
        name = asked.removeprefix(settings.STATIC_URL).partition("?")[0]
        weights[asked] = len(gzip.compress(Path(finders.find(name)).read_bytes()))
    return weights


def test_a_first_visit_is_light(client):
    speakers = [factories.actor(f"speaker-{n}", f"Speaker Number {n}") for n in range(10)]
    for n in range(60):
        claims = [
            factories.approved_claim(text=f"What speaker {n} said of the truce, the {k}th time.", speaker=speakers[k])
            for k in range(3)
        ]
        entry = factories.published(
            title=f"Talks, day {n}", summary="They met again and spoke of the truce. " * 3, claims=claims
        )
    for address in (
        f"{language}{page}" for language in ("", "/uk", "/ru") for page in ("/", entry.get_absolute_url())
    ):
        weights = _weight(client, address)
        assert sum(weights.values()) <= _MOST, weights
    assert first_visit(client.get("/").content) <= _STYLES_AND_SCRIPTS
