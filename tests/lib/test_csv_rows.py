"""Files for spreadsheets: what is written is what is read, and nothing in it computes."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest

from lib.csv_rows import csv_cell, csv_lines, csv_response


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", '=cmd|"/c calc"!A1'])
def test_words_that_begin_like_a_formula_stay_words(text):
    assert csv_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", [-1, 0, 2.5, "a=b", "5 - 3", ""])
def test_numbers_and_other_words_stay_as_they_are(value):
    assert csv_cell(value) == value


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (date(2025, 3, 13), "2025-03-13"),
        (datetime(2025, 3, 13, 9, 30, 1, tzinfo=UTC), "2025-03-13T09:30:01Z"),
        (timedelta(days=1, minutes=30), 24.5),
    ],
)
def test_dates_are_iso_and_spans_are_hours(value, written):
    assert csv_cell(value) == written


def test_commas_quotes_lines_and_other_scripts_come_back():
    rows = [['He said "no", twice', "перемир’я\nsecond line"], ["", "=x"]]
    text = "".join(csv_lines(["first", "second"], rows))
    assert text[0] == "\ufeff"
    read = list(csv.reader(io.StringIO(text[1:], newline="")))
    assert read == [["first", "second"], ['He said "no", twice', "перемир’я\nsecond line"], ["", "'=x"]]


def test_rows_are_asked_for_only_as_they_are_sent():
    asked = []

    def rows():
        for number in range(3):
            asked.append(number)
            yield [number]

    response = csv_response("name", ["number"], rows())
    sent = iter(response)
    next(sent), next(sent)
    assert asked == [0]
