"""Whatever is merged and taken back, in whatever order: every row of every table is as it was, and none is lost."""

import random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from actors import actions
from actors.models import Actor, ActorMerge, ActorName
from claims.actions import add_office_evidence
from claims.models import Attribution, Claim, Excerpt
from tests import factories
from tests.actors.merging_world import as_merged, every_row, make_world, merged, said_of, undo_all, undone

pytestmark = pytest.mark.django_db

pairs = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=6)
several_times = settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@several_times
@example(seed=429, steps=[(0, 1), (4, 3), (2, 0), (4, 0)])
@given(seed=st.integers(0, 10_000), steps=pairs)
def test_merging_and_taking_back_restores_every_row(db, seed, steps):
    chance = random.Random(seed)
    with transaction.atomic():
        people = make_world(seed)
        before = every_row()
        done = [merged(people[one], people[other]) for one, other in steps]
        if any(done):
            assert every_row() != before
        undo_all(chance)
        assert every_row() == before
        transaction.set_rollback(True)


@several_times
@given(seed=st.integers(0, 10_000), steps=pairs)
def test_what_is_said_of_whom_stays_said_at_each_step(db, seed, steps):
    """Also while some merges are taken back and others, which have taken the same rows away, still stand."""
    chance = random.Random(seed)
    with transaction.atomic():
        people = make_world(seed)
        _, said = said_of()
        for one, other in steps:
            merged(people[one], people[other])
            standing = list(ActorMerge.objects.in_force())
            if standing and chance.random() < 0.5:
                undone(chance.choice(standing))
            ways, facts = said_of()
            assert facts == as_merged(said, ways)
        undo_all(chance)
        assert said_of()[1] == said
        transaction.set_rollback(True)


def edit_something(chance, editor):
    """One of the things that an editor does meanwhile, to an actor that stands."""
    actor = chance.choice(list(Actor.objects.filter(merged_into=None)))
    claim, number = chance.choice(list(Claim.objects.all())), chance.randrange(10**9)
    match chance.randrange(4):
        case 0:
            name = chance.choice(list(actor.names.all()))
            actions.change_name(name=name, text=f"{name.text} {number}", by=editor)
        case 1:
            actions.add_name(actor=actor, text=f"Name {number}", kind="alias", by=editor)
        case 2:
            office = chance.choice(list(actor.offices.all()))
            actions.change_office(office=office, end_edtf="2025-01", by=editor)
            add_office_evidence(office=office, excerpt=chance.choice(list(Excerpt.objects.all())), by=editor)
        case 3:
            Attribution.objects.get_or_create(claim=claim, actor=actor, role="relayed_by")


@several_times
@given(seed=st.integers(0, 10_000), steps=pairs)
def test_edits_in_between_lose_no_row(db, seed, steps):
    chance = random.Random(seed)
    with transaction.atomic():
        people = make_world(seed)
        editor = factories.user()
        known = {label: set(rows) for label, rows in every_row().items()}
        for one, other in steps:
            merged(people[one], people[other])
            edit_something(chance, editor)
            if (standing := list(ActorMerge.objects.in_force())) and chance.random() < 0.4:
                undone(chance.choice(standing))
        undo_all(chance)
        rows = every_row()
        assert {label: pks - set(rows[label]) for label, pks in known.items() if pks - set(rows[label])} == {}
        for name in ActorName.objects.filter(text__startswith="Name "):
            assert name.actor.merged_into is None
        transaction.set_rollback(True)
