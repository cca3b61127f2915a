"""What PostgreSQL itself refuses, whatever wrote the SQL."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils import timezone

from claims.enums import Decision, Stage, Verdict
from claims.models import Attribution, Claim, ClaimLink, Evidence, Issue, Review, Suggestion, SuggestionRun
from tests import factories

pytestmark = pytest.mark.django_db


@contextmanager
def refused(constraint):
    """The database refuses the block by the constraint of this name."""
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        yield


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


# ---- two people


@pytest.mark.parametrize("column", ["author_id", "edited_by_id"])
@pytest.mark.parametrize("stage", list(Stage))
def test_no_claim_is_approved_by_who_wrote_or_last_changed_it(column, stage, editor, editor2):
    claim = factories.draft_claim(by=editor)
    sql(f"UPDATE claims_claim SET {column} = %s WHERE id = %s", editor2.pk, claim.pk)
    with refused("claims_claim_approver_is_not_author"):
        sql(
            "UPDATE claims_claim SET stage = %s, rationale = 'Read.', approver_id = %s, approved_at = now() "
            "WHERE id = %s",
            stage,
            editor2.pk,
            claim.pk,
        )


def test_an_approved_claim_is_not_given_to_its_approver(reviewer):
    claim = factories.approved_claim()
    for column in ("author", "edited_by"):
        with refused("claims_claim_approver_is_not_author"):
            Claim.objects.filter(pk=claim.pk).update(**{column: reviewer})


def test_an_approved_claim_is_not_written_in_one_insert(editor):
    with refused("claims_claim_approver_is_not_author"):
        Claim.objects.create(
            conflict=factories.conflict(),
            text="A claim.",
            kind="fact",
            directness="paraphrase",
            author=editor,
            edited_by=editor,
            approver=editor,
            stage=Stage.APPROVED,
            approved_at=timezone.now(),
            rationale="Mine.",
        )


# ---- stages and verdicts


@pytest.mark.parametrize(
    "columns",
    [
        {"approver": None},
        {"approved_at": None},
        {"rationale": "", "verdict": Verdict.UNVERIFIED},
    ],
)
def test_an_approval_has_a_person_a_time_and_a_rationale(columns):
    claim = factories.approved_claim()
    with refused("claims_claim_approved_by_another_or_as_urgent"):
        Claim.objects.filter(pk=claim.pk).update(**columns)


@pytest.mark.parametrize("verdict", [verdict for verdict in Verdict if verdict != Verdict.UNVERIFIED])
def test_a_verdict_has_a_rationale(verdict):
    claim = factories.draft_claim()
    with refused("claims_claim_verdict_has_rationale"):
        Claim.objects.filter(pk=claim.pk).update(verdict=verdict)


@pytest.mark.parametrize(("kind", "with_issue"), [("fact", True), ("position", False), ("opinion", False)])
def test_a_stance_is_a_position_on_an_issue(kind, with_issue):
    claim = factories.draft_claim()
    with refused("claims_claim_stance_is_on_an_issue"):
        Claim.objects.filter(pk=claim.pk).update(
            stance="rejects", kind=kind, issue=factories.issue() if with_issue else None
        )


def test_a_claim_has_text():
    with refused("claims_claim_has_text"):
        Claim.objects.filter(pk=factories.draft_claim().pk).update(text="")


# ---- what hangs on a claim


def test_the_same_is_said_once(editor):
    claim = factories.draft_claim()
    attribution, evidence = claim.attributions.get(), claim.evidence.get()
    with refused("claims_attribution_is_made_once"):
        Attribution.objects.create(claim=claim, actor=attribution.actor, role=attribution.role)
    with refused("claims_evidence_is_added_once"):
        Evidence.objects.create(claim=claim, excerpt=evidence.excerpt, relation="context", added_by=editor)
    other = factories.draft_claim()
    ClaimLink.objects.create(claim=claim, other=other, kind="denies", added_by=editor)
    with refused("claims_claimlink_is_made_once"):
        ClaimLink.objects.create(claim=claim, other=other, kind="denies", added_by=editor)
    with refused("claims_claimlink_joins_two_claims"):
        ClaimLink.objects.create(claim=claim, other=claim, kind="repeats", added_by=editor)


def test_an_issue_is_not_its_own_parent():
    issue = factories.issue()
    with refused("claims_issue_is_not_its_own_parent"):
        Issue.objects.filter(pk=issue.pk).update(parent=F("pk"))


# ---- reviews


def test_a_review_gives_reasons_unless_it_asks_for_one(editor):
    claim = factories.draft_claim()
    Review.objects.create(claim=claim, outcome="submitted", by=editor)
    for outcome in ("approved", "sent_back", "retracted", "dismissed", "reopened"):
        with refused("claims_review_gives_reasons"):
            Review.objects.create(claim=claim, outcome=outcome, by=editor)


# ---- suggestions


def test_a_decision_has_a_person_and_a_time(editor):
    suggestion = factories.suggestion()
    pending = Suggestion.objects.filter(pk=suggestion.pk)
    with refused("claims_suggestion_decision_has_a_person"):
        pending.update(decision=Decision.REJECTED)
    with refused("claims_suggestion_decision_has_a_person"):
        pending.update(decision=Decision.REJECTED, decided_by=editor)
    with refused("claims_suggestion_decision_has_a_person"):
        pending.update(decided_by=editor, decided_at=timezone.now())


@pytest.mark.parametrize(
    ("decision", "with_claim"),
    [(Decision.ACCEPTED, False), (Decision.EDITED, False), (Decision.REJECTED, True)],
)
def test_an_accepted_suggestion_and_no_other_has_its_claim(decision, with_claim, editor):
    suggestion = factories.suggestion()
    claim = factories.draft_claim() if with_claim else None
    with refused("claims_suggestion_accepted_has_a_claim"):
        Suggestion.objects.filter(pk=suggestion.pk).update(
            decision=decision, decided_by=editor, decided_at=timezone.now(), claim=claim
        )


@pytest.mark.parametrize("score", [-0.01, 1.01])
def test_a_score_is_from_0_to_1(score):
    with refused("claims_suggestion_score_is_0_to_1"):
        Suggestion.objects.filter(pk=factories.suggestion().pk).update(score=score)


def test_one_reading_makes_a_suggestion_once_and_is_asked_for_once():
    suggestion = factories.suggestion()
    with refused("claims_suggestion_is_made_once"):
        factories.suggestion(suggestion.run.snapshot)
    run = suggestion.run
    with refused("claims_suggestionrun_is_done_once"):
        SuggestionRun.objects.create(
            snapshot=run.snapshot, engine=run.engine, engine_version=run.engine_version, dated=run.dated
        )
