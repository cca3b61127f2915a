"""Five hundred articles through real workers that are killed with -9 again and again: 0 lost, 0 doubled."""

import os
import random
import time

import pytest
from django.db.models import Count

from articles import actions, tasks
from articles.models import Article, FeedItem, Fetch, IngestJob, Snapshot
from claims import tasks as claim_tasks
from claims.models import SuggestionRun
from config.services.child import tail
from tests import factories
from tests.articles.pages import page
from tests.articles.workers import empty, kill, queue, start_worker  # noqa: F401  # fixtures

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ARTICLES = 500
ROUNDS = 20
HOSTS = 10
# After the last round nothing is broken any more: then everything has to be done within this many seconds without any
# of it getting on. (In a quiet room all of it is done within 60.)
STANDSTILL = 90


def unfinished():
    """How many steps are to come: what is fetched has still to be read twice, and what is read, once."""
    steps = {Fetch: 3, IngestJob: 2, SuggestionRun: 1}
    return sum(number * model.objects.unfinished().count() for model, number in steps.items())


def standing():
    """What is not done, as it stands: for the one who has to find out why."""
    return [
        (model.__name__, *row)
        for model in (Fetch, IngestJob, SuggestionRun)
        for row in model.objects.exclude(state="done")
        .values_list("state", "attempts", "retries", "cause", "error")
        .annotate(number=Count("pk"))
        .order_by()
    ]


def parked():
    return [*Fetch.objects.filter(state="failed"), *IngestJob.objects.filter(state="failed")]


def republish():
    """What beat does every ten seconds."""
    tasks.republish_waiting_jobs()
    claim_tasks.republish_waiting_runs()


@pytest.fixture
def listed(origin, editor):
    """A feed that lists all articles, each a page at one of several outlets."""
    addresses = []
    for number in range(ARTICLES):
        host = f"outlet-{number % HOSTS}.example"
        words = f"Delegate {number} spoke of point {number * 3} and nobody asked about it in room {number * 5}."
        origin.pages[f"{host}/report-number-{number}"] = page(f"Report number {number}", words)
        addresses.append(f"http://{host}/report-number-{number}")
    items = "".join(f"<item><title>{url}</title><link>{url}</link></item>" for url in addresses)
    origin.pages["outlet-0.example/feed"] = f'<rss version="2.0"><channel><title>All</title>{items}</channel></rss>'
    return actions.add_feed(source=factories.source("outlet-0"), url="http://outlet-0.example/feed", by=editor)


def test_nothing_is_lost_or_doubled_whatever_is_killed(listed, internet, start_worker, queue, monkeypatch, tmp_path):  # noqa: F811
    seed = int(os.environ.get("ATTESTED_FAULT_SEED", random.randrange(2**32)))
    print(f"ATTESTED_FAULT_SEED={seed}")  # noqa: T201  # a failure can be had again
    chance = random.Random(seed)
    monkeypatch.setattr("articles.actions.feeds.FIRST_POLL_TAKES", ARTICLES)
    actions.poll(poll_id=listed.polls.get().pk)
    assert FeedItem.objects.count() == Fetch.objects.count() == ARTICLES
    for pk in chance.sample(list(Fetch.objects.values_list("pk", flat=True)), 50):
        tasks.fetch.delay(pk)  # delivered twice

    world = internet.environment()
    workers = [start_worker("-c", "2", **world), start_worker("-P", "threads", "-c", "4", **world)]
    for round_ in range(ROUNDS):
        time.sleep(chance.uniform(0.5, 4.0))
        victim = chance.randrange(2)
        kill(workers[victim])
        if chance.random() < 0.3:
            empty(queue)  # the broker loses its memory as well
        workers[victim] = start_worker(*(("-c", "2"), ("-P", "threads", "-c", "4"))[victim], **world)
        republish()
        if not unfinished():
            assert round_ > 3, "everything was done before anything was broken"
            break

    left, since = unfinished(), time.monotonic()
    while left or parked():
        for job in parked():  # killed its worker three times, by bad luck: it waits for a person, and is not lost
            assert "attempts that did not end" in job.error, job.error
            actions.try_again(job=job, by=listed.added_by)
        time.sleep(10)  # as beat does: oftener, and the workers do little else than see what is done already
        republish()
        now = unfinished()
        if now < left:
            left, since = now, time.monotonic()
        if time.monotonic() - since > STANDSTILL:
            print(*standing(), tail(tmp_path / "workers.log"), sep="\n")  # noqa: T201  # shown beside the failure
            pytest.fail(f"{now} stand still")

    assert Article.objects.count() == Snapshot.objects.count() == SuggestionRun.objects.count() == ARTICLES
    assert set(Fetch.objects.values_list("state", "outcome")) == {("done", "captured")}
    assert set(IngestJob.objects.values_list("outcome", flat=True)) == {"new"}
    doubled = Article.objects.values("title").annotate(number=Count("pk")).filter(number__gt=1)
    assert not doubled, seed
