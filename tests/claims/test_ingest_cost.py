"""An article costs the same few statements from its fetch to its suggestions, however much is said in it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import actions as articles
from articles.models import Fetch, IngestJob
from bench import pages
from claims import actions as claims
from claims.models import Suggestion, SuggestionRun
from tests import factories
from tests.origin.server import Answer

# Every statement counts, also those that only begin and end transactions and savepoints.
MOST = 84

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _nobody_hears(monkeypatch):
    from articles import tasks as article_tasks
    from claims import tasks as claim_tasks

    for task in (article_tasks.ingest, article_tasks.fetch, claim_tasks.make_suggestions):
        monkeypatch.setattr(task, "delay", lambda pk: None)


def brought_in(number, origin):
    """The statements for one page, and how many suggestions came of it."""
    page = pages.page(number, seed=21)
    origin.pages[page.url.split("://", 1)[1]] = Answer(
        page.body, headers={"Content-Type": f"text/html; charset={page.charset}"}
    )
    with CaptureQueriesContext(
        connection,
    ) as queries:
        job, _ = articles.request_fetch(url=page.url, by=None)
        assert articles.fetch(job_id=job.pk)
        assert articles.ingest(job_id=IngestJob.objects.latest("pk").pk)
        run = SuggestionRun.objects.latest("pk")
        assert claims.make_suggestions(run_id=run.pk)
    assert Fetch.objects.get(pk=job.pk).outcome == "captured"
    return len(queries), Suggestion.objects.filter(run=run).count()


def test_an_article_costs_the_same_few_statements_however_much_is_said_in_it(origin):
    for slug, name in (("kremlin", "Kremlin"), ("ukraine", "Ukraine"), ("russia", "Russia"), ("poland", "Poland")):
        factories.actor(slug, name)
    english = [number for number in range(0, 1200, 40) if pages.page(number, seed=21).language == "en"]
    brought_in(english[0], origin)  # the server's robots.txt, the outlet and the gazetteer are new
    costs = [brought_in(number, origin) for number in english[1:8]]
    said = [suggestions for _, suggestions in costs]
    assert max(said) > 2 * min(said) > 0
    statements = {number for number, _ in costs}
    assert max(statements) - min(statements) <= 1, costs  # one more where somebody known is spoken of
    assert max(statements) <= MOST
