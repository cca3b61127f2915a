"""Bringing articles in, and dating them."""

import threading

import pytest
from celery import current_app
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import ProgrammingError, connection, connections, transaction
from django.utils import timezone

from articles import actions, tasks
from articles.ingest import store
from articles.ingest.errors import UnreadableError
from articles.models import Article, IngestJob, OriginGroup, Snapshot, Source
from articles.signals import snapshot_taken
from claims.models import SuggestionRun
from config.demo import seeds
from lib import outbox
from tests import factories
from tests.articles.conftest import markdown

URL = "https://demo-wire.example/1"


def request(data, location="a.md", media_type="text/markdown", by=None):
    return actions.request_ingest(data=data, location=location, media_type=media_type, by=by)


def bring_in(data, location="a.md", media_type="text/markdown"):
    job, _ = request(data, location, media_type)
    actions.ingest(job_id=job.pk)
    job.refresh_from_db()
    return job


def text(data, location):
    return bring_in(data.encode(), location, "text/plain")


# ---- outcomes


@pytest.mark.django_db
def test_a_new_article_has_its_capture_and_is_read_by_the_engine():
    source = Source.objects.create(slug="demo-wire", name="Demo Wire", domain="demo-wire.example")
    data = markdown("🇺🇦 Бо\u0301льшую часть.", url=URL, published="2025-03-13", byline="Dana", language="ru")
    job = bring_in(data)
    snapshot = Snapshot.objects.get()
    article = snapshot.article
    assert (job.state, job.outcome, job.snapshot) == ("done", "new", snapshot)
    assert (article.source, article.url, article.byline, article.published_edtf) == (
        source,
        URL,
        "Dana",
        "2025-03-13",
    )
    assert (snapshot.number, snapshot.text, snapshot.language) == (1, "🇺🇦 Бо\u0301льшую часть.", "ru")
    assert store.get(snapshot.sha256) == data
    assert snapshot.suggestion_runs.count() == 1
    assert article.versions.get().pgh_context.metadata["reason"] == "ingested a.md"


@pytest.mark.django_db
def test_a_changed_article_gets_a_second_capture_and_keeps_the_first():
    first = bring_in(markdown("Energy and infrastructure.", url=URL, title="Before"))
    second = bring_in(markdown("Energy infrastructure.", url=URL, title="After"), "a.v2.md")
    article = Article.objects.get()
    assert second.outcome == "updated"
    assert article.title == "After"
    assert [(item.number, item.text) for item in article.snapshots.all()] == [
        (1, "Energy and infrastructure."),
        (2, "Energy infrastructure."),
    ]
    assert first.snapshot.title == "Before"
    assert SuggestionRun.objects.count() == 2


@pytest.mark.django_db
def test_the_same_words_at_the_same_url_are_unchanged():
    bring_in(markdown("Body.", url=URL))
    again = bring_in(markdown("Body.", url=f"{URL}#top", byline="Somebody"), "elsewhere.md")
    assert again.outcome == "unchanged"
    assert Snapshot.objects.count() == 1


@pytest.mark.django_db
def test_an_upload_is_known_by_its_place():
    assert text("One\n\nBody", "/a/one.txt").outcome == "new"
    assert text("One\n\nBody, edited", "/a/one.txt").outcome == "updated"
    assert text("One\n\nBody", "/b/copy.txt").outcome == "duplicate"
    assert text("Two", "/a/two.txt").outcome == "new"
    assert Article.objects.count() == 2
    assert {article.source.slug for article in Article.objects.all()} == {"uploads"}


@pytest.mark.django_db
def test_a_file_that_goes_back_to_what_it_was_is_captured_again():
    text("One", "one.txt")
    text("Two", "one.txt")
    back = text("One", "one.txt")
    assert (back.outcome, back.snapshot.number) == ("updated", 3)


@pytest.mark.django_db
def test_the_source_is_found_by_slug_then_by_host():
    wire = Source.objects.create(slug="demo-wire", name="Demo Wire", domain="demo-wire.example")
    other = Source.objects.create(slug="other", name="Other", domain="other.example")
    named = bring_in(markdown("Body one.", url=URL, source="other"), "1.md")
    by_host = bring_in(markdown("Body two.", url="https://www.demo-wire.example/2", source="nobody"), "2.md")
    unknown = bring_in(markdown("Body three.", url="https://unknown.example/3"), "3.md")
    assert [job.snapshot.article.source for job in (named, by_host)] == [other, wire]
    assert unknown.snapshot.article.source.slug == "uploads"


@pytest.mark.django_db
def test_what_cannot_be_read_fails_for_good_with_its_reason_and_leaves_nothing():
    job = bring_in("Речь".encode("windows-1251"), "a.txt", "text/plain")
    assert (job.state, job.attempts, job.error) == ("failed", 1, "its characters are not in UTF-8")
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_a_failed_job_is_tried_again_when_asked_again():
    job = bring_in(b"\xff", "a.txt", "text/plain")
    again, asked = request(b"\xff", "a.txt", "text/plain")
    assert (again.pk, asked, again.state, again.attempts, again.error) == (job.pk, True, "waiting", 0, "")


@pytest.mark.django_db
def test_bytes_that_are_no_article_are_refused_at_the_door(editor, reader):
    with pytest.raises(UnreadableError, match="empty"):
        request(b"")
    with pytest.raises(UnreadableError, match="more than 1000 characters"):
        request(b"x", "a" * 1001)
    with pytest.raises(PermissionDenied):
        request(b"x", by=reader)
    job, asked = request(b"x", by=editor)
    assert (asked, job.requested_by) == (True, editor)


# ---- origins


@pytest.mark.django_db
def test_wire_copies_are_one_origin_and_other_articles_are_their_own():
    files = [file for file in sorted(seeds.ARTICLES.glob("*.md")) if ".v2" not in file.name]
    for file in sorted(files, key=lambda file: file.name[:2] == "06"):  # the agency's own report comes last
        bring_in(file.read_bytes(), file.name)
    groups = {
        file.name[:2]: IngestJob.objects.get(location=file.name).snapshot.article.origin_group_id for file in files
    }
    wire = {groups[number] for number in ("06", "07", "08", "09")}
    assert len(wire) == 1
    assert OriginGroup.objects.get(pk__in=wire).agency == "Demo Wire"
    assert len(set(groups.values())) == len(files) - 3
    assert groups["04"] != groups["05"]


# ---- once, whatever happens


@pytest.mark.django_db(transaction=True)
def test_a_job_is_announced_after_its_commit(queued):
    with transaction.atomic():
        job, _ = request(markdown("Body.", url=URL))
        assert queued == []
    assert queued == [("articles.tasks.ingest", job.pk)]
    tasks.ingest(job.pk)
    run = SuggestionRun.objects.get()
    assert queued[1:] == [("claims.tasks.make_suggestions", run.pk)]


@pytest.mark.django_db
def test_a_job_done_twice_is_done_once():
    job, asked = request(markdown("Body.", url=URL))
    assert asked
    assert actions.ingest(job_id=job.pk) is True
    assert actions.ingest(job_id=job.pk) is False
    assert request(markdown("Body.", url=URL))[1] is False
    assert (Article.objects.count(), Snapshot.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_a_crash_in_the_middle_leaves_nothing_and_the_job_is_tried_again_until_it_is_given_up():
    def crash(**_kwargs):
        raise RuntimeError("the disk is full")

    job, _ = request(markdown("Body.", url=URL))
    snapshot_taken.connect(crash)
    try:
        for attempt in range(1, outbox.MAX_ATTEMPTS + 1):
            assert actions.ingest(job_id=job.pk) is False
            job.refresh_from_db()
            assert (job.attempts, job.snapshot) == (attempt, None)
            assert not Article.objects.exists()
            assert not Source.objects.exists()
            assert not OriginGroup.objects.exists()
    finally:
        snapshot_taken.disconnect(crash)
    assert (job.state, job.error) == ("failed", "RuntimeError: the disk is full")
    job, _ = request(markdown("Body.", url=URL))
    assert actions.ingest(job_id=job.pk) is True


@pytest.mark.django_db
def test_ctrl_c_gives_the_job_back_at_once():
    def interrupt(**_kwargs):
        raise KeyboardInterrupt

    job, _ = request(markdown("Body.", url=URL))
    snapshot_taken.connect(interrupt)
    try:
        with pytest.raises(KeyboardInterrupt):
            actions.ingest(job_id=job.pk)
    finally:
        snapshot_taken.disconnect(interrupt)
    job.refresh_from_db()
    assert (job.state, job.attempts, Article.objects.count()) == ("waiting", 0, 0)
    assert actions.ingest(job_id=job.pk) is True


def at_once(*calls):
    """Run these in threads that start together."""
    barrier = threading.Barrier(len(calls))
    errors = []

    def run(call):
        try:
            barrier.wait(10)
            call()
        except Exception as error:  # noqa: BLE001  # the outcome under test
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert errors == []


@pytest.mark.django_db(transaction=True)
def test_two_workers_with_one_job_do_it_once():
    job, _ = request(markdown("Body.", url=URL))
    at_once(*[lambda: actions.ingest(job_id=job.pk)] * 4)
    job.refresh_from_db()
    assert (job.state, job.attempts, Snapshot.objects.count()) == ("done", 1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_workers_with_one_article_make_one_article_with_two_captures():
    jobs = [request(markdown(f"Body {number}.", url=URL), f"{number}.md")[0] for number in range(4)]
    at_once(*[lambda pk=job.pk: actions.ingest(job_id=pk) for job in jobs])
    assert Article.objects.count() == 1
    assert list(Snapshot.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


@pytest.mark.django_db(transaction=True)
def test_copies_of_one_report_that_come_at_once_are_one_origin():
    body = " ".join(f"word{number}" for number in range(200))
    jobs = [request(markdown(body, url=f"{URL}/{number}"), f"{number}.md")[0] for number in range(4)]
    at_once(*[lambda pk=job.pk: actions.ingest(job_id=pk) for job in jobs])
    assert (Article.objects.count(), OriginGroup.objects.count()) == (4, 1)


@pytest.fixture
def _nothing_queued():
    """Whatever other tests have handed to the broker, which nobody takes up."""
    with current_app.connection_for_write() as broker:
        for queue in ("celery", "fetch"):
            broker.default_channel.queue_purge(queue)


@pytest.mark.django_db
@pytest.mark.usefixtures("_nothing_queued")
def test_waiting_jobs_are_queued_again(queued):
    waiting, _ = request(markdown("Body.", url=URL))
    gone, _ = request(markdown("Body 2.", url=URL))
    alive, _ = request(markdown("Body 3.", url=URL))
    now = timezone.now()
    IngestJob.objects.filter(pk=gone.pk).update(state="running", leased_until=now - outbox.usual_lease())
    IngestJob.objects.filter(pk=alive.pk).update(state="running", leased_until=now + outbox.usual_lease())
    tasks.republish_waiting_jobs()
    assert [pk for _, pk in queued] == [waiting.pk, gone.pk]


# ---- nothing is silently changed


@pytest.mark.django_db
@pytest.mark.parametrize("sql", ["UPDATE articles_snapshot SET text = 'other'", "DELETE FROM articles_snapshot"])
def test_a_capture_cannot_be_changed_by_sql(sql):
    bring_in(markdown("Body.", url=URL))
    with pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert Snapshot.objects.get().text == "Body."


# ---- dates


@pytest.mark.django_db
def test_dating_an_article_has_it_read_again(editor):
    job = text("Body", "notes.txt")
    article = actions.set_published(article=job.snapshot.article, edtf=" 2025-03~ ", by=editor)
    actions.set_published(article=article, edtf="2025-03~", by=editor)
    article.refresh_from_db()
    assert article.published_edtf == "2025-03~"
    assert sorted(job.snapshot.suggestion_runs.values_list("dated", flat=True)) == ["", "2025-03~"]
    assert article.versions.count() == 2


@pytest.mark.django_db
def test_a_date_that_an_editor_set_outlives_a_capture_without_one(editor):
    job = text("Body", "notes.txt")
    actions.set_published(article=job.snapshot.article, edtf="2025-03", by=editor)
    text("Body, edited", "notes.txt")
    assert Article.objects.get().published_edtf == "2025-03"


@pytest.mark.django_db
@pytest.mark.parametrize("edtf", ["yesterday", "2025-02-30", "2025-03~" * 20])
def test_a_date_is_edtf(editor, edtf):
    article = factories.article().article
    with pytest.raises(ValidationError) as caught:
        actions.set_published(article=article, edtf=edtf, by=editor)
    assert "published_edtf" in caught.value.message_dict


@pytest.mark.django_db
def test_readers_date_nothing(reader):
    with pytest.raises(PermissionDenied):
        actions.set_published(article=factories.article().article, edtf="2025", by=reader)
