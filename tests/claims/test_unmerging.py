"""A merge of claims that is taken back: everything is where it was, and nothing that was added since is lost."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Notification
from accounts.roles import Role
from claims import actions
from claims.models import Claim, ClaimLink, Comment, Evidence, Suggestion
from tests import factories
from tests.claims.test_actions_at_once import at_once, kinds
from timeline import actions as event_actions
from timeline.models import EventClaim, Figure

pytestmark = pytest.mark.django_db


def merge(claim, into, *, by=None):
    return actions.merge_claims(claim=claim, into=into, reason="They say the same.", by=by or factories.user())


def unmerge(claim, *, by=None, reason="They do not."):
    return actions.unmerge_claim(claim=claim, reason=reason, by=by or factories.user())


def standing():
    """What hangs on claims, by what it says and where."""
    rows = {
        Evidence: ("claim", "excerpt", "relation", "credibility", "added_by"),
        ClaimLink: ("claim", "other", "kind", "added_by"),
        Comment: ("claim", "text", "reply_to"),
        Suggestion: ("claim", "text"),
        EventClaim: ("event", "claim"),
        Figure: ("event", "claim", "kind", "low"),
    }
    return {model.__name__: sorted(model.objects.values_list(*columns), key=str) for model, columns in rows.items()}


@pytest.fixture
def two(editor):
    """Two claims with a passage of their own each and one of both, which links, remarks, events and figures hang on."""
    capture = factories.article()
    first, second = (
        factories.draft_claim(text=text, excerpt=factories.passage(capture, word))
        for text, word in (("First", "Thursday"), ("Second", "settlement"))
    )
    third, shared = factories.draft_claim(text="Third"), factories.passage(capture, factories.QUOTE)
    for claim, relation in ((first, "disputes"), (second, "supports")):
        actions.add_evidence(claim=claim, excerpt=shared, relation=relation, by=editor)
    for claim, other in ((first, third), (second, third), (third, first), (first, second)):
        actions.link_claims(claim=claim, other=other, kind="denies", by=editor)
    actions.comment(claim=first, text="Who was there?", by=editor)
    suggestion = factories.suggestion()
    values = {"claim": first, "decision": "accepted", "decided_by": editor, "decided_at": first.created_at}
    Suggestion.objects.filter(pk=suggestion.pk).update(**values)
    for title, claims in (("Alone", [first, third]), ("Both", [second, first])):
        event = factories.event(title=title, claims=claims)
        for claim in claims:
            Figure.objects.create(event=event, claim=claim, kind="killed", low=claim.pk % 7)
    first.refresh_from_db()
    second.refresh_from_db()
    return first, second


def test_everything_goes_back_to_where_it_was(two):
    first, second = two
    before = standing()
    merge(first, second)
    assert standing() != before
    assert unmerge(first) == first
    assert standing() == before
    first.refresh_from_db()
    assert (first.stage, first.merged_into) == ("draft", None)
    assert [step.outcome for step in first.reviews.all()] == ["merged", "unmerged"]
    assert [step.outcome for step in second.reviews.all()] == ["merged", "unmerged"]


def test_the_order_of_an_events_claims_is_as_before(two):
    first, second = two
    merge(first, second)
    unmerge(first)
    alone = EventClaim.objects.filter(event__title="Alone").order_by("position")
    assert [tie.claim.text for tie in alone] == ["First", "Third"]


def test_taking_it_back_twice_changes_nothing(two):
    first, second = two
    merge(first, second)
    unmerge(first)
    before, version = standing(), Claim.objects.get(pk=first.pk).version
    unmerge(first)
    assert (standing(), Claim.objects.get(pk=first.pk).version) == (before, version)


def test_what_was_added_since_stays_with_the_other_and_answers_stay_in_their_thread(two, editor):
    first, second = two
    merge(first, second)
    added = factories.passage(exact="long-term")
    actions.add_evidence(claim=second, excerpt=added, relation="supports", by=editor)
    remark = second.comments.get()
    actions.comment(claim=second, text="I was.", reply_to=remark, by=editor)
    actions.comment(claim=second, text="Something else.", by=editor)
    unmerge(first)
    assert second.evidence.filter(excerpt=added).exists()
    assert [row.text for row in first.comments.order_by("pk")] == ["Who was there?", "I was."]
    assert [row.text for row in second.comments.all()] == ["Something else."]


def test_a_passage_that_was_taken_from_the_other_since_is_not_lost(two, editor):
    first, second = two
    passage = first.evidence.get(excerpt__exact="Thursday").excerpt
    merge(first, second)
    actions.remove_evidence(evidence=second.evidence.get(excerpt=passage), by=editor)
    unmerge(first)
    assert first.evidence.filter(excerpt=passage).exists()
    assert not second.evidence.filter(excerpt=passage).exists()


def test_a_link_that_was_taken_away_since_stays_away(two, editor):
    first, second = two
    merge(first, second)
    moved = ClaimLink.objects.get(claim__text="Third", other=second)
    actions.unlink_claims(link=moved, reason="It does not.", by=editor)
    unmerge(first)
    assert not ClaimLink.objects.filter(claim__text="Third").exists()


def test_an_event_that_was_merged_since_tells_of_both(two, editor):
    first, second = two
    merge(first, second)
    alone = EventClaim.objects.get(event__title="Alone", claim=second).event
    into = factories.event(title="Another")
    event_actions.merge_events(event=alone, into=into, reason="One.", by=editor)
    unmerge(first)
    assert {tie.claim.text for tie in into.event_claims.all()} == {"First", "Second", "Third"}


def test_both_are_decided_anew(two, reviewer):
    first, approved = two[0], factories.approved_claim(text="Approved")
    merge(first, approved)
    second_person = factories.user(Role.REVIEWER, "reviewer2")
    actions.approve(claim=approved, by=second_person, verdict="verified", rationale="Read.")
    back = unmerge(first, by=reviewer)
    approved.refresh_from_db()
    assert (approved.stage, approved.approver, approved.edited_by) == ("in_review", None, reviewer)
    assert (back.stage, back.edited_by) == ("draft", reviewer)


def test_what_was_retracted_by_its_merge_is_a_draft_that_nobody_approved(reviewer):
    approved, other = factories.approved_claim(text="Approved"), factories.draft_claim(text="Other")
    merge(approved, other, by=reviewer)
    back = unmerge(approved)
    assert (back.stage, back.approver, back.verdict, back.rationale) == ("draft", None, "unverified", "")


def test_what_cannot_be_taken_back(two, reader):
    first, second = two
    merge(first, second)
    before = standing()
    with pytest.raises(PermissionDenied):
        unmerge(first, by=reader)
    with pytest.raises(ValidationError) as caught:
        unmerge(first, reason=" ")
    assert list(caught.value.message_dict) == ["reason"]
    third = Claim.objects.get(text="Third")
    merge(second, third)
    with pytest.raises(ValidationError, match="take that back first"):
        unmerge(first)
    unmerge(second)
    assert standing() == before
    actions.dismiss(claim=second, by=factories.user(), reasons="No.")
    with pytest.raises(ValidationError, match="re-open it first"):
        unmerge(first)
    assert standing() == before


def test_nothing_is_hung_on_a_merged_claim(two, editor):
    first, second = two
    third = Claim.objects.get(text="Third")
    merge(first, second)
    before = standing()
    for act in (
        lambda: actions.link_claims(claim=first, other=third, kind="repeats", by=editor),
        lambda: actions.link_claims(claim=third, other=first, kind="repeats", by=editor),
        lambda: actions.comment(claim=first, text="Hm.", by=editor),
        lambda: actions.assign_claim(claim=first, to=editor, due_on=None, by=editor),
    ):
        with pytest.raises(ValidationError, match=f"was merged into claim {second.pk}: go on there"):
            act()
    assert standing() == before


def test_their_authors_are_told(two, editor):
    merge(*two)
    unmerge(two[0], by=factories.user(Role.EDITOR, "editor2"))
    assert "are two claims again" in Notification.objects.get(user=editor, key__startswith="unmerged:").text


def test_its_page_shows_what_it_said_and_what_became_of_it_and_takes_the_merge_back(two, as_editor):
    first, second = two
    merge(first, second)
    record = f"/desk/claims/{first.pk}/merge/"
    page = as_editor.get(record).text
    for words in ("First", "Yuri Ushakov (speaker)", "wrote the claim", "They say the same.", "merged it into"):
        assert words in page
    assert record in as_editor.get(second.get_absolute_url()).text
    refused = as_editor.post(f"/desk/claims/{first.pk}/unmerge/", {"reason": ""})
    assert refused.status_code == 422
    assert "This field is required." in refused.text
    done = as_editor.post(f"/desk/claims/{first.pk}/unmerge/", {"reason": "They do not."}, follow=True)
    assert done.redirect_chain == [(first.get_absolute_url(), 302)]
    assert "They are two claims again." in done.text
    assert "took back that it was merged into" in done.text


@pytest.mark.django_db(transaction=True)
def test_taking_it_back_and_publishing_its_event_do_not_wait_for_each_other(reviewer):
    for _ in range(3):
        one, other = factories.approved_claim(), factories.approved_claim()
        event = factories.event(claims=[one, other])
        merge(one, other, by=reviewer)
        outcomes = at_once(
            lambda: unmerge(one),  # noqa: B023
            lambda: event_actions.publish(event=event, by=factories.user(Role.REVIEWER, "reviewer2")),  # noqa: B023
        )
        assert "OperationalError" not in kinds(outcomes), outcomes
