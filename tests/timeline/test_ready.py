"""Events that wait are read on one page and published together; what somebody has not read is not published."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from tests import factories
from tests.claims.views.tab import Tab
from tests.pages import of_class, words
from timeline import actions
from timeline.actions import EventContent
from timeline.models import Entry, Event

pytestmark = pytest.mark.django_db

READY = "/desk/events/ready/"


def waiting(title, **how):
    return factories.event(claims=[factories.approved_claim(text=f"{title} was said.")], title=title, **how)


def form_of(tab):
    (form,) = [form for form in tab.root.iter("form") if form.xpath(".//*[@name='event']")]
    return form


def chosen(*events):
    return {"event": [str(event.pk) for event in events]}


def test_what_was_read_and_chosen_is_published(as_reviewer):
    events = [waiting(title) for title in ("One", "Two", "Three")]
    tab = Tab(as_reviewer, READY)
    assert all(f"{event.title} was said." in words(tab.root) for event in events)
    tab.send(form_of(tab), chosen(events[0], events[2]))
    assert list(Entry.objects.order_by("pk").values_list("title", flat=True)) == ["One", "Three"]
    assert "Published 2 events." in words(tab.root)
    assert "Two was said." in words(tab.root)
    assert "One was said." not in words(tab.root)


def test_nothing_is_chosen_beforehand(as_reviewer):
    waiting("One")
    tab = Tab(as_reviewer, READY)
    tab.send(form_of(tab))
    assert "Choose the events that you have read." in words(tab.root)
    assert not Entry.objects.exists()


def test_what_was_changed_meanwhile_is_not_published(as_reviewer, editor):
    one, two = waiting("One"), waiting("Two")
    tab = Tab(as_reviewer, READY)
    one.refresh_from_db()
    content = replace(EventContent.of(one), title="1")
    actions.edit_event(event=one, content=content, version=one.version, by=editor)
    tab.send(form_of(tab), chosen(one, two))
    assert [entry.event for entry in Entry.objects.all()] == [two]
    assert "“1” was not published: It was changed after you opened the page." in words(tab.root)


def test_what_cannot_be_published_from_here_says_why(as_reviewer):
    waiting("Own", by=factories.user(Role.REVIEWER))
    factories.event(title="Bare")
    entry = factories.published(title="Published")
    event = Event.objects.get(pk=entry.event_id)
    content = replace(EventContent.of(event), title="New")
    actions.edit_event(event=event, content=content, version=event.version, by=factories.user(Role.EDITOR))
    tab = Tab(as_reviewer, READY)
    reasons = {words(one.getparent().find("h2")): words(one) for one in of_class(tab.root, "problems")}
    assert "a second person has to publish it" in reasons["Own"]
    assert reasons["Bare"] == "None of its claims is approved yet."
    assert "correction note" in reasons["New"]
    assert not tab.root.xpath("//input[@name='event']")


def test_the_page_is_for_those_who_publish(as_editor, as_reviewer):
    assert as_editor.get(READY).status_code == 403
    waiting("One")
    assert READY in as_reviewer.get("/desk/events/").content.decode()
    assert READY not in as_editor.get("/desk/events/").content.decode()


def test_questions_are_as_many_for_five_as_for_one(as_reviewer):
    def questions():
        with CaptureQueriesContext(connection) as captured:
            assert as_reviewer.get(READY).status_code == 200
        return len(captured)

    def more(title):
        entry = factories.published(title=f"{title} before")
        actions.tie_claim(
            event=entry.event,
            claim=factories.approved_claim(text=f"Added to {title}"),
            by=factories.user(Role.EDITOR),
        )
        waiting(title)

    more("One")
    questions()
    first = questions()
    for number in range(4):
        more(f"More {number}")
    assert questions() == first
