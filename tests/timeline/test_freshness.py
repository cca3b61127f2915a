"""Caches may keep public pages, ask whether they are still fresh, and are never given a person's page."""

import pytest

from tests import factories
from tests.conftest import logged_in
from tests.pages import public_addresses
from timeline import freshness

pytestmark = pytest.mark.django_db


def addresses(entry):
    """Every page; a table is sent row by row and has no tag."""
    return [url for urls in public_addresses(entry).values() for url in urls if url != "/issues.csv"]


def is_fresh(client, url, was):
    """Whether a page is sent again; one of the gazetteer has a tag of what is on it, and may read as before."""
    again = client.get(url, headers={"If-None-Match": was["ETag"]})
    return again.status_code == 200 or (
        url.startswith(("/actors/", "/issues/", "/compare/")) and client.get(url).content == was.content
    )


@pytest.fixture
def entry():
    return factories.published()


def test_every_public_page_is_not_sent_again_while_nothing_is_published(client, entry):
    for url in addresses(entry):
        first = client.get(url)
        assert first["ETag"].startswith('"'), url
        again = client.get(url, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b""), url
        assert again["ETag"] == first["ETag"]
        assert {"Cookie", "HX-Request"} <= set(again["Vary"].split(", "))
        assert "no-cache" in again["Cache-Control"]


def test_every_public_page_is_asked_for_again_before_it_is_shown(client, entry):
    for url in addresses(entry):
        directives = set(client.get(url)["Cache-Control"].split(", "))
        assert "no-cache" in directives, url
        assert "private" not in directives, url


def test_a_publication_makes_every_page_fresh(client, entry):
    before = {url: client.get(url) for url in addresses(entry)}
    factories.published(title="Another")
    for url, was in before.items():
        assert is_fresh(client, url, was), url


def test_a_new_revision_makes_every_page_fresh(client, entry):
    before = {url: client.get(url) for url in addresses(entry)}
    factories.republished(entry, summary="It was another aide.")
    for url, was in before.items():
        assert is_fresh(client, url, was), url


def test_what_editors_do_leaves_pages_fresh(client, entry):
    tag = client.get("/")["ETag"]
    factories.event(claims=[factories.approved_claim()])
    assert client.get("/", headers={"If-None-Match": tag}).status_code == 304


def test_different_questions_have_different_tags(client, htmx, entry):
    tags = [
        client.get("/")["ETag"],
        htmx.get("/")["ETag"],
        client.get("/?order=oldest")["ETag"],
        client.get("/?q=aide")["ETag"],
        client.get("/conflicts/talks/")["ETag"],
        client.get("/about/")["ETag"],
    ]
    assert len(set(tags)) == len(tags)


def test_a_new_release_makes_every_page_fresh(client, entry, monkeypatch):
    tag = client.get("/")["ETag"]
    monkeypatch.setattr(freshness, "_release", lambda: "another release")
    assert client.get("/", headers={"If-None-Match": tag}).status_code == 200


def test_a_development_server_always_sends_the_page(client, entry, settings):
    settings.DEBUG = True
    assert "ETag" not in client.get("/")


@pytest.mark.parametrize("role", ["reader", "editor", "reviewer", "admin"])
def test_the_page_of_somebody_logged_in_is_theirs_alone(client, entry, role):
    browser = logged_in(factories.user(role))
    for url in addresses(entry):
        response = browser.get(url, headers={"If-None-Match": client.get(url)["ETag"]})
        assert response.status_code == 200, "somebody logged in is shown the anonymous page"
        assert "ETag" not in response, url
        assert "private" in response["Cache-Control"], url
        assert "Cookie" in response["Vary"], url


def test_a_cookie_that_logs_nobody_in_gets_no_tag(client, entry, settings):
    client.cookies[settings.SESSION_COOKIE_NAME] = "no-such-session"
    assert "ETag" not in client.get("/")


def test_after_logging_out_pages_are_the_anonymous_ones_again(client, entry, reader):
    before = client.get("/")
    client.force_login(reader)
    client.logout()
    after = client.get("/")
    assert after["ETag"] == before["ETag"]
    assert after.content == before.content


def test_public_pages_set_no_cookie(client, entry):
    for url in addresses(entry):
        assert not client.get(url).cookies, url


def test_errors_carry_no_tag(client, entry):
    for url in ("/?type=nonsense", "/events/0-x/", "/evidence/0/", "/conflicts/nonexistent/"):
        assert "ETag" not in client.get(url), url
