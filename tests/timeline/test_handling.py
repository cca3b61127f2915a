"""Who works on which event, until when, and where they see it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import Notification
from tests import factories
from tests.pages import read, words
from timeline import actions, tasks
from timeline.models import Event

pytestmark = pytest.mark.django_db


def day(days):
    return timezone.now().date() + timedelta(days=days)


def assign(event, to, days=None, by=None):
    due = None if days is None else day(days)
    return actions.assign_event(event=event, to=to, due_on=due, by=by or factories.user())


def told(user):
    return list(Notification.objects.filter(user=user).order_by("pk").values_list("kind", "text"))


def test_an_event_is_given_to_somebody_who_hears_of_it_once(editor2, reviewer):
    event = factories.event(title="Talks", claims=[factories.approved_claim()])
    before = Event.objects.values("version", "updated_at", "edited_by").get()
    for _ in range(2):
        given = assign(event, editor2, days=3)
    assert (given.assignee, given.due_on) == (editor2, day(3))
    assert Event.objects.values("version", "updated_at", "edited_by").get() == before
    assert told(editor2) == [("assigned", f"Assigned to you, due {day(3):%-d %B}: Talks")]
    actions.publish(event=event, by=reviewer)
    assert assign(event, None).assignee is None


def test_who_gave_it_may_publish_it_as_before(reviewer, editor2):
    event = factories.event(claims=[factories.approved_claim()])
    assign(event, editor2, by=reviewer)
    assert actions.publish(event=event, by=reviewer).published_by == reviewer


def test_what_cannot_be_given(reader, editor):
    event, into = factories.event(), factories.event(title="Other")
    with pytest.raises(ValidationError) as caught:
        assign(event, reader)
    assert caught.value.message_dict == {"to": ["Reader cannot work on events."]}
    with pytest.raises(ValidationError) as caught:
        assign(event, None, days=1)
    assert list(caught.value.message_dict) == ["due_on"]
    with pytest.raises(PermissionDenied):
        assign(event, editor, by=reader)
    actions.merge_events(event=event, into=into, reason="One.", by=editor)
    with pytest.raises(PermissionDenied, match="merged"):
        assign(event, editor)


def test_what_is_due_is_told_once_until_readers_see_it(editor2, reviewer):
    seen, due, later = (
        factories.event(title=title, claims=[factories.approved_claim()]) for title in ("Seen", "Due", "Later")
    )
    for event, days in ((seen, 0), (due, 0), (later, 1)):
        assign(event, editor2, days=days)
    actions.publish(event=seen, by=reviewer)
    for _ in range(2):
        tasks.tell_of_due_events()
    assert [text for kind, text in told(editor2) if kind == "due"] == [f"Due {day(0):%-d %B}: Due"]


def test_the_desk_shows_ones_own(as_editor, editor, editor2, reviewer):
    late, mine, done, others = (
        factories.event(title=title, claims=[factories.approved_claim()])
        for title in ("Late", "Mine", "Done", "Other")
    )
    for event, to, days in ((mine, editor, None), (late, editor, -1), (done, editor, None), (others, editor2, None)):
        assign(event, to, days=days)
    actions.publish(event=done, by=reviewer)
    (section,) = read(as_editor, "/desk/").xpath("//section[@aria-labelledby='my-work']")
    shown = words(section)
    assert shown.index("Late") < shown.index("overdue since") < shown.index("Mine")
    assert "Done" not in shown
    assert "Other" not in shown
    listed = words(read(as_editor, "/desk/events/", mine="1").xpath("//ol[@class='rows']")[0])
    assert all(title in listed for title in ("Late", "Mine", "Done"))
    assert "Other" not in listed
    assert "assigned to Editor2" in as_editor.get("/desk/events/").text


def test_it_is_given_on_the_events_page(as_editor, editor2):
    event = factories.event()
    address = f"{event.get_absolute_url()}assign/"
    done = as_editor.post(address, {"to": editor2.pk, "due_on": day(2).isoformat()}, follow=True)
    assert done.redirect_chain == [(f"{event.get_absolute_url()}#handling", 302)]
    assert "Assigned to Editor2." in done.text
    refused = as_editor.post(address, {"to": "", "due_on": day(2).isoformat()})
    assert refused.status_code == 422
    assert "Say who is to do it by then." in refused.text
    assert day(2).isoformat() in refused.text
    event.refresh_from_db()
    assert event.assignee == editor2
