"""Claims that are one, and claims that are two."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Notification
from accounts.roles import Role
from claims import actions
from claims.actions import ClaimContent
from claims.models import Attribution, Claim, ClaimLink, Comment, Evidence, LinkProposal, Review, Suggestion
from claims.policies import StaleVersionError
from tests import factories
from tests.claims.test_actions_at_once import at_once, kinds
from timeline.models import EventClaim, Figure

pytestmark = pytest.mark.django_db
REASON = "Both quote the same sentence."


def merge(claim, into, *, by=None, reason=REASON, **versions):
    return actions.merge_claims(claim=claim, into=into, reason=reason, by=by or factories.user(), **versions)


def everything():
    models = (Claim, Attribution, Evidence, ClaimLink, Comment, Suggestion, LinkProposal, Review, EventClaim, Figure)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.fixture
def two():
    capture = factories.article()
    return [
        factories.draft_claim(text=text, excerpt=factories.passage(capture, word))
        for text, word in (("First", "Thursday"), ("Second", "settlement"))
    ]


def test_passages_links_comments_and_suggestions_move(two, editor):
    first, second = two
    third = factories.draft_claim(text="Third")
    passage = second.evidence.get().excerpt
    actions.add_evidence(claim=first, excerpt=passage, relation="disputes", by=editor)
    for claim, other in ((first, third), (third, first), (second, third), (first, second)):
        actions.link_claims(claim=claim, other=other, kind="denies", by=editor)
    Comment.objects.create(claim=first, text="Who was there?", by=editor)
    suggestion = factories.suggestion()
    Suggestion.objects.filter(pk=suggestion.pk).update(
        claim=first, decision="accepted", decided_by=editor, decided_at=first.created_at
    )
    LinkProposal.objects.create(claim=third, other=first, kind="repeats", score=0.5)

    assert merge(first, second) == second
    assert [(item.excerpt.exact, item.relation) for item in second.evidence.order_by("excerpt")] == [
        ("Thursday", "supports"),
        ("settlement", "supports"),
    ]
    assert not first.evidence.exists()
    assert set(ClaimLink.objects.values_list("claim__text", "other__text")) == {
        ("Third", "Second"),
        ("Second", "Third"),
    }
    assert second.comments.get().text == "Who was there?"
    assert second.suggestions.get() == suggestion
    assert not LinkProposal.objects.exists()
    second.refresh_from_db()
    assert (second.text, second.stage, second.edited_by) == ("Second", "draft", editor)


def test_the_merged_claim_is_closed_and_leads_to_the_other(two, as_editor):
    first, second = two
    merge(first, second)
    first.refresh_from_db()
    assert (first.stage, first.merged_into) == ("dismissed", second)
    told = [(row.outcome, row.reasons) for row in Review.objects.order_by("pk")]
    assert told == [
        ("merged", f"Into claim {second.pk}: {REASON}"),
        ("merged", f"Claim {first.pk} into this one: {REASON}"),
    ]
    away = as_editor.get(first.get_absolute_url(), follow=True)
    assert away.redirect_chain == [(second.get_absolute_url(), 302)]
    assert f"Claim {first.pk}, “First”, was merged into this one." in away.text
    assert REASON in as_editor.get(f"/desk/claims/{first.pk}/merge/").text
    with pytest.raises(ValidationError, match="was merged into claim"):
        actions.reopen(claim=first, by=factories.user(), reasons="Again.")


def test_an_approved_claim_is_retracted_by_a_reviewer_only(editor, reviewer):
    approved, other = factories.approved_claim(text="Approved"), factories.draft_claim(text="Other")
    before = everything()
    with pytest.raises(PermissionDenied):
        merge(approved, other, by=editor)
    assert everything() == before
    merge(approved, other, by=reviewer)
    approved.refresh_from_db()
    assert (approved.stage, approved.merged_into) == ("retracted", other)


def test_new_passages_have_an_approved_claim_reviewed_again(two):
    approved = factories.approved_claim(text="Approved")
    merge(two[0], approved)
    approved.refresh_from_db()
    assert approved.stage != "approved"
    assert approved.approver is None


def test_no_new_passage_leaves_an_approved_claim_as_it_is():
    approved = factories.approved_claim(text="Approved")
    same = factories.draft_claim(text="Same", excerpt=approved.evidence.get().excerpt)
    merge(same, approved)
    approved.refresh_from_db()
    assert approved.stage == "approved"


def test_events_tell_of_the_other_claim_in_the_same_place(two, editor):
    first, second = two
    third = factories.draft_claim(text="Third")
    alone = factories.event(title="Alone", claims=[first, third])
    both = factories.event(title="Both", claims=[second, first])
    Figure.objects.create(event=alone, claim=first, kind="killed", low=5)
    merge(first, second)
    for event, texts in ((alone, ["Second", "Third"]), (both, ["Second"])):
        ties = event.event_claims.select_related("claim").order_by("position", "pk")
        assert [tie.claim.text for tie in ties] == texts
        event.refresh_from_db()
        assert (event.version, event.edited_by) == (2, editor)
    assert alone.figures.get().claim == second


def test_merging_twice_is_merging_once(two):
    first, second = two
    merge(first, second)
    before = everything()
    assert merge(first, second, reason="Again.") == second
    assert everything() == before


def test_what_cannot_be_merged(two):
    first, second = two
    closed, gone = factories.draft_claim(text="Closed"), factories.draft_claim(text="Gone")
    actions.dismiss(claim=closed, by=factories.user(), reasons="No.")
    merge(gone, second)
    elsewhere = factories.draft_claim(text="Elsewhere", conflict=factories.conflict("other", "Another"))
    before = everything()
    for claim, into, match in (
        (first, first, "into itself"),
        (first, closed, "re-open it first"),
        (first, gone, "merged itself"),
        (gone, first, "already"),
        (closed, first, "not the next step"),
        (first, elsewhere, "another conflict"),
    ):
        with pytest.raises(ValidationError, match=match):
            merge(claim, into)
    with pytest.raises(ValidationError) as caught:
        merge(first, second, reason="")
    assert list(caught.value.message_dict) == ["reasons"]
    for versions in ({"version": 9}, {"into_version": 9}):
        with pytest.raises(StaleVersionError):
            merge(first, second, **versions)
    assert everything() == before


def test_their_authors_are_told(two, editor):
    merge(*two, by=factories.user(Role.EDITOR, "editor2"))
    assert Notification.objects.get(user=editor).text == "“First” was merged into “Second”."


def test_a_merged_claim_is_tied_to_no_event(two):
    from timeline.actions import tie_claim, write_event

    first, second = two
    event = factories.event()
    merge(first, second)
    with pytest.raises(ValidationError, match="go on there"):
        tie_claim(event=event, claim=first, by=factories.user())
    with pytest.raises(ValidationError, match="go on there"):
        write_event(content=factories.event_content(), claims=[first], by=factories.user())


@pytest.mark.django_db(transaction=True)
def test_two_merges_that_cross_do_not_wait_for_each_other():
    for _ in range(4):
        claims = [factories.draft_claim(text=text) for text in ("First", "Second")]
        for claim in claims:
            factories.event(claims=[claim])
        outcomes = at_once(lambda: merge(*claims), lambda: merge(*reversed(claims)))  # noqa: B023
        assert kinds(outcomes) == ["Claim", "ValidationError"], outcomes


# ---- splitting


def split(claim, evidence, *, move=True, **values):
    content = replace(ClaimContent.of(claim), text="Only this.")
    values = {"content": content, "reason": "Two statements.", "by": factories.user()} | values
    return actions.split_claim(claim=claim, evidence=evidence, move=move, **values)


@pytest.fixture
def claim(editor):
    """A claim on two passages."""
    claim = factories.draft_claim(text="Both.")
    actions.add_evidence(claim=claim, excerpt=factories.passage(exact="Thursday"), relation="supports", by=editor)
    claim.refresh_from_db()
    return claim


@pytest.mark.parametrize(("move", "left"), [(True, 1), (False, 2)])
def test_a_claim_is_made_of_some_passages_of_another(claim, editor, move, left):
    chosen = claim.evidence.last()
    made = split(claim, [chosen], move=move)
    assert (made.text, made.stage, made.author) == ("Only this.", "draft", editor)
    assert [item.excerpt for item in made.evidence.all()] == [chosen.excerpt]
    assert claim.evidence.count() == left
    assert [row.actor.slug for row in made.attributions.all()] == ["ushakov"]
    assert [row.outcome for row in Review.objects.all()] == ["split", "split"]
    assert not ClaimLink.objects.exists()
    claim.refresh_from_db()
    assert claim.version == 3


def test_an_approved_claim_is_reviewed_again_when_passages_go(claim, reviewer):
    actions.submit(claim=claim, by=claim.author)
    factories.approve(claim)
    split(claim, [claim.evidence.last()], move=False)
    claim.refresh_from_db()
    assert claim.stage == "approved"
    split(claim, [claim.evidence.last()], content=replace(ClaimContent.of(claim), text="More."))
    claim.refresh_from_db()
    assert claim.stage != "approved"


def test_a_split_saves_both_or_neither(claim):
    everything_of_it, before = list(claim.evidence.all()), everything()
    elses = factories.draft_claim(text="Another's").evidence.get()
    before = everything()
    for evidence, how, named in (
        ([], {}, "evidence"),
        ([elses], {}, "evidence"),
        (everything_of_it, {}, "evidence"),
        (everything_of_it[:1], {"content": ClaimContent.of(claim)}, "text"),
        (everything_of_it[:1], {"reason": " "}, "reason"),
    ):
        with pytest.raises(ValidationError) as caught:
            split(claim, evidence, **how)
        assert list(caught.value.message_dict) == [named]
    with pytest.raises(StaleVersionError):
        split(claim, everything_of_it[:1], version=1)
    assert everything() == before
