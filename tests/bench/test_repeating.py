"""Events many times over: each copy says what the first one says, later, and tables have again all that keeps them right."""

from datetime import timedelta

import pytest

from accounts.roles import Role
from bench.repeating import repeat_events
from claims.models import Claim
from tests import factories
from tests.pages import timeline
from tests.timeline.scale.test_seed_scale import schema
from timeline.actions import withdraw
from timeline.models import Citation, Entry, EntryActor, EntrySearch, EntryTag, Event, LiveState, Position, Statement

pytestmark = pytest.mark.django_db

TABLES = (Claim, Event, LiveState, Entry, EntryActor, EntrySearch, EntryTag, Statement, Citation, Position)
TIMES = 3


@pytest.fixture
def entries():
    """One that was corrected, one that was withdrawn, and one on an issue."""
    first = factories.published(title="Once", happened_edtf="2025-03-13", actors=[factories.actor("putin")])
    gone = factories.published(title="Gone")
    withdraw(event=gone.event, by=factories.user(Role.REVIEWER), reason="It did not happen.")
    position = factories.published(title="Refused", claims=[factories.position()], happened_edtf="")
    return [first, factories.republished(first, title="Once again"), position]


def test_each_row_is_there_so_many_times_and_tables_are_as_they_were(entries):
    before, rows = schema(), {table: table.objects.count() for table in TABLES}
    assert min(rows.values()) > 0
    repeat_events(TIMES)
    assert {table: table.objects.count() for table in TABLES} == {table: TIMES * rows[table] for table in TABLES}
    assert schema() == before


def test_copies_say_the_same_later_and_become_known_in_their_order(entries):
    *_, position = entries
    known = list(Entry.objects.order_by("pk").values_list("known_at", flat=True))
    repeat_events(TIMES)
    later = known[-1] - known[0] + timedelta(days=1)
    copies = Entry.objects.filter(title=position.title).order_by("pk")
    assert [one.known_at for one in copies] == [position.known_at + number * later for number in range(TIMES)]
    assert len({one.event_id for one in copies}) == TIMES
    assert {one.statements.get().text for one in copies} == {position.statements.get().text}
    assert {one.statements.get().positions.first().entry_id for one in copies} == {one.pk for one in copies}
    everything = list(Entry.objects.order_by("pk").values_list("known_at", flat=True))
    assert everything == sorted(everything)


def test_readers_find_every_copy(client, entries):
    repeat_events(TIMES)
    assert timeline(client).titles == ["Once again"] * TIMES + ["Refused"] * TIMES
    assert timeline(client, q="refused").titles == ["Refused"] * TIMES


def test_what_is_published_next_has_numbers_of_its_own(entries):
    repeat_events(TIMES)
    highest = Entry.objects.order_by("-pk")[0].pk
    assert factories.published().pk > highest
