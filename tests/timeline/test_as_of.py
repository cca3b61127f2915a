"""The timeline as it was known on a day."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from tests import factories
from tests.pages import followed, of_class, read, the, timeline, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """Sets what time it is."""

    def set_to(text):
        moment = datetime.fromisoformat(text).replace(tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_to


@pytest.fixture
def history(clock):
    """Published on 13 March, corrected on the 15th at noon and again on the 17th; another on the 16th."""
    clock("2025-03-13T09:00")
    first = factories.published(title="Most of Kursk", happened_edtf="2025-03-12")
    clock("2025-03-15T12:00")
    second = factories.republished(first, title="Half of Kursk", note="Half, not most.")
    clock("2025-03-16T00:00")
    factories.published(title="A call", happened_edtf="2025-03-11")
    clock("2025-03-17T08:30:15.123456")
    third = factories.republished(second, title="Some of Kursk", happened_edtf="2025-03", note="Some, not half.")
    return [first, second, third]


KNOWN = {
    "2025-03-12": [],
    "2025-03-13T08:59Z": [],
    "2025-03-13T09:00Z": ["Most of Kursk"],
    "2025-03-13": ["Most of Kursk"],
    "2025-03-14": ["Most of Kursk"],
    "2025-03-15T11:59Z": ["Most of Kursk"],
    "2025-03-15T12:00Z": ["Half of Kursk"],
    "2025-03-15T13:00+02:00": ["Most of Kursk"],
    "2025-03-15": ["Half of Kursk"],
    "2025-03-16T00:00Z": ["Half of Kursk", "A call"],
    "2025-03-17T08:30:15Z": ["Half of Kursk", "A call"],
    "2025-03-17T08:30:16Z": ["Some of Kursk", "A call"],
    "2025-03-17": ["Some of Kursk", "A call"],
    "2100-01-01": ["Some of Kursk", "A call"],
    "9999-12-31": ["Some of Kursk", "A call"],
    "0001-01-01": [],
}


def test_each_moment_shows_what_was_public_then(client, history):
    assert {moment: timeline(client, as_of=moment).titles for moment in KNOWN} == KNOWN
    assert timeline(client).titles == ["Some of Kursk", "A call"]


def test_a_day_means_its_end(client, history):
    assert timeline(client, as_of="2025-03-15").titles == timeline(client, as_of="2025-03-15T23:59Z").titles


def test_every_other_filter_is_asked_of_what_was_known(client, history):
    assert timeline(client, as_of="2025-03-14", q="most").total == 1
    assert timeline(client, as_of="2025-03-15", q="most").total == 0
    assert timeline(client, q="most").total == 0
    # The first revisions knew the day.
    assert timeline(client, as_of="2025-03-15", **{"from": "2025-03-20"}).total == 0
    assert timeline(client, as_of="2025-03-17", **{"from": "2025-03-20"}).total == 1
    assert timeline(client, "/conflicts/talks/", as_of="2025-03-12").titles == []


def test_facets_count_what_was_known(client, history):
    assert words(the(of_class(read(client, as_of="2025-03-14"), "option")[0], "option-count")) == "1"
    assert words(the(of_class(read(client, as_of="2025-03-16"), "option")[0], "option-count")) == "2"


def test_the_page_says_that_it_shows_the_past_and_leads_back_to_now(client, history):
    page = timeline(client, as_of="2025-03-14", q="kursk")
    notice = the(page.root, "as-of")
    assert "As known on 14 March 2025." in words(notice)
    back = followed("/?as_of=2025-03-14&q=kursk", notice.find("a").get("href"))
    assert back == "/?q=kursk"
    assert timeline(client, back).titles == ["Some of Kursk"]
    assert "14 March 2025, 12:30 UTC" in words(the(read(client, as_of="2025-03-14T12:30Z"), "as-of"))
    assert of_class(read(client), "as-of") == []


def test_entries_of_the_past_lead_to_the_revision_that_was_public(client, history):
    page = timeline(client, as_of="2025-03-15")
    (link,) = page.root.xpath(".//h3/a")
    assert link.get("href") == f"/events/{history[0].event_id}/revisions/2/"
    assert words(read(client, link.get("href")).find(".//h1")) == "Half of Kursk"


def test_links_of_the_past_stay_in_the_past(client, history):
    page = timeline(client, as_of="2025-03-15")
    for link in page.root.xpath(".//ul[@aria-label='Actors']//a"):
        assert "as_of=2025-03-15" in link.get("href")


def test_a_correction_is_not_mentioned_before_it_was_made(client, history):
    assert "correct" not in words(timeline(client, as_of="2025-03-14").entry("Most of Kursk"))
    assert "corrected" in words(timeline(client, as_of="2025-03-15").entry("Half of Kursk"))


def test_a_conflict_has_a_page_since_something_of_it_was_published(client, clock):
    clock("2025-03-13T09:00")
    factories.published()
    assert timeline(client, "/conflicts/talks/", as_of="2025-03-12").total == 0


@pytest.mark.parametrize(
    "moment", ["2025", "2025-03", "2025-03-14~", "../2025-03-14", "tomorrow", "2025-03-14T25:00Z", "XXXX"]
)
def test_what_is_no_moment_is_refused(client, moment):
    assert list(timeline(client, status=400, as_of=moment).refused) == ["as_of"]
