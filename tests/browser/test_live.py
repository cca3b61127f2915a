"""The inbox asks what is new while it is looked at, and only then."""

import pytest
from playwright.sync_api import expect

from claims import actions
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

HIDE = "Object.defineProperty(document, 'hidden', {configurable: true, get: () => %s})"
TICK = "document.dispatchEvent(new Event('visibilitychange'))"


def test_new_articles_are_counted_on_the_page_and_in_its_title(log_in, editor):
    factories.article()
    page = log_in("editor", factories.PASSWORD)
    page.goto(page.url.split("/desk")[0] + "/desk/")
    assert page.title() == "Desk · Attested"
    factories.suggestion(factories.article())
    actions.refresh_inbox()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate(HIDE % "true")
    page.evaluate(TICK)
    page.evaluate(HIDE % "false")
    page.evaluate(TICK)
    expect(page.get_by_role("link", name="1 new article")).to_be_visible()
    assert len([url for url in asked if "/desk/arrived/" in url]) == 1
    assert page.title() == "(1) Desk · Attested"  # reports that wait with something to decide
