"""Events: what they say, the claims tied to them, and what the actions refuse."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.roles import Role
from claims.policies import StaleVersionError
from tests import factories
from tests.claims.test_actions_at_once import at_once, kinds
from timeline import actions
from timeline.actions import EventContent
from timeline.actions.editing import content_from_claim
from timeline.models import Entry, Event, EventClaim

pytestmark = pytest.mark.django_db


def edit(event, by, version=None, **changed):
    content = replace(EventContent.of(event), **changed)
    return actions.edit_event(event=event, content=content, version=version or event.version, by=by)


def stands(event):
    event.refresh_from_db()
    return event.version, event.edited_by


def order(event):
    return [tie.claim for tie in event.event_claims.order_by("position", "pk")]


# ---- writing and editing


def test_an_event_is_written_with_all_that_it_says(editor):
    nato, russia = factories.actor("nato", kind="alliance"), factories.actor("russia", kind="state")
    claims = [factories.draft_claim(), factories.approved_claim()]
    content = EventContent(
        conflict=factories.conflict(),
        title="Talks in Moscow",
        summary="They talked.",
        type="consult",
        happened_edtf="2025-03-10/2025-03-12",
        place=factories.place(),
        place_precision="near",
        actors=((nato, "participant"), (russia, "host"), (russia, "participant")),
    )
    event = Event.objects.get(pk=actions.write_event(content=content, by=editor, claims=claims).pk)
    assert EventContent.of(event) == content
    assert (event.author, event.edited_by, event.version) == (editor, editor, 1)
    assert (event.happened_earliest.day, event.happened_latest.day) == (10, 12)
    assert order(event) == claims
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("title", {"title": "  "}),
        ("type", {"type": "party"}),
        ("happened_edtf", {"happened_edtf": "last summer"}),
        ("place_precision", {"place_precision": "roughly"}),
    ],
)
def test_what_is_wrong_is_named(field, wrong, editor):
    event = factories.event()
    before = Event.objects.values().get()
    for act in (
        lambda: actions.write_event(content=factories.event_content(**wrong), by=editor),
        lambda: edit(event, editor, **wrong),
    ):
        with pytest.raises(ValidationError) as caught:
            act()
        assert list(caught.value.message_dict) == [field]
    assert Event.objects.values().get() == before


def test_a_role_is_of_the_list(editor):
    content = replace(factories.event_content(), actors=((factories.actor(), "villain"),))
    with pytest.raises(ValidationError) as caught:
        actions.write_event(content=content, by=editor)
    assert list(caught.value.message_dict) == ["actors"]


def test_an_edit_changes_fields_and_actors(editor, editor2):
    nato, russia = factories.actor("nato", kind="alliance"), factories.actor("russia", kind="state")
    event = factories.event(actors=[nato, russia], by=editor)
    kept = event.actors.get(actor=russia).pk
    edit(event, editor2, title="Another", happened_edtf="2025-03", actors=((russia, "source"), (nato, "target")))
    assert stands(event) == (2, editor2)
    assert (event.title, event.author, event.happened_latest.day) == ("Another", editor, 31)
    assert {(item.actor, item.role) for item in event.actors.all()} == {(russia, "source"), (nato, "target")}
    assert event.actors.get(actor=russia).pk == kept


def test_saving_what_stands_there_makes_nobody_an_editor(editor, reviewer):
    """A reviewer who looks and presses Save may still publish."""
    actors = [factories.actor("nato", kind="alliance"), factories.actor("russia", kind="state")]
    event = factories.event(actors=actors, place=factories.place(), claims=[factories.approved_claim()], by=editor)
    edit(event, reviewer)
    edit(event, reviewer, actors=tuple(reversed(EventContent.of(event).actors)), place_precision="")
    assert stands(event) == (1, editor)
    assert actions.publish(event=event, by=reviewer).revision == 1


def test_a_stale_edit_is_refused_and_nothing_changes(editor, editor2):
    event = factories.event(by=editor)
    edit(event, editor2, title="Theirs")
    for version in (1, 3):
        with pytest.raises(StaleVersionError) as caught:
            edit(event, editor, version=version, title="Mine")
        assert caught.value.current.title == "Theirs"
    assert stands(event) == (2, editor2)
    assert event.title == "Theirs"


def test_tying_a_claim_makes_an_open_form_stale(editor, editor2):
    event = factories.event(by=editor)
    actions.tie_claim(event=event, claim=factories.draft_claim(), by=editor2)
    with pytest.raises(StaleVersionError):
        edit(event, editor, version=1, title="Mine")


@pytest.mark.django_db(transaction=True)
def test_of_two_edits_one_wins_and_the_other_is_shown_it(editor, editor2):
    event = factories.event(by=editor)
    outcomes = at_once(
        lambda: edit(event, editor, title="Mine", version=1), lambda: edit(event, editor2, title="Theirs", version=1)
    )
    assert kinds(outcomes) == ["Event", "StaleVersionError"]
    winner = next(outcome for outcome in outcomes if isinstance(outcome, Event))
    loser = next(outcome for outcome in outcomes if isinstance(outcome, StaleVersionError))
    assert stands(event) == (2, winner.edited_by)
    assert event.title == winner.title == loser.current.title


@pytest.mark.django_db(transaction=True)
def test_claims_tied_at_once_all_have_a_place_of_their_own(editor):
    event, claims = factories.event(), [factories.draft_claim() for _ in range(3)]
    at_once(*[lambda claim=claim: actions.tie_claim(event=event, claim=claim, by=editor) for claim in claims * 2])
    assert sorted(event.event_claims.values_list("position", flat=True)) == [1, 2, 3]
    assert stands(event)[0] == 4


# ---- places


@pytest.mark.parametrize(
    ("place", "given", "kept"),
    [
        ("country", "", "country"),
        ("country", "near", "near"),
        ("exact", "", "exact"),
        (None, "", "unknown"),
        (None, "exact", "unknown"),
    ],
)
def test_a_place_brings_its_precision_unless_another_is_given(place, given, kept, editor):
    where = factories.place("somewhere", precision=place) if place else None
    event = factories.event(place=where, place_precision=given)
    assert Event.objects.get(pk=event.pk).place_precision == kept
    assert edit(event, editor, place=None, place_precision="").place_precision == "unknown"


def test_a_place_that_comes_later_brings_its_precision_too(editor):
    event = edit(factories.event(place=None), editor, place=factories.place("kursk", precision="admin1"))
    assert (event.place.slug, event.place_precision) == ("kursk", "admin1")


def test_the_database_knows_no_precision_without_a_place_and_no_event_without_a_title():
    event = factories.event()
    with pytest.raises(IntegrityError, match="timeline_event_precision_is_of_a_place"), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(place_precision="exact")
    with pytest.raises(IntegrityError, match="timeline_event_has_a_title"), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(title="")


# ---- claims of an event


def test_a_claim_is_tied_once_and_last(editor, editor2):
    first, second = factories.draft_claim(), factories.draft_claim()
    event = factories.event(claims=[first], by=editor)
    tie = actions.tie_claim(event=event, claim=second, by=editor2)
    assert tie.position == 2
    assert stands(event) == (2, editor2)
    assert actions.tie_claim(event=event, claim=first, by=editor).position == 1
    assert stands(event) == (2, editor2)
    assert order(event) == [first, second]
    with pytest.raises(IntegrityError, match="timeline_eventclaim_is_tied_once"), transaction.atomic():
        EventClaim.objects.create(event=event, claim=first, position=9)


def test_a_claim_is_untied_once(editor, editor2):
    first, second, third = claims = [factories.draft_claim() for _ in range(3)]
    event = factories.event(claims=claims, by=editor)
    actions.untie_claim(event=event, claim=second, by=editor2)
    actions.untie_claim(event=event, claim=second, by=editor)
    assert stands(event) == (2, editor2)
    assert order(event) == [first, third]
    actions.tie_claim(event=event, claim=second, by=editor)
    assert order(event) == [first, third, second]


@pytest.mark.parametrize(
    ("which", "places", "expected"),
    [
        (0, 1, "bacd"),
        (0, 3, "bcda"),
        (0, 9, "bcda"),
        (3, -1, "abdc"),
        (3, -9, "dabc"),
        (1, 2, "acdb"),
        (2, -1, "acbd"),
    ],
)
def test_a_claim_moves_among_its_neighbours(which, places, expected, editor):
    claims = [factories.draft_claim() for _ in "abcd"]
    event = factories.event(claims=claims)
    actions.move_claim(event=event, claim=claims[which], places=places, by=editor)
    assert order(event) == [claims["abcd".index(letter)] for letter in expected]
    assert list(event.event_claims.order_by("position").values_list("position", flat=True)) == [1, 2, 3, 4]


@pytest.mark.parametrize(("which", "places"), [(0, -1), (1, 1), (0, 0)])
def test_a_move_that_leads_nowhere_makes_nobody_an_editor(which, places, editor, reviewer):
    claims = [factories.draft_claim() for _ in range(2)]
    event = factories.event(claims=claims, by=editor)
    actions.move_claim(event=event, claim=claims[which], places=places, by=reviewer)
    assert stands(event) == (1, editor)
    assert order(event) == claims


def test_a_claim_that_is_not_there_does_not_move(editor):
    event = factories.event(claims=[factories.draft_claim()])
    with pytest.raises(ValidationError, match="not tied"):
        actions.move_claim(event=event, claim=factories.draft_claim(), places=1, by=editor)
    assert stands(event)[0] == 1


def test_a_claim_of_another_conflict_tells_nothing_of_this_one(editor):
    foreign = factories.draft_claim(conflict=factories.conflict("other", "Other"))
    event = factories.event()
    with pytest.raises(ValidationError, match="another conflict"):
        actions.tie_claim(event=event, claim=foreign, by=editor)
    with pytest.raises(ValidationError, match="another conflict"):
        actions.write_event(content=factories.event_content(), by=editor, claims=[foreign])
    assert not EventClaim.objects.exists()
    assert Event.objects.count() == 1


@pytest.mark.parametrize("role", [Role.READER, Role.ADMIN])
def test_only_people_of_the_desk_write_events(role):
    by, event, claim = factories.user(role), factories.event(), factories.draft_claim()
    for act in (
        lambda: actions.write_event(content=factories.event_content(title=""), by=by),
        lambda: actions.event_from_claim(claim=claim, by=by),
        lambda: edit(event, by, title="Mine"),
        lambda: actions.tie_claim(event=event, claim=claim, by=by),
        lambda: actions.untie_claim(event=event, claim=claim, by=by),
        lambda: actions.move_claim(event=event, claim=claim, places=1, by=by),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert Event.objects.count() == 1
    assert stands(event)[0] == 1


# ---- from a claim


def test_an_event_of_a_fact_happened_when_the_claim_says(editor):
    russia, kursk = factories.actor("russia", kind="state"), factories.place("kursk", precision="admin1")
    claim = factories.draft_claim(
        text="Russian forces advanced.",
        kind="fact",
        speaker=None,
        said_edtf="2025-03-13",
        happened_edtf="2025-02",
        place=kursk,
        attributions=[(russia, "subject")],
    )
    event = actions.event_from_claim(claim=claim, by=editor)
    assert order(event) == [claim]
    assert EventContent.of(event) == EventContent(
        conflict=claim.conflict,
        title="Russian forces advanced",
        summary="Russian forces advanced.",
        type="statement",
        happened_edtf="2025-02",
        place=kursk,
        place_precision="admin1",
        actors=((russia, "participant"),),
    )


def test_an_event_of_a_statement_happened_when_it_was_made_by_who_said_it():
    trump, russia, nato = (factories.actor(slug) for slug in ("trump", "russia", "nato"))
    claim = factories.draft_claim(
        kind="threat",
        speaker=trump,
        said_edtf="2025-03-12",
        happened_edtf="2025-04",
        attributions=[
            (russia, "addressee"),
            (russia, "subject"),
            (nato, "subject"),
            (trump, "subject"),
            (nato, "spokesperson_for"),
        ],
    )
    content = content_from_claim(claim)
    assert (content.type, content.happened_edtf) == ("threaten", "2025-03-12")
    assert content.actors == ((trump, "source"), (russia, "target"), (nato, "participant"))


@pytest.mark.parametrize(
    ("kind", "stance", "type_"),
    [
        ("fact", "", "statement"),
        ("opinion", "", "statement"),
        ("prediction", "", "statement"),
        ("threat", "", "threaten"),
        ("commitment", "", "agree"),
        ("position", "", "statement"),
        ("position", "rejects", "reject"),
        ("position", "accepts", "agree"),
        ("position", "accepts_with_conditions", "agree"),
        ("position", "demands", "request"),
        ("position", "proposes", "request"),
        ("position", "silent", "statement"),
    ],
)
def test_the_type_of_an_event_is_a_first_guess_from_the_claim(kind, stance, type_):
    issue = factories.issue() if stance else None
    claim = factories.draft_claim(kind=kind, stance=stance, issue=issue)
    assert content_from_claim(claim).type == type_


def test_a_long_claim_makes_a_title_that_fits(editor):
    claim = factories.draft_claim(text="x" * 500)
    event = actions.event_from_claim(claim=claim, by=editor)
    assert (len(event.title), len(event.summary)) == (200, 500)


# ---- what the desk lists


def test_events_to_publish_are_those_that_readers_do_not_see_as_they_are(editor, reviewer):
    new = factories.event(claims=[factories.approved_claim()])
    live = factories.published(title="Live").event
    assert list(Event.objects.to_publish()) == [new]
    edit(Event.objects.get(pk=live.pk), editor, title="Changed")
    assert set(Event.objects.to_publish()) == {new, live}
    actions.publish(event=live, by=reviewer, note="Wrong.")
    assert list(Event.objects.to_publish()) == [new]
    assert str(new) == new.title
