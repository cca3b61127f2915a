"""Several events published at once are what they are one after the other, row for row and column for column."""

from dataclasses import replace
from datetime import UTC, datetime
from unittest import mock

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actions import follow
from accounts.models import Notification
from accounts.roles import Role
from actors.models import PlaceName
from claims import actions as claim_actions
from claims.models import Claim, ClaimLink
from claims.policies import StaleVersionError
from tests import factories
from timeline import actions
from timeline.freezing import freeze
from timeline.models import (
    Citation,
    Entry,
    EntryActor,
    EntrySearch,
    EntryTag,
    Event,
    LiveState,
    News,
    Position,
    SearchGram,
    SearchTerm,
    Statement,
    StatementLink,
)
from timeline.scale import bare_tables

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE, NOW = datetime(2025, 5, 1, 12, tzinfo=UTC), datetime(2025, 6, 1, 12, tzinfo=UTC)
WRITTEN = (
    *(Entry, EntryActor, Statement, Citation, EntrySearch, EntryTag, Position, StatementLink),
    *(LiveState, SearchTerm, SearchGram, News, Notification),
)
# And what is touched because there is something new to say of it.
COMPARED = (*WRITTEN, Claim)


def seen(*events):
    return {event.pk: freeze(Event.objects.get(pk=event.pk)).entry.digest for event in events}


def publish_many(*events, by=None):
    return actions.publish_many(seen=seen(*events), by=by or factories.user(Role.REVIEWER))


def rows_of(model):
    """Every column of every row; words by what they are, since they are numbered in the order of their learning."""
    if model is SearchTerm:
        return sorted(SearchTerm.objects.values_list("text", flat=True))
    if model is SearchGram:
        return sorted(SearchGram.objects.values_list("term__text", "gram"))
    rows = list(model.objects.order_by("pk").values())
    for row in rows:
        row.pop("created_at", None)  # of news: the real clock's
    return rows


def newsroom():
    """Events with something of everything, some of which have to do with others."""
    editor, kyiv = factories.user(Role.EDITOR), factories.place("kyiv", "Kyiv")
    PlaceName.objects.create(place=kyiv, text="Київ", language="uk")
    government = factories.actor("government", "The government")
    speaker = factories.actor("ushakov", "Yuri Ushakov", acts_for=government)
    follow(what=speaker, by=factories.user(Role.REVIEWER, "follower"))
    passage = factories.passage()
    first = factories.event(
        claims=[factories.position(speaker=speaker, text="The first."), factories.approved_claim(text="Another.")],
        title="Talks",
        actors=[speaker],
        place=kyiv,
    )
    factories.figure(event=first, claim=first.claims.first())
    shared = factories.approved_claim(text="Shared.", excerpt=passage)
    second = factories.event(claims=[shared, factories.approved_claim(text="Only here.")], title="Answers")
    third = factories.event(claims=[shared], title="The same again")
    denial = factories.approved_claim(text="It is not so.", excerpt=passage)
    fourth = factories.event(claims=[denial, factories.draft_claim(text="CANARY")], title="Denials")
    claim_actions.link_claims(claim=denial, other=shared, kind="denies", by=editor)
    factories.link(third, first)
    fifth = factories.event(claims=[factories.approved_claim(text="Apart.")], title="Apart")
    # Published before, and since then something was added, which readers see as another revision.
    old = factories.event(claims=[factories.approved_claim(text="Of old.")], title="Old")
    actions.publish(event=old, by=factories.user(Role.REVIEWER))
    actions.tie_claim(event=old, claim=factories.approved_claim(text="Added.", excerpt=passage), by=editor)
    claim_actions.link_claims(
        claim=old.claims.get(text="Of old."), other=fifth.claims.get(), kind="repeats", by=editor
    )
    return [old, fourth, first, second, fifth, third]


def empty_what_was_written(before):
    """Bring the public side to where it was: only what was published of old stands there."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(bare_tables.tables_of(WRITTEN))} RESTART IDENTITY CASCADE")
    LiveState.objects.work_out(list(Event.objects.values_list("pk", flat=True)))
    with mock.patch("django.utils.timezone.now", return_value=BEFORE):
        actions.publish(event=before, by=factories.user(Role.REVIEWER))


def test_events_at_once_are_what_they_are_one_after_the_other():
    events = newsroom()
    reviewer, old = factories.user(Role.REVIEWER), events[0]
    since_then = [old.event_claims.get(claim__text="Added."), ClaimLink.objects.get(kind="repeats")]

    def from_the_start():
        for row in since_then:
            row.__class__.objects.filter(pk=row.pk).delete()
        empty_what_was_written(old)
        for row in since_then:
            row.save(force_insert=True)
        Event.objects.update(updated_at=BEFORE)
        Claim.objects.update(updated_at=BEFORE)

    written = {}
    for way in ("one by one", "at once"):
        from_the_start()
        with mock.patch("django.utils.timezone.now", return_value=NOW):
            if way == "at once":
                assert all(outcome.entry for outcome in publish_many(*events, by=reviewer))
            else:
                for event in events:
                    actions.publish(event=event, by=reviewer)
            factories.follow_up()
        written[way] = {model: rows_of(model) for model in COMPARED}
    for model in COMPARED:
        assert written["one by one"][model], model
        assert written["one by one"][model] == written["at once"][model], model
    assert len(written["at once"][Entry]) == len(events) + 1
    assert {row["text"] for row in written["at once"][Claim] if row["updated_at"] == NOW} == {"Of old."}
    assert LiveState.objects.wrong() == Position.objects.wrong() == StatementLink.objects.wrong() == []
    assert "CANARY" not in str([written["at once"][model] for model in WRITTEN])


def test_what_follows_from_another_of_them_knows_its_title():
    events = newsroom()
    publish_many(*events)
    third = Entry.objects.current().get(event=events[5])
    assert [link["title"] for link in third.links] == ["Talks"]


def test_what_another_of_them_changes_is_not_what_was_read():
    old, *_, fifth, _third = newsroom()
    outcomes = publish_many(fifth, old)
    assert [type(outcome.refusal) for outcome in outcomes] == [type(None), StaleVersionError]
    assert [outcome.entry for outcome in publish_many(old)] == [Entry.objects.current().get(event=old)]


def test_one_that_is_refused_holds_up_no_other(editor):
    right = [factories.event(claims=[factories.approved_claim(text=text)], title=text) for text in ("One", "Two")]
    own = factories.event(claims=[factories.approved_claim(text="Own")], by=factories.user(Role.REVIEWER))
    bare = factories.event(title="Bare")
    changed = factories.published(title="Published").event
    content = replace(actions.EventContent.of(changed), title="Other")
    changed = actions.edit_event(event=changed, content=content, version=changed.version, by=editor)
    stale = factories.event(claims=[factories.approved_claim(text="Three")], title="Three")
    wanted = seen(right[0], own, bare, changed, right[1]) | {stale.pk: "not what it is"}
    outcomes = actions.publish_many(seen=wanted, by=factories.user(Role.REVIEWER))
    assert [type(outcome.refusal) for outcome in outcomes] == [
        *(type(None), PermissionDenied, ValidationError, ValidationError, type(None), StaleVersionError)
    ]
    assert [outcome.event.pk for outcome in outcomes] == list(wanted)
    assert [outcome.entry.event_id for outcome in outcomes if outcome.entry] == [event.pk for event in right]
    assert Entry.objects.count() == 3


def test_what_readers_see_already_stays_the_entry_that_it_is():
    entry = factories.published()
    (outcome,) = publish_many(entry.event)
    assert (outcome.entry, outcome.refusal, Entry.objects.count()) == (entry, None, 1)


def test_who_publishes_nothing_is_refused(editor):
    event = factories.event(claims=[factories.approved_claim()])
    with pytest.raises(PermissionDenied):
        publish_many(event, by=editor)


def test_an_event_that_there_is_not_is_none(reviewer):
    with pytest.raises(Event.DoesNotExist):
        actions.publish_many(seen={404: ""}, by=reviewer)


def statements_of(work):
    work()  # what is kept of content types and permissions
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def test_statements_of_a_publication():
    """Holding, reading, numbers and one that writes all rows; the first and the last are the transaction's."""
    events = iter(
        [factories.event(claims=[factories.approved_claim(), factories.approved_claim()]) for _ in range(2)]
    )
    reviewer = factories.user(Role.REVIEWER)
    assert statements_of(lambda: actions.publish(event=next(events), by=reviewer)) == PUBLISHED


@pytest.mark.parametrize("number", [1, 5])
def test_many_are_as_many_statements_as_one(number):
    events = iter(
        [factories.event(claims=[factories.approved_claim()], title=f"Event {one}") for one in range(2 * number)]
    )
    reviewer = factories.user(Role.REVIEWER)
    parts = iter([seen(*[next(events) for _ in range(number)]) for _ in range(2)])
    assert statements_of(lambda: actions.publish_many(seen=next(parts), by=reviewer)) == PUBLISHED


PUBLISHED = 9


def test_claims_are_held_by_their_keys():
    """Two conditions joined by OR had all claims of the newsroom read for each publication."""
    with CaptureQueriesContext(connection) as captured:
        event = factories.event(claims=[factories.approved_claim()])
        actions.publish(event=event, by=factories.user(Role.REVIEWER))
    (held,) = [one["sql"] for one in captured if "FOR NO KEY UPDATE" in one["sql"] and "array_cat" in one["sql"]]
    with connection.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off")
        cursor.execute(f"EXPLAIN {held}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
        cursor.execute("RESET enable_seqscan")
    assert "SubPlan" not in plan
    assert "claims_claim_pkey" in plan
