"""Feeds that are followed: polled at their pace, each piece asked for once, and their health in plain words."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import actions
from articles.models import Article, Feed, FeedItem, FeedPoll, Fetch, Host, Source
from tests import factories
from tests.articles.pages import page
from tests.origin import misbehaviour
from tests.origin.server import Answer

pytestmark = pytest.mark.django_db
URL = "http://outlet.example/feed"
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss version="2.0">'
    "<channel><title>&b;</title></channel></rss>"
)


def rss(*names, title="Outlet", extra=""):
    items = "".join(
        f"<item><title>{name}</title><link>http://outlet.example/{name}</link><guid>{name}</guid></item>"
        for name in names
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{extra}{items}</channel></rss>'


@pytest.fixture
def outlet(db):
    return Source.objects.create(slug="outlet", name="The Outlet", domain="outlet.example")


@pytest.fixture
def feed(origin, outlet, editor):
    return actions.add_feed(source=outlet, url=URL, by=editor)


def polled(feed):
    """The feed after the poll that waits, or the one that is due."""
    if not FeedPoll.objects.unfinished().filter(feed=feed).exists():
        feed.health.refresh_from_db()
        feed.health.next_at = timezone.now()
        feed.health.save()
        assert actions.schedule_due_polls() == 1
    job = FeedPoll.objects.unfinished().get(feed=feed)
    actions.poll(poll_id=job.pk)
    job.refresh_from_db()
    feed.refresh_from_db()
    feed.health.refresh_from_db()
    return job


def test_what_a_feed_lists_comes_in_under_its_outlet(origin, feed, outlet):
    origin.pages["/feed"] = rss("one", "two")
    for name in ("one", "two"):
        origin.pages[f"/{name}"] = page(name.title(), f"All about {name}.")
    job = polled(feed)
    assert (job.state, job.listed, job.new, job.error) == ("done", 2, 2, "")
    assert (feed.title, feed.health.format, feed.health.failures) == ("Outlet", "RSS 2.0", 0)
    for fetch in Fetch.objects.all():
        actions.fetch(job_id=fetch.pk)
        fetch.refresh_from_db()
        actions.ingest(job_id=fetch.ingest_job_id)
    assert set(Article.objects.values_list("title", "source")) == {("One", outlet.pk), ("Two", outlet.pk)}


def test_a_piece_that_does_not_say_when_it_was_published_has_the_date_that_its_feed_gives(origin, feed):
    listed = rss("one", "two").replace("<guid>", "<pubDate>Thu, 13 Mar 2025 14:20:00 +0200</pubDate><guid>")
    origin.pages["/feed"] = listed
    undated = page("One").replace("article:published_time", "other")
    origin.pages["/one"], origin.pages["/two"] = undated, page("Two", "second", published="2025-03-12")
    polled(feed)
    for fetch in Fetch.objects.all():
        actions.fetch(job_id=fetch.pk)
        fetch.refresh_from_db()
        actions.ingest(job_id=fetch.ingest_job_id)
    dates = dict(Article.objects.values_list("title", "published_edtf"))
    assert dates == {"One": "2025-03-13T12:20:00Z", "Two": "2025-03-12"}


def test_a_piece_is_asked_for_once_and_again_when_the_feed_says_that_it_changed(origin, feed):
    def entry(updated):
        return (
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>Outlet</title><id>f</id><entry><id>1</id>'
            f'<title>One</title><link href="http://outlet.example/one"/><updated>{updated}</updated></entry></feed>'
        )

    origin.pages["/feed"] = entry("2026-03-13T10:00:00Z")
    polled(feed)
    Fetch.objects.update(state="done")
    polled(feed)
    assert Fetch.objects.get().state == "done"
    origin.pages["/feed"] = entry("2026-03-13T11:00:00Z")
    polled(feed)
    assert Fetch.objects.get().state == "waiting"


def test_a_new_feed_brings_its_newest_pieces_and_remembers_the_others(origin, feed, monkeypatch):
    monkeypatch.setattr("articles.actions.feeds.FIRST_POLL_TAKES", 3)
    origin.pages["/feed"] = rss(*[f"piece-{number}" for number in range(10)])
    polled(feed)
    assert (FeedItem.objects.count(), Fetch.objects.count()) == (10, 3)
    polled(feed)
    assert Fetch.objects.count() == 3


def test_a_feed_that_has_not_changed_says_so_in_one_conditional_question(origin, feed):
    origin.pages["/feed"] = misbehaviour.conditional(rss("one"), etag='"v1"')
    polled(feed)
    job = polled(feed)
    assert (job.status, job.new, job.error, feed.health.failures) == (304, 0, "", 0)
    assert origin.asked("/feed")[1].headers["if-none-match"] == '"v1"'
    assert feed.health.interval > feed.shortest


def test_three_unreadable_answers_in_a_row_are_said_at_the_desk(origin, feed):
    origin.pages["/feed"] = "<rss><channel><title>Broken"
    for number in (1, 2, 3):
        assert not feed.health.is_broken
        job = polled(feed)
        assert (job.state, feed.health.unreadable, feed.health.failures) == ("done", number, number)
        assert feed.health.error
    assert feed.health.is_broken
    origin.pages["/feed"] = rss("one")
    polled(feed)
    assert (feed.health.is_broken, feed.health.error, feed.health.failures) == (False, "", 0)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer("", status=404), "404"),
        (Answer("", status=500), "500"),
        (page("A page"), "web page"),
        (misbehaviour.redirect("http://192.168.0.1/feed"), "not on the public internet"),
        (LAUGHS, ""),
    ],
)
def test_a_failure_is_told_in_words_and_the_feed_is_left_alone_for_longer_and_longer(origin, feed, answer, words):
    origin.pages["/feed"] = answer
    waits = []
    for _ in range(3):
        polled(feed)
        assert words in feed.health.error
        waits.append(feed.health.next_at - timezone.now())
    assert timedelta(minutes=14) < waits[0] < waits[1] < waits[2]
    assert not Fetch.objects.exists()


def test_one_feeds_trouble_is_not_anothers(origin, feed, outlet, editor):
    origin.pages["/feed"] = Answer("", status=500)
    origin.pages["/other"] = rss("one")
    other = actions.add_feed(source=outlet, url="http://outlet.example/other", by=editor)
    polled(feed)
    polled(other)
    assert (feed.health.failures, other.health.failures) == (1, 0)


def test_retry_after_is_honoured(origin, feed):
    origin.pages["/feed"] = Answer("", status=429, headers={"Retry-After": "36000"})
    polled(feed)
    assert feed.health.next_at >= timezone.now() + timedelta(hours=9, minutes=59)
    assert Host.objects.get().next_at >= timezone.now() + timedelta(hours=9, minutes=59)


def test_a_feed_that_has_ended_is_paused_with_its_reason(origin, feed, editor):
    origin.pages["/feed"] = Answer("", status=410)
    polled(feed)
    assert feed.status == "paused"
    assert "410" in feed.health.error
    reason = feed.versions.order_by("-pgh_id").first().pgh_context.metadata["reason"]
    assert "410" in reason
    actions.resume_feed(feed=feed, by=editor)
    feed.refresh_from_db()
    assert feed.status == "active"
    assert FeedPoll.objects.unfinished().count() == 1


def test_a_feed_that_has_moved_for_good_is_asked_at_its_new_address(origin, feed):
    origin.pages["/feed"] = misbehaviour.redirect("http://outlet.example/new-feed", status=301)
    origin.pages["/new-feed"] = rss("one")
    polled(feed)
    assert feed.url == "http://outlet.example/new-feed"


def test_a_paused_feed_is_not_polled(origin, feed, editor):
    origin.pages["/feed"] = rss("one")
    polled(feed)
    actions.pause_feed(feed=feed, by=editor)
    feed.health.next_at = timezone.now() - timedelta(days=1)
    feed.health.save()
    assert actions.schedule_due_polls() == 0


def test_there_is_one_poll_at_a_time_and_polling_now_uses_it(origin, feed, editor):
    first = actions.poll_now(feed=feed, by=editor)
    assert actions.poll_now(feed=feed, by=editor) == first
    assert FeedPoll.objects.count() == 1


def test_adding_a_feed_twice_gives_the_same_and_what_is_no_address_is_refused(outlet, editor):
    feed = actions.add_feed(source=outlet, url=URL, by=editor)
    assert actions.add_feed(source=outlet, url="HTTP://OUTLET.example:80/feed#top", by=editor) == feed
    with pytest.raises(ValidationError) as refused:
        actions.add_feed(source=outlet, url="mailto:a@b", by=editor)
    assert "url" in refused.value.error_dict
    assert Feed.objects.count() == 1


def test_the_parameters_of_a_feed_are_its_own(outlet, editor):
    feed = actions.add_feed(source=outlet, url="http://outlet.example/?rss&utm_source=desk", by=editor)
    assert feed.url == "http://outlet.example/?rss&utm_source=desk"


def test_an_index_of_sitemaps_is_told_from_a_feed(origin, feed):
    origin.pages["/feed"] = (
        '<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        "<sitemap><loc>http://outlet.example/news.xml</loc></sitemap></sitemapindex>"
    )
    polled(feed)
    assert "other sitemaps" in feed.health.error


def test_polling_looks_at_due_feeds_only_once(origin, feed):
    assert actions.schedule_due_polls() == 0  # the first poll waits already
    factories.feed()
    assert FeedPoll.objects.count() == 2


def test_polls_that_ended_long_ago_are_forgotten(feed, editor):
    waiting = feed.polls.get()
    old, new = (
        feed.polls.create(state="done", finished_at=timezone.now() - timedelta(days=days)) for days in (91, 89)
    )
    assert actions.forget_old_polls() == 1
    assert set(feed.polls.all()) == {waiting, new}
    assert not FeedPoll.objects.filter(pk=old.pk).exists()
