"""A button has the present engine read an article that only an earlier version of it has read."""

import pytest

from accounts.roles import Role
from claims import actions, workbench
from claims.engines import rules
from claims.models import Suggestion, SuggestionRun
from lib.kept_questions import KeptQuestion
from tests import factories
from tests.claims.views.tab import Tab
from tests.conftest import logged_in

pytestmark = pytest.mark.django_db

ARTICLE = "Yuri Ushakov said the bridge was open. Yuri Ushakov said that the road was closed."
BUTTON = "Read it with the present engine"


@pytest.fixture
def capture(db):
    factories.conflict()
    factories.actor("ushakov", "Yuri Ushakov")
    capture = factories.article(ARTICLE)
    assert actions.make_suggestions(run_id=actions.request_suggestions(snapshot=capture).pk)
    return capture


@pytest.fixture
def later(monkeypatch):
    """From then on the engine has its next version, as a process of the next release has it."""

    def now():
        from claims import rereading

        monkeypatch.setattr(workbench, "_newest_capture", KeptQuestion(workbench._newest_capture._rows))
        monkeypatch.setattr(rereading, "ENGINE_VERSION", "next")
        monkeypatch.setattr(rules.Rules, "version", "next")

    return now


def bench(client, capture):
    return Tab(client, f"/desk/articles/{capture.article_id}/")


def form(tab, capture):
    return tab.form_to(f"/desk/articles/{capture.article_id}/reread/")


def test_it_is_offered_where_an_earlier_version_has_read(as_editor, capture, later):
    assert BUTTON not in bench(as_editor, capture).says()
    later()
    assert BUTTON in bench(as_editor, capture).says()


def test_pressed_it_says_what_it_does_and_leaves_what_is_decided(
    as_editor, editor, capture, later, django_capture_on_commit_callbacks
):
    rejected, waiting = Suggestion.objects.order_by("excerpt__start")
    actions.reject_suggestion(suggestion=rejected, by=editor)
    before = Suggestion.objects.values().get(pk=rejected.pk)
    later()
    tab = bench(as_editor, capture)
    with django_capture_on_commit_callbacks() as announced:
        tab.send(form(tab, capture))
    assert len(announced) == 1, "who waits for it need not wait for the clock"
    assert "rules next reads this article again. What is decided stays" in tab.root.text_content()
    assert "The engine is reading this article" in tab.says()
    assert BUTTON not in tab.says()
    run = SuggestionRun.objects.get(engine_version="next")
    assert actions.make_suggestions(run_id=run.pk)
    assert Suggestion.objects.values().get(pk=rejected.pk) == before
    assert not Suggestion.objects.filter(pk=waiting.pk).exists()
    assert [one.run_id for one in Suggestion.objects.pending()] == [run.pk]
    assert BUTTON not in bench(as_editor, capture).says()


def test_pressed_twice_it_reads_once(as_editor, capture, later):
    later()
    tab = bench(as_editor, capture)
    button = form(tab, capture)
    tab.send(button)
    response = as_editor.post(button.get("action"), {"capture": "1"}, follow=True)
    assert "The present engine has read this already" in response.content.decode()
    assert SuggestionRun.objects.count() == 2


def test_an_older_capture_is_not_read_again(as_editor, capture, later):
    later()
    factories.snapshot(capture.article, ARTICLE + " So it was.")
    tab = Tab(as_editor, f"/desk/articles/{capture.article_id}/?capture=1")
    assert BUTTON not in tab.says()
    response = as_editor.post(f"/desk/articles/{capture.article_id}/reread/", {"capture": "1"}, follow=True)
    assert "not the newest capture" in response.content.decode()
    assert not SuggestionRun.objects.filter(engine_version="next").exists()


def test_where_the_rules_are_not_the_first_engine_it_is_not_offered(as_editor, capture, later, settings):
    later()
    settings.ATTESTED_SUGGESTERS = ["llm", "rules"]
    settings.ATTESTED_SUGGESTER_OPTIONS = {"llm": {"url": "http://127.0.0.1:9/v1", "model": "small"}}
    assert BUTTON not in bench(as_editor, capture).says()


def test_who_may_not_bring_in_articles_has_no_button(capture, later):
    later()
    browser = logged_in(factories.user(Role.ADMIN))
    assert BUTTON not in bench(browser, capture).says()
    assert browser.post(f"/desk/articles/{capture.article_id}/reread/").status_code == 403
    assert not SuggestionRun.objects.filter(engine_version="next").exists()
