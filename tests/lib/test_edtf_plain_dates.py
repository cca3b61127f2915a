"""Plain days, months and years are read without the grammar, and mean the same as with it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.edtf_dates import FuzzyDate

NUMBERS = st.tuples(st.integers(0, 9999), st.integers(0, 14), st.integers(0, 33))
TEXTS = st.one_of(
    NUMBERS.map(lambda parts: f"{parts[0]:04}-{parts[1]:02}-{parts[2]:02}"),
    NUMBERS.map(lambda parts: f"{parts[0]:04}-{parts[1]:02}"),
    NUMBERS.map(lambda parts: f"{parts[0]:04}"),
)


def meaning(read, text):
    try:
        return read(text)
    except ValueError:
        return "not a date"


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_both_ways_of_reading_agree(text):
    plain = FuzzyDate._parse_plain(text)
    if plain is not None:
        assert plain == meaning(FuzzyDate._parse_edtf, text)


@pytest.mark.parametrize(
    "text", ["2024-02-29", "2025-12-31", "2025-01-01", "2024-02", "2025-12", "2025", "0001", "9999-12-31"]
)
def test_a_plain_date_needs_no_grammar(text):
    assert FuzzyDate._parse_plain(text) == FuzzyDate._parse_edtf(text)


@pytest.mark.parametrize(
    "text",
    ["2025-02-29", "2025-13", "2025-22", "2025-00", "2025-03-00", "0000", "2025-3", "202", "٢٠٢٥", "2025~", ""],
)
def test_everything_else_is_left_to_the_grammar(text):
    assert FuzzyDate._parse_plain(text) is None


def test_a_date_that_is_read_again_is_the_same_object():
    assert FuzzyDate.parse(" 2025-03~") is FuzzyDate.parse("2025-03~")
