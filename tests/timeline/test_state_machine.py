"""Whatever people do, in whatever order: nothing reaches readers without evidence, a second person or the label, and why.

Hypothesis makes sequences of the real actions by people of all roles on the real database. An action that the policies
refuse is a step like any other; what counts is what stands on the timeline after each.
"""

import pytest
from django.db.models import F, Q
from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from claims.enums import Relation, Stage, Verdict
from claims.models import Claim
from tests.timeline.desk_rules import make_world
from tests.timeline.later_rules import LaterRules
from timeline.models import Entry, Event, Schedule


class Desk(LaterRules):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[int] = set()

    def teardown(self) -> None:
        super().teardown()
        REACHED.update(self.done)

    # ---- what must hold

    @invariant()
    def what_must_hold(self):
        """Where everything was refused, everything stands as before."""
        if self.has_changed:
            self.has_changed = False
            self.what_is_new_on_the_timeline_was_founded_and_checked()
            self.what_the_timeline_has_is_never_without_reasons()
            self.what_was_merged_or_withdrawn_is_not_current()
            self.what_was_merged_has_given_everything_away()
            self.what_is_to_be_published_later_can_be()

    def what_is_new_on_the_timeline_was_founded_and_checked(self):
        for entry in Entry.objects.exclude(pk__in=self.seen).select_related("event"):
            self.seen.add(entry.pk)
            statements = list(entry.statements.select_related("claim").prefetch_related("citations"))
            assert statements
            for statement in statements:
                claim = statement.claim
                assert any(citation.relation == Relation.SUPPORTS for citation in statement.citations.all())
                assert statement.rationale.strip()
                assert statement.verdict in Verdict.values
                assert claim.stage == Stage.APPROVED
                if statement.single_person:
                    assert claim.urgent_by.has_perm("claims.publish_alone")
                    assert claim.approver is None
                    assert entry.single_person
                else:
                    assert claim.approver_id not in {None, claim.author_id, claim.edited_by_id}
                    assert claim.approver.has_perm("claims.review_claim")
            publisher, event = entry.published_by, entry.event
            assert event.merged_into is None
            assert not event.is_embargoed
            if publisher.pk in {event.author_id, event.edited_by_id}:
                assert entry.single_person
                assert publisher.has_perm("claims.publish_alone")
            else:
                assert publisher.has_perm("timeline.publish_event")

    def what_the_timeline_has_is_never_without_reasons(self):
        for claim in Claim.objects.exclude(verdict=Verdict.UNVERIFIED):
            assert claim.rationale.strip()
        for claim in Claim.objects.filter(stage=Stage.APPROVED):
            assert claim.rationale.strip()
            assert claim.approver_id or claim.urgent_by_id

    def what_was_merged_or_withdrawn_is_not_current(self):
        current = Entry.objects.current()
        assert not current.filter(Q(event__merged_into__isnull=False) | Q(withdrawal__isnull=False)).exists()
        assert current.count() == current.values("event").distinct().count()
        for entry in Entry.objects.filter(superseded_at__isnull=False, withdrawal__isnull=True):
            assert Entry.objects.filter(event=entry.event_id, revision=entry.revision + 1).exists()

    def what_was_merged_has_given_everything_away(self):
        merged = Claim.objects.filter(merged_into__isnull=False)
        left = Q(evidence__isnull=False) | Q(event_claims__isnull=False) | Q(figures__isnull=False)
        assert not merged.filter(left | Q(links__isnull=False) | Q(linked_from__isnull=False)).exists()
        assert not merged.exclude(stage__in=[Stage.RETRACTED, Stage.DISMISSED]).exists()
        gone = Event.objects.filter(merged_into__isnull=False)
        assert not gone.filter(Q(event_claims__isnull=False) | Q(actors__isnull=False)).exists()

    def what_is_to_be_published_later_can_be(self):
        waiting = Schedule.objects.waiting()
        assert not waiting.filter(event__merged_into__isnull=False).exists()
        assert not waiting.filter(event__embargo_until__gt=F("at")).exists()
        assert not Schedule.objects.filter(state="done", settled_at__lt=F("at")).exists()


REACHED: set[str] = set()
NEEDED = {"write", "edit", "submit", "approve", "write event", "publish", "withdraw", "embargo", "schedule"} | {
    "published as scheduled",
    "merge claims",
    "unmerge claim",
    "split claim",
    "merge events",
    "unmerge event",
    "split event",
}


@pytest.mark.django_db
def test_no_sequence_of_actions_gets_around_the_rules():
    REACHED.clear()
    Desk.world = make_world()
    run_state_machine_as_test(
        Desk,
        settings=settings(
            max_examples=16,
            stateful_step_count=40,
            deadline=None,
            derandomize=True,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
        ),
    )
    # A walk that hardly gets anywhere would prove nothing.
    assert NEEDED <= REACHED, NEEDED - REACHED
    assert len(REACHED) >= 20, REACHED
