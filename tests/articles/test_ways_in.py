"""Web archives, feeds asked for by their address, pasted texts and pages out of a browser, up to the article."""

import io
from datetime import UTC, datetime

import pytest

from articles import actions
from articles.ingest.errors import UnreadableError
from articles.models import Article, Fetch, IngestJob, Snapshot
from tests import factories
from tests.articles import documents
from tests.articles.pages import page
from tests.articles.test_ingest_command import ingest
from tests.origin.server import Answer

pytestmark = pytest.mark.django_db


def do_all():
    """What the workers would do."""
    while jobs := [*IngestJob.objects.waiting(), *Fetch.objects.waiting()]:
        for job in jobs:
            (actions.ingest if isinstance(job, IngestJob) else actions.fetch)(job_id=job.pk)


# ---- web archives


ARCHIVE = [("https://outlet.example/one", page("One")), ("https://outlet.example/two", page("Two", "second"))]


def test_each_page_of_an_uploaded_web_archive_becomes_an_article(editor):
    file = io.BytesIO(documents.warc(*ARCHIVE))
    file.name, file.size = "talks.warc.gz", len(file.getvalue())
    batch = actions.bring_in_files(files=[file], by=editor)
    do_all()
    one, two = Snapshot.objects.order_by("pk")
    assert [one.article.url, two.article.url] == ["https://outlet.example/one", "https://outlet.example/two"]
    assert (one.via, one.fetched_at) == ("archive", datetime(2025, 3, 13, 12, tzinfo=UTC))
    assert ["ETag", '"one"'] in one.headers
    assert one.article.source.domain == "outlet.example"
    assert not hasattr(one.article, "watch"), "what an archive holds is not looked at again"
    opened = batch.jobs.get(opened_from=None)
    assert (opened.outcome, opened.snapshot) == ("opened", None)
    assert set(opened.pieces.values_list("batch", "requested_by")) == {(batch.pk, editor.pk)}


def test_the_command_gives_each_page_of_an_archive_a_line(tmp_path):
    file = tmp_path / "a.warc"
    file.write_bytes(documents.warc(*ARCHIVE, ("https://outlet.example/no", "<p>x</p>"), gzip=False))
    lines, error = ingest(file)
    assert lines == [
        f"opened  {file}",
        f"new  {file}: https://outlet.example/one",
        f"new  {file}: https://outlet.example/two",
        f"failed  {file}: https://outlet.example/no: no article was found in the page",
    ]
    assert error == "1 of 4 failed"
    assert ingest(file)[0][1] == f"unchanged  {file}: https://outlet.example/one"


def test_our_own_export_comes_in_again_as_what_it_was(tmp_path):
    from articles.warc import warc_of

    file = tmp_path / "one.txt"
    file.write_text("Yuri Ushakov said on Thursday that the ceasefire would be a breather.")
    ingest(file)
    archive = tmp_path / "back.warc.gz"
    archive.write_bytes(warc_of(Snapshot.objects.get()))
    lines, _ = ingest(archive)
    assert lines[1].startswith(f"duplicate of {file}  ")


def test_an_earlier_capture_is_not_taken_for_a_silent_edit(tmp_path):
    for name, text, date in (("new", "second", "2025-03-14T12:00:00Z"), ("old", "first", "2025-03-13T12:00:00Z")):
        record = ("https://outlet.example/one", page("One", text), "text/html", 200, date)
        (tmp_path / f"{name}.warc").write_bytes(documents.warc(record, gzip=False))
    ingest(tmp_path / "new.warc")
    lines, _ = ingest(tmp_path / "old.warc")
    assert "there is a later capture of this article, of 2025-03-14 12:00 UTC" in lines[1]
    assert Snapshot.objects.count() == 1


def test_an_archive_without_pages_fails_and_one_that_is_broken_in_its_middle_brings_nothing(editor):
    none = documents.warc(("https://outlet.example/a.png", b"\x89PNG", "image/png"))
    broken = documents.warc(*ARCHIVE, gzip=False)[:-300]
    for data, why in ((none, "it holds no page that can be read"), (broken, "its web archive is broken")):
        job, _ = actions.request_ingest(data=data, location="x.warc", media_type="application/warc", by=editor)
        do_all()
        job.refresh_from_db()
        assert (job.state, job.error[: len(why)]) == ("failed", why)
    assert not Article.objects.exists()
    assert IngestJob.objects.count() == 2


# ---- documents from the web


def test_a_document_is_fetched_whatever_its_server_calls_it(origin, editor):
    body = documents.pdf(["The ministry said on Thursday that the talks would go on."])
    origin.pages["outlet.example/a.pdf"] = Answer(body, headers={"Content-Type": "application/octet-stream"})
    actions.request_fetch(url="http://outlet.example/a.pdf", by=editor)
    do_all()
    capture = Snapshot.objects.get()
    assert (capture.media_type, capture.text) == (
        "application/pdf",
        "The ministry said on Thursday that the talks would go on.",
    )


# ---- a feed, asked for by its address


def feed(*names):
    items = "".join(f"<item><link>http://outlet.example/{name}</link></item>" for name in names)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>All</title>{items}</channel></rss>'


def test_the_address_of_a_feed_brings_in_what_it_lists(origin):
    origin.pages["outlet.example/feed"] = feed("one", "two", "gone")
    origin.pages["outlet.example/one"], origin.pages["outlet.example/two"] = page("One"), page("Two", "second")
    lines, error = ingest("http://outlet.example/feed")
    assert lines == [
        "a feed, whose pieces are asked for  http://outlet.example/feed",
        "new  http://outlet.example/one",
        "new  http://outlet.example/two",
        "failed  http://outlet.example/gone: nothing is there (404)",
    ]
    assert error == "1 of 4 failed"
    origin.pages["outlet.example/feed"] = feed("three", "one")
    origin.pages["outlet.example/three"] = page("Three", "third")
    assert ingest("http://outlet.example/feed")[0][1:] == ["new  http://outlet.example/three"]


def test_the_desk_takes_the_address_of_a_feed_as_well(origin, editor):
    origin.pages["outlet.example/feed"], origin.pages["outlet.example/one"] = feed("one"), page("One")
    batch = actions.bring_in_addresses(addresses=["http://outlet.example/feed"], by=editor)
    do_all()
    assert Article.objects.get().url == "http://outlet.example/one"
    assert set(batch.fetches.values_list("state", "outcome")) == {("done", "listed"), ("done", "captured")}


# ---- pasted texts


STATEMENT = "Statement of the ministry\n\n---\n\nWe are ready, said the minister on Thursday, for thirty days.\n"


def test_a_pasted_text_keeps_what_was_said_of_it(editor):
    wire = factories.source("demo-wire")
    facts = {"title": "Ready", "byline": "Dana", "source": wire.slug, "published": "2025-03", "language": "en"}
    job, asked = actions.bring_in_text(text=STATEMENT, by=editor, **facts)
    do_all()
    capture = Snapshot.objects.get()
    article = capture.article
    assert asked
    assert capture.text == STATEMENT.strip()
    assert (article.title, article.byline, article.source, article.published_edtf) == (
        "Ready",
        "Dana",
        wire,
        "2025-03",
    )
    assert capture.via == "paste"
    assert actions.bring_in_text(text=STATEMENT, by=editor, **facts) == (IngestJob.objects.get(pk=job.pk), False)


def test_a_pasted_text_with_an_address_is_its_outlets(editor):
    actions.bring_in_text(text=STATEMENT, by=editor, url="https://ministry.example/news/1?utm_source=x")
    do_all()
    article = Article.objects.get()
    assert (article.url, article.source.domain) == ("https://ministry.example/news/1", "ministry.example")


def test_two_texts_and_two_files_of_one_name_are_two(editor):
    for words in ("We are ready, said the minister.", "Nobody is ready, said another minister on another day."):
        actions.bring_in_text(text=words, title="Statement", by=editor)
        actions.bring_in_document(data=words.encode() + b" Read it again, he said.", name="statement.txt", by=editor)
    do_all()
    assert Article.objects.count() == Snapshot.objects.count() == 4


@pytest.mark.parametrize("sent", [{"text": " \n"}, {"text": "x", "url": "file:///etc/passwd"}])
def test_nothing_and_addresses_that_are_none_are_refused(editor, sent):
    with pytest.raises(UnreadableError):
        actions.bring_in_text(by=editor, **sent)
    assert not IngestJob.objects.exists()


# ---- a page out of a browser


def test_a_page_from_a_browser_is_a_capture_at_its_address_and_is_not_watched(editor):
    actions.bring_in_page(page=page("One").encode(), url="https://Outlet.example/one#comments", by=editor)
    do_all()
    capture = Snapshot.objects.get()
    assert (capture.via, capture.article.url) == ("browser", "https://outlet.example/one")
    assert not hasattr(capture.article, "watch")
