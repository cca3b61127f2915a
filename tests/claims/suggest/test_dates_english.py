"""English date phrases, rule by rule: with its value, or None for what only looks like one. Thursday, 13 March 2025."""

import pytest

from claims.suggest.dates import english_calendar, english_relative, find_dates
from lib.edtf_dates import FuzzyDate

ARTICLE = "2025-03-13"
# rule, text, phrase, value; no phrase: the rule finds nothing there
RULES = [
    ("iso-date", "Dated 2025-03-11.", "2025-03-11", "2025-03-11"),
    ("iso-date", "Sent at 2025-03-11T10:00:00Z from there.", "2025-03-11T10:00:00Z", "2025-03-11"),
    ("iso-date", "Call 2025-44-11.", None, None),
    ("numeric-date", "Signed 11.03.2025.", "11.03.2025", "2025-03-11"),
    ("numeric-date", "Signed 03/13/2025.", "03/13/2025", "2025-03-13"),
    ("numeric-date", "Signed 03/04/2025.", "03/04/2025", None),
    ("numeric-date", "Signed 44/03/2025.", None, None),
    ("day-range", "They met March 11-13.", "March 11-13", "2025-03-11/2025-03-13"),
    ("day-range", "They met between 11 and 13 March.", "11 and 13 March", "2025-03-11/2025-03-13"),
    ("day-range", "They met 11 to 13 March 2024.", "11 to 13 March 2024", "2024-03-11/2024-03-13"),
    ("day-range", "It was the night of 3 to 4 March.", "night of 3 to 4 March", "2025-03-03/2025-03-04"),
    ("day-range", "They march 11-13 miles.", None, None),
    ("days-of-two-months", "From 28 February to 3 March they met.", "28 February to 3 March", "2025-02-28/2025-03-03"),
    ("days-of-two-months", "February 28-March 3, 2024", "February 28-March 3, 2024", "2024-02-28/2024-03-03"),
    ("days-of-two-months", "It rose to 3 from 28.", None, None),
    ("full-date", "On Tuesday, March 11, 2025, they met.", "Tuesday, March 11, 2025", "2025-03-11"),
    ("full-date", "On 24 February 2022 it began.", "24 February 2022", "2022-02-24"),
    ("full-date", "On the 24th of February, 2022 it began.", "24th of February, 2022", "2022-02-24"),
    ("full-date", "On 31 June 2020 nothing was.", None, None),
    ("day-and-month", "It was Friday, Dec. 13.", "Friday, Dec. 13", "2024-12-13"),
    ("day-and-month", "At 5 p.m. EST on March 6 they met.", "5 p.m. EST on March 6", "2025-03-06"),
    ("day-and-month", "The evening of March 6 was calm.", "The evening of March 6", "2025-03-06"),
    ("day-and-month", "It is due on 2 April.", "2 April", "2025-04-02"),
    ("day-and-month", "On March 11 last year they met.", "March 11 last year", "2024-03-11"),
    ("day-and-month", "They march 11 abreast.", None, None),
    ("month-of-year", "In mid-March 2024 they met.", "mid-March 2024", "2024-03"),
    ("month-of-year", "At the end of March 2024 they met.", "the end of March 2024", "2024-03"),
    ("month-of-year", "They may 2000 times.", None, None),
    ("month-this-year", "In January this year they met.", "January this year", "2025-01"),
    ("month-this-year", "In June last year they met.", "June last year", "2024-06"),
    ("month-this-year", "In June last year's plan failed.", None, None),
    ("month", "They met in November.", "November", "2024-11"),
    ("month", "They will meet in June.", "June", "2025-06"),
    ("month", "They met in late February.", "late February", "2025-02"),
    ("month", "April", "April", "2025-04"),
    ("month", "Ms May spoke for the March on Washington with April Jones.", None, None),
    ("month", "They may march on.", None, None),
    ("which-month", "Last March they met.", "Last March", "2024-03"),
    ("which-month", "They met last November.", "last November", "2024-11"),
    ("which-month", "They will meet next March.", "next March", "2026-03"),
    ("which-month", "At last they march.", None, None),
    ("month-range", "From December to February it froze.", "December to February", "2024-12/2025-02"),
    ("month-range", "Between March and May 2024 it grew.", "March and May 2024", "2024-03/2024-05"),
    ("month-range", "In March and April it grew.", None, None),
    ("season-of-year", "In the summer of 2024 it grew.", "summer of 2024", "2024-22"),
    ("season-of-year", "They fall 2000 feet.", "fall 2000", "2000-23"),
    ("season", "Last summer it grew.", "Last summer", "2024-22"),
    ("season", "Last winter it shrank.", "Last winter", "2024-24"),
    ("season", "It will grow next summer.", "next summer", "2025-22"),
    ("season", "It grew over the summer.", "the summer", "2024-22"),
    ("season", "After the fall of Kabul they spring up.", None, None),
    ("part-of-year", "In the third quarter of 2024 it grew.", "third quarter of 2024", "2024-35"),
    ("part-of-year", "In Q3 2024 it grew.", "Q3 2024", "2024-35"),
    ("part-of-year", "In the fourth quarter it grew.", "fourth quarter", "2024-36"),
    ("part-of-year", "In the first half of 2024 it grew.", "first half of 2024", "2024-40"),
    ("part-of-year", "Last year's third quarter was bad.", "Last year's third quarter", "2024-35"),
    ("part-of-year", "In the first half they scored; a third quarter of the cake is left.", None, None),
    ("quarter-named", "It was the worst of last quarter.", "last quarter", "2024-36"),
    ("quarter-named", "A quarter of the men left the quarter.", None, None),
    ("year-ago-quarter", "In Q3 2024 it beat the year-ago quarter.", "the year-ago quarter", "2023-35"),
    ("year-ago-quarter", "Every quarter is old.", None, None),
    ("decade", "In the late 1990s it grew.", "late 1990s", "199X"),
    ("decade", "In the nineties it grew.", "nineties", "199X"),
    ("decade", "He is in his nineties.", None, None),
    ("century", "In the 20th century it grew.", "20th century", "19XX"),
    ("century", "A century ago.", None, None),
    ("year-range", "From 2014 to 2016 it grew.", "2014 to 2016", "2014/2016"),
    ("year-range", "In 2014-16 it grew.", "2014-16", "2014/2016"),
    ("year-range", "He won in 2008 and 2012.", None, None),
    ("year", "It grew in 2014.", "2014", "2014"),
    ("year", "It grew in mid-2014.", "mid-2014", "2014"),
    ("year", "In early 2014 it grew.", "early 2014", "2014"),
    ("year", "They lost 1945 tanks, 2,024 men and one of 2000 soldiers.", None, None),
    ("spelled-year", "In nineteen ninety-four it grew.", "nineteen ninety-four", "1994"),
    ("spelled-year", "There were nineteen of them.", None, None),
    ("weekday", "They met on Tuesday evening.", "Tuesday evening", "2025-03-11"),
    ("weekday", "They met early on Wednesday.", "early on Wednesday", "2025-03-12"),
    ("weekday", "They met at 3 p.m. Moscow time on Tuesday.", "3 p.m. Moscow time on Tuesday", "2025-03-11"),
    ("weekday", "They are scheduled to meet on Tuesday.", "Tuesday", "2025-03-18"),
    ("weekday", "On Tuesday, they will meet.", "Tuesday", "2025-03-18"),
    ("weekday", "They meet on the coming Tuesday.", "the coming Tuesday", "2025-03-18"),
    ("weekday", "He said on Tuesday that they would leave.", "Tuesday", "2025-03-11"),
    ("weekday", "They met last Thursday.", "last Thursday", "2025-03-06"),
    ("weekday", "They met on Tuesday of last week.", "Tuesday of last week", "2025-03-04"),
    ("weekday", "The Sunday Times ran on Black Friday; every Monday a Sunday roast.", None, None),
    ("weekday-range", "They met from Monday to Wednesday.", "from Monday to Wednesday", "2025-03-10/2025-03-12"),
    ("weekday-range", "They will meet from Monday to Wednesday.", "from Monday to Wednesday", "2025-03-17/2025-03-19"),
    ("weekday-range", "They met on Monday and on Wednesday.", None, None),
    ("overnight", "It was hit overnight.", "overnight", "2025-03-12/2025-03-13"),
    ("overnight", "It was hit overnight into Wednesday.", "overnight into Wednesday", "2025-03-11/2025-03-12"),
    ("overnight", "It was a night.", None, None),
    ("day-before-yesterday", "They met the day before yesterday.", "the day before yesterday", "2025-03-11"),
    ("day-before-yesterday", "They met the day before.", None, None),
    ("day-after-tomorrow", "They meet the day after tomorrow.", "the day after tomorrow", "2025-03-15"),
    ("day-after-tomorrow", "They meet after tomorrow.", None, None),
    ("yesterday", "They met late yesterday.", "late yesterday", "2025-03-12"),
    ("yesterday", "They met last night.", "last night", "2025-03-12"),
    ("yesterday", "They met at night.", None, None),
    ("today", "They met earlier today.", "earlier today", "2025-03-13"),
    ("today", "They met this morning.", "this morning", "2025-03-13"),
    ("today", "It was a cold morning.", None, None),
    ("tomorrow", "They meet tomorrow afternoon.", "tomorrow afternoon", "2025-03-14"),
    ("tomorrow", "They meet in the afternoon.", None, None),
    ("unit", "They met last week.", "last week", "2025-03-03/2025-03-09"),
    ("unit", "They met earlier this week.", "earlier this week", "2025-03-10/2025-03-13"),
    ("unit", "They meet later this week.", "later this week", "2025-03-13/2025-03-16"),
    ("unit", "They met earlier this year.", "earlier this year", "2025"),
    ("unit", "They met last weekend.", "last weekend", "2025-03-08/2025-03-09"),
    ("unit", "By the end of next year it will be over.", "the end of next year", "2026"),
    ("unit", "In 2014 they met; the following year they left.", "the following year", "2015"),
    ("unit", "They met for a week in a year.", None, None),
    ("the-unit", "It will be over by the end of the year.", "the end of the year", "2025"),
    ("the-unit", "They met over the weekend.", "the weekend", "2025-03-08/2025-03-09"),
    ("the-unit", "It will be over by year-end.", "year-end", "2025"),
    ("the-unit", "It was the year of the snake, and the day of the sun.", None, None),
    ("ago", "They met three days ago.", "three days ago", "2025-03-10"),
    ("ago", "They met two weeks ago.", "two weeks ago", "2025-02-27~"),
    ("ago", "They met ten years ago.", "ten years ago", "2015"),
    ("ago", "In March 2024 it was 5, up from 4 a year earlier.", "a year earlier", "2023-03"),
    ("ago", "They met on 3 March. Two days later, they left.", "Two days later", "2025-03-05"),
    ("ago", "They met several years ago.", "several years ago", None),
    ("ago", "Two days before the vote they met.", None, None),
    ("year-ago", "In Q3 2024 it beat year-earlier sales.", "year-earlier", "2023-35"),
    ("year-ago", "It is a year-old boat.", None, None),
    ("ahead", "They will meet in two weeks.", "in two weeks", "2025-03-27~"),
    ("ahead", "They were done in two weeks.", "in two weeks", None),
    ("ahead", "The first in more than 50 years.", None, None),
    ("span", "Over the past two weeks it grew.", "Over the past two weeks", "2025-02-27/2025-03-13"),
    ("span", "It grew in recent days.", "in recent days", "2025-03-06~/2025-03-13"),
    ("span", "It will grow in the coming days.", "in the coming days", "2025-03-13/2025-03-20~"),
    ("span", "It took two weeks.", None, None),
    ("day-after", "They met on Tuesday. The next day, they left.", "The next day", "2025-03-12"),
    ("day-after", "They met on Tuesday. The previous day they argued.", "The previous day", "2025-03-10"),
    ("day-after", "They met on Tuesday, and left later that day.", "later that day", "2025-03-11"),
    ("day-after", "They left that day.", "that day", None),
    ("day-after", "They met on Tuesday, the day before the vote.", None, None),
    ("recently", "They met recently.", "recently", None),
    ("recently", "It is a recent thing.", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "phrase", "value"), RULES)
def test_rule(rule, text, phrase, value):
    found = [(one.phrase, one.edtf) for one in find_dates(text, ARTICLE) if one.rule == rule]
    assert found == ([(phrase, value)] if phrase else [])
    if value:
        FuzzyDate.parse(value)


def test_each_rule_has_an_example_and_a_counterexample():
    names = {one.name for one in english_calendar.RULES + english_relative.RULES}
    assert {rule for rule, _, phrase, _ in RULES if phrase} == names
    assert names - {rule for rule, _, phrase, _ in RULES if not phrase} == {"season-of-year"}


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
    (one,) = find_dates(text, ARTICLE)
    assert text[one.start : one.end] == "Tuesday"


def test_a_phrase_does_not_run_over_lines():
    assert [one.phrase for one in find_dates("Friday\r\nOct. 11\n2024", ARTICLE)] == ["Friday", "Oct. 11", "2024"]
