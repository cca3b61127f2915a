"""What people do to claims and events, by people of all roles, as rules of a state machine."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from unittest import mock

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, multiple, rule

from accounts.models import User
from accounts.roles import Role
from claims import actions
from claims.actions import ClaimContent
from claims.enums import Relation, Stage
from claims.models import Claim, Evidence, Excerpt
from claims.policies import StaleVersionError
from tests import factories
from timeline import actions as event_actions
from timeline.actions import EventContent
from timeline.freezing import freeze
from timeline.models import Event

# Those who can do most come up most; the others try as well.
PEOPLE = ["reviewer", "duty2", "reviewer2", "editor", "duty", "editor2", "admin", "reader"]
BEGAN = datetime(2025, 3, 14, 12, tzinfo=UTC)
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


@dataclass(frozen=True)
class World:
    """Where every sequence begins, since nobody comes to an empty desk: drafts, an event that readers see, one to come."""

    people: dict[str, User]
    passages: list[Excerpt]
    claims: list[int]
    events: list[int]


def make_world() -> World:
    with mock.patch("django.utils.timezone.now", return_value=BEGAN):
        people, capture = make_people(), factories.article()
        passages = [factories.passage(capture, exact) for exact in PASSAGES]
        drafts = [factories.draft_claim(excerpt=passage).pk for passage in passages]
        seen = factories.published(claims=[factories.approved_claim(excerpt=passage) for passage in passages])
        coming = factories.event(claims=[factories.approved_claim(excerpt=passages[0])])
        event_actions.schedule_publication(
            event=coming,
            at=BEGAN + timedelta(hours=2),
            seen=freeze(coming).entry.digest,
            by=people["reviewer"],
        )
    return World(people, passages, drafts, [seen.event_id, coming.pk])


class DeskRules(RuleBasedStateMachine):
    """The desk with a clock of its own, which stands still until somebody waits."""

    claims = Bundle("claims")
    events = Bundle("events")

    world: "World"

    def __init__(self) -> None:
        super().__init__()
        self.now = BEGAN
        self.clock = mock.patch("django.utils.timezone.now", side_effect=lambda: self.now)
        self.clock.start()
        self.whole = transaction.atomic()
        self.whole.__enter__()
        self.people, self.passages = self.world.people, self.world.passages
        self.done: set[str] = set()
        self.has_changed = True

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.whole.__exit__(None, None, None)
        self.clock.stop()

    def attempt(self, what: str, act, **arguments) -> object:
        """Carry it out, or be refused without a trace."""
        self.now += timedelta(seconds=1)
        try:
            with transaction.atomic():
                made = act(**arguments)
        except (PermissionDenied, ValidationError, StaleVersionError):
            return None
        self.done.add(what)
        self.has_changed = True
        return made

    # ---- claims

    @initialize(target=claims)
    def begin(self):
        return multiple(*self.world.claims)

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
        old=st.sampled_from([False, False, True]),
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

    def ready(self, claim):
        """An event of a claim that was approved, from wherever it stands, each step by somebody who may."""
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
        if found.merged_into_id is not None:
            return None
        return event_actions.write_event(content=factories.event_content(), by=self.people["editor"], claims=[found])

    @initialize(target=events)
    def begin_with_events(self):
        return multiple(*self.world.events)

    @rule(target=events, claim=claims, publisher=st.sampled_from(["reviewer", "reviewer2", "duty2"]))
    def work_as_one_should(self, claim, publisher):
        """To the timeline, as it should be: what others then do counts."""
        event = self.ready(claim)
        if event is None:
            return multiple()
        self.attempt(
            "publish", event_actions.publish, event=event, by=self.people[publisher], note="As it should be."
        )
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
