"""The bar that says what is new, and the line above what is new since the last look."""

import pytest
from playwright.sync_api import expect

from tests import factories

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

LOOKED = "() => Object.keys(localStorage).length > 0"
BACK = "document.dispatchEvent(new Event('visibilitychange'))"
HIDE = "Object.defineProperty(document, 'hidden', {configurable: true, get: () => %s})"


def test_what_is_new_is_said_quietly_and_marked_after_it_is_shown(visit):
    factories.user("editor")
    old = factories.published(title="Old")
    page = visit("/")
    page.wait_for_function(LOOKED)
    expect(page.locator("#news")).to_be_empty()
    expect(page.locator(".news-line")).to_have_count(0)
    page.evaluate(BACK)
    page.wait_for_load_state("networkidle")
    expect(page.locator("#news")).to_be_empty()
    fresh = factories.published(title="Fresh", happened_edtf="2025-03-14")
    factories.republished(old, title="Mended")
    page.evaluate(BACK)
    bar = page.locator("#news")
    expect(bar).to_have_text("1 new, 1 corrected: show")
    expect(bar).to_have_attribute("role", "status")
    bar.get_by_role("link").click()
    expect(page.locator(".news-line")).to_have_text(["New since your last look"])
    expect(page.locator(f"#event-{fresh.event_id}")).to_have_class("entry is-new")
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(page.locator(".news-line")).to_have_count(0)


def test_nobody_is_asked_while_nobody_looks_and_no_cookie_is_set(visit):
    factories.published()
    page = visit("/")
    page.wait_for_function(LOOKED)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate(HIDE % "true")
    page.evaluate(BACK)
    page.wait_for_load_state("networkidle")
    assert asked == []
    assert page.context.cookies() == []


def test_each_state_has_a_last_look_of_its_own(visit):
    factories.published(title="Statement", type="statement")
    page = visit("/")
    page.wait_for_function(LOOKED)
    page.get_by_label("Type").select_option("statement")
    page.wait_for_url("**/?type=statement")
    page.wait_for_function("() => Object.keys(localStorage).length === 2")
    assert sorted(page.evaluate("Object.keys(localStorage)")) == [
        "attested-seen:/news",
        "attested-seen:/news?type=statement",
    ]
