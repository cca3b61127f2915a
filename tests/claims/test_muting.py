"""Muting: what it keeps out of sight, what comes back, who may, and that nothing is lost or decided by it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from claims import actions, workbench
from claims.actions import muting
from claims.actions.suggestions import request_suggestions
from claims.enums import Decision
from claims.models import InboxItem, Mute, MuteSweep, Suggestion
from tests import factories

pytestmark = pytest.mark.django_db


def mute(by, **more):
    columns = {"engine": "tests", "rule": "quote", "reason": "Reads headlines.", "source": factories.source()}
    return actions.mute_pattern(**(columns | more), by=by)


def hidden():
    return set(Suggestion.objects.muted())


def sweep_all():
    while (waiting := MuteSweep.objects.waiting().first()) is not None:
        assert actions.sweep_mute(sweep_id=waiting.pk)


def test_a_muted_rule_is_out_of_sight_and_not_decided(editor):
    capture = factories.article()
    muted = factories.suggestion(capture)
    seen = factories.suggestion(capture, "Russia wants", rule="clause")
    mute(editor)
    muted.refresh_from_db()
    assert (muted.decision, muted.decided_by, muted.mute.reason) == (Decision.PENDING, None, "Reads headlines.")
    assert list(Suggestion.objects.to_decide()) == [seen]
    assert [card.suggestion for card in workbench.cards_of(capture)] == [seen]
    assert len(workbench.cards_of(capture, with_muted=True)) == 2
    assert workbench.progress_of(capture) == (1, 0, 1)
    actions.refresh_inbox()
    assert InboxItem.objects.get().pending == 1


@pytest.mark.parametrize(
    ("pattern", "hides"),
    [
        ({}, True),
        ({"kind": "opinion"}, True),
        ({"kind": "fact"}, False),
        ({"phrase": "Called  the CEASEFIRE"}, True),
        ({"phrase": "breather for Ukrainian"}, True),
        ({"phrase": "referendum"}, False),
        ({"engine": "another"}, False),
        ({"rule": "clause"}, False),
        ({"source": "another"}, False),
    ],
)
def test_a_mute_hides_only_its_pattern(editor, pattern, hides):
    one = factories.suggestion()
    if "source" in pattern:
        pattern = pattern | {"source": factories.source(pattern["source"])}
    mute(editor, **pattern)
    assert hidden() == ({one} if hides else set())


def test_what_is_decided_stays_as_it_is(editor):
    capture = factories.article()
    accepted, edited, rejected = (factories.suggestion(capture, word) for word in ("Yuri", "Russia", "Thursday"))
    actions.accept_suggestion(suggestion=accepted, by=editor, conflict=factories.conflict())
    content = factories.claim_content(text="Otherwise.")
    actions.accept_suggestion(suggestion=edited, by=editor, conflict=factories.conflict(), content=content)
    actions.reject_suggestion(suggestion=rejected, by=editor)
    before = list(Suggestion.objects.order_by("pk").values())
    made = mute(editor)
    actions.unmute_pattern(mute=made, by=editor)
    assert list(Suggestion.objects.order_by("pk").values()) == before


def test_a_muted_suggestion_can_still_be_decided_and_stays_decided(editor):
    one = factories.suggestion()
    made = mute(editor)
    actions.reject_suggestion(suggestion=one, by=editor)
    actions.unmute_pattern(mute=made, by=editor)
    one.refresh_from_db()
    assert one.decision == Decision.REJECTED
    assert not hidden()


def test_muting_twice_is_one_mute_and_ending_it_twice_changes_nothing(editor, editor2):
    factories.suggestion()
    first, again = mute(editor), mute(editor2, reason="Me too.")
    assert first == again
    assert Mute.objects.get().reason == "Reads headlines."
    ended = actions.unmute_pattern(mute=first, by=editor)
    assert actions.unmute_pattern(mute=first, by=editor2).ended_at == ended.ended_at
    assert Mute.objects.get().ended_by == editor
    assert not hidden()
    assert mute(editor) != first, "what was un-muted can be muted again"


def test_who_muted_and_why_is_kept(editor, editor2):
    made = mute(editor)
    actions.unmute_pattern(mute=made, by=editor2)
    versions = [(one.pgh_label, one.pgh_context.metadata["user"]) for one in made.versions.order_by("pgh_id")]
    assert versions == [("insert", editor.pk), ("update", editor2.pk)]


def test_what_two_mutes_hide_comes_back_with_the_last(editor, reviewer):
    one = factories.suggestion()
    narrow, wide = mute(editor), mute(reviewer, source=None)
    actions.unmute_pattern(mute=narrow, by=editor)
    one.refresh_from_db()
    assert one.mute == wide
    actions.unmute_pattern(mute=wide, by=reviewer)
    assert not hidden()


def test_only_a_reviewer_mutes_for_all_outlets(editor, reviewer, reader):
    with pytest.raises(PermissionDenied):
        mute(editor, source=None)
    made = mute(reviewer, source=None)
    with pytest.raises(PermissionDenied):
        actions.unmute_pattern(mute=made, by=editor)
    with pytest.raises(PermissionDenied):
        mute(reader)


@pytest.mark.parametrize(
    ("pattern", "field"),
    [
        ({"reason": "  "}, "reason"),
        ({"reason": "x" * 301}, "reason"),
        ({"rule": ""}, "rule"),
        ({"engine": "x" * 41}, "engine"),
        ({"kind": "gossip"}, "kind"),
        ({"phrase": "x" * 121}, "phrase"),
    ],
)
def test_a_mute_that_is_not_fit_names_its_field(editor, pattern, field):
    with pytest.raises(ValidationError) as error:
        mute(editor, **pattern)
    assert set(error.value.message_dict) == {field}


def test_many_are_muted_in_batches_that_ask_for_the_next(editor, monkeypatch):
    monkeypatch.setattr(muting, "_BATCH", 2)
    capture = factories.article()
    words = ["Yuri", "Ushakov", "said", "Thursday", "ceasefire"]
    found = {factories.suggestion(capture, word) for word in words}
    made = mute(editor)
    assert len(hidden()) == 2
    sweep_all()
    assert hidden() == found
    actions.unmute_pattern(mute=made, by=editor)
    sweep_all()
    assert not hidden()
    assert not actions.sweep_mute(sweep_id=MuteSweep.objects.first().pk), "each batch is done once"


def test_a_sweep_that_comes_after_the_mute_has_ended_hides_nothing(editor, monkeypatch):
    monkeypatch.setattr(muting, "_BATCH", 1)
    capture = factories.article()
    for word in ("Yuri", "Ushakov", "said"):
        factories.suggestion(capture, word)
    made = mute(editor)
    actions.unmute_pattern(mute=made, by=editor)
    sweep_all()
    assert not hidden()


def test_a_new_reading_keeps_what_is_muted_out_of_sight(editor):
    factories.actor("ushakov", "Yuri Ushakov")
    mute(editor, engine="rules", rule="preposed")
    capture = factories.article("Yuri Ushakov said that the bridge was open. “We waited,” Yuri Ushakov said.")
    assert actions.make_suggestions(run_id=request_suggestions(snapshot=capture).pk)
    assert {one.rule for one in hidden()} == {"preposed"}
    assert Suggestion.objects.to_decide().exists()
    # read again by another date: the muted one gives way and is muted anew
    capture.article.published_edtf = "2025-03-14"
    capture.article.save()
    assert actions.make_suggestions(run_id=request_suggestions(snapshot=capture).pk)
    assert [one.run.dated for one in hidden()] == ["2025-03-14"]


def test_the_database_keeps_a_mute_with_a_reason_and_an_end_with_a_person(editor):
    made = mute(editor)
    for wrong in ({"reason": ""}, {"ended_at": timezone.now()}, {"ended_by": editor}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Mute.objects.filter(pk=made.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Mute.objects.create(engine=made.engine, rule=made.rule, source=made.source, reason="Twice.", muted_by=editor)
