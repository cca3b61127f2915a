import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.edtf_dates import UNKNOWN_SORT, DatePrecision, FuzzyDate


@pytest.mark.parametrize(
    ("text", "precision", "words"),
    [
        ("2025-03-13", "day", "13 March 2025"),
        ("2025-03-13T14:20:00Z", "time", "13 March 2025, 14:20 UTC"),
        ("2025-03-13T16:20+02:00", "time", "13 March 2025, 14:20 UTC"),
        ("2025-03", "month", "March 2025"),
        ("2025-03-XX", "month", "March 2025"),
        ("2024-22", "season", "summer 2024"),
        ("2024-24", "season", "winter 2024"),
        ("2025", "year", "2025"),
        ("2025-03-10/2025-03-16", "week", "week of 10 March 2025"),
        ("2025-03-10/2025-03-14", "range", "10–14 March 2025"),
        ("2025-01/2025-03", "range", "January – March 2025"),
        ("2024-12/2025-02", "range", "December 2024 – February 2025"),
        ("2025-03/2025-03", "range", "1–31 March 2025"),
        ("2025-34", "range", "April – June 2025"),
        ("2025-01~/2025-03~", "approximate", "about January – March 2025"),
        ("2025-03-01/..", "range", "since 1 March 2025"),
        ("../2025-03", "range", "until 31 March 2025"),
        ("2025-03~", "approximate", "about March 2025"),
        ("2025-03-13?", "approximate", "about 13 March 2025"),
        ("", "unknown", "date unknown"),
    ],
)
def test_an_edtf_text_has_a_precision_and_words(text, precision, words):
    date = FuzzyDate.parse(text)
    assert date.precision == precision
    assert str(date) == words


@pytest.mark.parametrize(
    "text", ["yesterday", "2025-13-01", "2025-02-30", "2025-03-10/2025-03-05", "2025-03-13T25:00", "13.03.2025"]
)
def test_what_is_not_edtf_is_refused_with_the_text_in_the_message(text):
    with pytest.raises(ValueError, match="is not a date|ends before"):
        FuzzyDate.parse(text)


def test_bounds_of_a_fuzzy_date_are_its_whole_span():
    date = FuzzyDate.parse("2025-03")
    assert date.earliest == datetime(2025, 3, 1, tzinfo=UTC)
    assert date.latest.date() == datetime(2025, 3, 31, tzinfo=UTC).date()


def test_winter_ends_with_february():
    assert FuzzyDate.parse("2024-24").latest.date() == datetime(2025, 2, 28, tzinfo=UTC).date()


def test_a_month_never_sorts_as_its_first_day():
    month, first, last = (FuzzyDate.parse(text).sort for text in ("2025-03", "2025-03-01", "2025-03-31"))
    assert first < last < month


def test_the_unknown_date_sorts_before_everything():
    assert FuzzyDate.parse("").sort == UNKNOWN_SORT < FuzzyDate.parse("1900").sort


@given(st.dates())
def test_every_day_is_its_own_span(day):
    date = FuzzyDate.parse(day.isoformat())
    assert date.precision == DatePrecision.DAY
    assert date.earliest.date() == date.latest.date() == day


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_a_value_error(text):
    with contextlib.suppress(ValueError):
        FuzzyDate.parse(text)


@pytest.mark.parametrize("text", ["9999-12-31T23:59-05:00", "0001-01-01T00:00+05:00"])
def test_a_time_zone_that_leads_out_of_the_calendar_is_no_date(text):
    with pytest.raises(ValueError, match="is not a date and time"):
        FuzzyDate.parse(text)
