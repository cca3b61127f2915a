"""Corrections for readers: what we said, what we say now, why, when, and who approved; as a page and as a feed."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone
from lxml import etree

from tests import factories
from tests.pages import followed, of_class, read, the, words
from timeline import actions as event_actions
from timeline.corrections import PAGE_SIZE

pytestmark = pytest.mark.django_db
ETAG = 1
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def clock(monkeypatch):
    def set_to(text):
        moment = datetime.fromisoformat(text).replace(tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_to


@pytest.fixture
def corrected(clock):
    """A title that is corrected on the 15th, another event of another conflict on the 16th that is withdrawn on the 18th."""
    clock("2025-03-13T09:00")
    first = factories.published(title="Most of Kursk")
    clock("2025-03-15T12:00")
    second = factories.republished(first, title="Half of Kursk", note="Half, not most.")
    clock("2025-03-16T09:00")
    war = factories.conflict("war", "The war")
    other = factories.published(title="A raid", conflict=war, claims=[factories.approved_claim(conflict=war)])
    clock("2025-03-17T09:00")
    third = factories.republished(other, summary="It was at night.", note="Night, not day.")
    clock("2025-03-18T09:00")
    event_actions.withdraw(event=third.event, reason="It was staged.", by=factories.user("reviewer"))
    clock("2025-03-20T09:00")
    return [second, third]


def listed(root):
    return [
        (
            words(the(row, "changed-what").find("strong")),
            words(the(row, "changed-title")),
            words(the(row, "correction-note")),
        )
        for row in of_class(root, "changed")
    ]


ALL = [
    ("Withdrawn", "A raid", "Why: It was staged."),
    ("✎ Corrected", "A raid", "Why: Night, not day."),
    ("✎ Corrected", "Half of Kursk", "Why: Half, not most."),
]


def test_every_correction_stands_there_newest_first(client, corrected):
    page = read(client, "/corrections/")
    assert listed(page) == ALL
    row = of_class(page, "changed")[-1]
    assert [words(cell) for cell in row.xpath(".//tbody/tr/*")] == ["Title", "Most of Kursk", "Half of Kursk"]
    assert [words(one) for one in row.xpath(".//del")] == ["Most"]
    assert [words(one) for one in row.xpath(".//ins")] == ["Half"]
    assert "15 March 2025, 12:00 UTC" in words(row)
    assert "Approved by a reviewer, as second person" in words(row)
    assert row.xpath(".//a/@href") == [
        f"/events/{corrected[0].event_id}/revisions/2/",
        f"/events/{corrected[0].event_id}/changes/?to=2",
    ]


def test_the_approver_is_named_where_the_newsroom_says_so(client, corrected, settings):
    assert "Reviewer" not in words(read(client, "/corrections/").find(".//main"))
    settings.CORRECTIONS_NAME_APPROVER = True
    rows = of_class(read(client, "/corrections/"), "changed")
    assert all("Approved by Reviewer, as second person" in words(row) for row in rows)


def test_one_person_alone_is_said_to_be_that(client, clock):
    clock("2025-03-13T09:00")
    duty = factories.duty_editor()
    event = factories.event(claims=[factories.claim_approved_alone(by=duty)], by=duty, title="Sirens")
    event_actions.publish(event=event, by=duty, alone=True, urgency="Now.")
    event.refresh_from_db()
    content = event_actions.EventContent.of(event)
    from dataclasses import replace

    event_actions.edit_event(event=event, content=replace(content, title="No sirens"), version=event.version, by=duty)
    event_actions.publish(event=event, by=duty, alone=True, urgency="Now.", note="There were none.")
    (row,) = of_class(read(client, "/corrections/"), "changed")
    assert "Approved by one person, alone, as urgent" in words(row)


def test_they_are_narrowed_by_conflict_and_day(client, corrected):
    assert listed(read(client, "/corrections/", conflict="war")) == ALL[:2]
    assert listed(read(client, "/corrections/", conflict="talks")) == ALL[2:]
    assert listed(read(client, "/corrections/", **{"from": "2025-03-16", "to": "2025-03-17"})) == ALL[1:2]
    assert listed(read(client, "/corrections/", to="2025-03-15")) == ALL[2:]
    assert listed(read(client, "/corrections/", **{"from": "2026"})) == []


def test_as_of_a_moment_later_ones_are_not_known(client, corrected):
    page = read(client, "/corrections/", as_of="2025-03-17")
    assert listed(page) == ALL[1:]
    notice = the(page, "as-of")
    assert notice.xpath(".//a/@href") == [
        "?as_of=2025-03-15T12%3A00%3A00Z",
        "?as_of=2025-03-18T09%3A00%3A00Z",
        ".",
    ]
    assert "staged" not in words(page.find(".//main"))


@pytest.mark.parametrize(
    "query", ["conflict=none", "from=x", "to=2025-03-10&from=2025-04", "cursor=x", "cursor=r1", "from=../2025"]
)
def test_bad_parameters_are_refused_by_name(client, corrected, query):
    for url in ("/corrections/", "/corrections.atom"):
        page = read(client, f"{url}?{query}", status=400)
        assert query.partition("=")[0] in [words(one) for one in page.xpath("//dl/div/dt")]


def test_pages_follow_one_another(client, clock):
    clock("2025-03-13T09:00")
    entry = factories.published()
    for number in range(PAGE_SIZE + 2):
        clock(f"2025-03-13T10:{number:02}")
        entry = factories.republished(entry, title=f"Title {number}", note=f"Note {number}.")
    first = read(client, "/corrections/")
    (further,) = first.xpath("//nav[@aria-label='Pages']//a[@rel='next']/@href")
    second = read(client, followed("/corrections/", further))
    titles = [title for page in (first, second) for _, title, _ in listed(page)]
    assert titles == [f"Title {number}" for number in reversed(range(PAGE_SIZE + 2))]


@pytest.mark.parametrize("items", [1, 5])
def test_corrections_ask_the_same_few_questions(client, clock, settings, django_assert_num_queries, items):
    clock("2025-03-13T09:00")
    for number in range(items):
        factories.republished(factories.published(title=f"Event {number}"), title=f"Other {number}")
    settings.CORRECTIONS_NAME_APPROVER = True
    with django_assert_num_queries(ETAG + 3):  # revisions; withdrawals; conflicts to choose from
        assert len(listed(read(client, "/corrections/"))) == items
    with django_assert_num_queries(ETAG + 7):  # and the changes around the moment
        read(client, "/corrections/", as_of="2025-03-14")
    with django_assert_num_queries(ETAG + 2):
        client.get("/corrections.atom")


def test_the_feed_says_the_same(client, corrected):
    response = client.get("/corrections.atom")
    assert response["Content-Type"].startswith("application/atom+xml")
    root = etree.fromstring(response.content)
    entries = root.xpath("a:entry", namespaces=ATOM)
    assert [one.findtext("a:title", namespaces=ATOM) for one in entries] == [
        "Withdrawn: A raid",
        "Corrected: A raid",
        "Corrected: Half of Kursk",
    ]
    last = entries[-1]
    assert last.findtext("a:updated", namespaces=ATOM) == "2025-03-15T12:00:00+00:00"
    link = last.find("a:link", namespaces=ATOM).get("href")
    assert link == f"http://testserver/events/{corrected[0].event_id}/revisions/2/"
    summary = last.findtext("a:summary", namespaces=ATOM)
    assert "Half, not most." in summary
    assert "we said “Most of Kursk”" in summary
    assert len({one.findtext("a:id", namespaces=ATOM) for one in entries}) == 3
    narrowed = etree.fromstring(client.get("/corrections.atom?conflict=talks").content)
    assert len(narrowed.xpath("a:entry", namespaces=ATOM)) == 1
    (alternate,) = read(client, "/corrections/?conflict=talks").xpath("//link[@rel='alternate'][@type]/@href")
    assert alternate == "/corrections.atom?conflict=talks"


def test_what_was_written_is_no_markup_in_the_feed(client, clock):
    clock("2025-03-13T09:00")
    entry = factories.published(title="A <b>title</b> & more")
    factories.republished(entry, title="Another <b>title</b>", note="<script>alert(1)</script>")
    root = etree.fromstring(client.get("/corrections.atom").content)
    summary = root.findtext("a:entry/a:summary", namespaces=ATOM)
    assert "<script>" not in summary
    assert "&lt;script&gt;alert(1)" in summary
    assert root.findtext("a:entry/a:title", namespaces=ATOM) == "Corrected: Another <b>title</b>"
