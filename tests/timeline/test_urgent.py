"""Publishing alone what cannot wait: who may, what readers are told, and how a second person takes the mark away."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.models import Notification
from accounts.roles import Role
from claims import actions as claim_actions
from claims.actions import ClaimContent
from tests import factories
from tests.conftest import logged_in
from tests.pages import of_class, parse, read, the, words
from timeline import actions
from timeline.models import Entry

pytestmark = pytest.mark.django_db

MARK = "Published by one person, as urgent; a second person has not confirmed it yet"


@pytest.fixture
def duty():
    return factories.duty_editor()


def alone(event, by, urgency="Sirens in Kyiv."):
    return actions.publish(event=event, by=by, alone=True, urgency=urgency)


@pytest.mark.parametrize("role", list(Role))
def test_no_role_brings_the_right_to_publish_alone(role):
    by = factories.user(role, "somebody")
    event = factories.event(
        claims=[factories.approved_claim()], by=by if by.has_perm("timeline.write_event") else None
    )
    with pytest.raises(PermissionDenied, match="the right to publish urgent work alone"):
        alone(event, by)
    assert not Entry.objects.exists()


def test_somebody_elses_event_is_published_as_its_second_person(duty):
    event = factories.event(claims=[factories.approved_claim()])
    with pytest.raises(PermissionDenied, match="as its second person"):
        alone(event, duty)


def test_who_publishes_alone_says_why(duty):
    event = factories.event(claims=[factories.approved_claim()], by=duty)
    with pytest.raises(ValidationError) as caught:
        alone(event, duty, urgency=" ")
    assert list(caught.value.message_dict) == ["urgency"]
    assert not Entry.objects.exists()


def test_not_even_by_sql_is_an_entry_of_its_author_without_the_mark(duty):
    entry = alone(factories.event(claims=[factories.approved_claim()], by=duty), duty)
    copy = Entry.objects.filter(pk=entry.pk).values().get() | {"revision": 2, "single_person": False}
    copy |= {"superseded_at": entry.known_at}
    del copy["id"]
    with pytest.raises(IntegrityError, match="publisher_is_not_author_or_says_so"), transaction.atomic():
        Entry.objects.create(**copy)


def test_readers_are_told_on_the_timeline_and_on_the_page_until_a_second_person_publishes(client, duty, reviewer):
    event = factories.event(claims=[factories.claim_approved_alone(by=duty)], by=duty)
    first = alone(event, duty)
    assert (first.single_person, first.urgency, first.published_by) == (True, "Sirens in Kyiv.", duty)
    assert MARK in words(the(read(client), "entry"))
    page = read(client, first.get_absolute_url())
    assert MARK in words(the(page, "single-person"))
    assert "Checked by one person, as urgent" in words(the(page, "statement"))
    assert "Sirens" not in words(page), "why it was urgent is for the desk"

    # The claim is still one person's: a second one who only publishes does not take the mark away.
    assert actions.publish(event=event, by=reviewer) == first
    claim = event.claims.get()
    claim_actions.confirm(claim=claim, by=reviewer, verdict="unverified", rationale=claim.rationale)
    second = actions.publish(event=event, by=reviewer)
    assert (second.revision, second.single_person, second.correction_note, second.urgency) == (2, False, "", "")
    assert {"what": "published by", "before": "", "after": "two people"} in second.changes
    page = read(client, second.get_absolute_url())
    assert not of_class(page, "single-person")
    assert not of_class(page, "finding-alone")
    assert MARK not in words(read(client))
    assert MARK in words(read(client, f"/events/{event.pk}/revisions/1/")), "the first revision keeps its mark"


def test_every_reviewer_is_told_of_it_and_nobody_else(duty, reviewer, editor):
    event = factories.event(claims=[factories.approved_claim()], by=duty)
    Notification.objects.all().delete()
    alone(event, duty)
    told = Notification.objects.values_list("user__username", "kind", "path")
    assert list(told) == [("reviewer", "urgent", f"/desk/events/{event.pk}/")]


# ---- on the desk


def form_of(page):
    return next(iter(page.xpath("//form[contains(@action, 'publish-alone')]")), None)


def test_the_desk_offers_it_to_its_author_with_the_right_only(duty, reviewer, editor):
    event = factories.event(claims=[factories.approved_claim()], by=duty)
    url = event.get_absolute_url()
    assert form_of(read(logged_in(duty), url)) is not None
    assert form_of(read(logged_in(reviewer), url)) is None
    assert form_of(read(logged_in(editor), url)) is None
    assert (
        form_of(read(logged_in(duty), factories.event(claims=[factories.approved_claim()]).get_absolute_url()))
        is None
    )


def test_from_the_desk_to_the_readers(client, duty):
    event = factories.event(claims=[factories.approved_claim()], by=duty)
    browser = logged_in(duty)
    form = form_of(read(browser, event.get_absolute_url()))
    sent = {"seen": form.fields["seen"], "alone-urgency": ""}
    refused = browser.post(form.action, sent)
    assert refused.status_code == 422
    assert "Say why this cannot wait" in words(parse(refused))
    assert browser.post(form.action, sent | {"alone-urgency": "Sirens."}).status_code == 302
    assert Entry.objects.get().urgency == "Sirens."
    page = read(browser, event.get_absolute_url())
    assert form_of(page) is None, "readers see it already"
    assert "rests on one person’s word" in words(page.get_element_by_id("publish"))


def test_what_was_changed_meanwhile_is_not_published_alone(duty):
    event = factories.event(claims=[factories.approved_claim()], by=duty)
    browser = logged_in(duty)
    form = form_of(read(browser, event.get_absolute_url()))
    claim = event.claims.get()
    content = ClaimContent.of(claim)
    claim_actions.add_evidence(
        claim=claim, excerpt=factories.passage(exact="nothing more"), relation="context", by=factories.user()
    )
    factories.approve(claim)
    assert content
    answer = browser.post(form.action, {"seen": form.fields["seen"], "alone-urgency": "Sirens."})
    assert answer.status_code == 409
    assert not Entry.objects.exists()


def test_an_event_is_followed_and_followed_no_more(editor, editor2):
    event = factories.event(by=editor)
    browser = logged_in(editor2)
    browser.post(f"/desk/events/{event.pk}/follow/")
    edited = actions.edit_event(
        event=event, content=factories.event_content(title="Another title"), version=event.version, by=editor
    )
    (told,) = Notification.objects.all()
    assert (told.user, told.kind, told.path) == (editor2, "changed", event.get_absolute_url())
    browser.post(f"/desk/events/{event.pk}/follow/", {"stop": "1"})
    actions.edit_event(
        event=event, content=factories.event_content(title="A third"), version=edited.version, by=editor
    )
    assert Notification.objects.count() == 1


def test_what_one_person_published_waits_among_the_events_to_publish_until_it_is_confirmed(
    duty, as_reviewer, reviewer
):
    event = factories.event(claims=[factories.approved_claim()], by=duty, title="Explosions")
    alone(event, duty)
    assert Notification.objects.unread().filter(user=reviewer, kind="urgent").count() == 1
    (section,) = read(as_reviewer, "/desk/review/").xpath("//section[@aria-labelledby='to-publish']")
    assert "published by one person, to be confirmed" in words(section)
    actions.publish(event=event, by=reviewer)
    (section,) = read(as_reviewer, "/desk/review/").xpath("//section[@aria-labelledby='to-publish']")
    assert "Explosions" not in words(section)
    assert not Notification.objects.unread().filter(user=reviewer, kind="urgent").exists()
