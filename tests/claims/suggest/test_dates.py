"""Date phrases and their EDTF values; the article is of Thursday, 13 March 2025."""

import edtf
import pytest

from claims.suggest.dates import find_dates

ABSOLUTE = [
    ("It began on 24 February 2022.", "24 February 2022", "2022-02-24"),
    ("It began on March 11, 2025.", "March 11, 2025", "2025-03-11"),
    ("It was in March 2025.", "March 2025", "2025-03"),
    ("It was in 2014.", "2014", "2014"),
    ("It was the summer of 2024.", "summer of 2024", "2024-22"),
    ("It was the first quarter of 2025.", "first quarter of 2025", "2025-33"),
    ("It was the 1990s.", "1990s", "199X"),
    ("From March 11-13, 2025 they met.", "March 11-13, 2025", "2025-03-11/2025-03-13"),
    ("Це було 11 березня 2025 року.", "11 березня 2025", "2025-03-11"),
]
RELATIVE = [
    ("They met on Tuesday evening.", "Tuesday evening", "2025-03-11"),
    ("They met on Thursday.", "Thursday", "2025-03-13"),
    ("They will meet on Tuesday.", "Tuesday", "2025-03-18"),
    ("They met yesterday.", "yesterday", "2025-03-12"),
    ("They met earlier this week.", "earlier this week", "2025-03-10/2025-03-13"),
    ("They met last week.", "last week", "2025-03-03/2025-03-09"),
    ("They met last month.", "last month", "2025-02"),
    ("They met last year.", "last year", "2024"),
    ("They met last summer.", "last summer", "2024-22"),
    ("They met three days ago.", "three days ago", "2025-03-10"),
    ("They met on 3 March.", "3 March", "2025-03-03"),
    ("They met in November.", "November", "2024-11"),
    ("Вони зустрілися у вівторок.", "у вівторок", "2025-03-11"),
    ("Они встретились вчера.", "вчера", "2025-03-12"),
]


@pytest.mark.parametrize(("text", "phrase", "value"), ABSOLUTE)
def test_absolute_date_needs_no_article_date(text, phrase, value):
    assert [(date.phrase, date.edtf) for date in find_dates(text, None)] == [(phrase, value)]


@pytest.mark.parametrize(("text", "phrase", "value"), RELATIVE)
def test_relative_date_is_resolved_against_the_article(text, phrase, value):
    assert [(date.phrase, date.edtf) for date in find_dates(text, "2025-03-13T14:20:00Z")] == [(phrase, value)]


@pytest.mark.parametrize(("text", "phrase", "_value"), RELATIVE)
@pytest.mark.parametrize("unknown", [None, "nonsense", "2025-03-13~", "2025-03-10/2025-03-13", "2025-13-40"])
def test_relative_date_waits_for_the_article_date(text, phrase, _value, unknown):
    (date,) = find_dates(text, unknown)
    assert (date.phrase, date.edtf, text[date.start : date.end]) == (phrase, None, phrase)


@pytest.mark.parametrize(
    "text", ["It may rain. They march on.", "About 2000 men.", "Version 3.11 of it.", "31 June 2020"]
)
def test_what_only_looks_like_a_date(text):
    assert [date for date in find_dates(text, "2025-03-13") if date.edtf not in (None, "2020-06")] == []


def test_vague_phrase_is_kept_and_never_resolved():
    (date,) = find_dates("They met recently.", "2025-03-13")
    assert (date.phrase, date.edtf) == ("recently", None)


@pytest.mark.parametrize(("_text", "_phrase", "value"), ABSOLUTE + RELATIVE)
def test_values_are_edtf(_text, _phrase, value):
    edtf.parse_edtf(value)
