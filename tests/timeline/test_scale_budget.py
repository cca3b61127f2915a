"""Among 100,000 events no public page costs more than its budget: see bench/budgets.py, which writes it anew.

Nothing here is timed: queries, buffers, bytes, elements and tables read whole are the same on a busy machine.
20,000 of the events are made by `seed_scale`, the others are their copies: all of them would take eight minutes here.
"""

import pytest
from django.core.signals import request_finished, request_started
from django.db import DEFAULT_DB_ALIAS, close_old_connections, connections

from bench.asking import Browser
from bench.budgets import asked_for, budgets, corpus_of_budgets, cost, over
from tests.migrated import MIGRATED

pytestmark = pytest.mark.django_db
BUDGETS = budgets()


@pytest.fixture(scope="module")
def corpus(django_db_setup, django_db_blocker):
    """A database of its own, filled once; the tests' own stays as it is."""
    with django_db_blocker.unblock():
        own = connections[DEFAULT_DB_ALIAS]
        with own._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname = %s", [MIGRATED])
            (template,) = cursor.fetchone() or [""]
        with corpus_of_budgets(template=template) as filled:
            yield filled


@pytest.fixture
def browser(corpus):
    """One whose requests leave the test's transaction open, as those of Django's own test client do."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield Browser()
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def found_before():
    return {}


@pytest.fixture
def found(browser, corpus, found_before):
    """What each page costs, by its name; asked once, since every test forgets the sets, which take seconds to read."""
    if not found_before:
        pages = asked_for(browser).values()
        found_before.update({page.name: cost(browser, page, corpus.connection) for page in pages})
    return found_before


def test_every_page_has_a_budget(found):
    assert set(found) == set(BUDGETS)


@pytest.mark.parametrize("name", BUDGETS)
def test_a_page_keeps_within_its_budget(found, name):
    assert not over(BUDGETS[name], found[name]), found[name]


@pytest.mark.parametrize(
    ("what", "more"),
    [("queries", 1), ("buffers", 200), ("bytes", 100), ("brotli", 100), ("nodes", 10)],
)
def test_what_is_over_a_budget_is_told(what, more):
    budget = {"queries": 5, "buffers": 100, "bytes": 1000, "brotli": 300, "nodes": 90, "reads_whole": []}
    assert over(budget, budget) == []
    (told,) = over(budget, budget | {what: budget[what] + more})
    assert f" {what}, where " in told


def test_a_table_that_is_read_whole_is_told():
    budget = {
        "queries": 5,
        "buffers": 100,
        "bytes": 1000,
        "brotli": 300,
        "nodes": 90,
        "reads_whole": ["timeline_entry"],
    }
    found = budget | {"reads_whole": ["timeline_entry", "timeline_statement"]}
    assert over(budget, found) == ["reads all of timeline_statement"]
