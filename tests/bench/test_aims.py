"""Aims are told by the median of ratios within a round, and by what is exact."""

import pytest

from bench import aims
from bench.aims import Aim, Figures

EXACT = {"sql_ms": 1.0, "buffers": 100, "queries": 1, "bytes": 9_000, "brotli": 4_000, "first_visit": 20_000}
PAGES = (
    *("timeline", "rows fragment", "deep page", "most frequent actor", "rarest actor", "three filters", "as of"),
    *("search by date", "search ranked", "clusters", "not modified", aims.FEED, aims.FEED_AND_PANEL),
)


def figures(cpu, exact):
    return Figures(cpu, [ms / 20 for ms in cpu], exact)


def _pages(**different):
    return {name: different.get(name.replace(" ", "_"), figures([10.0, 20.0, 40.0], EXACT)) for name in PAGES}


def _told(sizes, found=None):
    return {aim.what: aim for aim in aims.of(sizes, found or {})}


def test_ratios_are_taken_within_a_round():
    told = _told({1000: _pages(rows_fragment=figures([10.0, 20.0, 80.0], EXACT))})
    assert told["rows fragment / floor of the feed"].values == [1.0, 1.0, 2.0]
    assert told["rows fragment / floor of the feed"].met


@pytest.mark.parametrize(
    ("values", "at_least", "met"), [([1, 9, 3], False, True), ([5, 9, 3], False, False), ([5, 9, 3], True, True)]
)
def test_the_median_decides(values, at_least, met):
    assert Aim("something", values, 4, at_least=at_least).met is met


def test_what_is_not_modified_is_told_without_the_database():
    told = _told({1000: _pages()})["not modified, CPU of the application"]
    assert told.values == [0.5, 1.0, 2.0]
    assert told.met


def test_growth_is_told_from_each_size_to_the_next():
    more = figures([20.0, 40.0, 80.0], EXACT | {"buffers": 130})
    told = _told({1_000: _pages(), 10_000: _pages(timeline=more), 100_000: _pages(timeline=more)})
    assert told["timeline, 1,000 to 10,000"].values == [2.0, 2.0, 2.0]
    assert not told["timeline, 1,000 to 10,000"].met
    assert told["timeline, 1,000 to 10,000, buffers"].met
    assert told["timeline, 10,000 to 100,000"].met


def test_peers_and_publication_are_told_where_they_were_measured():
    alone = _told({1000: _pages()})
    assert not any("peer" in what or "publi" in what for what in alone)
    found = {"publication": {"ratios": [2.0, 2.5], "publish_ms": 4.0, "many_ms": [2.5, 3.0]}}
    told = _told({1000: _pages() | {"peer: tutorial ListView": figures([2000.0, 4100.0, 8000.0], EXACT)}}, found)
    assert told["peer: tutorial ListView / timeline"].met
    assert told["publish() / saving its row"].met
    assert not told["publications a second, many at once"].met
