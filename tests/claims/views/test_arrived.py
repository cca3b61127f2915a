"""What comes in while somebody looks at the inbox."""

import pytest
from lxml import html

from articles.models import Article, FeedHealth
from claims import actions
from tests import factories
from tests.conftest import logged_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_editor(editor):
    return logged_in(editor)


def element(response):
    return html.fromstring(response.content.decode()).xpath("descendant-or-self::*[@id='arrived']")[0]


def test_the_inbox_knows_its_newest_article_and_hears_of_newer_ones(as_editor):
    first = factories.article()
    waiting = element(as_editor.get("/desk/"))
    assert waiting.get("hx-get") == f"/desk/arrived/?after={first.article_id}"
    assert (waiting.get("data-number"), waiting.text_content()) == ("0", "")
    assert element(as_editor.get(waiting.get("hx-get"))).text_content() == ""
    factories.article()
    factories.article()
    told = element(as_editor.get(waiting.get("hx-get")))
    assert (told.get("data-number"), told.text_content()) == ("2", "2 new articles")
    # It goes on asking from where the page stands.
    assert told.get("hx-get") == waiting.get("hx-get")


def test_the_page_hears_how_many_reports_wait(as_editor):
    capture = factories.article()
    waiting = element(as_editor.get("/desk/"))
    assert waiting.get("data-waiting") == ""
    factories.suggestion(capture)
    actions.refresh_inbox()
    assert element(as_editor.get(waiting.get("hx-get"))).get("data-waiting") == "1"


@pytest.mark.parametrize("after", ["", "x", "9" * 30, "-1"])
def test_an_odd_number_means_from_now_on(as_editor, after):
    factories.article()
    newest = Article.objects.get().pk
    assert element(as_editor.get("/desk/arrived/", {"after": after})).get("hx-get").endswith(f"after={newest}")


def test_a_feed_that_is_broken_is_said_at_the_desk(as_editor):
    factories.feed()
    assert "could not be read" not in as_editor.get("/desk/").content.decode()
    FeedHealth.objects.update(unreadable=3)
    assert "could not be read three times in a row" in as_editor.get("/desk/").content.decode()
