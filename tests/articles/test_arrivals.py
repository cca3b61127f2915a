"""How much outlets and feeds bring in is counted no further than the desk shows, by index, whatever there is."""

from datetime import UTC, timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import arrivals
from articles.models import Article, Feed, FeedHealth, IngestJob, OriginGroup
from tests import factories
from tests.claims.views.tab import Tab
from tests.conftest import logged_in
from tests.pages import words as words_of

pytestmark = pytest.mark.django_db


def bring(source, moments, origin=None):
    """Articles of an outlet that came in at these moments."""
    origin = origin or OriginGroup.objects.create()
    made = Article.objects.bulk_create(
        Article(source=source, title="A", published_edtf="", origin_group=origin) for _ in moments
    )
    for one, moment in zip(made, moments, strict=True):
        Article.objects.filter(pk=one.pk).update(created_at=moment)
    return made


def job_of(feed, moment, outcome="new", snapshot=None):
    number = IngestJob.objects.count()
    return IngestJob.objects.create(
        key=str(number), location="a", media_type="text/html", sha256="0" * 64, feed=feed, fetched_at=moment,
        outcome=outcome, snapshot=snapshot, state="done",
    )  # fmt: skip


def by_day(moments):
    """So many on each of the last 30 days, the oldest first."""
    today = timezone.now().date()
    ages = [(today - moment.astimezone(UTC).date()).days for moment in moments]
    return [ages.count(age) for age in range(29, -1, -1)]


def test_articles_and_new_pieces_are_counted_by_day_as_one_by_one():
    chance, now = Random(1), timezone.now()
    begins = now.replace(hour=0, minute=0, second=0, microsecond=0)
    edges = [
        begins,
        begins - timedelta(microseconds=1),
        begins - timedelta(days=29),
        begins - timedelta(days=29, seconds=1),
    ]
    came = {}
    for name, number in (("much", 40), ("little", 3), ("none", 0)):
        source = factories.source(name)
        moments = [now - timedelta(days=40 * chance.random()) for _ in range(number)] + edges[: number and None]
        bring(source, moments)
        for moment in moments:
            job_of(Feed.objects.filter(source=source).first() or factories.feed(of=source), moment)
        came[name] = moments
    quiet = factories.feed(of=factories.source("none"))
    job_of(quiet, now, outcome="unchanged")
    for outlet in arrivals.outlets():
        moments = came[outlet.slug]
        assert outlet.number == len(moments)
        assert outlet.latest == max(moments, default=None)
        assert outlet.days == by_day(moments)
    for feed in arrivals.feeds():
        assert feed.days == by_day(came[feed.source.slug])
    assert [outlet.slug for outlet in arrivals.outlets()][-1] == "none"


def test_an_outlet_tells_of_its_feeds_as_one_by_one():
    now = timezone.now()
    source, other = factories.source(), factories.source("other")
    states = [("active", 0, 3, ""), ("active", 2, 1, "gone"), ("active", 1, 2, "late"), ("paused", 4, 0, "paused")]
    for status, failures, hours, error in states:
        feed = factories.feed(of=source)
        Feed.objects.filter(pk=feed.pk).update(status=status)
        at = now - timedelta(hours=hours)
        FeedHealth.objects.filter(feed=feed).update(failures=failures, polled_at=at, succeeded_at=at, error=error)
    found = {one.slug: one for one in arrivals.outlets()}
    one = found[source.slug]
    assert (one.feeds_active, one.feeds_failing, one.feeds_read, one.feeds_error) == (3, 2, now, "gone")
    one = found[other.slug]
    assert (one.feeds_active, one.feeds_failing, one.feeds_read, one.feeds_error) == (0, 0, None, None)


def test_what_is_beyond_the_limits_is_not_counted_and_the_pages_say_so(editor, monkeypatch):
    monkeypatch.setattr(arrivals, "_COUNTED", 4)
    monkeypatch.setattr(arrivals, "_COUNTED_A_DAY", 2)
    now = timezone.now()
    for name, number in (("four", 4), ("five", 5)):
        feed = factories.feed(of=factories.source(name))
        moments = [now - timedelta(days=n // 2) for n in range(number)]
        bring(feed.source, moments)
        for moment in [*moments, now] if name == "five" else moments:
            job_of(feed, moment)
    bring(factories.source("five"), [now])
    client = logged_in(editor)
    shown = words_of(Tab(client, "/desk/sources/").root)
    assert "4 articles" in shown
    assert "4+ articles" in shown
    assert "4 in the last 30 days, 2 on the fullest day" in shown
    beyond = "5+ in the last 30 days, 2+ on the fullest day"
    assert beyond in shown
    for address in ("/desk/sources/five/", "/desk/feeds/"):
        assert beyond in words_of(Tab(client, address).root), address


def test_the_newest_pieces_tell_how_long_they_take(monkeypatch):
    monkeypatch.setattr(arrivals, "_LAGGED", 3)
    now = timezone.now()
    feed = factories.feed()
    Feed.objects.update(created_at=now - timedelta(days=9))
    for days, minutes in ((1, 10), (2, 20), (3, 60), (4, 5), (5, 1)):
        came = now - timedelta(days=days)
        capture = factories.article(published=(came - timedelta(minutes=minutes)).isoformat(timespec="seconds"))
        Article.objects.filter(pk=capture.article_id).update(created_at=came)
        job_of(feed, came, snapshot=capture)
    for found in (arrivals.feeds().get(), arrivals.outlets().get()):
        assert round(found.lag / timedelta(minutes=1)) == 20


def test_outlets_and_feeds_are_read_by_index_in_one_question():
    bring(factories.source(), [timezone.now()] * 3)
    job_of(factories.feed(), timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_article")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
    for found, index in (
        (arrivals.outlets(), "articles_article_arrived"),
        (arrivals.feeds(), "articles_ingestjob_brought"),
    ):
        plan = found.explain()
        assert "Seq Scan on articles_article " not in plan
        assert "Seq Scan on articles_ingestjob " not in plan
        assert plan.count(f"Index Only Scan using {index}") >= 1
        with CaptureQueriesContext(connection) as queries:
            list(found)
        assert len(queries) == 1
