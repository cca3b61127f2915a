"""Whatever people do, in whatever order: nothing reaches readers without evidence, a second person or the label, and why.

Hypothesis makes sequences of the real actions by people of all roles on the real database. An action that the policies
refuse is a step like any other; what counts is what stands on the timeline after each.
"""

from dataclasses import replace

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from accounts.models import User
from accounts.roles import Role
from claims import actions
from claims.actions import ClaimContent
from claims.enums import Relation, Stage, Verdict
from claims.models import Claim, Evidence
from claims.policies import StaleVersionError
from tests import factories
from timeline import actions as event_actions
from timeline.actions import EventContent
from timeline.models import Entry, Event

# Those who can do most come up most; the others try as well.
PEOPLE = ["reviewer", "duty2", "reviewer2", "editor", "duty", "editor2", "admin", "reader"]
PASSAGES = ["Russia wants", factories.QUOTE]
WHY = st.sampled_from(["It was read again.", "The transcript is out.", ""])
VERDICTS = st.sampled_from(["verified", "disputed", "unverified", "true"])


def make_people() -> dict[str, User]:
    made = {
        "reader": factories.user(Role.READER),
        "editor": factories.user(Role.EDITOR),
        "editor2": factories.user(Role.EDITOR, "editor2"),
        "reviewer": factories.user(Role.REVIEWER),
        "reviewer2": factories.user(Role.REVIEWER, "reviewer2"),
        "admin": factories.user(Role.ADMIN),
        "duty": factories.user(Role.EDITOR, "duty"),
        "duty2": factories.user(Role.REVIEWER, "duty2"),
    }
    for name in ("duty", "duty2"):
        made[name].groups.add(Group.objects.get(name="urgent desk"))
    return {name: User.objects.get(pk=user.pk) for name, user in made.items()}


class Desk(RuleBasedStateMachine):
    claims = Bundle("claims")
    events = Bundle("events")

    def __init__(self) -> None:
        super().__init__()
        self.whole = transaction.atomic()
        self.whole.__enter__()
        self.people = make_people()
        capture = factories.article()
        self.passages = [factories.passage(capture, exact) for exact in PASSAGES]
        self.seen: set[int] = set()
        self.done: set[str] = set()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.whole.__exit__(None, None, None)
        REACHED.update(self.done)

    def attempt(self, what: str, act, **arguments) -> object:
        """Carry it out, or be refused without a trace."""
        try:
            with transaction.atomic():
                made = act(**arguments)
        except (PermissionDenied, ValidationError, StaleVersionError):
            return None
        self.done.add(what)
        return made

    # ---- claims

    @rule(
        target=claims,
        who=st.sampled_from(PEOPLE),
        passage=st.sampled_from([0, 1]),
        relation=st.sampled_from(Relation),
    )
    def write(self, who, passage, relation):
        claim = self.attempt(
            "write",
            actions.write_claim,
            excerpt=self.passages[passage],
            content=factories.claim_content(),
            by=self.people[who],
            relation=relation,
        )
        return multiple(*([claim.pk] if claim else []))

    @rule(
        claim=claims,
        who=st.sampled_from(PEOPLE),
        text=st.sampled_from(["A pause.", "A breather.", ""]),
        old=st.booleans(),
    )
    def edit(self, claim, who, text, old):
        found = Claim.objects.get(pk=claim)
        content = replace(ClaimContent.of(found), text=text)
        version = found.version - old
        self.attempt("edit", actions.edit_claim, claim=found, content=content, version=version, by=self.people[who])

    @rule(
        claim=claims, who=st.sampled_from(PEOPLE), passage=st.sampled_from([0, 1]), relation=st.sampled_from(Relation)
    )
    def add_evidence(self, claim, who, passage, relation):
        self.attempt(
            "add evidence",
            actions.add_evidence,
            claim=Claim.objects.get(pk=claim),
            excerpt=self.passages[passage],
            relation=relation,
            by=self.people[who],
        )

    @rule(claim=claims, who=st.sampled_from(PEOPLE))
    def remove_evidence(self, claim, who):
        evidence = Evidence.objects.filter(claim=claim).first()
        if evidence:
            self.attempt("remove evidence", actions.remove_evidence, evidence=evidence, by=self.people[who])

    @rule(claim=claims, who=st.sampled_from(PEOPLE))
    def submit(self, claim, who):
        self.attempt("submit", actions.submit, claim=Claim.objects.get(pk=claim), by=self.people[who])

    @rule(
        claim=claims,
        who=st.sampled_from(PEOPLE),
        act=st.sampled_from([actions.approve, actions.approve_alone, actions.confirm]),
        verdict=VERDICTS,
        why=WHY,
    )
    def decide(self, claim, who, act, verdict, why):
        more = {"urgency": why} if act is actions.approve_alone else {}
        self.attempt(
            act.__name__,
            act,
            claim=Claim.objects.get(pk=claim),
            by=self.people[who],
            verdict=verdict,
            rationale=why,
            **more,
        )

    @rule(
        claim=claims,
        who=st.sampled_from(PEOPLE),
        act=st.sampled_from([actions.send_back, actions.retract, actions.dismiss, actions.reopen]),
        why=WHY,
    )
    def move(self, claim, who, act, why):
        self.attempt(act.__name__, act, claim=Claim.objects.get(pk=claim), by=self.people[who], reasons=why)

    # ---- events

    @rule(target=events, claim=claims, publisher=st.sampled_from(["reviewer", "reviewer2", "duty2"]))
    def work_as_one_should(self, claim, publisher):
        """From wherever the claim stands to the timeline, each step by somebody who may: what others then do counts."""
        found, why = Claim.objects.get(pk=claim), "As it should be."
        if found.stage in {Stage.RETRACTED, Stage.DISMISSED}:
            self.attempt("reopen", actions.reopen, claim=found, by=self.people["editor"], reasons=why)
        self.attempt("submit", actions.submit, claim=found, by=self.people["editor"])
        found.refresh_from_db()
        second = next(
            user
            for name, user in self.people.items()
            if name in {"reviewer", "reviewer2", "duty2"} and user.pk not in {found.author_id, found.edited_by_id}
        )
        self.attempt("approve", actions.approve, claim=found, by=second, verdict="verified", rationale=why)
        event = event_actions.write_event(content=factories.event_content(), by=self.people["editor"], claims=[found])
        self.attempt("publish", event_actions.publish, event=event, by=self.people[publisher], note=why)
        return event.pk

    @rule(target=events, who=st.sampled_from(PEOPLE), claim=claims)
    def write_event(self, who, claim):
        event = self.attempt(
            "write event",
            event_actions.write_event,
            content=factories.event_content(),
            by=self.people[who],
            claims=[Claim.objects.get(pk=claim)],
        )
        return multiple(*([event.pk] if event else []))

    @rule(event=events, claim=claims, who=st.sampled_from(PEOPLE))
    def tie(self, event, claim, who):
        self.attempt(
            "tie",
            event_actions.tie_claim,
            event=Event.objects.get(pk=event),
            claim=Claim.objects.get(pk=claim),
            by=self.people[who],
        )

    @rule(event=events, claim=claims, who=st.sampled_from(PEOPLE))
    def untie(self, event, claim, who):
        self.attempt(
            "untie",
            event_actions.untie_claim,
            event=Event.objects.get(pk=event),
            claim=Claim.objects.get(pk=claim),
            by=self.people[who],
        )

    @rule(event=events, who=st.sampled_from(PEOPLE), title=st.sampled_from(["An aide speaks", "A truce is refused"]))
    def edit_event(self, event, who, title):
        found = Event.objects.get(pk=event)
        content = replace(EventContent.of(found), title=title)
        self.attempt(
            "edit event",
            event_actions.edit_event,
            event=found,
            content=content,
            version=found.version,
            by=self.people[who],
        )

    @rule(event=events, who=st.sampled_from(PEOPLE), note=WHY, alone=st.booleans())
    def publish(self, event, who, note, alone):
        self.attempt(
            "publish alone" if alone else "publish",
            event_actions.publish,
            event=Event.objects.get(pk=event),
            by=self.people[who],
            note=note,
            alone=alone,
        )

    # ---- what must hold

    @invariant()
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
            if publisher.pk in {event.author_id, event.edited_by_id}:
                assert entry.single_person
                assert publisher.has_perm("claims.publish_alone")
            else:
                assert publisher.has_perm("timeline.publish_event")

    @invariant()
    def what_the_timeline_has_is_never_without_reasons(self):
        for claim in Claim.objects.exclude(verdict=Verdict.UNVERIFIED):
            assert claim.rationale.strip()
        for claim in Claim.objects.filter(stage=Stage.APPROVED):
            assert claim.rationale.strip()
            assert claim.approver_id or claim.urgent_by_id


REACHED: set[str] = set()


@pytest.mark.django_db
def test_no_sequence_of_actions_gets_around_the_rules():
    REACHED.clear()
    run_state_machine_as_test(
        Desk,
        settings=settings(
            max_examples=15,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
        ),
    )
    # A walk that hardly gets anywhere would prove nothing.
    assert {"write", "edit", "submit", "approve", "write event", "publish"} <= REACHED
    assert len(REACHED) >= 11, REACHED
