"""What headers say about when to come again."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.feeds.wishes import freshness, retry_after

NOW = datetime(2025, 3, 13, 12, 0, tzinfo=UTC)
LATER = "Thu, 13 Mar 2025 14:00:00 GMT"


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 120 ", 120),
        ("0", 0),
        (LATER, 7200),
        ("Thu, 13 Mar 2025 11:00:00 GMT", 0),
        ("99999999999999999999", 7 * 86_400),
        ("Fri, 13 Mar 2026 11:00:00 GMT", 7 * 86_400),
        ("-5", None),
        ("1.5", None),
        ("²", None),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after_is_seconds_or_a_date_and_a_week_at_most(value, seconds):
    assert retry_after(value, NOW) == (None if seconds is None else timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"cache-control": "public, max-age=600"}, 600),
        ({"cache-control": 'MAX-AGE="600"'}, 600),
        ({"cache-control": "max-age=600, no-cache"}, None),
        ({"cache-control": "no-store"}, None),
        ({"cache-control": "s-maxage=900"}, None),
        ({"cache-control": "max-age=0", "expires": LATER}, None),
        ({"cache-control": "max-age=600", "expires": LATER}, 600),
        ({"expires": LATER}, 7200),
        ({"expires": LATER, "date": "Thu, 13 Mar 2025 13:30:00 GMT"}, 1800),
        ({"expires": LATER, "date": LATER}, None),
        ({"expires": "0"}, None),
        ({"expires": "-1"}, None),
        ({}, None),
    ],
)
def test_an_answer_says_how_long_it_stays_fresh(headers, seconds):
    assert freshness(headers, NOW) == (None if seconds is None else timedelta(seconds=seconds))
