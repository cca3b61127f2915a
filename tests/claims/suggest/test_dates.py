"""What holds of all date phrases: anchors, zones, lines; single rules are in test_dates_by_rule. 13 March 2025, a Thursday."""

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
    ("They will meet on Tuesday.", "Tuesday", "2025-03-18"),
    ("They met yesterday.", "yesterday", "2025-03-12"),
    ("Вони зустрілися у вівторок.", "у вівторок", "2025-03-11"),
    ("Они встретились вчера.", "вчера", "2025-03-12"),
]


@pytest.mark.parametrize(("text", "phrase", "value"), ABSOLUTE)
def test_absolute_date_needs_no_article_date(text, phrase, value):
    assert [(date.phrase, date.edtf) for date in find_dates(text, None)] == [(phrase, value)]


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


@pytest.mark.parametrize(
    ("published", "value"),
    [
        ("2025-03-13T23:30:00-04:00", "2025-03-13"),
        ("2025-03-14T03:30:00Z", "2025-03-14"),
        ("2025-03-14T05:30+02:00", "2025-03-14"),
    ],
)
def test_today_is_the_day_in_the_zone_of_the_outlet(published, value):
    assert [one.edtf for one in find_dates("They met today.", published)] == [value]


@pytest.mark.parametrize(
    ("text", "month", "year"),
    [
        ("They met last year.", "2024", "2024"),
        ("They met last month.", "2025-02", None),
        ("They met in November.", "2024-11", None),
        ("They met last summer.", "2024-22", None),
        ("They met last week.", None, None),
        ("They met on Tuesday.", None, None),
        ("They met on 3 March.", None, None),
    ],
)
def test_an_article_dated_to_a_month_or_year_resolves_nothing_finer(text, month, year):
    assert [one.edtf for one in find_dates(text, "2025-03")] == [month]
    assert [one.edtf for one in find_dates(text, "2025")] == [year]


def test_offsets_are_the_texts_own_where_small_letters_are_longer():
    text = "İİİ met on Tuesday."
    (one,) = find_dates(text, "2025-03-13")
    assert text[one.start : one.end] == "Tuesday"


def test_a_phrase_does_not_run_over_lines():
    assert [one.phrase for one in find_dates("Friday\r\nOct. 11\n2024", "2025-03-13")] == [
        "Friday",
        "Oct. 11",
        "2024",
    ]
