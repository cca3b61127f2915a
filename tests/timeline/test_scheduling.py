"""Publications that come later: exactly what was seen, once, or not at all with the reason; and embargoes."""

from dataclasses import replace
from datetime import timedelta
from unittest import mock

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import Notification
from accounts.roles import Role
from claims import actions as claim_actions
from claims.policies import StaleVersionError
from lib.attributed import attributed
from tests import factories
from timeline import actions, tasks
from timeline.actions import EventContent
from timeline.freezing import freeze
from timeline.models import Entry, Event, Schedule

pytestmark = pytest.mark.django_db


def in_hours(hours):
    return timezone.now() + timedelta(hours=hours)


@pytest.fixture
def event():
    return factories.event(claims=[factories.approved_claim()])


def schedule(event, *, at=None, seen=None, by=None, note=""):
    return actions.schedule_publication(
        event=event,
        at=at or in_hours(1),
        seen=freeze(event).entry.digest if seen is None else seen,
        by=by or factories.user(Role.REVIEWER),
        note=note,
    )


def when_it_is_time(waiting):
    """Its moment has come."""
    Schedule.objects.filter(pk=waiting.pk).update(at=timezone.now())
    return actions.publish_scheduled(schedule_id=waiting.pk)


def told(user):
    return list(Notification.objects.filter(user=user, key__startswith="schedule:").values_list("text", flat=True))


def test_it_is_published_when_its_moment_comes_in_the_name_of_who_scheduled_it(event, reviewer, editor):
    waiting = schedule(event)
    actions.publish_scheduled(schedule_id=waiting.pk)
    assert not Entry.objects.exists(), "published before its moment"
    done = when_it_is_time(waiting)
    entry = Entry.objects.get()
    assert (done.state, entry.published_by, entry.digest) == ("done", reviewer, waiting.seen)
    assert done.settled_at is not None
    assert told(reviewer) == ["“Kremlin aide rejects the ceasefire” was published as scheduled: revision 1."]
    factories.follow_up()
    assert Notification.objects.filter(user=editor, key=f"entry:{entry.pk}").count() == 1


def test_it_is_published_once_however_often_it_is_asked_for(event):
    waiting = schedule(event)
    first = when_it_is_time(waiting)
    again = actions.publish_scheduled(schedule_id=waiting.pk)
    assert (again.state, again.settled_at) == (first.state, first.settled_at)
    assert Entry.objects.count() == 1
    assert Notification.objects.filter(key__startswith="schedule:").count() == 1


def test_an_event_that_was_changed_is_not_published(event, editor, reviewer):
    waiting = schedule(event)
    content = replace(EventContent.of(event), title="CHANGED")
    actions.edit_event(event=event, content=content, version=event.version, by=editor)
    failed = when_it_is_time(waiting)
    assert failed.state == "failed"
    assert "changed after it was scheduled" in failed.fault
    assert not Entry.objects.exists()
    assert "was not published as scheduled" in told(reviewer)[0]


def test_a_claim_that_was_changed_holds_its_event_up(event):
    waiting = schedule(event)
    claim = event.claims.get()
    claim_actions.retract(claim=claim, by=factories.user(Role.REVIEWER), reasons="A hoax.")
    failed = when_it_is_time(waiting)
    assert (failed.state, failed.fault) == ("failed", "None of its claims is approved yet.")


def test_who_lost_the_right_publishes_no_more(event, reviewer):
    waiting = schedule(event)
    reviewer.groups.clear()
    failed = when_it_is_time(waiting)
    assert (failed.state, failed.fault) == ("failed", "Only a reviewer can publish.")
    assert not Entry.objects.exists()


def test_the_history_names_who_scheduled_it(event, reviewer):
    waiting = schedule(event)
    said = []

    class Attributed:
        def __init__(self, by, why):
            said.append((by, why.split(" for ")[0]))
            self.real = attributed(by, why)

        def __enter__(self):
            return self.real.__enter__()

        def __exit__(self, *error):
            return self.real.__exit__(*error)

    with mock.patch("timeline.actions.scheduling.attributed", Attributed):
        when_it_is_time(waiting)
    assert said == [(reviewer, "published as scheduled")]


@pytest.mark.parametrize("hours", [-1, 0, 24 * 400])
def test_its_moment_is_to_come_and_near(event, hours):
    with pytest.raises(ValidationError) as caught:
        schedule(event, at=in_hours(hours))
    assert list(caught.value.message_dict) == ["at"]


def test_only_what_was_seen_is_scheduled(event):
    with pytest.raises(StaleVersionError):
        schedule(event, seen="0" * 64)
    assert not Schedule.objects.exists()


def test_the_two_person_rule_holds_for_later_too(event, editor):
    with pytest.raises(PermissionDenied, match="Only a reviewer"):
        schedule(event, by=editor)
    reviewer = factories.user(Role.REVIEWER)
    mine = factories.event(by=reviewer, claims=[factories.approved_claim()])
    with pytest.raises(PermissionDenied, match="second person"):
        schedule(mine, by=reviewer)


def test_a_changed_fact_needs_its_note_when_it_is_scheduled(reviewer, editor):
    event = factories.published().event
    event.refresh_from_db()
    content = replace(EventContent.of(event), title="Another title")
    actions.edit_event(event=event, content=content, version=event.version, by=editor)
    event.refresh_from_db()
    with pytest.raises(ValidationError) as caught:
        schedule(event)
    assert "note" in caught.value.message_dict
    when_it_is_time(schedule(event, note="The title was wrong."))
    assert Entry.objects.current().get().correction_note == "The title was wrong."


def test_one_waits_for_an_event(event):
    at = in_hours(1)
    first = schedule(event, at=at)
    assert schedule(event, at=at) == first
    with pytest.raises(ValidationError, match="cancel that first"):
        schedule(event, at=in_hours(2))
    assert Schedule.objects.count() == 1


def test_it_is_cancelled(event, reviewer):
    waiting = schedule(event)
    other = factories.user(Role.REVIEWER, "reviewer2")
    assert actions.cancel_schedule(schedule=waiting, by=other).state == "cancelled"
    assert told(reviewer) == ["Reviewer2 cancelled the publication of “Kremlin aide rejects the ceasefire”."]
    assert when_it_is_time(waiting).state == "cancelled"
    assert not Entry.objects.exists()
    assert schedule(event).state == "waiting"


def test_what_is_published_is_not_cancelled(event, reviewer):
    waiting = schedule(event)
    when_it_is_time(waiting)
    assert actions.cancel_schedule(schedule=waiting, by=reviewer).state == "done"


def test_who_publishes_it_earlier_leaves_nothing_to_do(event, reviewer):
    waiting = schedule(event)
    actions.publish(event=event, by=reviewer)
    assert when_it_is_time(waiting).state == "done"
    assert Entry.objects.count() == 1


def test_a_withdrawal_cancels_what_waits(reviewer, editor):
    event = factories.published().event
    event.refresh_from_db()
    content = replace(EventContent.of(event), summary="")
    actions.edit_event(event=event, content=content, version=event.version, by=editor)
    event.refresh_from_db()
    waiting = schedule(event, note="No summary.")
    actions.withdraw(event=event, reason="It was wrong.", by=reviewer)
    assert when_it_is_time(waiting).state == "cancelled"
    assert not Entry.objects.current().exists()


def test_the_clock_hands_over_what_is_due_and_no_more(event, monkeypatch):
    waiting, later = schedule(event), schedule(factories.event(claims=[factories.approved_claim()], title="B"))
    Schedule.objects.filter(pk=waiting.pk).update(at=timezone.now())
    handed = []
    monkeypatch.setattr(tasks.publish_scheduled, "delay", handed.append)
    tasks.publish_what_is_due()
    assert handed == [waiting.pk]
    monkeypatch.setattr(tasks, "_MOST", 0)
    tasks.publish_what_is_due()
    assert handed == [waiting.pk]
    tasks.publish_scheduled(waiting.pk)
    assert set(Schedule.objects.values_list("pk", "state")) == {(waiting.pk, "done"), (later.pk, "waiting")}


# ---- embargoes


def embargo(event, until, by=None, reason="Asked by the delegation."):
    return actions.set_embargo(event=event, until=until, reason=reason, by=by or factories.user(Role.EDITOR))


def test_nobody_publishes_under_embargo(event, reviewer):
    embargo(event, in_hours(2))
    with pytest.raises(ValidationError, match="under embargo until"):
        actions.publish(event=event, by=reviewer)
    assert not Entry.objects.exists()
    Event.objects.update(embargo_until=timezone.now())
    actions.publish(event=event, by=reviewer)


def test_nothing_is_scheduled_before_its_end(event):
    until = in_hours(2)
    embargo(event, until)
    with pytest.raises(ValidationError) as caught:
        schedule(event, at=until - timedelta(minutes=1))
    assert list(caught.value.message_dict) == ["at"]
    assert schedule(event, at=until).at == until


def test_an_embargo_does_not_overtake_what_waits(event):
    schedule(event, at=in_hours(1))
    with pytest.raises(ValidationError, match="cancel that first"):
        embargo(event, in_hours(2))


def test_an_editor_sets_and_lengthens_and_a_reviewer_lifts(event, editor, reviewer):
    embargo(event, in_hours(2))
    later = in_hours(3)
    assert embargo(event, later).embargo_until == later
    for until in (None, in_hours(1)):
        with pytest.raises(PermissionDenied):
            embargo(event, until)
    assert embargo(event, None, by=reviewer, reason="They spoke.").embargo_until is None


def test_an_embargo_says_why_and_is_to_come(event):
    with pytest.raises(ValidationError) as caught:
        embargo(event, in_hours(1), reason=" ")
    assert list(caught.value.message_dict) == ["reason"]
    with pytest.raises(ValidationError) as caught:
        embargo(event, in_hours(-1))
    assert list(caught.value.message_dict) == ["until"]


def test_who_sets_an_embargo_may_still_publish(event, reviewer):
    embargo(event, in_hours(1), by=reviewer)
    Event.objects.update(embargo_until=timezone.now())
    assert actions.publish(event=event, by=reviewer).published_by == reviewer
