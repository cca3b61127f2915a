"""Which entries a page has, found in sets: the order of plain Python, wherever a page starts and ends."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from pyroaring import BitMap

from tests import factories
from timeline.counting import corpus
from timeline.counting.order import Order
from timeline.models import Entry
from timeline.parameter_fields import Cursor
from timeline.published import published

pytestmark = pytest.mark.django_db

# Many at one moment, many on one day, days that are alone, the ends of months and years, and no date at all.
DATES = [
    *["2025-03-12T08:30Z"] * 4,
    *["2025-03-12T23:59:59Z", "2025-03-12", "2025-03-12T00:00:01Z"],
    *["2025-03"] * 3,
    *["2025-03-31", "2025", "2024-12-30", "2025-01-01", "2025-12-31T23:59:59Z", "1991", "2025-06-01/.."],
    *[""] * 3,
]
DAY = datetime(2025, 3, 12, tzinfo=UTC)


def order() -> Order:
    return corpus.corpus(published().state).order


def events(dates=DATES):
    found = [factories.published(title=f"Event {number}", happened_edtf=one) for number, one in enumerate(dates)]
    return Entry.objects.in_bulk([entry.pk for entry in found])


def plain(entries, most, *, newest, behind=None):
    """The same by sorting all of them."""
    places = sorted(((one.occurred, one.pk) for one in entries), reverse=newest)
    if behind:
        here = (behind.occurred, behind.pk)
        places = [place for place in places if (place < here if newest else place > here)]
    return {pk for _, pk in places[:most]}


def test_a_page_from_any_place_of_any_size():
    entries = events()
    found = order()
    chance = random.Random(8)
    # Places of entries, and of none: somebody may type one.
    places = [None, *(Cursor(one.occurred, one.pk) for one in entries.values())]
    places += [Cursor(one.occurred, one.pk + chance.choice([-500, 500])) for one in entries.values()]
    places += [Cursor(DAY + timedelta(seconds=30_600, microseconds=by), 1) for by in (-1, 0, 1)]
    places += [Cursor(datetime(year, 2, 3, tzinfo=UTC), 1) for year in (1, 2024, 9999)]
    for behind in places:
        for newest in (True, False):
            among = chance.sample(sorted(entries), chance.randrange(1, len(entries) + 1))
            for most in (1, 2, 3, 5, 50):
                numbers = found.first(BitMap(among), most, newest=newest, behind=behind)
                expected = plain([entries[pk] for pk in among], most, newest=newest, behind=behind)
                assert (len(numbers), set(numbers)) == (len(expected), expected), (behind, newest, most, among)


def test_what_is_published_on_a_day_that_was_read_is_in_its_place():
    entries = events(["2025-03-12T08:00Z", "2025-03-12T09:00Z", "2025-03-12T10:00Z"])
    assert order().first(BitMap(entries), 1, newest=True) == [max(entries)]
    entries |= events(["2025-03-12T08:30Z", "2025-03-12T11:00Z"])
    found = order()
    for most in range(1, 6):
        for newest in (True, False):
            expected = plain(entries.values(), most, newest=newest)
            assert set(found.first(BitMap(entries), most, newest=newest)) == expected


def test_only_days_in_which_a_page_starts_or_ends_are_looked_up(django_assert_num_queries):
    entries = events(["2025-03-10", "2025-03-11", "2025-03-12T08:00Z", "2025-03-12T09:00Z", "2025-03-13"])
    found, all_of_them = order(), BitMap(entries)
    with django_assert_num_queries(0):
        assert len(found.first(all_of_them, 3, newest=True)) == 3
        assert len(found.first(all_of_them, 9, newest=False)) == 5
    for number in (1, 0):  # once: it is kept
        with django_assert_num_queries(number):
            assert found.first(all_of_them, 2, newest=True) == [max(entries), sorted(entries)[3]]
