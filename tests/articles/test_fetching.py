"""Addresses become articles: fetched once, politely, and with a reason where they are not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import actions
from articles.actions.fetching import BACKOFF
from articles.ingest.errors import UnreadableError
from articles.models import Article, ArticleAddress, Fetch, Host, IngestJob, Snapshot, Source, Watch
from tests.articles.pages import page
from tests.origin import misbehaviour
from tests.origin.server import Answer

pytestmark = pytest.mark.django_db
URL = "http://outlet.example/talks/ceasefire-talks-end"


def fetched(url=URL, **more):
    job, _ = actions.request_fetch(url=url, by=None, **more)
    actions.fetch(job_id=job.pk)
    job.refresh_from_db()
    if job.ingest_job is not None:
        actions.ingest(job_id=job.ingest_job_id)
        job.ingest_job.refresh_from_db()
    return job


def test_an_address_becomes_an_article_with_what_the_server_said(origin):
    origin.pages["/talks/ceasefire-talks-end"] = Answer(page("Talks end"), headers={"ETag": '"1"'})
    job = fetched(f"{URL}?utm_source=letter#top")
    assert (job.state, job.outcome, job.status) == ("done", "captured", 200)
    snapshot = Snapshot.objects.get()
    assert (snapshot.via, snapshot.url, snapshot.article.url) == ("fetch", URL, URL)
    assert ["ETag", '"1"'] in snapshot.headers
    assert ArticleAddress.objects.get().url == URL
    assert (snapshot.article.source.domain, snapshot.article.source.reliability) == ("outlet.example", "F")
    watch = Watch.objects.get()
    assert (watch.etag, watch.next_at - watch.since) == ('"1"', timedelta(hours=1))
    assert [request.path for request in origin.requests] == ["/robots.txt", "/talks/ceasefire-talks-end"]
    assert "Attested" in origin.requests[1].headers["user-agent"]


def test_an_address_is_asked_for_once_and_by_a_person_again(origin, editor):
    origin.pages["/talks/ceasefire-talks-end"] = page("Talks end")
    job = fetched()
    assert actions.request_fetch(url=f"{URL}?fbclid=1", by=None) == (job, False)
    again, asked = actions.request_fetch(url=URL, by=editor)
    assert (again, asked) == (job, True)
    assert fetched(URL).pk == job.pk
    actions.fetch(job_id=job.pk)
    assert len(origin.asked("/talks/ceasefire-talks-end")) == 2
    assert Article.objects.count() == Snapshot.objects.count() == 1


def test_a_far_turn_that_a_killed_worker_took_does_not_keep_the_next_one_waiting(origin):
    origin.pages["/talks/ceasefire-talks-end"] = page("Talks end")
    job, _ = actions.request_fetch(url=URL, by=None)
    turn = timezone.now() + timedelta(minutes=5)
    Fetch.objects.filter(pk=job.pk).update(turn_at=turn)  # taken, and killed before the job was put off
    assert not actions.fetch(job_id=job.pk)
    job.refresh_from_db()
    assert (job.state, job.turn_at, job.not_before) == ("waiting", turn, turn)
    assert not origin.requests


@pytest.mark.parametrize("url", ["ftp://outlet.example/a", "javascript:alert(1)", "nothing", "http://"])
def test_what_is_no_web_address_is_refused_at_the_door(url):
    with pytest.raises(UnreadableError):
        actions.request_fetch(url=url, by=None)
    assert not Fetch.objects.exists()


@pytest.mark.parametrize(
    ("answer", "cause", "words"),
    [
        (Answer("", status=404), "gone", "404"),
        (Answer("", status=410), "gone", "410"),
        (Answer("", status=401), "log_in", "log-in"),
        (Answer("", status=403), "forbidden", "refuses"),
        (Answer("", status=418), "refused", "418"),
        (Answer(" "), "unreadable", "empty"),
        (misbehaviour.redirect("http://10.0.0.1/"), "forbidden_address", "not on the public internet"),
        (misbehaviour.redirect("file:///etc/passwd"), "bad_address", ""),
        (misbehaviour.bomb("gzip", 100), "decompression_bomb", ""),
    ],
)
def test_what_will_never_be_an_article_says_why_and_is_not_asked_again(origin, answer, cause, words):
    origin.pages["/talks/ceasefire-talks-end"] = answer
    job = fetched()
    assert (job.state, job.cause) == ("failed", cause)
    assert words in job.error
    assert not IngestJob.objects.exists()


def test_a_server_with_a_fault_is_asked_again_later_and_given_up_in_the_end(origin):
    origin.pages["/talks/ceasefire-talks-end"] = Answer("", status=500)
    job = fetched()
    for number, wait in enumerate(BACKOFF, start=1):
        assert (job.state, job.retries, job.cause) == ("waiting", number, "server_fault")
        assert wait - timedelta(seconds=30) < job.not_before - timezone.now() <= wait
        assert actions.fetch(job_id=job.pk) is False
        Fetch.objects.update(not_before=None)
        actions.fetch(job_id=job.pk)
        job.refresh_from_db()
    assert job.state == "failed"
    assert f"tried {len(BACKOFF) + 1} times" in job.error


def test_retry_after_holds_for_everything_at_that_server(origin):
    origin.pages["/talks/ceasefire-talks-end"] = Answer("", status=429, headers={"Retry-After": "7200"})
    origin.pages["/other"] = page("Other")
    job = fetched()
    assert job.state == "waiting"
    assert job.not_before > timezone.now() + timedelta(minutes=119)
    other = fetched("http://outlet.example/other")
    assert other.state == "waiting"
    assert not origin.asked("/other")
    assert fetched("http://elsewhere.example/other").state == "done"


def test_robots_txt_is_asked_once_a_day_and_obeyed(origin):
    origin.pages["/robots.txt"] = "User-agent: *\nDisallow: /talks/\n"
    origin.pages["/talks/ceasefire-talks-end"] = page("Talks end")
    origin.pages["/open"] = page("Open")
    job = fetched()
    assert (job.state, job.cause) == ("failed", "robots")
    assert fetched("http://outlet.example/open").state == "done"
    assert len(origin.asked("/robots.txt")) == 1
    Host.objects.update(robots_at=timezone.now() - timedelta(hours=25))
    fetched("http://outlet.example/open2")
    assert len(origin.asked("/robots.txt")) == 2


def test_a_server_that_cannot_say_its_rules_is_left_alone_for_now(origin):
    origin.pages["/robots.txt"] = Answer("", status=503)
    origin.pages["/talks/ceasefire-talks-end"] = page("Talks end")
    job = fetched()
    assert (job.state, job.cause) == ("waiting", "robots")
    assert not origin.asked("/talks/ceasefire-talks-end")


def test_the_questions_to_one_server_have_a_pause_between_them(origin, settings):
    settings.FETCH_PAUSE = 10.0
    for number in range(3):
        origin.pages[f"/{number}"] = page(f"Number {number}")
    jobs = [fetched(f"http://outlet.example/{number}") for number in range(3)]
    assert [job.state for job in jobs] == ["done", "waiting", "waiting"]
    waits = [(job.not_before - timezone.now()).total_seconds() for job in jobs[1:]]
    assert 5 < waits[0] < 11
    assert 9 < waits[1] - waits[0] < 11


def test_a_page_that_claims_another_articles_address_is_not_merged_with_it(origin):
    origin.pages["/a/first-report-of-talks"] = page("First", "first", canonical="http://outlet.example/a/one-for-all")
    origin.pages["/a/second-report-of-talks"] = page(
        "Second", "second", canonical="http://outlet.example/a/one-for-all"
    )
    fetched("http://outlet.example/a/first-report-of-talks")
    fetched("http://outlet.example/a/second-report-of-talks")
    assert set(Article.objects.values_list("title", flat=True)) == {"First", "Second"}
    # And the article that really is there gets its own address back.
    origin.pages["/a/one-for-all"] = page("Third", "third")
    fetched("http://outlet.example/a/one-for-all")
    assert dict(Article.objects.values_list("title", "url")) == {
        "First": "http://outlet.example/a/first-report-of-talks",
        "Second": "http://outlet.example/a/second-report-of-talks",
        "Third": "http://outlet.example/a/one-for-all",
    }


def test_one_piece_at_two_addresses_is_one_article(origin):
    canonical = "http://outlet.example/a/report-of-the-talks"
    origin.pages["/a/report-of-the-talks"] = page("Talks", "same", canonical=canonical)
    origin.pages["m.outlet.example/a/report-of-the-talks"] = page("Talks", "same", canonical=canonical)
    fetched("http://m.outlet.example/a/report-of-the-talks")
    fetched(canonical)
    assert Article.objects.get().url == canonical
    assert Snapshot.objects.count() == 1
    assert ArticleAddress.objects.count() == 2


def test_a_known_outlet_keeps_its_articles(origin):
    known = Source.objects.create(slug="outlet", name="The Outlet", domain="outlet.example", reliability="B")
    origin.pages["news.outlet.example/a"] = page("Talks")
    fetched("http://news.outlet.example/a")
    assert Article.objects.get().source == known


# ---- looking again


def looked_again(after=timedelta(hours=2)):
    Watch.objects.update(since=timezone.now() - after, next_at=timezone.now() - timedelta(seconds=1))
    assert actions.schedule_due_rechecks() == 1
    job = Fetch.objects.filter(purpose="recheck").latest("pk")
    actions.fetch(job_id=job.pk)
    job.refresh_from_db()
    if job.ingest_job is not None:
        actions.ingest(job_id=job.ingest_job_id)
        job.ingest_job.refresh_from_db()
    return job


def test_a_quiet_edit_makes_a_second_capture(origin):
    origin.pages["/talks/ceasefire-talks-end"] = page("Talks end", "first")
    fetched()
    origin.pages["/talks/ceasefire-talks-end"] = page("Talks end", "second")
    job = looked_again()
    assert job.ingest_job.outcome == "updated"
    assert list(Snapshot.objects.values_list("number", flat=True)) == [1, 2]
    watch = Watch.objects.get()
    assert (watch.step, watch.next_at - watch.since) == (1, timedelta(hours=6))


def test_what_has_not_changed_costs_one_conditional_question(origin):
    origin.pages["/talks/ceasefire-talks-end"] = misbehaviour.conditional(page("Talks end"), etag='"v1"')
    fetched()
    job = looked_again()
    assert (job.outcome, job.status, job.ingest_job) == ("unchanged", 304, None)
    assert Snapshot.objects.count() == 1


def test_looks_that_were_missed_are_one_look_and_the_last_one_is_after_thirty_days(origin):
    origin.pages["/talks/ceasefire-talks-end"] = page("Talks end")
    fetched()
    looked_again(after=timedelta(days=4))
    watch = Watch.objects.get()
    assert (watch.step, watch.next_at - watch.since) == (4, timedelta(days=7))
    looked_again(after=timedelta(days=31))
    assert Watch.objects.get().next_at is None
    assert actions.schedule_due_rechecks() == 0


@pytest.mark.parametrize(
    "answer", [Answer("", status=404), Answer("", status=410), misbehaviour.redirect("http://outlet.example/")]
)
def test_an_article_that_is_gone_is_marked_and_its_capture_stays(origin, answer):
    origin.pages["/talks/ceasefire-talks-end"] = page("Talks end")
    fetched()
    origin.pages["/"] = page("Front page", "front")
    origin.pages["/talks/ceasefire-talks-end"] = answer
    job = looked_again()
    article = Article.objects.get()
    assert (job.state, job.outcome) == ("done", "gone")
    assert article.gone_at is not None
    assert article.gone_how
    assert article.snapshots.count() == 1
    # It may come back.
    origin.pages["/talks/ceasefire-talks-end"] = page("Talks end", "again")
    looked_again(after=timedelta(hours=7))
    article.refresh_from_db()
    assert (article.gone_at, article.snapshots.count()) == (None, 2)


def test_a_failure_is_tried_again_when_asked(origin, editor):
    origin.pages["/talks/ceasefire-talks-end"] = Answer("", status=404)
    job = fetched()
    origin.pages["/talks/ceasefire-talks-end"] = page("Talks end")
    assert actions.try_again(job=job, by=editor)
    assert not actions.try_again(job=job, by=editor)
    assert fetched().outcome == "captured"
