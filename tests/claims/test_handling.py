"""Who works on what, until when, and whom the steps of the workflow tell."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts import actions as account_actions
from accounts.models import Follow, Notification
from accounts.roles import Role
from claims import actions
from claims.models import Claim
from claims.my_work import my_work
from tests import factories
from tests.conftest import logged_in
from tests.pages import of_class, parse, read, words

pytestmark = pytest.mark.django_db


def told(user=None):
    """(who, kind) of everything that is unread, in the order in which it was told."""
    found = Notification.objects.unread().order_by("pk")
    found = found.filter(user=user) if user else found
    return list(found.values_list("user__username", "kind"))


def day(days):
    return timezone.now().date() + timedelta(days=days)


def assign(claim, to, days=None, by=None):
    due = None if days is None else day(days)
    return actions.assign_claim(claim=claim, to=to, due_on=due, by=by or factories.user(Role.REVIEWER))


# ---- assigning


def test_a_claim_is_given_to_somebody_who_hears_of_it_once(editor2):
    claim = factories.draft_claim()
    before = Claim.objects.filter(pk=claim.pk).values("version", "updated_at").get()
    assign(claim, editor2, days=3)
    assign(claim, editor2, days=3)
    claim.refresh_from_db()
    assert (claim.assignee, claim.due_on) == (editor2, day(3))
    assert Claim.objects.filter(pk=claim.pk).values("version", "updated_at").get() == before, "open forms stay valid"
    assert told() == [("editor2", "assigned")]


def test_only_who_can_work_on_claims_is_given_one(reader, admin_user, editor):
    claim = factories.draft_claim()
    for person in (reader, admin_user):
        with pytest.raises(ValidationError) as caught:
            assign(claim, person)
        assert list(caught.value.message_dict) == ["to"]
    with pytest.raises(ValidationError, match="who is to do it"):
        actions.assign_claim(claim=claim, to=None, due_on=day(1), by=editor)


def test_who_assigns_a_claim_to_themselves_is_not_told(editor):
    assign(factories.draft_claim(), editor, by=editor)
    assert told() == []


def test_my_work_has_the_overdue_first_and_only_what_is_open(editor, editor2):
    late, today, later, undated, done, theirs = (factories.draft_claim(text=f"{n}.") for n in range(6))
    for claim, days in ((undated, None), (later, 5), (today, 0), (late, -2), (done, -9)):
        assign(claim, editor, days)
    assign(theirs, editor2)
    actions.dismiss(claim=done, by=editor, reasons="Not worth it.")
    assert [(item.thing, item.is_overdue, item.is_due_today) for item in my_work(editor)] == [
        (late, True, False),
        (today, False, True),
        (later, False, False),
        (undated, False, False),
    ]


def test_the_desk_lists_it_and_the_claim_s_page_assigns_it(as_editor, editor, editor2):
    claim = factories.draft_claim(text="Assigned to somebody.")
    (form,) = read(as_editor, claim.get_absolute_url()).xpath("//form[contains(@action, '/assign/')]")
    assert "Reader" not in words(form)
    assert as_editor.post(form.action, {"to": editor2.pk, "due_on": str(day(-1))}).status_code == 302
    page = read(logged_in(editor2), "/desk/")
    (section,) = page.xpath("//section[@aria-labelledby='my-work']")
    assert "Assigned to somebody." in words(section)
    assert "overdue since" in words(section)
    refused = as_editor.post(form.action, {"to": "", "due_on": str(day(1))})
    assert refused.status_code == 422
    assert "Say who is to do it by then." in words(parse(refused))


def test_what_is_due_is_told_once(editor, editor2):
    for days in (-9, -1, 0, 1):
        assign(factories.draft_claim(), editor, days)
    Notification.objects.all().delete()
    actions.tell_of_due_work()
    actions.tell_of_due_work()
    assert told() == [("editor", "due")] * 2


# ---- following


def test_a_claim_its_issue_and_its_people_are_followed_from_its_page(as_editor, editor):
    claim = factories.draft_claim(kind="position", issue=factories.issue(), stance="rejects")
    page = read(as_editor, claim.get_absolute_url())
    forms = page.xpath("//form[contains(@action, '/follow/')]")
    assert [words(form) for form in forms] == [
        "Follow this claim",
        "Follow the issue 30-day ceasefire",
        "Follow Yuri Ushakov",
    ]
    for form in forms:
        assert as_editor.post(form.action, dict(form.fields)).url == f"{claim.get_absolute_url()}#handling"
    assert Follow.objects.filter(user=editor).count() == 3
    page = read(as_editor, claim.get_absolute_url())
    (form,) = page.xpath("//form[contains(@action, '/follow/claim/')]")
    as_editor.post(form.action, dict(form.fields))
    assert Follow.objects.filter(user=editor).count() == 2
    assert as_editor.post("/desk/follow/user/1/").status_code == 404


def test_followers_hear_of_changes_and_of_decisions_and_once(editor, editor2, reviewer):
    follows_claim, follows_issue = editor2, factories.user(Role.EDITOR, "editor3")
    issue = factories.issue()
    claim = factories.draft_claim(by=editor, kind="position", issue=issue, stance="rejects")
    for what in (claim, issue):
        account_actions.follow(what=what, by=follows_claim)
    account_actions.follow(what=issue, by=follows_issue)
    actions.add_evidence(claim=claim, excerpt=factories.passage(exact="Thursday"), relation="context", by=editor)
    assert told() == [("editor2", "changed")], "drafts of an issue are nobody's news"
    Notification.objects.all().delete()
    claim = actions.submit(claim=claim, by=editor)
    Notification.objects.all().delete()
    factories.approve(claim)
    assert sorted(told()) == [("editor", "approved"), ("editor2", "changed"), ("editor3", "changed")]
    account_actions.unfollow(what=issue, by=follows_issue)
    Notification.objects.all().delete()
    actions.retract(claim=claim, by=reviewer, reasons="A hoax.")
    assert sorted(told()) == [("editor", "retracted"), ("editor2", "changed")]


# ---- the steps of the workflow


def test_asking_for_review_tells_everybody_who_can_decide_and_nobody_else(editor, editor2, admin_user, reader):
    reviewers = [factories.user(Role.REVIEWER, name) for name in ("reviewer", "reviewer2")]
    claim = factories.claim_in_review(by=reviewers[0])
    assert told() == [("reviewer2", "review_asked")]
    actions.send_back(claim=claim, by=reviewers[1], reasons="Who says so?")
    assert told() == [("reviewer", "sent_back")], "what is decided waits for nobody"
    other = factories.claim_in_review(by=editor)
    assert told(reviewers[1]) == [("reviewer2", "review_asked")]
    assert Notification.objects.get(user=reviewers[1], read_at=None).path == other.get_absolute_url()


def test_a_change_to_an_approved_claim_asks_again(editor, reviewer):
    claim = factories.approved_claim(by=editor)
    assert told(reviewer) == []
    content = factories.claim_content(text="Another.")
    actions.edit_claim(claim=claim, content=content, version=claim.version, by=editor)
    assert told(reviewer) == [("reviewer", "review_asked")]


def test_every_reviewer_is_asked_to_confirm_what_one_person_approved(reviewer, editor):
    duty = factories.duty_editor()
    claim = factories.claim_approved_alone(by=duty)
    assert told() == [("reviewer", "urgent")]
    actions.confirm(claim=claim, by=reviewer, verdict="verified", rationale="Seen.")
    assert told() == [("duty", "approved")], "confirmed: nobody is asked any more"


def test_what_was_approved_alone_and_changed_then_is_asked_for_review_instead(reviewer, editor):
    claim = factories.claim_approved_alone()
    content = factories.claim_content(text="Another.")
    actions.edit_claim(claim=claim, content=content, version=claim.version, by=editor)
    assert told(reviewer) == [("reviewer", "review_asked")]


# ---- alone, from the claim's page


def decision(browser, claim):
    return read(browser, claim.get_absolute_url()).get_element_by_id("decision")


def test_a_claim_is_approved_alone_and_confirmed_from_its_page(reviewer, editor):
    duty = factories.duty_editor()
    claim = factories.claim_in_review(by=duty)
    alone, second = logged_in(duty), logged_in(reviewer)
    (form,) = decision(alone, claim).xpath(".//form[contains(@action, 'approve-alone')]")
    sent = dict(form.fields) | {"verdict": "unverified", "rationale": "One report.", "urgency": ""}
    refused = alone.post(form.action, sent)
    assert refused.status_code == 422
    assert "Say why this cannot wait" in words(parse(refused))
    assert alone.post(form.action, sent | {"urgency": "Sirens."}).url == claim.get_absolute_url()

    shown = decision(second, claim)
    assert "Approved by Duty alone, as urgent." in words(shown)
    assert "Sirens. One report." in words(shown)
    (form,) = shown.xpath(".//form[contains(@action, '/confirm/')]")
    assert (form.fields["verdict"], form.fields["rationale"].strip()) == ("unverified", "One report.")
    assert not decision(alone, claim).xpath(".//form[contains(@action, '/confirm/')]")
    assert alone.post(form.action, dict(form.fields)).status_code == 403
    assert second.post(form.action, dict(form.fields)).url == "/desk/review/"
    claim.refresh_from_db()
    assert (claim.approver, claim.is_unconfirmed) == (reviewer, False)


@pytest.mark.parametrize("name", ["approve", "approve_alone", "confirm", "change", "nothing"])
def test_what_needs_a_verdict_is_no_plain_step(as_reviewer, name):
    claim = factories.claim_in_review()
    assert as_reviewer.post(f"/desk/claims/{claim.pk}/steps/{name}/", {"reasons": "x"}).status_code == 404


def test_who_confirms_an_older_version_reads_it_again(as_reviewer):
    claim = factories.claim_approved_alone()
    (form,) = decision(as_reviewer, claim).xpath(".//form[contains(@action, '/confirm/')]")
    Claim.objects.filter(pk=claim.pk).update(version=claim.version + 1)
    answer = as_reviewer.post(form.action, dict(form.fields) | {"rationale": "My own words."})
    assert answer.status_code == 409
    assert "My own words." in words(parse(answer).get_element_by_id("decision"))
    assert of_class(parse(answer), "error")
