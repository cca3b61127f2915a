"""Which events wait to be published is kept by the database: it stays what the rows say, whoever changes them."""

from datetime import timedelta
from random import Random

import pytest
from django.contrib.postgres.aggregates import BoolOr
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F, Max, Q
from django.db.models.functions import Greatest
from django.utils import timezone

from accounts.roles import Role
from claims import actions as claim_actions
from claims.models import Claim
from tests import factories
from tests.claims.test_actions_at_once import Held
from timeline import actions
from timeline.actions import EventContent
from timeline.models import Event, EventClaim, LiveState, Withdrawal

pytestmark = pytest.mark.django_db


def by_the_rows():
    """The events to publish, from the joined rows of everything, with since when each waits."""
    found = (
        Event.objects.filter(merged_into__isnull=True)
        .annotate(
            live_since=Greatest(Max("entries__known_at"), Max("withdrawals__at")),
            live_alone=BoolOr("entries__single_person", filter=Q(entries__superseded_at__isnull=True)),
            claims_changed=Max("claims__updated_at"),
        )
        .filter(
            Q(live_since__isnull=True)
            | Q(live_alone=True)
            | Q(updated_at__gt=F("live_since"))
            | Q(claims_changed__gt=F("live_since"))
        )
    )
    return {
        event.pk: max(event.updated_at, event.claims_changed or event.updated_at)
        if event.live_since
        else event.created_at
        for event in found
    }


def as_kept():
    return {event.pk: event.live_state.waits_since for event in Event.objects.to_publish()}


def the_same():
    assert as_kept() == by_the_rows()
    assert LiveState.objects.wrong() == []


class Newsroom:
    """Everything that can happen to an event, at random, by actions and past them."""

    def __init__(self, seed):
        self.chance = Random(seed)
        self.editor, self.reviewer = factories.user(Role.EDITOR), factories.user(Role.REVIEWER)
        self.duty = factories.duty_editor()
        capture = factories.article()
        self.claims = [
            factories.approve(
                factories.claim_in_review(by=self.editor, excerpt=factories.passage(capture), text=f"Claim {n}.")
            )
            for n in range(4)
        ]
        self.events = [factories.event(title=f"Event {n}", by=self.editor, claims=[self.claims[n]]) for n in range(3)]

    def one(self, things):
        thing = self.chance.choice(things)
        thing.refresh_from_db()
        return thing

    def step(self):
        steps = [name for name in vars(type(self)) if name.startswith("do_")]
        name = self.chance.choice(steps)
        try:
            getattr(self, name)()
        except (PermissionDenied, ValidationError):
            return ""
        return name

    def do_publish(self):
        actions.publish(event=self.one(self.events), by=self.reviewer, note="It was wrong.")

    do_publish_again = do_publish

    def do_publish_alone(self):
        actions.publish(event=self.one(self.events), by=self.duty, note="It was.", alone=True, urgency="Sirens.")

    def do_withdraw(self):
        actions.withdraw(event=self.one(self.events), reason="Not so.", by=self.reviewer)

    def do_edit(self):
        event, title = self.one(self.events), f"Title {self.chance.random()}"
        content = EventContent(**{**vars(EventContent.of(event)), "title": title})
        actions.edit_event(event=event, content=content, version=event.version, by=self.editor)

    def do_tie(self):
        actions.tie_claim(event=self.one(self.events), claim=self.one(self.claims), by=self.editor)

    def do_untie(self):
        actions.untie_claim(event=self.one(self.events), claim=self.one(self.claims), by=self.editor)

    def do_change_a_claim(self):
        claim = self.one(self.claims)
        content = factories.claim_content(text=f"Text {self.chance.random()}.")
        claim = claim_actions.edit_claim(claim=claim, content=content, version=claim.version, by=self.editor)
        factories.approve(factories.to_review(claim, by=self.editor))

    def do_merge_events(self):
        event, into = self.one(self.events), self.one(self.events)
        actions.merge_events(event=event, into=into, reason="One.", by=self.reviewer)

    def do_take_a_merge_back(self):
        actions.unmerge_event(event=self.one(self.events), reason="Two.", by=self.reviewer)

    def do_merge_claims(self):
        claim, into = self.one(self.claims), self.one(self.claims)
        claim_actions.merge_claims(claim=claim, into=into, reason="One.", by=self.reviewer)
        self.claims.append(factories.approved_claim(text=f"Claim {len(self.claims)}."))

    def do_write(self):
        self.events.append(factories.event(title=f"Event {len(self.events)}", by=self.editor))

    # Past the actions, as somebody in the shell would.

    def do_touch_in_the_shell(self):
        moment = timezone.now() - timedelta(days=self.chance.randint(-1, 1))
        Event.objects.filter(pk=self.one(self.events).pk).update(updated_at=moment)

    def do_save_in_the_shell(self):
        self.one(self.claims).save()

    def do_change_claims_in_the_shell(self):
        Claim.objects.filter(pk__gt=self.one(self.claims).pk).update(updated_at=timezone.now())

    def do_the_same_moment(self):
        """Changed at the very moment of the publication is not changed since."""
        state = LiveState.objects.get(event=self.one(self.events))
        Event.objects.filter(pk=state.pk, live_state__live_since__isnull=False).update(updated_at=state.live_since)
        Claim.objects.filter(events=state.pk).update(updated_at=state.live_since or timezone.now())

    def do_delete_ties_in_the_shell(self):
        EventClaim.objects.filter(event=self.one(self.events)).delete()

    def do_move_a_tie_in_the_shell(self):
        tie, event = EventClaim.objects.order_by("?").first(), self.one(self.events)
        if tie and not EventClaim.objects.filter(event=event, claim=tie.claim_id).exists():
            tie.event = event
            tie.save()


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_the_same_events_wait_as_the_rows_say(seed):
    newsroom = Newsroom(seed)
    done = set()
    for _ in range(60):
        done.add(newsroom.step())
        the_same()
    assert len(done) > 10


def test_an_event_that_is_deleted_waits_no_more(editor):
    factories.event(by=editor).delete()
    assert not LiveState.objects.exists()


def test_withdrawn_says_so_until_it_is_published_again(reviewer):
    event = factories.published().event
    actions.withdraw(event=event, reason="Not so.", by=reviewer)
    assert LiveState.objects.get(event=event).is_withdrawn
    assert Withdrawal.objects.get().at == LiveState.objects.get(event=event).live_since
    actions.publish(event=event, by=reviewer, note="So after all.")
    assert not LiveState.objects.get(event=event).is_withdrawn


def test_a_row_that_is_wrong_is_found_and_mended(editor, capsys):
    first, second, third = (factories.event(title=f"Event {n}", by=editor) for n in range(3))
    LiveState.objects.filter(event=first).update(waits_since=None)
    LiveState.objects.filter(event=second).delete()
    assert LiveState.objects.wrong() == [first.pk, second.pk]
    with pytest.raises(CommandError, match=f"2 events are not as the rows say: {first.pk}, {second.pk}"):
        call_command("check_events")
    call_command("check_events", mend=True)
    call_command("check_events")
    assert set(Event.objects.to_publish()) == {first, second, third}


def test_only_what_is_shown_is_read(editor):
    """Over an index that holds only what waits, in the order in which the desk shows it."""
    for n in range(3):
        factories.event(title=f"Event {n}", by=editor)
    factories.published()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
    plan = Event.objects.for_desk().to_publish()[:12].explain()
    assert "timeline_livestate_touched" in plan
    assert "Sort" not in plan


@pytest.mark.django_db(transaction=True)
def test_a_claim_that_changes_while_its_event_is_published_is_not_lost(reviewer):
    claim = factories.approved_claim()
    event = factories.event(claims=[claim])
    publication = Held(lambda: actions.publish(event=event, by=reviewer))
    _, waited = publication.meanwhile(lambda: Claim.objects.get(pk=claim.pk).save())
    assert waited
    assert as_kept().keys() == {event.pk}
    the_same()


@pytest.mark.django_db(transaction=True)
def test_a_claim_that_changes_while_somebody_ties_it_past_the_actions_is_not_lost():
    event = factories.published().event
    claim = factories.approved_claim(text="Another.")
    tied = Held(lambda: EventClaim.objects.create(event=event, claim=claim, position=9))
    moment = timezone.now() + timedelta(days=1)
    _, waited = tied.meanwhile(lambda: Claim.objects.filter(pk=claim.pk).update(updated_at=moment))
    assert waited
    assert as_kept() == {event.pk: moment}
    the_same()


@pytest.mark.django_db(transaction=True)
def test_an_event_and_a_claim_of_it_that_change_at_once_wait_for_each_other_in_one_order():
    event = factories.published().event
    claim = event.claims.get()
    moment = timezone.now() + timedelta(days=1)
    touched = Held(lambda: Event.objects.get(pk=event.pk).save())
    _, waited = touched.meanwhile(lambda: Claim.objects.filter(pk=claim.pk).update(updated_at=moment))
    assert waited
    assert as_kept() == {event.pk: moment}
    the_same()
