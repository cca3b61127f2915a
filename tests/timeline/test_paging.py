"""A timeline longer than a page: every entry once, whichever way one reads."""

import json
from collections.abc import Iterable, Sequence
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from actors.models import Actor
from lib.edtf_dates import FuzzyDate
from tests import factories
from tests.pages import followed, timeline
from timeline.models import Entry, EntryActor, EntrySearch, Event, LiveState

pytestmark = pytest.mark.django_db

PAGE = 50


# To keep a state after each of so many rows, in one transaction, takes minutes.
LIVE = {"timeline_event": "timeline_live_new", "timeline_entry": "timeline_live_published"}


@contextmanager
def without_live_states():
    """Rows of events and entries are written without their live states; those of the events in the list are in the end."""
    with transaction.atomic(), connection.cursor() as cursor:

        def triggers(are):
            cursor.execute(
                "SET CONSTRAINTS ALL IMMEDIATE"
            )  # a table with checks that are still due cannot be altered
            for table, trigger in LIVE.items():
                cursor.execute(f"ALTER TABLE {table} {are} TRIGGER {trigger}")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

        triggers("DISABLE")
        written: list[int] = []
        yield written
        # What was planned while the tables were empty reads all of their rows for each row that is checked.
        cursor.execute("ANALYZE timeline_event, timeline_entry")
        triggers("ENABLE")
        LiveState.objects.work_out(written)


# A statement for all: thousands of rows as parameters of an INSERT take a minute.
COPY = """
    INSERT INTO timeline_entry
    SELECT copy.* FROM timeline_entry pattern,
        jsonb_array_elements(%s::jsonb) WITH ORDINALITY AS changed (columns, number),
        jsonb_populate_record(pattern, changed.columns || jsonb_build_object(
            'id', nextval(pg_get_serial_sequence('timeline_entry', 'id')))) AS copy
    WHERE pattern.id = %s ORDER BY changed.number
"""


def copies(entry: Entry, dated: Iterable[str], each: Sequence[dict] = (), **columns) -> list[Entry]:
    """As many published copies of an entry as there are dates (EDTF), named by their number and date.

    `each` has columns of its own for each of them. Rows are copied, because ten thousand publications would take minutes; they have no statements of their own.
    """
    dated = list(dated)
    dates = {text: FuzzyDate.parse(text) for text in set(dated)}
    titles = [f"{number}: {text or 'undated'}" for number, text in enumerate(dated)]
    with without_live_states() as written, connection.cursor() as cursor:
        events = Event.objects.bulk_create(
            Event(
                conflict_id=entry.conflict_id,
                title=title,
                type=entry.type,
                author_id=entry.written_by_id,
                edited_by_id=entry.written_by_id,
            )
            for title in titles
        )
        written += [event.pk for event in events]
        changed = [
            {
                "event_id": event.pk,
                "title": event.title,
                "occurred": dates[text].sort,
                "occurred_edtf": text,
                "occurred_precision": dates[text].precision,
                "occurred_earliest": dates[text].earliest,
                "occurred_latest": dates[text].latest,
            }
            | columns
            | own
            for event, text, own in zip(events, dated, each or [{}] * len(dated), strict=True)
        ]
        cursor.execute(COPY, [json.dumps(changed, default=str), entry.pk])  # moments to the microsecond
    made = list(Entry.objects.filter(event__in=written).order_by("pk"))
    vector = entry.search.vector
    EntrySearch.objects.bulk_create(EntrySearch(entry_id=one.pk, vector=vector) for one in made)
    names = dict(Actor.objects.filter(pk__in=entry.actor_ids).values_list("pk", "slug"))
    EntryActor.objects.bulk_create(
        EntryActor(
            entry_id=one.pk,
            actor_id=pk,
            slug=slug,
            name=slug,
        )
        for one in made
        for pk, slug in names.items()
    )
    with connection.cursor() as cursor:
        # As after any bulk load: the planner may believe that the tables are still empty, and loop for minutes.
        cursor.execute("ANALYZE timeline_entry, timeline_entryactor, timeline_entrysearch")
    return made


# Days, times, fuzzy dates that end together, and dates that nobody knows: many of each at one moment.
MIXED = (
    ["2025-03-13"] * 30
    + ["2025-03", "2025-03~", "2025-03-01/2025-03-31"] * 12
    + [f"2025-03-13T{hour:02}:30Z" for hour in range(20)]
    + ["2025", "2024-22", "2025-03-10/..", "../2025-03-13"] * 5
    + [""] * 28
    + [f"2025-02-{day:02}" for day in range(1, 29)]
)


def pages(client, url):
    """All pages from this one on, with their addresses."""
    found = []
    while url:
        page = timeline(client, url)
        found.append((url, page))
        href = page.link("entries ↓")
        url = followed(url, href) if href else None
        assert len(found) < 20, "the pages do not end"
    return found


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_every_entry_is_on_one_page_and_the_order_holds(client, order):
    entry = factories.published(title="0: the first", happened_edtf="2025-03-14")
    expected = [one.title for one in copies(entry, MIXED)] + [entry.title]
    shown = pages(client, f"/?order={order}")
    titles = [title for _, page in shown for title in page.titles]
    assert len(titles) == len(set(titles))
    assert sorted(titles) == sorted(expected)
    assert [len(page.titles) for _, page in shown] == [PAGE] * (len(expected) // PAGE) + [len(expected) % PAGE]
    moments = dict(Entry.objects.values_list("title", "occurred"))
    assert [moments[title] for title in titles] == sorted(moments.values(), reverse=order == "newest")


def test_each_page_says_how_many_entries_there_are_in_all(client):
    copies(factories.published(), ["2025-03-13"] * 60)
    assert [page.total for _, page in pages(client, "/")] == [61, 61]


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_the_next_page_keeps_the_filters(client, order):
    putin = factories.actor("putin", "Vladimir Putin")
    entry = factories.published(actors=[putin], title="A breather")
    copies(entry, ["2025-03-13", "2025-03", ""] * 20)
    copies(factories.published(), ["2025-03-13", "2025-03", ""] * 20)
    url = f"/?actor=putin&q=breather&type=statement&verdict=verified&conflict=talks&order={order}"
    shown = pages(client, url)
    assert [len(page.titles) for _, page in shown] == [50, 11]
    assert {page.total for _, page in shown} == {61}
    assert shown[1][1].chips.keys() == shown[0][1].chips.keys()


def test_the_next_page_of_a_conflict_is_of_that_conflict(client):
    copies(factories.published(), ["2025-03-13"] * 60)
    other = factories.conflict("sahel", "Sahel")
    factories.published(conflict=other, claims=[factories.approved_claim(conflict=other)])
    shown = pages(client, "/conflicts/talks/")
    assert [len(page.titles) for _, page in shown] == [50, 11]
    assert shown[1][0].startswith("/conflicts/talks/?cursor=")


@pytest.mark.parametrize(("entries", "sizes"), [(50, [50]), (51, [50, 1])])
def test_there_is_a_next_page_only_where_something_stands_on_it(client, entries, sizes):
    copies(factories.published(), ["2025-03-13"] * (entries - 1))
    assert [len(page.titles) for _, page in pages(client, "/")] == sizes


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_a_later_page_leads_back_to_the_first(client, order):
    copies(factories.published(), ["2025-03-13"] * 60)
    (_, first), (url, second) = pages(client, f"/?type=statement&order={order}")
    assert first.link("Back to the") is None
    back = followed(url, second.link("Back to the"))
    assert timeline(client, back).titles == first.titles


def test_what_is_published_in_the_meantime_moves_nothing(client):
    entry = factories.published(happened_edtf="2025-01-01", title="The last one")
    old = copies(entry, [f"2025-02-{day:02}" for day in range(1, 29)] * 3)
    first = timeline(client)
    url = followed("/", first.link("entries ↓"))
    copies(entry, ["2025-03-13", "2025-03", "2025-12"])
    titles = first.titles + [title for _, page in pages(client, url) for title in page.titles]
    assert sorted(titles) == sorted([*(one.title for one in old), "The last one"])


def test_a_cursor_stays_good_when_its_entry_is_replaced(client):
    entry = factories.published(happened_edtf="2025-01-01", title="The last one")
    on_the_edge = factories.published(happened_edtf="2025-02-01", title="On the edge")
    copies(entry, ["2025-03-13"] * 49)
    url = followed("/", timeline(client).link("entries ↓"))
    factories.republished(on_the_edge, title="On the edge, corrected")
    assert timeline(client, url).titles == ["The last one"]


def test_pages_of_the_past_show_the_past(client):
    entry = factories.published(title="A breather")
    copies(entry, ["2025-03-13"] * 60)
    as_of = f"{entry.known_at:%Y-%m-%d}"
    shown = pages(client, f"/?as_of={as_of}")
    assert [len(page.titles) for _, page in shown] == [50, 11]
    assert all(f"as_of={as_of}" in url for url, _ in shown)
    assert [len(page.titles) for _, page in pages(client, "/?as_of=2020-01-01")] == [0]


def test_a_page_is_also_found_behind_a_place_where_nothing_stands(client):
    """Whoever kept a link gets what comes after that place, also when there is nothing."""
    factories.published()
    assert timeline(client, cursor="0_1").titles == []
    assert len(timeline(client, cursor="0_1", order="oldest").titles) == 1
