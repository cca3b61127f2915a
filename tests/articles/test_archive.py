"""The archive can be checked, read again by a newer extractor, and taken away as WARC."""

from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from warcio.archiveiterator import ArchiveIterator

from articles import actions
from articles.actions import rereading
from articles.ingest import store
from articles.models import Snapshot
from articles.warc import warc_of
from claims import actions as claim_actions
from tests import factories
from tests.articles.pages import page
from tests.articles.test_fetching import URL, fetched
from tests.conftest import logged_in

pytestmark = pytest.mark.django_db


def verified():
    told = StringIO()
    call_command("verify_archive", stdout=told)
    return told.getvalue()


def file_of(snapshot):
    sha = snapshot.sha256
    return Path(storages["snapshots"].location, sha[:2], sha[2:4], f"{sha}.gz")


def test_an_archive_as_it_was_written_is_in_order():
    factories.archived_article()
    factories.archived_article("Another text.")
    assert verified() == "2 snapshots, all as they were archived\n"


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda path: path.unlink(), "nothing at"),
        (lambda path: (path.chmod(0o644), path.write_bytes(b"broken")), "cannot be read"),
        (
            lambda path: (path.chmod(0o644), path.write_bytes(__import__("gzip").compress(b"something else"))),
            "is not what was put there",
        ),
    ],
)
def test_what_is_lost_or_changed_is_named(harm, words):
    snapshot = factories.archived_article()
    factories.archived_article("Another text.")
    harm(file_of(snapshot))
    told = StringIO()
    with pytest.raises(CommandError, match="1 of 2 snapshots do not match"):
        call_command("verify_archive", stdout=told)
    assert f"snapshot {snapshot.pk} " in told.getvalue()
    assert words in told.getvalue()


def record_of(warc):
    found = [
        (record, record.content_stream().read()) for record in ArchiveIterator(BytesIO(warc), check_digests="raise")
    ]
    assert len(found) == 1
    return found[0]


def test_a_fetched_capture_is_a_response_in_warc(origin, editor):
    origin.pages["/talks/ceasefire-talks-end"] = page("Talks end")
    fetched()
    snapshot = Snapshot.objects.get()
    answer = logged_in(editor).get(f"/desk/snapshots/{snapshot.pk}.warc.gz")
    assert "attachment" in answer.headers["Content-Disposition"]
    record, body = record_of(answer.content)
    assert record.rec_type == "response"
    assert record.rec_headers["WARC-Target-URI"] == URL
    assert record.http_headers["Content-Type"] == "text/html; charset=utf-8"
    assert body == page("Talks end").encode() == store.get(snapshot.sha256)


def test_an_uploaded_file_is_a_resource_in_warc():
    snapshot = factories.archived_article("A text of some words.")
    record, body = record_of(warc_of(snapshot))
    assert (record.rec_type, record.rec_headers["Content-Type"]) == ("resource", "text/plain")
    assert record.rec_headers["WARC-Target-URI"] == f"urn:sha256:{snapshot.sha256}"
    assert body == b"A text of some words."


def test_what_reads_as_before_is_not_captured_again(editor):
    snapshot = factories.archived_article()
    assert actions.reread(article=snapshot.article, by=editor) is None
    assert Snapshot.objects.count() == 1


def test_a_newer_extractor_makes_a_capture_of_its_own_and_old_excerpts_keep_their_text(editor, monkeypatch):
    snapshot = factories.archived_article()
    claim = factories.draft_claim(by=editor, excerpt=factories.passage(snapshot))
    read = rereading.read
    monkeypatch.setattr(
        rereading,
        "read",
        lambda *given, **more: replace(read(*given, **more), text="Now. " + factories.TEXT, extractor="reader 2"),
    )
    again = actions.reread(article=snapshot.article, by=editor)
    assert (again.number, again.reread_of, again.extractor, again.sha256) == (
        2,
        snapshot,
        "reader 2",
        snapshot.sha256,
    )
    excerpt = claim.evidence.get().excerpt
    assert (excerpt.snapshot, excerpt.exact, excerpt.state) == (snapshot, factories.QUOTE, "moved")
    assert claim_actions.place_passages(snapshot=again) == []  # that was done with the capture
