"""A language model on loopback, and an article for it to read."""

import pytest

from claims import actions
from claims.models import Suggestion, SuggestionRun
from tests import factories
from tests.claims.engines.model_server import ModelServer

ARTICLE = (
    "Anna Berg, the foreign minister, said on Tuesday that Northland “will not open the border” before May.\n\n"
    "The port was closed for 3 days last week. Southmark demands that the border stay shut, its envoy said.\n\n"
    "Talks go on."
)


@pytest.fixture
def switch_on(settings):
    """Switch engines on, with options for the language model."""

    def on(*names, url="http://127.0.0.1:9/v1", **options):
        settings.ATTESTED_SUGGESTERS = list(names)
        settings.ATTESTED_SUGGESTER_OPTIONS = settings.ATTESTED_SUGGESTER_OPTIONS | {
            "llm": {"url": url, "model": "small-model", "key": "k-123", "timeout": 10.0, "max_tokens": 500} | options
        }

    return on


@pytest.fixture
def model(switch_on):
    """The server of a model that is switched on alone; it finds nothing unless the test says so."""
    with ModelServer() as server:
        switch_on("llm", url=server.url)
        yield server


@pytest.fixture
def newsroom(db):
    berg = factories.actor("anna-berg", "Anna Berg", office="foreign minister")
    factories.actor("northland", "Northland", kind="state")
    factories.actor("southmark", "Southmark", kind="state")
    factories.issue("border", "Border")
    return berg


@pytest.fixture
def capture(newsroom):
    return factories.article(ARTICLE, published="2025-03-14")


def runs_of(capture):
    return {run.engine: run for run in SuggestionRun.objects.filter(snapshot=capture)}


def read(capture):
    """All engines read; gives the runs by engine."""
    for run in actions.request_readings(snapshot=capture):
        actions.make_suggestions(run_id=run.pk)
    return runs_of(capture)


def found(capture, engine="llm"):
    return list(Suggestion.objects.filter(run__snapshot=capture, run__engine=engine).order_by("excerpt__start"))
