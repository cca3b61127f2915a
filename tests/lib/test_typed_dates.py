"""Dates as people type them: read as they are meant, or refused with what is missing."""

import contextlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.edtf_dates import FuzzyDate
from lib.typed_dates import TypedDateError, context_of, read_typed


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("13 March 2025", "2025-03-13"),
        ("March 13, 2025", "2025-03-13"),
        ("the 13th of March, 2025", "2025-03-13"),
        ("Thursday, 13 March 2025", "2025-03-13"),
        ("Sept. 2025", "2025-09"),
        ("2025", "2025"),
        ("spring 2025", "2025-21"),
        ("winter 2025", "2025-24"),
        ("Q2 2025", "2025-04/2025-06"),
        ("first quarter 2025", "2025-01/2025-03"),
        ("the third quarter of 2025", "2025-07/2025-09"),
        ("2nd quarter of 2025", "2025-04/2025-06"),
        ("2025 Q4", "2025-10/2025-12"),
        ("Q1/2025", "2025-01/2025-03"),
        ("перший квартал 2025", "2025-01/2025-03"),
        ("у четвертому кварталі 2024 року", "2024-10/2024-12"),
        ("ІІІ квартал 2025", "2025-07/2025-09"),
        ("первый квартал 2025", "2025-01/2025-03"),
        ("во втором квартале 2025 года", "2025-04/2025-06"),
        ("about Q1 2025", "2025-01~/2025-03~"),
        ("since Q3 2024", "2024-07-01/.."),
        ("late first quarter 2025", "2025-03~"),
        ("between Q1 and Q3 2025", "2025-01-01/2025-09-30"),
        ("Thursday 13 March 2025", "2025-03-13"),
        ("четвер, 13 березня 2025", "2025-03-13"),
        ("about 13 March 2025", "2025-03-13~"),
        ("c. 2025", "2025~"),
        ("about spring 2025", "2025-03-01~/2025-05-31~"),
        ("possibly 13 March 2025", "2025-03-13?"),
        ("13 March 2025?", "2025-03-13?"),
        ("early March 2025", "2025-03-01~/2025-03-10~"),
        ("mid-March 2025", "2025-03-11~/2025-03-20~"),
        ("late February 2024", "2024-02-21~/2024-02-29~"),
        ("early 2025", "2025-01~/2025-04~"),
        ("end of 2025", "2025-09~/2025-12~"),
        ("late winter 2024", "2025-02~"),
        ("between 10 and 12 March 2025", "2025-03-10/2025-03-12"),
        ("from 10 March to 2 April 2025", "2025-03-10/2025-04-02"),
        ("10-12 March 2025", "2025-03-10/2025-03-12"),
        ("28 December 2024 – 3 January 2025", "2024-12-28/2025-01-03"),
        ("about 10 to 12 March 2025", "2025-03-10~/2025-03-12~"),
        ("spring to autumn 2025", "2025-03-01/2025-11-30"),
        ("2024-2025", "2024/2025"),
        ("week of 12 March 2025", "2025-03-10/2025-03-16"),
        ("since 10 March 2025", "2025-03-10/.."),
        ("after March 2025", "2025-04-01/.."),
        ("until 10 March 2025", "../2025-03-10"),
        ("before March 2025", "../2025-02-28"),
        ("up to 10 March 2025", "../2025-03-10"),
        ("13 March 2025, 14:30 UTC", "2025-03-13T14:30Z"),
        ("13 March 2025 14:30 +02:00", "2025-03-13T14:30+02:00"),
        ("13.03.2025", "2025-03-13"),
        ("03.04.2025", "2025-04-03"),
        ("2025/03/13", "2025-03-13"),
        ("13/03/2025", "2025-03-13"),
        ("03/13/2025", "2025-03-13"),
        ("03/03/2025", "2025-03-03"),
        ("10.03.2025 - 12.03.2025", "2025-03-10/2025-03-12"),
        ("13 березня 2025 року", "2025-03-13"),
        ("близько 13 березня 2025", "2025-03-13~"),
        ("між 10 і 12 березня 2025", "2025-03-10/2025-03-12"),
        ("у середині березня 2025", "2025-03-11~/2025-03-20~"),
        ("навесні 2025", "2025-21"),
        ("13 марта 2025 г.", "2025-03-13"),
        ("с 10 по 12 марта 2025", "2025-03-10/2025-03-12"),
        ("в начале 2025 года", "2025-01~/2025-04~"),
        ("9 мая 2025", "2025-05-09"),
        ("unknown", ""),
        ("  ", ""),
        ("XXXX", ""),
    ],
)
def test_a_typed_date_is_understood(typed, edtf):
    assert read_typed(typed) == (edtf, False)
    FuzzyDate.parse(edtf)


@pytest.mark.parametrize(
    "edtf", ["2025-03-13", "2025-03~", "2025-21", "2025-03-10/2025-03-12", "2025-03-10/..", "199X"]
)
def test_edtf_stays_as_it_is(edtf):
    assert read_typed(edtf).edtf == edtf


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("2025-03-1x", "2025-03-10/2025-03-19"),
        ("2025-03-0X", "2025-03-01/2025-03-09"),
        ("2025-02-2x", "2025-02-20/2025-02-28"),
        ("2025-03-3x", "2025-03-30/2025-03-31"),
        ("2025-1x", "2025-10/2025-12"),
    ],
)
def test_a_digit_that_is_not_known_leaves_its_days_open(typed, edtf):
    assert read_typed(typed).edtf == edtf


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("03/04/2025", "03/04/2025: which is the month? Type 3 April 2025 or 4 March 2025."),
        ("03-04-2025", "03-04-2025: which is the month? Type 3 April 2025 or 4 March 2025."),
        ("3/4", "3/4: which is the month? Type 3 April or 4 March."),
        ("13.03.25", "“13.03.25”: type the year with four digits."),
        ("March", "“March”: of which year? Add it."),
        ("between 10 and 12 March", "“between 10 and 12 March”: of which year? Add it."),
        ("Friday 13 March 2025", "13 March 2025 is a Thursday, not a Friday. Which of the two is right?"),
        ("Friday", "A weekday alone is no date: type the date itself."),
        ("31 April 2025", "April 2025 has no day 31."),
        ("29 February 2025", "February 2025 has no day 29."),
        ("2025-13-01", "There is no month 13."),
        ("13.13.2025", "There is no month 13."),
        ("yesterday", "“yesterday” depends on the day it is read: type the date itself."),
        ("13 March 2025 14:30", "14:30 by which clock? Add UTC, or the zone as +02:00."),
        ("13 March 2025 25:30 UTC", "25:30 is no time of the day."),
        ("28 December – 3 January 2025", "“28 December – 3 January 2025” ends before it starts."),
        ("13 Smarch 2025", "“13 Smarch 2025” cannot be read as a date. Type it as 13 March 2025"),
        ("before 0001", "“before 0001” cannot be read as a date."),
        ("13 March 0000", "“13 March 0000” cannot be read as a date."),
        ("12", "“12” cannot be read as a date."),
        ("March 2025 or April 2025", "cannot be read as a date."),
    ],
)
def test_what_is_missing_or_in_doubt_is_said(typed, message):
    with pytest.raises(TypedDateError) as error:
        read_typed(typed)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("typed", "near", "edtf"),
    [
        ("March", "2025-03-14", "2025-03"),
        ("13 March", "2025", "2025-03-13"),
        ("28 December", "2025-01-05", "2024-12-28"),
        ("3 January", "2024-12-30", "2025-01-03"),
        ("3 January", "2024", "2024-01-03"),
        ("10–12 March", "2025-03-14", "2025-03-10/2025-03-12"),
        ("mid-March", "2025-03~", "2025-03-11~/2025-03-20~"),
        ("winter", "2025-01-20", "2024-24"),
        ("13 березня", "2025-04", "2025-03-13"),
        ("Thursday 13 March", "2025-03-20", "2025-03-13"),
    ],
)
def test_a_year_that_is_not_typed_is_the_nearest_and_said_to_be_assumed(typed, near, edtf):
    assert read_typed(typed, near=near) == (edtf, True)


def test_a_typed_year_is_never_replaced():
    assert read_typed("13 March 2024", near="2025-03-14") == ("2024-03-13", False)


def test_the_context_is_the_first_date_that_says_its_year():
    assert context_of("", "nonsense", "2024-12/2025-02", "2025-03/..", "2025-03-14", "2026") == "2025-03-14"
    assert context_of("", "2024/2025") == ""


days = st.dates(date(1900, 1, 1), date(2099, 12, 31))
pairs = st.tuples(days, days).map(sorted)
points = (
    days.map(lambda day: day.isoformat()) | days.map(lambda day: f"{day:%Y-%m}") | days.map(lambda day: f"{day:%Y}")
)
known = st.one_of(
    points,
    points.map(lambda edtf: f"{edtf}~"),
    st.tuples(days, st.sampled_from(["21", "22", "23", "24"])).map(lambda pair: f"{pair[0]:%Y}-{pair[1]}"),
    pairs.map(lambda pair: f"{pair[0]}/{pair[1]}"),
    days.map(lambda day: f"{day}/.."),
    days.map(lambda day: f"../{day}"),
    st.tuples(days, st.sampled_from([("01", "10"), ("11", "20"), ("21", "28")])).map(
        lambda pair: f"{pair[0]:%Y-%m}-{pair[1][0]}~/{pair[0]:%Y-%m}-{pair[1][1]}~"
    ),
)


@settings(max_examples=60, deadline=None)
@given(known)
def test_what_a_page_shows_of_a_date_can_be_typed_again(edtf):
    shown = FuzzyDate.parse(edtf)
    again = FuzzyDate.parse(read_typed(str(shown)).edtf)
    if "28~" not in edtf:  # a month's last third is shown without the day that it ends on
        assert (again.earliest, again.latest) == (shown.earliest, shown.latest)
    assert str(again) == str(shown)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=64))
def test_whatever_is_typed_is_read_or_refused(text):
    with contextlib.suppress(TypedDateError):
        read = read_typed(text, near="2025-03-14")
        assert len(read.edtf) <= 64
        FuzzyDate.parse(read.edtf)


_PIECES = """
    early mid- late about between and from to since until before - – / . , 13 2025 0 99 march spring q1 week of friday
    14:30 utc x ~ ? березня 9999 0001 .. z
"""
_pieces = st.sampled_from(_PIECES.split())


@settings(max_examples=60, deadline=None)
@given(st.lists(_pieces, max_size=8))
def test_words_of_dates_in_any_order_are_read_or_refused(pieces):
    test_whatever_is_typed_is_read_or_refused.hypothesis.inner_test(" ".join(pieces)[:64])
