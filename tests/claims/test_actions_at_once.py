"""Two people at once, each with a connection and a transaction of their own: one of them wins, nothing is lost."""

import threading
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections, transaction

from accounts.roles import Role
from claims import actions
from claims.actions import ClaimContent
from claims.actions.suggestions import request_suggestions
from claims.models import Claim, Excerpt, Suggestion
from claims.policies import StaleVersionError
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls):
    """What each call gave or raised, all started together."""
    barrier, outcomes = threading.Barrier(len(calls)), {}

    def run(number, call):
        try:
            barrier.wait(10)
            outcomes[number] = call()
        except Exception as error:  # noqa: BLE001  # the outcome under test
            outcomes[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return [outcomes[number] for number in range(len(calls))]


class Held:
    """A transaction in a thread of its own that has done its work and does not commit until it is told to."""

    def __init__(self, work):
        self.ready, self.go, self.work = threading.Event(), threading.Event(), work
        self.outcome = None
        self.thread = threading.Thread(target=self._run)

    def _run(self):
        try:
            with transaction.atomic():
                self.outcome = self.work()
                self.ready.set()
                self.go.wait(20)
        except Exception as error:  # noqa: BLE001  # the outcome under test
            self.outcome = error
        finally:
            self.ready.set()
            connections.close_all()

    def meanwhile(self, call):
        """Start `call` while the transaction is open, commit it once the call waits, and give the call's outcome."""
        self.thread.start()
        assert self.ready.wait(10)
        assert not isinstance(self.outcome, Exception), self.outcome
        result = {}

        def other():
            try:
                result["is"] = call()
            except Exception as error:  # noqa: BLE001  # the outcome under test
                result["is"] = error
            finally:
                connections.close_all()

        thread = threading.Thread(target=other)
        thread.start()
        thread.join(0.3)
        result["waited"] = thread.is_alive()
        self.go.set()
        thread.join(20)
        self.thread.join(20)
        return result["is"], result["waited"]


def kinds(outcomes):
    return sorted(type(outcome).__name__ for outcome in outcomes)


def test_of_two_edits_one_wins_and_the_other_is_shown_it(editor, editor2):
    claim = factories.draft_claim(by=editor)
    content = ClaimContent.of(claim)

    def edit(text, by):
        return actions.edit_claim(claim=claim, content=replace(content, text=text), version=1, by=by)

    outcomes = at_once(lambda: edit("Mine.", editor), lambda: edit("Theirs.", editor2))
    assert kinds(outcomes) == ["Claim", "StaleVersionError"]
    claim.refresh_from_db()
    winner = next(outcome for outcome in outcomes if isinstance(outcome, Claim))
    loser = next(outcome for outcome in outcomes if isinstance(outcome, StaleVersionError))
    assert (claim.text, claim.version, claim.edited_by) == (winner.text, 2, winner.edited_by)
    assert loser.current.text == winner.text


def test_evidence_added_at_once_is_all_kept(editor, editor2):
    claim = factories.draft_claim(by=editor)
    excerpts = [factories.passage(exact=exact) for exact in ("Russia wants", "settlement", "he added", "Thursday")]
    calls = [
        lambda excerpt=excerpt: actions.add_evidence(claim=claim, excerpt=excerpt, relation="supports", by=editor2)
        for excerpt in excerpts
    ]
    at_once(*calls)
    claim.refresh_from_db()
    assert (claim.evidence.count(), claim.version) == (5, 5)


def test_a_claim_is_approved_once(editor, reviewer):
    claim = factories.claim_in_review(by=editor)
    reviewer2 = factories.user(Role.REVIEWER, "reviewer2")
    outcomes = at_once(
        lambda: actions.approve(claim=claim, by=reviewer, verdict="verified", rationale="Read."),
        lambda: actions.approve(claim=claim, by=reviewer2, verdict="false", rationale="A hoax."),
    )
    assert kinds(outcomes) == ["Claim", "ValidationError"]
    claim.refresh_from_db()
    step = claim.reviews.get(outcome="approved")
    assert (claim.approver, claim.verdict) == (step.by, step.verdict)


def test_a_reviewer_who_edits_while_approving_in_another_window_gets_one_of_both(editor, reviewer):
    """The edit is open when the approval comes: the approval waits, and is then that of an editor."""
    claim = factories.claim_in_review(by=editor)
    content = replace(ClaimContent.of(claim), text="What the reviewer makes of it.")
    held = Held(lambda: actions.edit_claim(claim=claim, content=content, version=claim.version, by=reviewer))
    outcome, waited = held.meanwhile(
        lambda: actions.approve(claim=claim, by=reviewer, verdict="verified", rationale="Read.")
    )
    assert (type(outcome), waited) == (PermissionDenied, True)
    claim.refresh_from_db()
    assert (claim.stage, claim.approver) == ("in_review", None)


def test_an_approval_of_what_is_being_changed_is_refused(editor, reviewer):
    claim = factories.claim_in_review(by=editor)
    content = replace(ClaimContent.of(claim), text="Something else.")
    held = Held(lambda: actions.edit_claim(claim=claim, content=content, version=claim.version, by=editor))
    outcome, waited = held.meanwhile(
        lambda: actions.approve(
            claim=claim, by=reviewer, verdict="verified", rationale="Read.", version=claim.version
        )
    )
    assert (type(outcome), waited) == (StaleVersionError, True)
    claim.refresh_from_db()
    assert (claim.stage, claim.text) == ("in_review", "Something else.")


def test_a_passage_marked_at_once_is_one_passage(editor, editor2):
    capture = factories.article()
    at_once(*[lambda by=by: factories.passage(capture, by=by) for by in (editor, editor2, editor, editor2)])
    assert Excerpt.objects.count() == 1


# ---- suggestions


def test_a_suggestion_accepted_at_once_is_one_claim(editor, editor2):
    suggestion, conflict = factories.suggestion(), factories.conflict()
    outcomes = at_once(
        *[
            lambda by=by: actions.accept_suggestion(suggestion=suggestion, by=by, conflict=conflict)
            for by in (editor, editor2, editor, editor2)
        ]
    )
    assert {outcome.pk for outcome in outcomes} == {Claim.objects.get().pk}
    suggestion.refresh_from_db()
    assert suggestion.decided_by == Claim.objects.get().author


def test_accepted_and_rejected_at_once_is_one_of_both(editor, editor2):
    suggestion, conflict = factories.suggestion(), factories.conflict()
    outcomes = at_once(
        lambda: actions.accept_suggestion(suggestion=suggestion, by=editor, conflict=conflict),
        lambda: actions.reject_suggestion(suggestion=suggestion, by=editor2),
    )
    assert sum(isinstance(outcome, ValidationError) for outcome in outcomes) == 1
    suggestion.refresh_from_db()
    assert (suggestion.decision, Claim.objects.count()) in {("accepted", 1), ("rejected", 0)}


def reread(capture, published):
    """What dating the article makes a worker do."""
    capture.article.published_edtf = published
    capture.article.save()
    run = request_suggestions(snapshot=capture)
    return lambda: actions.make_suggestions(run_id=run.pk)


def test_a_decision_that_is_being_made_outlives_a_new_reading(editor):
    capture = factories.article(published="", language="en")
    actions.make_suggestions(run_id=request_suggestions(snapshot=capture).pk)
    suggestion = Suggestion.objects.first()
    conflict = factories.conflict()
    held = Held(lambda: actions.accept_suggestion(suggestion=suggestion, by=editor, conflict=conflict))
    outcome, waited = held.meanwhile(reread(capture, "2025-03-13"))
    assert (outcome, waited) == (True, True)
    suggestion.refresh_from_db()
    assert (suggestion.decision, suggestion.claim) == ("accepted", Claim.objects.get())
    again = Suggestion.objects.filter(excerpt=suggestion.excerpt, rule=suggestion.rule, kind=suggestion.kind)
    assert list(again) == [suggestion]


def test_a_decision_on_what_a_new_reading_has_replaced_says_so(editor):
    capture = factories.article(published="", language="en")
    actions.make_suggestions(run_id=request_suggestions(snapshot=capture).pk)
    shown = Suggestion.objects.first()
    reread(capture, "2025-03-13")()
    assert not Suggestion.objects.filter(pk=shown.pk).exists()
    conflict = factories.conflict()
    for decide in (
        lambda: actions.accept_suggestion(suggestion=shown, by=editor, conflict=conflict),
        lambda: actions.reject_suggestion(suggestion=shown, by=editor),
    ):
        with pytest.raises(ValidationError, match="read again"):
            decide()
    assert not Claim.objects.exists()


def test_a_reading_done_by_two_workers_at_once_is_done_once():
    capture = factories.article(language="en")
    run = request_suggestions(snapshot=capture)
    outcomes = at_once(*[lambda: actions.make_suggestions(run_id=run.pk)] * 3)
    assert sorted(outcomes) == [False, False, True]
    run.refresh_from_db()
    once = list(Suggestion.objects.values_list("excerpt", "rule", "text"))
    assert (run.state, run.attempts) == ("done", 1)
    assert len(once) == len(set(once)) > 0
