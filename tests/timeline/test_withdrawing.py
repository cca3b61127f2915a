"""What is taken from the timeline: gone from it, kept at its addresses, and told to readers."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import ProgrammingError, transaction
from django.utils import timezone

from accounts.models import Notification
from accounts.roles import Role
from tests import factories
from tests.pages import timeline
from timeline import actions
from timeline.models import Event, Withdrawal

pytestmark = pytest.mark.django_db
REASON = "It did not happen."


def withdraw(entry, by=None, reason=REASON):
    return actions.withdraw(event=entry.event, reason=reason, by=by or factories.user(Role.REVIEWER))


@pytest.fixture
def entry():
    return factories.published()


def page_of(client, entry):
    return client.get(entry.get_absolute_url())


def test_a_withdrawn_event_leaves_the_timeline_and_its_page_says_why(client, entry):
    withdrawal = withdraw(entry)
    assert (withdrawal.entry, withdrawal.reason, withdrawal.moved_to) == (entry, REASON, None)
    assert timeline(client).titles == []
    gone = page_of(client, entry)
    assert gone.status_code == 410
    assert "It did not happen." in gone.text
    assert "ETag" not in gone
    assert f"/events/{entry.event_id}/revisions/1/" in gone.text


def test_its_revisions_can_still_be_read_and_cited(client, entry):
    withdraw(entry)
    kept = client.get(f"/events/{entry.event_id}/revisions/1/")
    assert kept.status_code == 200
    assert entry.statements.get().text in kept.text
    assert "withdrawn on" in kept.text
    assert "superseded" not in kept.text.replace('class="notice superseded"', "")
    assert client.get(entry.statements.get().citations.get().get_absolute_url()).status_code == 200


def test_before_that_moment_it_was_there(client, monkeypatch):
    def clock(text):
        monkeypatch.setattr(timezone, "now", lambda: datetime.fromisoformat(text).replace(tzinfo=UTC))

    clock("2025-03-13T09:00")
    entry = factories.published()
    clock("2025-03-14T12:00")
    withdraw(entry)
    shown = {moment: timeline(client, as_of=moment).titles for moment in ("2025-03-14T11:59Z", "2025-03-14T12:00Z")}
    assert shown == {"2025-03-14T11:59Z": [entry.title], "2025-03-14T12:00Z": []}


def test_every_page_is_fresh_after_it(client, entry):
    other = factories.published(title="Another")
    urls = ["/", other.get_absolute_url(), f"/events/{entry.event_id}/revisions/1/", "/about/"]
    tags = {url: client.get(url)["ETag"] for url in urls}
    withdraw(entry)
    for url, tag in tags.items():
        again = client.get(url, headers={"If-None-Match": tag})
        assert again.status_code == 200, url
        assert again["ETag"] != tag


def test_a_second_person_withdraws(entry, editor, reviewer):
    with pytest.raises(PermissionDenied, match="Only a reviewer"):
        withdraw(entry, by=factories.user(Role.EDITOR, "editor2"))
    mine = factories.event(by=reviewer, claims=[factories.approved_claim()])
    actions.publish(event=mine, by=factories.user(Role.REVIEWER, "reviewer2"))
    with pytest.raises(PermissionDenied, match="second person"):
        actions.withdraw(event=mine, reason=REASON, by=reviewer)
    assert not Withdrawal.objects.exists()


@pytest.mark.parametrize("reason", ["", " \n"])
def test_it_says_why(entry, reason):
    with pytest.raises(ValidationError) as caught:
        withdraw(entry, reason=reason)
    assert list(caught.value.message_dict) == ["reason"]


def test_what_nobody_sees_is_not_withdrawn(reviewer):
    with pytest.raises(ValidationError, match="nothing to withdraw"):
        actions.withdraw(event=factories.event(), reason=REASON, by=reviewer)


def test_withdrawing_twice_is_withdrawing_once(entry):
    first = withdraw(entry)
    assert withdraw(entry, reason="Again.") == first
    assert Withdrawal.objects.count() == 1


def test_it_is_published_again_with_a_note(client, entry, reviewer):
    withdraw(entry)
    with pytest.raises(ValidationError) as caught:
        actions.publish(event=entry.event, by=reviewer)
    assert "note" in caught.value.message_dict
    again = actions.publish(event=entry.event, by=reviewer, note="It did happen after all.")
    assert (again.revision, again.superseded_at) == (2, None)
    assert again.changes == [{"what": "withdrawal", "before": REASON, "after": ""}]
    shown = page_of(client, again)
    assert shown.status_code == 200
    assert "It did happen after all." in shown.text
    assert REASON in shown.text, "the history forgets the withdrawal"
    first = client.get(f"/events/{entry.event_id}/revisions/1/")
    assert "has been superseded" in first.text


def test_its_people_are_told(entry, editor, reviewer):
    withdraw(entry)
    told = Notification.objects.get(key__startswith="withdrawn:")
    assert (told.user, told.text) == (editor, f"“{entry.title}” was withdrawn: {REASON}")


def test_it_cannot_be_changed_afterwards(entry):
    withdraw(entry)
    for act in (lambda: Withdrawal.objects.update(reason="Other."), lambda: Withdrawal.objects.all().delete()):
        with pytest.raises(ProgrammingError), transaction.atomic():
            act()


def test_it_waits_for_nothing_to_be_published_after_it(entry, reviewer):
    factories.republished(entry, summary="Another aide.")
    entry.refresh_from_db()
    withdraw(entry)
    assert list(Event.objects.to_publish()) == []
