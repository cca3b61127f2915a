"""Two people who merge at once: one after the other, and nothing lost."""

import pytest
from django.core.exceptions import ValidationError

from actors.models import Actor, ActorMerge
from claims.models import Attribution
from tests import factories
from tests.actors.merging_world import merged
from tests.claims.test_actions_at_once import Held, at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_merge_each_into_the_other():
    one, other, editor = factories.actor("one"), factories.actor("other"), factories.user()
    outcomes = at_once(lambda: merged(one, other, by=editor), lambda: merged(other, one, by=editor))
    assert sorted(outcome is None for outcome in outcomes) == [False, True]
    assert Actor.objects.filter(merged_into=None).count() == 1


def test_the_same_merge_twice_is_one():
    one, other, editor = factories.actor("one"), factories.actor("other"), factories.user()
    factories.draft_claim(speaker=one)
    outcomes = at_once(*[lambda: merged(one, other, by=editor)] * 2)
    assert outcomes[0] == outcomes[1] == ActorMerge.objects.get()
    assert Attribution.objects.get().actor == other


def test_two_into_a_third_lose_no_row():
    one, other, kept = (factories.actor(slug) for slug in ("one", "other", "kept"))
    editor = factories.user()
    claim = factories.draft_claim(speaker=one, attributions=[(other, "speaker")])
    assert all(at_once(lambda: merged(one, kept, by=editor), lambda: merged(other, kept, by=editor)))
    assert claim.attributions.get().actor == kept
    assert sum(len(merge.moved["taken"]) for merge in ActorMerge.objects.all()) == 1


def test_a_claim_that_is_written_meanwhile_names_the_kept_one():
    gone, kept, editor = factories.actor("gone"), factories.actor("kept"), factories.user()
    excerpt = factories.passage()
    held = Held(lambda: merged(gone, kept, by=editor))
    held.meanwhile(lambda: factories.draft_claim(speaker=gone, excerpt=excerpt, by=editor))
    assert Attribution.objects.get().actor == kept
    assert not isinstance(held.outcome, ValidationError)
