"""Numbers of people as they are typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.typed_counts import Count, TypedCountError, read_count


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        ("5", 5, 5),
        ("0", 0, 0),
        ("1,200", 1200, 1200),
        ("1 200", 1200, 1200),
        ("3-7", 3, 7),
        ("3–7", 3, 7),
        ("3 to 7", 3, 7),
        ("between 3 and 7", 3, 7),
        ("At least 5", 5, None),
        ("5+", 5, None),
        ("5 or more", 5, None),
        ("more than 100", 101, None),
        ("> 100", 101, None),
        ("up to 7", None, 7),
        ("fewer than 7", None, 6),
        ("7 or fewer", None, 7),
        ("щонайменше 5", 5, None),
        ("понад 100", 101, None),
        ("до 7", None, 7),
        ("не менее 5", 5, None),
        ("від 3 до 7", 3, 7),
    ],
)
def test_a_typed_number_is_understood(typed, low, high):
    assert read_count(typed) == (low, high)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "How many? Type 5, 3-7, at least 5 or up to 7."),
        ("dozens", "“dozens” is no number that can be compared with others."),
        ("about 20", "“about 20” is no number that can be compared"),
        ("-5", "“-5” is no number that can be compared"),
        ("2.5", "“2.5” is no number that can be compared"),
        ("7-3", "“7-3” ends below its start."),
        ("9" * 12, "is no number of people."),
        ("fewer than 0", "is no number of people."),
    ],
)
def test_what_is_no_number_is_refused(typed, message):
    with pytest.raises(TypedCountError) as error:
        read_count(typed)
    assert message in str(error.value)


counts = st.one_of(
    st.integers(0, 10**9).map(lambda low: Count(low, None)),
    st.integers(0, 10**9).map(lambda high: Count(None, high)),
    st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)).map(sorted).map(lambda ends: Count(*ends)),
)


@settings(deadline=None)
@given(counts)
def test_what_a_page_shows_can_be_typed_again(count):
    assert read_count(str(count)) == count
