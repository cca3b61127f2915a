"""Events in an article: candidates from its suggestions, beside the recorded events that they may be."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import actions
from tests import factories
from tests.claims.views.tab import Tab
from tests.pages import words
from timeline.event_matching import events_in
from timeline.models import Event

pytestmark = pytest.mark.django_db

DAY = "2025-03-13"


def told(capture=None, exact="a pause", *, day=DAY, actors=("berg", "dahl"), text="Berg met Dahl.", **columns):
    """A suggestion that tells of a meeting."""
    columns = {"kind": "fact", "act": "consult", "happened_edtf": day, "speaker": None} | columns
    one = factories.suggestion(capture or factories.article("Of a pause they spoke."), exact, text=text, **columns)
    one.subjects.set([factories.actor(slug, slug.title()) for slug in actors])
    return one


def accepted(one, editor):
    return actions.accept_suggestion(suggestion=one, by=editor, conflict=factories.conflict())


def page(one):
    return f"/desk/articles/{one.excerpt.snapshot.article_id}/events/"


def meeting(**content):
    actors = [factories.actor(slug, slug.title()) for slug in ("berg", "dahl")]
    return factories.event(
        **{"title": "Berg sees Dahl", "type": "consult", "happened_edtf": DAY, "actors": actors} | content
    )


def test_a_candidate_is_matched_with_the_recorded_event_and_says_why(editor):
    event, one = meeting(by=editor), told()
    (found,) = events_in(one.excerpt.snapshot, conflict=factories.conflict())
    (match,) = found.matches
    assert match.event == event
    assert match.reasons == ["the same day", "also talks", "with Berg, Dahl"]


def test_another_day_or_other_people_are_no_match(editor):
    meeting(by=editor, happened_edtf="2025-03-11")
    meeting(by=editor, type="assault", actors=[factories.actor("koval", "Koval")])
    (found,) = events_in(told().excerpt.snapshot, conflict=factories.conflict())
    assert found.matches == []


def test_a_rejected_suggestion_tells_of_nothing(editor):
    one = told()
    actions.reject_suggestion(suggestion=one, by=editor)
    assert events_in(one.excerpt.snapshot, conflict=factories.conflict()) == []


def test_accepted_claims_are_tied_to_the_event(as_editor, editor):
    event, one = meeting(by=editor), told()
    claim = accepted(one, editor)
    tab = Tab(as_editor, page(one))
    tab.send(tab.form_to("/desk/events/tie/"))
    assert list(event.claims.all()) == [claim]


def test_an_event_is_started_from_the_accepted_claims(as_editor, editor):
    factories.place()
    one = told(place=factories.place())
    claim = accepted(one, editor)
    tab = Tab(as_editor, page(one))
    tab.visit(tab.button("Start an event from this claim").get("href"))
    (form,) = [form for form in tab.root.iter("form") if form.xpath(".//*[@name='title']")]
    tab.send(form)
    event = Event.objects.get()
    assert (event.title, event.type, event.happened_edtf) == ("Berg and Dahl meet in Moscow", "consult", DAY)
    assert list(event.claims.all()) == [claim]


def test_before_anything_is_accepted_nothing_can_be_recorded(as_editor):
    one = told()
    factories.conflict()
    tab = Tab(as_editor, page(one))
    assert "Accept one of its suggestions to record it." in words(tab.root)


def test_an_article_without_events_says_so(as_editor):
    factories.conflict()
    one = told(act="", text="The road was wet.")
    assert "No event is found in this article." in words(Tab(as_editor, page(one)).root)


def test_queries_are_constant(as_editor, editor):
    capture = factories.article(" ".join(f"word{n}" for n in range(6)))
    asked = []
    for n in range(6):
        day, place = f"2025-03-{10 + n}", factories.place(f"p-{n}")
        one = told(capture, f"word{n}", day=day, actors=(f"a-{n}", f"b-{n}"), place=place)
        accepted(one, editor)
        actors = [factories.actor(f"a-{n}"), factories.actor(f"b-{n}")]
        meeting(by=editor, title=f"E {n}", happened_edtf=day, actors=actors, place=place)
        as_editor.get(page(one))
        with CaptureQueriesContext(connection) as queries:
            assert as_editor.get(page(one)).content.decode().count("also talks") == n + 1
        asked.append(len(queries))
    assert len(set(asked)) == 1, asked
