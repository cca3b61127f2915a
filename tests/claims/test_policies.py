"""The transition table: every step from every stage by every role, and the two-person rule."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import ProgrammingError, connection, transaction
from django.db.models import ProtectedError

from accounts.roles import Role
from claims import actions, policies
from claims.enums import ReviewOutcome, Stage, Verdict
from claims.models import Claim, Review
from claims.policies import TRANSITIONS
from tests import factories

pytestmark = pytest.mark.django_db

# Step: from which stages, to which, by whom. Written out: the table under test must agree with a second one.
WRITERS, REVIEWERS = {Role.EDITOR, Role.REVIEWER}, {Role.REVIEWER}
TABLE = {
    "submit": ({Stage.DRAFT}, Stage.IN_REVIEW, WRITERS),
    "approve": ({Stage.IN_REVIEW}, Stage.APPROVED, REVIEWERS),
    "approve_alone": ({Stage.IN_REVIEW}, Stage.APPROVED, set()),
    "confirm": ({Stage.APPROVED}, Stage.APPROVED, REVIEWERS),
    "change": ({Stage.APPROVED}, Stage.IN_REVIEW, WRITERS),
    "send_back": ({Stage.IN_REVIEW}, Stage.DRAFT, REVIEWERS),
    "reopen": ({Stage.APPROVED, Stage.RETRACTED, Stage.DISMISSED}, Stage.DRAFT, WRITERS),
    "retract": ({Stage.APPROVED}, Stage.RETRACTED, REVIEWERS),
    "dismiss": ({Stage.DRAFT, Stage.IN_REVIEW}, Stage.DISMISSED, WRITERS),
}
# Those that a person takes from every claim of the stage; the others have tests of their own.
STEPS = [name for name in TABLE if name not in {"approve_alone", "confirm", "change"}]
OUTCOMES = {
    "submit": ReviewOutcome.SUBMITTED,
    "approve": ReviewOutcome.APPROVED,
    "send_back": ReviewOutcome.SENT_BACK,
    "reopen": ReviewOutcome.REOPENED,
    "retract": ReviewOutcome.RETRACTED,
    "dismiss": ReviewOutcome.DISMISSED,
}


def claim_in(stage, *, by=None, reviewer=None):
    """A claim in this stage that the editor wrote and, where it was approved, the reviewer approved."""
    by, reviewer = by or factories.user(Role.EDITOR), reviewer or factories.user(Role.REVIEWER)
    claim = (
        factories.draft_claim(by=by) if stage in {Stage.DRAFT, Stage.DISMISSED} else factories.claim_in_review(by=by)
    )
    if stage == Stage.DISMISSED:
        return actions.dismiss(claim=claim, by=by, reasons="Not worth it.")
    if stage in {Stage.APPROVED, Stage.RETRACTED}:
        claim = actions.approve(claim=claim, by=reviewer, verdict=Verdict.VERIFIED, rationale="Read in the original.")
    if stage == Stage.RETRACTED:
        claim = actions.retract(claim=claim, by=reviewer, reasons="It was a hoax.")
    return claim


def take(name, claim, by, reasons="Because it is so.", **more):
    if name == "submit":
        return actions.submit(claim=claim, by=by)
    if name == "approve":
        return actions.approve(claim=claim, by=by, verdict=Verdict.VERIFIED, rationale=reasons, **more)
    return getattr(actions, name)(claim=claim, by=by, reasons=reasons)


def rows(claim):
    return Claim.objects.filter(pk=claim.pk).values().get(), list(Review.objects.filter(claim=claim).values())


def test_the_two_tables_have_the_same_steps():
    assert set(TRANSITIONS) == set(TABLE)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("stage", list(Stage))
def test_a_step_is_taken_exactly_where_the_table_says(stage, role):
    by, claim = factories.user(role, "somebody else"), claim_in(stage)
    before = rows(claim)
    for name in STEPS:
        sources, target, roles = TABLE[name]
        open_to = policies.steps_open_to(claim, by)
        if role not in roles:
            with pytest.raises(PermissionDenied, match="Your role"):
                take(name, claim, by)
            assert name not in open_to
        elif stage not in sources:
            with pytest.raises(ValidationError, match="not the next step"):
                take(name, claim, by)
            assert name not in open_to
        else:
            assert open_to[name] is None
            moved = take(name, claim, by)
            assert Claim.objects.get(pk=claim.pk).stage == moved.stage == target
            step = Review.objects.filter(claim=claim).last()
            assert (step.outcome, step.by) == (OUTCOMES[name], by)
            assert step.reasons == ("" if name == "submit" else "Because it is so.")
            assert moved.version == claim.version + 1
            claim = claim_in(stage)
            before = rows(claim)
        assert rows(claim) == before


def test_every_stage_has_a_way_in_and_a_way_out():
    ways_in = {Stage.DRAFT} | {transition.target for transition in TRANSITIONS.values()}
    ways_out = {source for transition in TRANSITIONS.values() for source in transition.sources}
    assert ways_in == ways_out == set(Stage)


def test_every_stage_can_be_left_for_every_other():
    for start in Stage:
        reached, edge = {start}, {start}
        while edge:
            edge = {
                step.target for step in TRANSITIONS.values() if step.sources & edge and step.target not in reached
            }
            reached |= edge
        assert reached == set(Stage)


@pytest.mark.parametrize("name", [name for name in STEPS if name != "submit"])
@pytest.mark.parametrize("reasons", ["", "  \n"])
def test_a_step_gives_its_reasons(name, reasons):
    claim = claim_in(min(TABLE[name][0]))
    before = rows(claim)
    with pytest.raises(ValidationError) as caught:
        take(name, claim, factories.user(Role.REVIEWER), reasons)
    assert list(caught.value.message_dict) == ["rationale" if name == "approve" else "reasons"]
    assert rows(claim) == before


def test_a_verdict_is_one_of_the_scale():
    claim = factories.claim_in_review()
    with pytest.raises(ValidationError) as caught:
        actions.approve(claim=claim, by=factories.user(Role.REVIEWER), verdict="true", rationale="Read.")
    assert list(caught.value.message_dict) == ["verdict"]


# ---- two people


@pytest.mark.parametrize("name", ["approve", "send_back"])
def test_a_reviewer_does_not_decide_on_what_they_wrote(name, reviewer):
    claim = factories.claim_in_review(by=reviewer)
    before = rows(claim)
    with pytest.raises(PermissionDenied, match="second person"):
        take(name, claim, reviewer)
    assert rows(claim) == before
    assert "second person" in policies.steps_open_to(claim, reviewer)[name]
    assert take(name, claim, factories.user(Role.REVIEWER, "reviewer2")).reviews.last().outcome == OUTCOMES[name]


@pytest.mark.parametrize("stage", list(Stage))
def test_the_author_is_told_about_the_second_person_in_every_stage(stage, reviewer):
    claim = claim_in(stage, by=reviewer, reviewer=factories.user(Role.REVIEWER, "reviewer2"))
    with pytest.raises(PermissionDenied, match="second person"):
        take("approve", claim, reviewer)


def test_an_author_does_not_decide_on_what_a_colleague_changed_last(editor, reviewer):
    claim = factories.claim_in_review(by=reviewer)
    CHANGES["text"](claim, editor)
    claim.refresh_from_db()
    assert claim.edited_by == editor
    with pytest.raises(PermissionDenied, match="second person"):
        take("approve", claim, reviewer)


CHANGES = {
    "text": lambda claim, by: actions.edit_claim(
        claim=claim, content=factories.claim_content(text="Another text."), version=claim.version, by=by
    ),
    "speaker": lambda claim, by: actions.edit_claim(
        claim=claim, content=factories.claim_content(speaker=factories.actor("putin")), version=claim.version, by=by
    ),
    "evidence added": lambda claim, by: actions.add_evidence(
        claim=claim, excerpt=factories.passage(exact="long-term settlement"), relation="supports", by=by
    ),
    "evidence that disputes": lambda claim, by: actions.add_evidence(
        claim=claim, excerpt=factories.passage(exact="long-term settlement"), relation="disputes", by=by
    ),
    "another relation": lambda claim, by: actions.add_evidence(
        claim=claim, excerpt=claim.evidence.first().excerpt, relation="context", by=by
    ),
    "evidence removed": lambda claim, by: actions.remove_evidence(evidence=claim.evidence.first(), by=by),
}


def with_two_passages(claim, by):
    actions.add_evidence(claim=claim, excerpt=factories.passage(exact="Russia wants"), relation="supports", by=by)
    claim.refresh_from_db()
    return claim


@pytest.mark.parametrize("change", CHANGES)
def test_who_changes_somebody_elses_claim_in_review_no_longer_decides_on_it(change, editor, reviewer):
    claim = with_two_passages(factories.claim_in_review(by=editor), editor)
    assert policies.steps_open_to(claim, reviewer)["approve"] is None
    CHANGES[change](claim, reviewer)
    claim.refresh_from_db()
    assert (claim.stage, claim.author, claim.edited_by) == (Stage.IN_REVIEW, editor, reviewer)
    with pytest.raises(PermissionDenied, match="second person"):
        take("approve", claim, reviewer)
    assert not claim.reviews.filter(outcome="approved").exists()
    second = take("approve", claim, factories.user(Role.REVIEWER, "reviewer2"))
    assert (second.stage, second.approver.username) == (Stage.APPROVED, "reviewer2")


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_to_an_approved_claim_reopens_it(change, editor, reviewer):
    claim = with_two_passages(factories.claim_in_review(by=editor), editor)
    claim = factories.approve(claim, verdict=Verdict.CORROBORATED)
    CHANGES[change](claim, editor)
    claim.refresh_from_db()
    assert (claim.stage, claim.verdict, claim.rationale) == (Stage.IN_REVIEW, Verdict.UNVERIFIED, "")
    assert (claim.approver, claim.approved_at) == (None, None)
    step = claim.reviews.last()
    assert (step.outcome, step.by, step.verdict) == (ReviewOutcome.REOPENED, editor, "")
    assert step.reasons


def test_the_approver_who_changes_an_approved_claim_needs_a_second_person(editor, reviewer):
    claim = factories.approved_claim(by=editor)
    CHANGES["text"](claim, reviewer)
    with pytest.raises(PermissionDenied, match="second person"):
        take("approve", claim, reviewer)


def test_steps_alone_make_nobody_an_editor(editor, editor2, reviewer):
    """To send back, re-open, link or ask for review changes no word of the claim."""
    claim = factories.claim_in_review(by=editor)
    actions.send_back(claim=claim, by=reviewer, reasons="Which week?")
    actions.submit(claim=claim, by=reviewer)
    actions.link_claims(claim=claim, other=factories.draft_claim(), kind="repeats", by=reviewer)
    approved = take("approve", claim, reviewer)
    actions.reopen(claim=approved, by=reviewer, reasons="The ministry denied it.")
    actions.submit(claim=approved, by=editor2)
    assert take("approve", claim, reviewer).edited_by == editor


def test_approving_needs_the_evidence_that_asking_for_review_needed(editor, reviewer):
    claim = factories.claim_in_review(by=editor)
    actions.remove_evidence(evidence=claim.evidence.get(), by=editor)
    with pytest.raises(ValidationError, match="at least one passage"):
        take("approve", claim, reviewer)
    excerpt = factories.passage(exact="Russia wants")
    actions.add_evidence(claim=claim, excerpt=excerpt, relation="disputes", by=editor)
    with pytest.raises(ValidationError, match="at least one passage"):
        take("approve", claim, reviewer)
    actions.add_evidence(claim=claim, excerpt=excerpt, relation="supports", by=editor)
    assert take("approve", claim, reviewer).stage == Stage.APPROVED


def test_a_claim_without_a_supporting_passage_is_not_sent_to_review(editor):
    claim = factories.draft_claim(by=editor)
    actions.add_evidence(claim=claim, excerpt=claim.evidence.get().excerpt, relation="context", by=editor)
    with pytest.raises(ValidationError, match="at least one passage"):
        actions.submit(claim=claim, by=editor)
    claim.refresh_from_db()
    assert (claim.stage, claim.submitted_at, claim.reviews.count()) == (Stage.DRAFT, None, 0)


# ---- what a step leaves behind


def test_an_approval_is_written_down_whole(editor, reviewer):
    claim = factories.claim_in_review(by=editor)
    approved = actions.approve(claim=claim, by=reviewer, verdict="disputed", rationale="  Two agencies differ. ")
    approved.refresh_from_db()
    assert (approved.verdict, approved.rationale, approved.approver) == ("disputed", "Two agencies differ.", reviewer)
    assert approved.approved_at
    step = approved.reviews.get(outcome="approved")
    assert (step.verdict, step.reasons, step.by) == ("disputed", "Two agencies differ.", reviewer)


@pytest.mark.parametrize(("name", "stage"), [("send_back", Stage.IN_REVIEW), ("reopen", Stage.APPROVED)])
def test_back_in_draft_nothing_is_left_of_a_verdict(name, stage):
    claim = take(name, claim_in(stage), factories.user(Role.REVIEWER))
    claim.refresh_from_db()
    assert (claim.verdict, claim.rationale, claim.approver, claim.approved_at) == ("unverified", "", None, None)


def test_a_retracted_claim_keeps_who_approved_it_and_why(reviewer):
    claim = claim_in(Stage.RETRACTED)
    claim.refresh_from_db()
    assert (claim.approver, claim.verdict, claim.rationale) == (reviewer, "verified", "Read in the original.")


def test_asking_again_puts_a_claim_at_the_end_of_the_queue(editor, reviewer):
    first, second = factories.claim_in_review(), factories.claim_in_review()
    actions.send_back(claim=first, by=reviewer, reasons="Which week?")
    actions.submit(claim=first, by=editor)
    assert list(Claim.objects.awaiting_review()) == [second, first]


def test_ones_own_claims_are_not_in_ones_queue(editor, reviewer):
    mine, others = factories.claim_in_review(by=reviewer), factories.claim_in_review(by=editor)
    changed = factories.claim_in_review(by=editor)
    CHANGES["text"](changed, reviewer)
    assert list(Claim.objects.awaiting_review().reviewable_by(reviewer)) == [others]
    assert mine in Claim.objects.awaiting_review().reviewable_by(editor)


@pytest.mark.parametrize(
    "statement", ["UPDATE claims_review SET reasons = 'x', by_id = by_id", "DELETE FROM claims_review"]
)
def test_what_was_decided_cannot_be_rewritten_by_sql(statement):
    claim = factories.approved_claim()
    before = rows(claim)
    with pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert rows(claim) == before


def test_a_claim_with_reviews_cannot_be_deleted():
    claim = factories.claim_in_review()
    with pytest.raises(ProtectedError):
        claim.delete()


def test_a_stale_reader_of_the_table_gets_words_not_codes(editor):
    claim = factories.claim_in_review(by=editor)
    assert policies.why_not(TRANSITIONS["submit"], claim, editor) == (
        "This claim is in review, so that is not the next step."
    )


# ---- alone, as urgent


def duty_editor(name="duty"):
    """A reviewer who holds the right to publish urgent work alone."""
    person = factories.user(Role.REVIEWER, name)
    person.groups.add(Group.objects.get(name="urgent desk"))
    return type(person).objects.get(pk=person.pk)


def approve_alone(claim, by, **more):
    given = {"verdict": "unverified", "rationale": "One report, read twice.", "urgency": "Sirens in Kyiv."}
    return actions.approve_alone(claim=claim, by=by, **(given | more))


def test_what_cannot_wait_is_approved_by_its_author_alone():
    duty = duty_editor()
    claim = approve_alone(factories.claim_in_review(by=duty), duty)
    claim.refresh_from_db()
    assert (claim.stage, claim.approver, claim.urgent_by, claim.is_unconfirmed) == (Stage.APPROVED, None, duty, True)
    step = claim.reviews.last()
    assert (step.outcome, step.reasons) == (ReviewOutcome.URGENT, "Sirens in Kyiv. One report, read twice.")


@pytest.mark.parametrize("role", list(Role))
def test_no_role_brings_the_right_to_approve_alone(role):
    by = factories.user(role, "somebody")
    claim = factories.claim_in_review()
    before = rows(claim)
    with pytest.raises(PermissionDenied, match="Your role"):
        approve_alone(claim, by)
    assert "approve_alone" not in policies.steps_open_to(claim, by)
    assert rows(claim) == before


def test_somebody_elses_claim_is_approved_as_its_second_person():
    duty, claim = duty_editor(), factories.claim_in_review()
    with pytest.raises(ValidationError, match="second person"):
        approve_alone(claim, duty)
    assert "approve_alone" not in policies.steps_open_to(claim, duty)
    assert policies.steps_open_to(claim, duty)["approve"] is None


@pytest.mark.parametrize(("field", "value"), [("urgency", " "), ("rationale", ""), ("verdict", "true")])
def test_approving_alone_says_why_what_and_how_urgent(field, value):
    duty = duty_editor()
    claim = factories.claim_in_review(by=duty)
    before = rows(claim)
    with pytest.raises(ValidationError) as caught:
        approve_alone(claim, duty, **{field: value})
    assert list(caught.value.message_dict) == [field]
    assert rows(claim) == before


def test_a_second_person_confirms_and_nobody_confirms_their_own(reviewer):
    duty = duty_editor()
    claim = approve_alone(factories.claim_in_review(by=duty), duty)
    given = {"verdict": "corroborated", "rationale": "A second agency has it."}
    with pytest.raises((PermissionDenied, ValidationError), match="second person"):
        actions.confirm(claim=claim, by=duty, **given)
    confirmed = actions.confirm(claim=claim, by=reviewer, **given)
    assert (confirmed.stage, confirmed.approver, confirmed.urgent_by) == (Stage.APPROVED, reviewer, duty)
    assert not confirmed.is_unconfirmed
    with pytest.raises(ValidationError, match="already"):
        actions.confirm(claim=confirmed, by=factories.user(Role.REVIEWER, "reviewer2"), **given)


def test_a_change_takes_back_what_was_approved_alone(editor):
    duty = duty_editor()
    claim = approve_alone(factories.claim_in_review(by=duty), duty)
    CHANGES["text"](claim, editor)
    claim.refresh_from_db()
    assert (claim.stage, claim.urgent_by, claim.approver) == (Stage.IN_REVIEW, None, None)


def test_nobody_takes_the_step_of_a_change_by_itself(reviewer):
    assert "change" not in policies.steps_open_to(factories.approved_claim(), reviewer)
