"""Public pages ask the database the same few questions, however much there is to show."""

from urllib.parse import urlencode

import pytest

from claims.actions import add_evidence, submit
from lib.edtf_dates import FuzzyDate
from tests import factories
from tests.conftest import logged_in
from tests.pages import timeline, what_is_published_was_read
from tests.timeline.test_paging import copies

pytestmark = pytest.mark.django_db

ETAG, SESSION_AND_USER = 1, 2
STATE = 1  # by which the panel is kept; the ETag is made of it, for those who get one
CARDS = 1  # what those show that no page has shown yet
FACETS = 2  # merges; conflicts


@pytest.fixture(params=[1, 5])
def items(request):
    return request.param


def test_timeline(client, items, django_assert_num_queries):
    for number in range(items):
        factories.published(title=f"Event {number}", actors=[factories.actor(f"actor-{number}")])
    what_is_published_was_read()
    with django_assert_num_queries(ETAG + CARDS + FACETS):
        assert len(timeline(client).titles) == items


def test_timeline_for_htmx(htmx, items, django_assert_num_queries):
    for number in range(items):
        factories.published(title=f"Event {number}")
    what_is_published_was_read()
    with django_assert_num_queries(ETAG + CARDS + FACETS + 1):  # which entries have the word
        htmx.get("/?q=event")


def test_further_pages_of_a_timeline_count_nothing_again(client, items, django_assert_num_queries):
    for number in range(items):
        factories.published(title=f"Event {number}")
    client.get("/")
    with django_assert_num_queries(ETAG):
        client.get("/")


def test_timeline_of_somebody_logged_in(as_editor, items, django_assert_num_queries):
    for number in range(items):
        factories.published(title=f"Event {number}")
    what_is_published_was_read()
    with django_assert_num_queries(SESSION_AND_USER + STATE + CARDS + FACETS):
        as_editor.get("/")


def test_timeline_as_of(client, items, django_assert_num_queries):
    for number in range(items):
        factories.republished(factories.published(title=f"Event {number}"), title=f"Event {number}, corrected")
    what_is_published_was_read()
    with django_assert_num_queries(ETAG + CARDS + FACETS):  # as above: which entries were known is counted in sets
        client.get("/?as_of=2100-01-01&order=oldest")


def test_timeline_on_a_map(client, items, django_assert_num_queries):
    for number in range(items):
        factories.published(title=f"Event {number}", place=factories.place(f"place-{number}", point=(50, number)))
    what_is_published_was_read()
    with django_assert_num_queries(ETAG + FACETS):
        client.get("/?view=map")


def test_clusters(client, items, django_assert_num_queries):
    for number in range(items):
        factories.published(title=f"Event {number}", place=factories.place(f"place-{number}", point=(50, number)))
    what_is_published_was_read()
    with django_assert_num_queries(ETAG):
        client.get("/events.geojson?cluster=9&window=-10,40,10,60")


@pytest.mark.parametrize("url", ["/events.geojson", "/events.csv"])
def test_rows_of_entries(client, items, url, django_assert_num_queries):
    for number in range(items):
        factories.published(title=f"Event {number}", place=factories.place(f"place-{number}", point=(50, number)))
    with django_assert_num_queries(ETAG + 1):
        list(client.get(url))


def test_refused_timeline(client, items, django_assert_num_queries):
    for number in range(items):
        factories.published(title=f"Event {number}")
    with django_assert_num_queries(ETAG):
        client.get("/?type=nonsense")


def test_conflict(client, items, django_assert_num_queries):
    for number in range(items):
        factories.published(title=f"Event {number}")
    what_is_published_was_read()
    with django_assert_num_queries(ETAG + CARDS + FACETS):  # the conflict is one of them
        assert len(timeline(client, "/conflicts/talks/").titles) == items


def test_event_by_its_statements(client, items, django_assert_num_queries):
    entry = factories.published(claims=[factories.approved_claim() for _ in range(items)])
    with django_assert_num_queries(ETAG + 5):  # revisions; statements; citations; what is linked; the thread
        client.get(entry.get_absolute_url())


def test_event_by_its_citations(client, items, django_assert_num_queries):
    claim, editor = factories.draft_claim(), factories.user()
    for number in range(items - 1):
        passage = factories.passage(factories.article(of=factories.source(f"source-{number}")))
        add_evidence(claim=claim, excerpt=passage, relation="supports", by=editor)
    entry = factories.published(claims=[factories.approve(submit(claim=claim, by=editor))])
    assert entry.statements.get().citations.count() == items
    with django_assert_num_queries(ETAG + 5):
        client.get(entry.get_absolute_url())


def test_event_by_its_revisions(client, items, django_assert_num_queries):
    entry = factories.published()
    for number in range(items):
        entry = factories.republished(entry, title=f"Title {number}")
    with django_assert_num_queries(ETAG + 5):
        client.get(entry.get_absolute_url())
    with django_assert_num_queries(ETAG + 5):
        client.get(f"/events/{entry.event_id}/revisions/1/")


def test_evidence(client, items, django_assert_num_queries):
    factories.published(claims=[factories.approved_claim() for _ in range(items - 1)] or None)
    entry = factories.published(claims=[factories.approved_claim() for _ in range(items)])
    citation = entry.statements.first().citations.get()
    with django_assert_num_queries(ETAG + 1):
        client.get(citation.get_absolute_url())


def test_about(client, django_assert_num_queries):
    factories.published()
    with django_assert_num_queries(ETAG):
        client.get("/about/")


def test_not_modified(client, items, django_assert_num_queries):
    for number in range(items):
        factories.published(title=f"Event {number}")
    tag = client.get("/")["ETag"]
    with django_assert_num_queries(ETAG):
        assert client.get("/", headers={"If-None-Match": tag}).status_code == 304


def test_the_timeline_reads_its_dates_from_columns(client, monkeypatch):
    """EDTF takes milliseconds to parse, and a page has 50 dates."""
    for happened in ("2025-03-13", "2025-03", "2024-22", "2025-03-10/..", ""):
        factories.published(happened_edtf=happened)

    def parse(text):
        raise AssertionError(f"{text} is parsed again")

    monkeypatch.setattr("lib.edtf_dates.edtf.parse_edtf", parse)
    monkeypatch.setattr(FuzzyDate, "parse", parse)
    assert timeline(client).total == 5


FILTERS = {
    "": 1,
    "order=oldest": 1,
    "q=aide": 1,
    "actor=ushakov": 2,
    "actor=ushakov&actor=putin": 2,
    "conflict=talks": 2,
    "type=statement&verdict=verified&from=2025-03&to=2025-03-31&as_of=2100-01-01": 1,
    urlencode(
        {
            "q": "aide",
            "conflict": "talks",
            "actor": ["ushakov", "putin"],
            "type": "statement",
            "verdict": "verified",
            "from": "2024",
            "to": "2025",
            "as_of": "2100-01-01",
            "order": "oldest",
            "cursor": "1_1",
        },
        doseq=True,
    ): 3,
}


def questions(client, django_assert_num_queries, django_assert_max_num_queries):
    shown = {}
    what_is_published_was_read()
    for query, number in FILTERS.items():
        with django_assert_max_num_queries(8):  # which have a word, the order within a day, and the panel are kept
            timeline(client, f"/?{query}")
        with django_assert_num_queries(number):
            shown[query] = timeline(client, f"/?{query}").total
    return shown


@pytest.mark.slow
def test_timeline_asks_at_most_five_questions_of_ten_entries_and_of_ten_thousand(
    client, django_assert_num_queries, django_assert_max_num_queries
):
    assert max(FILTERS.values()) <= 5
    entry = factories.published(actors=[factories.actor("putin", "Vladimir Putin")], type="statement")
    copies(entry, [f"2025-03-{day:02}" for day in range(1, 10)])
    assert set(questions(client, django_assert_num_queries, django_assert_max_num_queries).values()) == {10}
    days = [f"2025-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]
    copies(entry, [days[number % len(days)] for number in range(9_990)])
    shown = questions(client, django_assert_num_queries, django_assert_max_num_queries)
    assert shown[""] == 10_000
    assert all(shown.values())


def test_a_logged_in_person_with_all_filters_costs_the_session_and_no_more(reader, django_assert_num_queries):
    factories.published(actors=[factories.actor("putin", "Vladimir Putin")])
    browser = logged_in(reader)
    query, number = list(FILTERS.items())[-1]
    what_is_published_was_read()
    browser.get(f"/?{query}")
    with django_assert_num_queries(number - ETAG + STATE + SESSION_AND_USER):
        browser.get(f"/?{query}")
