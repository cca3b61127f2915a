"""Events that are one, and events that are two: what moves, what stays, who may, and two people at once."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.roles import Role
from claims import actions as claim_actions
from claims.models import Claim
from claims.policies import StaleVersionError
from tests import factories
from tests.claims.test_actions_at_once import at_once, kinds
from tests.pages import timeline
from timeline import actions
from timeline.freezing import freeze
from timeline.models import Entry, Event, EventActor, EventClaim, Figure, Withdrawal

pytestmark = pytest.mark.django_db
REASON = "The same press conference."


def merge(event, into, *, by=None, reason=REASON, **versions):
    return actions.merge_events(event=event, into=into, reason=reason, by=by or factories.user(), **versions)


def claims_of(event):
    return [tie.claim.text for tie in event.event_claims.select_related("claim").order_by("position", "pk")]


def everything():
    models = (Event, EventClaim, EventActor, Figure, Entry, Withdrawal, Claim)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.fixture
def two():
    """One with A and B, one with B and C; an actor and a figure of both, and of the first alone."""
    a, b, c = (factories.draft_claim(text=text) for text in "ABC")
    kremlin, un = factories.actor("kremlin"), factories.actor("un")
    first = factories.event(title="First", claims=[a, b], actors=[kremlin, un])
    second = factories.event(title="Second", claims=[c, b], actors=[kremlin])
    for event, claim, kind, low in (
        (first, a, "killed", 5),
        (first, b, "killed", 6),
        (second, b, "killed", 7),
    ):
        Figure.objects.create(event=event, claim=claim, kind=kind, low=low)
    return first, second


def test_claims_actors_and_figures_move_once_and_in_order(two):
    first, second = two
    kept = merge(first, second)
    assert kept == second
    assert claims_of(second) == ["C", "B", "A"]
    assert [row.actor.slug for row in second.actors.all()] == ["kremlin", "un"]
    assert set(second.figures.values_list("claim__text", "low")) == {("A", 5), ("B", 7)}
    first.refresh_from_db()
    assert first.merged_into == second
    assert (claims_of(first), first.actors.count(), first.figures.count()) == ([], 0, 0)
    second.refresh_from_db()
    assert (second.version, second.edited_by) == (2, factories.user())


def test_the_merged_event_is_read_only_and_leaves_the_lists(two, as_editor, reviewer):
    first, second = two
    merge(first, second)
    content, claim = factories.event_content(title="Other"), factories.draft_claim(text="D")
    acts = {
        "edit": lambda: actions.edit_event(event=first, content=content, version=2, by=factories.user()),
        "tie": lambda: actions.tie_claim(event=first, claim=claim, by=factories.user()),
        "publish": lambda: actions.publish(event=first, by=reviewer),
        "embargo": lambda: actions.set_embargo(event=first, until=None, reason="x", by=reviewer),
        "schedule": lambda: actions.schedule_publication(event=first, at=timezone.now(), seen="", by=reviewer),
    }
    for act in acts.values():
        with pytest.raises(PermissionDenied, match="merged"):
            act()
    listed = as_editor.get("/desk/events/").text
    assert "Second" in listed
    assert "First" not in listed
    assert list(Event.objects.to_publish()) == [second]
    away = as_editor.get(first.get_absolute_url(), follow=True)
    assert away.redirect_chain == [(second.get_absolute_url(), 302)]
    assert "was merged into this one" in away.text


def test_a_published_event_leads_to_the_other(client, reviewer):
    first, second = factories.published(title="First"), factories.published(title="Second")
    withdrawn = merge(first.event, second.event, by=reviewer).merged.get().withdrawals.get()
    assert (withdrawn.entry, withdrawn.moved_to, withdrawn.reason) == (first, second.event, REASON)
    assert timeline(client).titles == ["Second"]
    moved = client.get(first.get_absolute_url())
    assert (moved.status_code, moved.url) == (301, second.get_absolute_url())
    kept = client.get(f"/events/{first.event_id}/revisions/1/")
    assert kept.status_code == 200
    assert "It goes on as part of “Second”" in kept.text


def test_an_address_follows_merge_after_merge(client, reviewer):
    first, second, third = (factories.published(title=title) for title in ("First", "Second", "Third"))
    merge(first.event, second.event, by=reviewer)
    second.event.refresh_from_db()
    Event.objects.filter(pk=second.event_id).update(edited_by=second.event.author)
    merge(second.event, third.event, by=reviewer)
    assert client.get(first.get_absolute_url()).url == third.get_absolute_url()


def test_what_the_other_one_is_called_stays_unknown_until_it_is_published(client, reviewer):
    first, second = factories.published(title="First"), factories.event(title="CANARY")
    merge(first.event, second, by=reviewer)
    gone = client.get(first.get_absolute_url())
    assert gone.status_code == 410
    assert "CANARY" not in gone.text
    assert "canary" not in client.get(f"/events/{first.event_id}/revisions/1/").text.lower()


def test_merging_what_is_published_takes_the_right_to_withdraw_it(two):
    live = factories.published()
    before = everything()
    with pytest.raises(PermissionDenied, match="Only a reviewer"):
        merge(live.event, two[1])
    assert everything() == before
    reviewer = factories.user(Role.REVIEWER, "reviewer2")
    mine = factories.event(by=reviewer, claims=[factories.approved_claim()])
    actions.publish(event=mine, by=factories.user(Role.REVIEWER))
    with pytest.raises(PermissionDenied, match="second person"):
        merge(mine, two[1], by=reviewer)


def test_an_embargo_goes_along(two):
    first, second = two
    until = timezone.now() + timezone.timedelta(days=1)
    actions.set_embargo(event=first, until=until, reason="Asked.", by=factories.user())
    assert merge(first, second).embargo_until == until


def test_what_was_to_be_published_before_an_embargo_that_comes_along_is_not(two, reviewer):
    first, other = two[0], factories.event(title="Other", claims=[factories.approved_claim()])
    now = timezone.now()
    for event in (first, other):
        event.refresh_from_db()
    actions.schedule_publication(
        event=other, at=now + timezone.timedelta(hours=1), seen=freeze(other).entry.digest, by=reviewer
    )
    actions.set_embargo(event=first, until=now + timezone.timedelta(days=1), reason="Asked.", by=factories.user())
    merge(first, other)
    cancelled = other.schedules.get()
    assert cancelled.state == "cancelled"
    assert "An embargo until" in cancelled.fault


def test_merging_twice_is_merging_once(two):
    first, second = two
    merge(first, second)
    before = everything()
    assert merge(first, second, reason="Again.") == second
    assert everything() == before


def test_what_cannot_be_merged(two):
    first, second = two
    elsewhere = factories.event(conflict=factories.conflict("other", "Another"))
    third = factories.event(title="Third")
    merge(third, second)
    before = everything()
    for event, into, match in (
        (first, first, "into itself"),
        (first, elsewhere, "another conflict"),
        (first, third, "merged itself"),
        (third, first, "merged into another one already"),
    ):
        with pytest.raises(ValidationError, match=match):
            merge(event, into)
    with pytest.raises(ValidationError) as caught:
        merge(first, second, reason=" ")
    assert list(caught.value.message_dict) == ["reason"]
    for versions in ({"version": 9}, {"into_version": 9}):
        with pytest.raises(StaleVersionError):
            merge(first, second, **versions)
    assert everything() == before


def test_a_merge_is_taken_back(two):
    first, second = two
    before = [(claims_of(event), set(event.figures.values_list("claim", "low"))) for event in two]
    merge(first, second)
    back = actions.unmerge_event(event=first, reason="Two rooms.", by=factories.user())
    assert back.merged_into is None
    assert [(claims_of(event), set(event.figures.values_list("claim", "low"))) for event in two] == before
    assert [row.actor.slug for row in first.actors.all()] == ["kremlin", "un"]
    assert [row.actor.slug for row in second.actors.all()] == ["kremlin"]
    unchanged = everything()
    actions.unmerge_event(event=first, reason="Again.", by=factories.user())
    assert everything() == unchanged


def test_a_merge_taken_back_and_made_the_other_way_leads_nobody_in_a_circle(client, reviewer):
    first, second = factories.published(title="First"), factories.published(title="Second")
    merge(first.event, second.event, by=reviewer)
    actions.unmerge_event(event=first.event, reason="No.", by=factories.user())
    merge(second.event, first.event, by=reviewer)
    assert client.get(first.get_absolute_url()).status_code == 410
    assert client.get(second.get_absolute_url()).status_code == 410


# ---- splitting


def split(event, claims, *, by=None, **values):
    content = factories.event_content(title="The other one")
    values = {"content": content, "reason": "Two rooms.", "by": by or factories.user()} | values
    return actions.split_event(event=event, claims=claims, **values)


def test_chosen_claims_become_an_event_of_their_own(two):
    first, _ = two
    a = Claim.objects.get(text="A")
    made = split(first, [a])
    assert (claims_of(made), claims_of(first)) == (["A"], ["B"])
    assert (made.figures.get().low, first.figures.get().low) == (5, 6)
    first.refresh_from_db()
    assert (made.title, first.version) == ("The other one", 2)


def test_a_split_saves_both_or_neither(two):
    first, _ = two
    a, b, c = (Claim.objects.get(text=text) for text in "ABC")
    before = everything()
    for claims in ([], [a, b], [c], [a, c]):
        with pytest.raises(ValidationError) as caught:
            split(first, claims)
        assert list(caught.value.message_dict) == ["claims"]
    with pytest.raises(ValidationError):
        split(first, [a], content=factories.event_content(title=" "))
    with pytest.raises(StaleVersionError):
        split(first, [a], version=9)
    with pytest.raises(ValidationError):
        split(first, [a], reason="")
    assert everything() == before


def test_an_embargo_holds_both_halves(two):
    first, _ = two
    until = timezone.now() + timezone.timedelta(days=1)
    actions.set_embargo(event=first, until=until, reason="Asked.", by=factories.user())
    assert split(first, [Claim.objects.get(text="A")]).embargo_until == until


# ---- two at once


@pytest.mark.django_db(transaction=True)
def test_two_merges_that_cross_do_not_wait_for_each_other():
    for number in range(4):
        shared = factories.draft_claim(text=f"Shared {number}")
        events = [factories.event(title=title, claims=[shared]) for title in ("First", "Second")]
        outcomes = at_once(lambda: merge(*events), lambda: merge(*reversed(events)))  # noqa: B023
        assert kinds(outcomes) == ["Event", "ValidationError"], outcomes
        assert EventClaim.objects.filter(claim=shared).count() == 1


@pytest.mark.django_db(transaction=True)
def test_merging_claims_and_publishing_their_event_do_not_wait_for_each_other(reviewer):
    for _ in range(4):
        one, other = factories.approved_claim(), factories.approved_claim()
        event = factories.event(claims=[one, other])
        outcomes = at_once(
            lambda: actions.publish(event=event, by=reviewer),  # noqa: B023
            lambda: claim_actions.merge_claims(claim=one, into=other, reason="One.", by=reviewer),  # noqa: B023
            lambda: merge(event, factories.event(title="Other"), by=reviewer),  # noqa: B023
        )
        assert "OperationalError" not in kinds(outcomes), outcomes
        assert set(kinds(outcomes)) <= {
            "Entry",
            "Claim",
            "Event",
            "PermissionDenied",
            "ValidationError",
        }
