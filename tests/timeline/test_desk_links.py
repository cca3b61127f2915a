"""Links between events on the desk: found, drawn, refused beside what was typed, and taken away."""

import pytest

from tests import factories
from tests.claims.views.tab import Tab
from tests.pages import parse, read, words
from timeline.models import EventLink

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    return factories.event(title="Jeddah talks"), factories.event(title="Russia answers")


def page(event):
    return f"/desk/events/{event.pk}/"


def section(root):
    return words(root.get_element_by_id("links"))


def test_an_event_is_found_and_linked(as_editor, two):
    talks, answer = two
    found = parse(as_editor.get(f"{page(answer)}links/find/?link_q=jeddah"))
    assert [one.get("value") for one in found.xpath("//input[@name='other']")] == [str(talks.pk)]
    tab = Tab(as_editor, f"{page(answer)}?link_q=jeddah")
    tab.send(
        tab.form_to(f"{page(answer)}links/"),
        {"kind": "answers", "other": str(talks.pk), "note": "It names the talks."},
    )
    link = EventLink.objects.get()
    assert (link.event, link.other, link.kind, link.note) == (answer, talks, "answers", "It names the talks.")
    assert "In answer to Jeddah talks" in section(read(as_editor, page(answer)))
    assert "because It names the talks." in section(read(as_editor, page(answer)))
    assert "linked by Editor, " in section(read(as_editor, page(answer)))
    assert "Answered by Russia answers" in section(read(as_editor, page(talks)))


def test_a_refusal_stands_by_its_field_and_keeps_what_was_typed(as_editor, two):
    talks, answer = two
    factories.link(answer, talks)
    sent = {"kind": "part", "other": talks.pk, "note": "Typed.", "version": 2}
    response = as_editor.post(f"{page(answer)}links/", sent)
    assert response.status_code == 422
    root = parse(response)
    assert "linked already" in section(root)
    assert root.get_element_by_id("new-link-note").get("value") == "Typed."
    (chosen,) = root.xpath("//input[@name='other'][@checked]")
    assert chosen.get("value") == str(talks.pk)


def test_nothing_is_linked_on_an_old_version(as_editor, two):
    talks, answer = two
    sent = {"kind": "part", "other": talks.pk, "note": "Typed.", "version": 7}
    response = as_editor.post(f"{page(answer)}links/", sent)
    assert (response.status_code, EventLink.objects.count()) == (409, 0)
    assert f"{answer.edited_by} saved this event while you were on this page" in section(parse(response))


def test_a_link_is_removed_from_the_event_that_has_it_and_from_no_other(as_editor, two):
    talks, answer = two
    link = factories.link(answer, talks)
    for event, version, left in ((talks, 1, 1), (answer, 1, 1), (answer, 2, 0), (answer, 3, 0)):
        as_editor.post(f"{page(event)}links/{link.pk}/remove/", {"version": version})
        assert EventLink.objects.count() == left


def test_a_first_publication_shows_the_reviewer_what_it_says_of_other_events(as_reviewer, two):
    talks, _ = two
    event = factories.event(title="Another", claims=[factories.approved_claim()])
    factories.link(event, talks)
    preview = words(read(as_reviewer, page(event)).get_element_by_id("preview"))
    assert "followed from “an event that is not published”: The one names the other." in preview
