"""The API and the bookmarklet, as programs and browsers use them."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from accounts import actions as accounts
from accounts.enums import TokenScope
from accounts.models import ApiToken
from articles import actions
from articles.models import Article, Fetch, IngestJob, Snapshot
from tests import factories
from tests.articles import documents
from tests.articles.pages import page
from tests.conftest import logged_in

pytestmark = pytest.mark.django_db
ARTICLES = "/api/v1/articles"


@pytest.fixture
def token(editor):
    return accounts.make_token(name="A program", scope=TokenScope.INGEST, by=editor)[1]


def post(token, body, path=ARTICLES):
    return Client(enforce_csrf_checks=True).post(
        path,
        body if isinstance(body, str) else json.dumps(body),
        "application/json",
        headers={"Authorization": f"Bearer {token}"},
    )


def problem(response):
    assert response["Content-Type"] == "application/problem+json"
    told = response.json()
    assert told["status"] == response.status_code
    return told


# ---- articles


def test_an_address_is_fetched_and_can_be_followed_to_its_article(token, origin, editor):
    origin.pages["outlet.example/one"] = page("One")
    asked = post(token, {"url": "http://outlet.example/one"})
    assert (asked.status_code, asked.json()["state"], asked.json()["article"]) == (202, "waiting", None)
    fetch = Fetch.objects.get()
    assert fetch.requested_by == editor
    actions.fetch(job_id=fetch.pk)
    actions.ingest(job_id=IngestJob.objects.get().pk)
    told = Client().get(asked.json()["href"], headers={"Authorization": f"Bearer {token}"}).json()
    assert (told["state"], told["outcome"], told["article"]) == ("done", "new", Article.objects.get().pk)


def test_a_text_comes_in_once_with_what_is_said_of_it(token, editor):
    source = factories.source("demo-wire")
    sent = {
        "text": "He said on Thursday that it was ready.",
        "title": "Ready",
        "source": "demo-wire",
        "published": "2025-03-13T14:00:00+02:00",
    }
    assert post(token, sent).status_code == 202
    assert post(token, sent).status_code == 200
    actions.ingest(job_id=IngestJob.objects.get().pk)
    article = Article.objects.get()
    assert (article.source, article.published_edtf, article.title) == (source, "2025-03-13T14:00:00+02:00", "Ready")
    assert Snapshot.objects.get().via == "api"
    assert article.versions.get().pgh_context.metadata["user"] == editor.pk


def test_a_failure_is_told_with_its_cause(token, origin):
    href = post(token, {"url": "http://outlet.example/none"}).json()["href"]
    actions.fetch(job_id=Fetch.objects.get().pk)
    told = Client().get(href, headers={"Authorization": f"Bearer {token}"}).json()
    assert (told["state"], told["error"], told["cause"]) == ("failed", "nothing is there (404)", "gone")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ("{", ""),
        ({}, "either url or text"),
        ({"url": "file:///etc/passwd"}, "url"),
        ({"url": "https://x.example/1", "title": "T"}, "needs its text"),
        ({"text": "x", "published": "next week"}, "published"),
        ({"text": "x", "source": "nobody"}, "source"),
        ({"text": "x", "nonsense": 1}, "nonsense"),
        ({"text": 7}, "text"),
        ({"text": "x", "title": "t" * 501}, "title"),
        ([], ""),
    ],
)
def test_a_bad_request_is_told_by_its_field_and_changes_nothing(token, body, field):
    response = post(token, body)
    assert response.status_code == 400
    assert field in json.dumps(problem(response))
    assert not IngestJob.objects.exists()
    assert not Fetch.objects.exists()


def test_files_come_in_by_their_format(token):
    def send(name, data):
        return Client(enforce_csrf_checks=True).post(
            f"{ARTICLES}/files",
            {"file": SimpleUploadedFile(name, data)},
            headers={"Authorization": f"Bearer {token}"},
        )

    assert send("a.pdf", documents.pdf(["The ministry said that it was ready."])).status_code == 202
    assert send("a.exe", b"MZ").status_code == 400
    assert "20 MB" in problem(send("a.txt", b"x" * (20 * 1024 * 1024 + 1)))["detail"]
    assert problem(post(token, "{}", f"{ARTICLES}/files"))["status"] == 400
    actions.ingest(job_id=IngestJob.objects.get().pk)
    assert Snapshot.objects.get().media_type == "application/pdf"


def test_a_body_that_is_too_large_for_memory_says_what_to_do(token):
    response = post(token, {"text": "x" * 3_000_000})
    assert (response.status_code, "articles/files" in problem(response)["detail"]) == (413, True)


def test_without_a_token_that_is_for_this_nothing_opens(token, editor, reader, settings):
    capture = accounts.make_token(name="b", scope=TokenScope.CAPTURE, by=editor)[1]
    for shown in ("", "nonsense", token + "x", capture):
        response = post(shown, {"text": "x"})
        assert (response.status_code, response["WWW-Authenticate"]) == (401, "Bearer")
        assert problem(response)["title"] == "Unauthorized"
    assert logged_in(editor).post(ARTICLES, "{}", "application/json").status_code == 401, "a session opens nothing"
    row = ApiToken.objects.get(scope="ingest")
    accounts.revoke_token(token=row, by=editor)
    assert post(token, {"text": "x"}).status_code == 401
    assert not IngestJob.objects.exists()


def test_a_token_is_worth_no_more_than_its_person(token, editor):
    editor.groups.clear()
    assert (post(token, {"text": "x"}).status_code, problem(post(token, {"text": "x"}))["title"]) == (
        403,
        "Forbidden",
    )
    editor.is_active = False
    editor.save()
    assert post(token, {"text": "x"}).status_code == 401


def test_unknown_numbers_and_kinds_are_problems(token):
    headers = {"Authorization": f"Bearer {token}"}
    assert problem(Client().get(f"{ARTICLES}/requests/job/999999999", headers=headers))["status"] == 404
    assert problem(Client().get(f"{ARTICLES}/requests/other/1", headers=headers))["status"] == 400


def test_the_description_for_programs_names_what_there_is():
    told = Client().get("/api/v1/openapi.json").json()
    assert set(told["paths"]) == {ARTICLES, f"{ARTICLES}/files", f"{ARTICLES}/requests/{{kind}}/{{pk}}"}


# ---- tokens


def test_a_token_is_shown_once_and_kept_as_a_digest(as_editor, editor):
    shown = as_editor.post("/accounts/tokens/", {"name": "Import", "scope": "ingest"})
    (plain,) = html.fromstring(shown.content.decode()).xpath("//input[@readonly]/@value")
    assert "no-store" in shown["Cache-Control"]
    assert ApiToken.objects.get().digest not in {"", plain}
    again = as_editor.get("/accounts/tokens/").content.decode()
    assert plain not in again
    assert "Import" in again
    assert accounts.bearer_of(plain, TokenScope.INGEST) == editor
    assert accounts.bearer_of(plain, TokenScope.CAPTURE) is None
    as_editor.post(f"/accounts/tokens/{ApiToken.objects.get().pk}/revoke/")
    assert accounts.bearer_of(plain, TokenScope.INGEST) is None


def test_nobody_revokes_the_token_of_another(token, editor2):
    row = ApiToken.objects.get()
    assert logged_in(editor2).post(f"/accounts/tokens/{row.pk}/revoke/").status_code == 404
    row.refresh_from_db()
    assert row.revoked_at is None


# ---- the bookmarklet


@pytest.fixture
def capture_token(editor):
    return accounts.make_token(name="Bookmarklet", scope=TokenScope.CAPTURE, by=editor)[1]


def send(token, *, url="https://outlet.example/one", page_="", client=None):
    file = SimpleUploadedFile("page.html", page_.encode() or page("One").encode())
    return (client or Client(enforce_csrf_checks=True)).post(
        "/api/v1/captures", {"token": token, "url": url, "page": file}
    )


def test_the_page_of_a_browser_comes_in_without_a_session(capture_token, editor):
    response = send(capture_token)
    assert (response.status_code, response["Location"]) == (302, "/desk/incoming/")
    actions.ingest(job_id=IngestJob.objects.get().pk)
    capture = Snapshot.objects.get()
    assert (capture.via, capture.article.url) == ("browser", "https://outlet.example/one")
    assert IngestJob.objects.get().requested_by == editor


@pytest.mark.parametrize(
    ("sent", "status", "why"),
    [
        ({"token": "nonsense"}, 401, "The bookmarklet was revoked"),
        ({"url": "about:blank"}, 422, "is not a web address"),
        ({"url": "http://testserver/desk/"}, 422, "a page of Attested itself"),
        ({"page_": " " * (20 * 1024 * 1024 + 1)}, 422, "the limit is 20 MB"),
    ],
)
def test_what_cannot_be_sent_is_told_to_the_person(capture_token, sent, status, why):
    response = send(sent.pop("token", capture_token), **sent)
    assert response.status_code == status
    assert why.lower() in " ".join(html.fromstring(response.content.decode()).text_content().split()).lower()
    assert not IngestJob.objects.exists()


def test_an_ingest_token_sends_no_pages(token):
    assert send(token).status_code == 401


def test_the_bookmarklet_holds_a_token_for_pages_only(as_editor):
    shown = as_editor.post("/desk/bookmarklet/").content.decode()
    (link,) = html.fromstring(shown).xpath("//a[@class='bookmarklet']/@href")
    assert link.startswith("javascript:(function")
    assert ApiToken.objects.get().scope == "capture"
    assert link not in as_editor.get("/desk/bookmarklet/").content.decode()
