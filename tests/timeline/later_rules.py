"""What is done to claims and events later: withdrawn, merged, parted again, split, and published at a moment."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import multiple, rule

from claims import actions
from claims.actions import ClaimContent
from claims.models import Claim, ClaimLink, Evidence
from tests import factories
from tests.timeline.desk_rules import DeskRules
from timeline import actions as event_actions
from timeline.freezing import freeze
from timeline.models import Entry, Event, EventActor, EventClaim, Schedule

HOURS = st.sampled_from([1, 2, 6])
# Who may do these comes up most: of the others enough is seen in what comes first.
MAY = st.sampled_from(["reviewer2", "duty2", "reviewer", "admin", "editor"])
WHY = st.sampled_from(["It was read again.", "The transcript is out.", "They met twice.", ""])


def evidence_of(*claims):
    return set(Evidence.objects.filter(claim__in=claims).values_list("excerpt", flat=True))


def claims_of(*events):
    return set(EventClaim.objects.filter(event__in=events).values_list("claim", flat=True))


def standing(model, *columns):
    return sorted(model.objects.values_list(*columns))


class LaterRules(DeskRules):
    claims, events = DeskRules.claims, DeskRules.events

    # ---- one or two

    @rule(claim=claims, into=claims, who=MAY, why=WHY)
    def merge_claims(self, claim, into, who, why):
        had = evidence_of(claim, into)
        merged = self.merge_two_claims(claim, into, who, why)
        if merged:
            assert evidence_of(into) == had

    def merge_two_claims(self, claim, into, who, why):
        one, other = (Claim.objects.get(pk=pk) for pk in (claim, into))
        by = self.people[who]
        return self.attempt("merge claims", actions.merge_claims, claim=one, into=other, reason=why, by=by)

    @rule(claim=claims, who=MAY, why=WHY)
    def unmerge_claim(self, claim, who, why):
        found = Claim.objects.get(pk=claim)
        if found.merged_into_id is not None:
            self.attempt("unmerge claim", actions.unmerge_claim, claim=found, reason=why, by=self.people[who])

    @rule(claim=claims, into=claims, other=claims, who=MAY)
    def merge_claims_and_take_it_back(self, claim, into, other, who):
        """Everything is where it was, but that both are decided anew."""
        by, found = self.people[who], Claim.objects.get(pk=claim)
        for one, another in ((claim, into), (claim, other), (other, into)):
            if one != another:
                ends = {"claim": Claim.objects.get(pk=one), "other": Claim.objects.get(pk=another)}
                self.attempt("link", actions.link_claims, **ends, kind="repeats", by=by)
        before = self.of_claims()
        if found.merged_into_id is None and self.merge_two_claims(claim, into, who, "They are one."):
            taken = self.attempt("unmerge claim", actions.unmerge_claim, claim=found, reason="They are two.", by=by)
            assert taken
            assert self.of_claims() == before
            assert taken.stage == "draft"

    def of_claims(self):
        return (
            standing(Evidence, "claim", "excerpt", "relation"),
            standing(ClaimLink, "claim", "other", "kind"),
            standing(EventClaim, "event", "claim"),
        )

    @rule(target=claims, claim=claims, who=MAY, move=st.booleans(), why=WHY)
    def split_claim(self, claim, who, move, why):
        found = Claim.objects.get(pk=claim)
        before = evidence_of(claim)
        made = self.attempt(
            "split claim",
            actions.split_claim,
            claim=found,
            evidence=list(found.evidence.order_by("pk")[:1]),
            content=replace(ClaimContent.of(found), text="Only this."),
            move=move,
            reason=why,
            by=self.people[who],
        )
        if made:
            assert evidence_of(claim, made) == before
        return multiple(*([made.pk] if made else []))

    @rule(event=events, into=events, who=MAY, why=WHY)
    def merge_events(self, event, into, who, why):
        had = claims_of(event, into)
        if self.merge_two_events(event, into, who, why):
            assert claims_of(into) == had

    def merge_two_events(self, event, into, who, why):
        one, other = (Event.objects.get(pk=pk) for pk in (event, into))
        by = self.people[who]
        return self.attempt("merge events", event_actions.merge_events, event=one, into=other, reason=why, by=by)

    @rule(event=events, who=MAY, why=WHY)
    def unmerge_event(self, event, who, why):
        found = Event.objects.get(pk=event)
        if found.merged_into_id is not None:
            self.attempt("unmerge event", event_actions.unmerge_event, event=found, reason=why, by=self.people[who])

    @rule(event=events, into=events, who=MAY)
    def merge_events_and_take_it_back(self, event, into, who):
        before, found = self.of_events(), Event.objects.get(pk=event)
        if found.merged_into_id is None and self.merge_two_events(event, into, who, "They are one."):
            by = self.people[who]
            assert self.attempt(
                "unmerge event", event_actions.unmerge_event, event=found, reason="They are two.", by=by
            )
            assert self.of_events() == before

    def of_events(self):
        return standing(EventClaim, "event", "claim"), standing(EventActor, "event", "actor", "role")

    @rule(target=events, event=events, who=MAY, why=WHY)
    def split_event(self, event, who, why):
        found = Event.objects.get(pk=event)
        before = claims_of(event)
        made = self.attempt(
            "split event",
            event_actions.split_event,
            event=found,
            claims=[tie.claim for tie in found.event_claims.order_by("position")[:1]],
            content=factories.event_content(title="The other one"),
            reason=why,
            by=self.people[who],
        )
        if made:
            assert claims_of(event, made) == before
        return multiple(*([made.pk] if made else []))

    # ---- from the timeline, and later to it

    @rule(event=events, who=MAY, why=WHY)
    def withdraw(self, event, who, why):
        found = Event.objects.get(pk=event)
        live = found.live_entry
        withdrawal = self.attempt("withdraw", event_actions.withdraw, event=found, reason=why, by=self.people[who])
        if withdrawal and live:
            assert (withdrawal.entry, found.live_entry) == (live, None)

    @rule(event=events, who=MAY, hours=st.one_of(st.none(), HOURS), why=WHY)
    def embargo(self, event, who, hours, why):
        found, until = Event.objects.get(pk=event), hours and self.now + timedelta(hours=hours)
        before = found.embargo_until
        set_to = self.attempt(
            "embargo", event_actions.set_embargo, event=found, until=until, reason=why, by=self.people[who]
        )
        if set_to and before and before > self.now and (until is None or until < before):
            assert self.people[who].has_perm("timeline.publish_event")

    def schedule_it(self, event, who, hours, seen, note):
        self.attempt(
            "schedule",
            event_actions.schedule_publication,
            event=event,
            at=self.now + timedelta(hours=hours),
            seen=seen,
            by=self.people[who],
            note=note,
        )

    @rule(event=events, who=MAY, hours=HOURS, note=WHY)
    def schedule(self, event, who, hours, note):
        found = Event.objects.get(pk=event)
        self.schedule_it(found, who, hours, freeze(found).entry.digest, note)

    @rule(target=events, claim=claims, who=st.sampled_from(["reviewer", "reviewer2", "duty2"]), hours=HOURS)
    def schedule_as_one_should(self, claim, who, hours):
        event = self.ready(claim)
        if event is None:
            return multiple()
        self.schedule_it(event, who, hours, freeze(event).entry.digest, "As it should be.")
        return event.pk

    @rule(event=events, who=MAY)
    def cancel(self, event, who):
        waiting = Schedule.objects.waiting().filter(event=event).first()
        if waiting:
            self.attempt("cancel", event_actions.cancel_schedule, schedule=waiting, by=self.people[who])

    @rule(hours=HOURS)
    def wait(self, hours):
        """Time passes, and beat hands over what is due."""
        self.has_changed = True
        self.now += timedelta(hours=hours)
        for schedule in Schedule.objects.due():
            self.hand_over(schedule)

    @rule()
    def hand_over_out_of_turn(self):
        """Too early, or once more."""
        self.has_changed = True
        for schedule in Schedule.objects.order_by("pk"):
            self.hand_over(schedule)

    def hand_over(self, schedule):
        before = set(Entry.objects.values_list("pk", flat=True))
        was_due = schedule.state == "waiting" and schedule.at <= self.now
        settled = event_actions.publish_scheduled(schedule_id=schedule.pk)
        for entry in Entry.objects.exclude(pk__in=before):
            self.done.add("published as scheduled")
            assert was_due
            assert (entry.event_id, entry.digest) == (schedule.event_id, schedule.seen)
            assert (entry.published_by, settled.state) == (schedule.by, "done")
        assert was_due == (settled.state != schedule.state)
