"""Merging, splitting and keeping apart: what is refused, what is idempotent, and what the history says."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.roles import Role
from actors import actions
from actors.alike import candidates
from actors.models import Actor, ActorMerge, ActorName, NotSame
from claims.actions import add_office_evidence
from claims.models import OfficeEvidence
from tests import factories
from tests.actors.merging_world import merged, undone
from timeline.actions import publish
from timeline.models import Event

pytestmark = pytest.mark.django_db


def two():
    return factories.actor("ushakov", "Yuri Ushakov"), factories.actor("ouchakov", "Yuri Ouchakov")


def test_merging_and_taking_back_twice_changes_nothing_more(editor):
    kept, gone = two()
    merge = merged(gone, kept)
    assert merged(gone, kept) == merge
    assert undone(merge)
    first = ActorMerge.objects.get()
    assert undone(merge)
    assert ActorMerge.objects.get().undone_at == first.undone_at
    assert merged(gone, kept).pk != merge.pk


def test_who_and_why_stand_in_the_history(editor):
    kept, gone = two()
    claim = factories.draft_claim(speaker=gone)
    merged(gone, kept, by=editor)
    context = claim.attributions.get().versions.order_by("pgh_id").last().pgh_context
    assert context.metadata == {"user": editor.pk, "reason": "merged actors: They are one."}


@pytest.mark.parametrize("role", [Role.READER, Role.ADMIN])
def test_only_the_newsroom_merges(role):
    kept, gone = two()
    with pytest.raises(PermissionDenied):
        merged(gone, kept, by=factories.user(role))


def test_what_was_merged_goes_no_further_by_itself(editor):
    kept, gone = two()
    third = factories.actor("third")
    first = merged(gone, kept)
    assert merged(gone, third) is None
    assert merged(third, gone) is None
    assert merged(kept, gone) is None
    assert merged(kept, kept) is None
    assert merged(kept, third)
    assert not undone(first)
    assert ActorMerge.objects.ways() == {gone.pk: third.pk, kept.pk: third.pk}


def test_different_kinds_are_confirmed(editor):
    kept, gone = factories.actor("mfa", kind="government"), factories.actor("ministry", kind="organisation")
    assert merged(gone, kept) is None
    assert merged(gone, kept, kinds_differ=True)


def test_evidence_of_an_office_that_both_held_is_one_offices(editor):
    kept, gone = factories.actor("one", office="Envoy"), factories.actor("other", office="Envoy")
    excerpts = [factories.passage(), factories.passage(exact="nothing more")]
    for actor, found in ((kept, excerpts[:1]), (gone, excerpts)):
        for excerpt in found:
            add_office_evidence(office=actor.offices.get(), excerpt=excerpt, by=editor)
    before = set(OfficeEvidence.objects.values_list("pk", "office", "excerpt"))
    merge = merged(gone, kept)
    assert set(kept.offices.get().evidence.values_list("excerpt", flat=True)) == {one.pk for one in excerpts}
    # Somebody takes the office away: what came with the merge comes back with its own.
    actions.remove_office(office=kept.offices.get(), reason="Never held.", by=editor)
    assert undone(merge)
    assert set(OfficeEvidence.objects.values_list("pk", "office", "excerpt")) == {
        row for row in before if row[1] != kept.pk and row[1] in set(gone.offices.values_list("pk", flat=True))
    }


def test_what_is_written_of_the_old_one_meanwhile_is_the_kept_ones(editor):
    """Such as by a page that was opened before the merge."""
    kept, gone = two()
    merged(gone, kept)
    claim = factories.draft_claim(speaker=gone)
    event = factories.event(actors=[gone])
    assert claim.attributions.get().actor == kept
    assert event.actors.get().actor == kept
    office = actions.add_office(actor=factories.actor("aide"), title="Aide", organisation=gone, by=editor)
    assert office.organisation == kept
    with pytest.raises(ValidationError):
        actions.add_name(actor=gone, text="Another", kind="alias", by=editor)


def test_what_somebody_gave_the_kept_one_stays_and_what_was_taken_stays_away(editor):
    kept, gone = two()
    old = ActorName.objects.create(actor=gone, text="The envoy", kind="alias")
    merge = merged(gone, kept)
    new = actions.add_name(actor=kept, text="The aide", kind="alias", by=editor)
    actions.remove_name(name=old, reason="Not his.", by=editor)
    undone(merge)
    assert list(kept.names.all()) == [new]
    assert not gone.names.exists()


def test_published_events_wait_and_approved_claims_stay_approved(editor, reviewer):
    kept, gone = two()
    claim = factories.approved_claim(speaker=gone)
    entry = factories.published(claims=[claim])
    assert not Event.objects.to_publish().exists()
    merge = merged(gone, kept)
    claim.refresh_from_db()
    assert claim.stage == "approved"
    assert list(Event.objects.to_publish()) == [entry.event]
    entry.refresh_from_db()
    assert [actor["slug"] for actor in entry.actors] == ["ouchakov"]
    entry.event.refresh_from_db()
    again = publish(event=entry.event, by=reviewer, note="Listed twice.")
    assert [actor["slug"] for actor in again.actors] == ["ushakov"]
    undone(merge)
    assert list(Event.objects.to_publish()) == [entry.event]


def test_who_acts_for_the_old_one_acts_for_the_kept_one(editor):
    state = factories.actor("russia", kind="state")
    gone = factories.actor("kreml", kind="government", acts_for=state)
    between = factories.actor("office", kind="government", acts_for=gone)
    kept = factories.actor("kremlin", kind="government", acts_for=between)
    merge = merged(gone, kept)
    kept.refresh_from_db()
    between.refresh_from_db()
    assert (kept.acts_for, between.acts_for) == (state, kept)
    undone(merge)
    kept.refresh_from_db()
    between.refresh_from_db()
    assert (kept.acts_for, between.acts_for) == (between, gone)


def test_a_split_is_taken_back_by_merging(editor):
    kept, _ = two()
    claim = factories.draft_claim(speaker=kept)
    row = claim.attributions.get()
    made = actions.split_actor(
        actor=kept,
        name=kept.name,
        kind="person",
        rows={"claims.attribution.actor_id": [row.pk]},
        reason="Two men.",
        by=editor,
    )
    assert claim.attributions.get().actor == made
    merged(made, kept)
    assert claim.attributions.get().actor == kept


def test_a_split_takes_no_row_of_somebody_else(editor):
    kept, other = two()
    row = factories.draft_claim(speaker=other).attributions.get()
    with pytest.raises(ValidationError):
        actions.split_actor(
            actor=kept,
            name="Two",
            kind="person",
            rows={"claims.attribution.actor_id": [row.pk]},
            reason="Two.",
            by=editor,
        )
    assert not Actor.objects.filter(name="Two").exists()


def test_what_is_not_the_same_is_remembered_for_what_they_go_on_as(editor):
    one, other = factories.actor("petrov", "Ivan Petrov"), factories.actor("petrov-2", "Іван Петров")
    assert [(pair.one, pair.other) for pair in candidates()] == [(one.pk, other.pk)]
    for pair in ((one, other), (other, one)):
        actions.say_not_same(one=pair[0], other=pair[1], by=editor)
    assert NotSame.objects.count() == 1
    assert candidates() == []
    third = factories.actor("third", "Ivan Petrow")
    assert len(candidates()) == 2
    merged(third, one)
    assert candidates() == []


def test_two_of_one_surname_are_no_candidates():
    factories.actor("ivan", "Ivan Petrov")
    factories.actor("olha", "Olha Petrova")
    assert candidates() == []


def test_ministries_of_two_countries_are_no_candidates():
    for slug, country in (("mo-ru", "RUS"), ("mo-ua", "UKR")):
        Actor.objects.create(slug=slug, name="Ministry of Defence", kind="government", country=country)
    assert candidates() == []
