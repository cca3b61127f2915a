"""An article without a date gets one, and the relative dates in it with it."""

import pytest

from claims import actions
from claims.models import Suggestion, SuggestionRun
from tests import factories
from tests.claims.views.tab import Tab, values_of
from tests.pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def capture(db):
    factories.conflict()
    factories.actor("ushakov", "Yuri Ushakov")
    return factories.article(published="")


@pytest.fixture
def tab(as_editor, capture):
    return Tab(as_editor, f"/desk/articles/{capture.article_id}/")


def date_form(tab):
    return tab.form_to(f"{tab.url.partition('?')[0].removesuffix('date/')}date/")


def test_an_undated_article_says_so_and_asks_for_its_date(tab):
    assert "undated" in words(tab.root.xpath("//header[@class='bench-head']")[0])
    assert "This article has no date" in words(date_form(tab))


def test_a_dated_article_is_not_asked(as_editor):
    factories.conflict()
    tab = Tab(as_editor, f"/desk/articles/{factories.article().article_id}/")
    assert "no date" not in tab.says()


def test_a_date_has_the_article_read_again_and_relative_dates_resolved(tab, capture):
    actions.make_suggestions(run_id=actions.request_suggestions(snapshot=capture).pk)
    assert set(Suggestion.objects.values_list("said_edtf", flat=True)) == {""}
    tab.send(date_form(tab), {"published": "2025-03-13"})
    assert tab.url == f"/desk/articles/{capture.article_id}/?capture=1"
    assert "Dated 13 March 2025. Relative dates are being read again." in tab.root.text_content()
    assert "The engine is reading this article" in tab.says()
    capture.article.refresh_from_db()
    assert capture.article.published_edtf == "2025-03-13"
    run = SuggestionRun.objects.get(dated="2025-03-13")
    actions.make_suggestions(run_id=run.pk)
    assert Suggestion.objects.get(quote=factories.QUOTE).said_edtf == "2025-03-13"
    tab.visit("")
    assert "said 13 March 2025" in tab.says("cards")


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("last week", "“last week” depends on the day it is read: type the date itself."),
        ("2025-02-30", "February 2025 has no day 30."),
        ("", "This field is required."),
        ("XXXX", "That says that the date is unknown, which it is already."),
    ],
)
def test_what_is_no_date_is_refused_and_stays_in_the_field(tab, capture, typed, fault):
    tab.send(date_form(tab), {"published": typed}, status=422)
    assert tab.alerts == [fault]
    assert values_of(date_form(tab))["published"] == typed
    capture.article.refresh_from_db()
    assert capture.article.published_edtf == ""
    assert not SuggestionRun.objects.exists()
    assert "breather" in tab.says("text"), "the page is not there any more"


def test_a_date_set_from_an_older_capture_leads_back_to_it(as_editor, capture):
    factories.snapshot(capture.article, "Changed.")
    tab = Tab(as_editor, f"/desk/articles/{capture.article_id}/?capture=1")
    tab.send(date_form(tab), {"published": "2025-03"})
    assert tab.url == f"/desk/articles/{capture.article_id}/?capture=1"
