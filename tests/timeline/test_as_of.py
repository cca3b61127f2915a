"""The timeline as it was known on a day."""

from datetime import UTC, datetime

import pgtrigger
import pytest
from django.utils import timezone

from actors.models import Conflict
from lib.history import versions_of
from tests import factories
from tests.pages import followed, of_class, parameters, read, the, timeline, words
from timeline import actions as event_actions

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
    back = followed("/?as_of=2025-03-14&q=kursk", _link(notice, "Back to now"))
    assert back == "/?q=kursk"
    assert timeline(client, back).titles == ["Some of Kursk"]
    assert "14 March 2025, 12:30 UTC" in words(the(read(client, as_of="2025-03-14T12:30Z"), "as-of"))
    assert of_class(read(client), "as-of") == []


def _link(element, text):
    (found,) = [one.get("href") for one in element.iter("a") if text in words(one)]
    return found


def test_entries_of_the_past_lead_to_the_event_as_it_was_then(client, history):
    page = timeline(client, as_of="2025-03-15")
    (link,) = page.root.xpath(".//h3/a")
    assert link.get("href") == f"/events/{history[0].event_id}-half-of-kursk/?as_of=2025-03-15"
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


def test_one_steps_from_change_to_change(client, history):
    """Each step is an address, and the titles of each state come in turn."""
    url, seen = "/?q=", []
    for _ in range(5):
        response = client.get(f"{url}{'&' if '?' in url else '?'}step=earlier")
        assert response.status_code == 302
        url = response["Location"]
        seen.append(timeline(client, url).titles)
    assert seen == [["Half of Kursk", "A call"], ["Half of Kursk"], ["Most of Kursk"], [], []]
    forward = []
    for _ in range(4):
        url = client.get(f"{url}&step=later")["Location"]
        forward.append(timeline(client, url).titles)
    assert forward == [["Most of Kursk"], ["Half of Kursk"], ["Half of Kursk", "A call"], ["Some of Kursk", "A call"]]
    assert client.get(f"{url}&step=later")["Location"] == "/"


def test_steps_keep_the_filters_and_the_conflict(client, history):
    url = client.get("/conflicts/talks/?q=kursk&order=oldest&step=earlier")["Location"]
    assert url == "/conflicts/talks/?q=kursk&order=oldest&as_of=2025-03-15T12%3A00%3A00Z"
    notice = the(read(client, url), "as-of")
    assert _link(notice, "Change before").endswith("step=earlier")
    assert _link(notice, "What changed") == "/changes/?conflict=talks&since=2025-03-15T12%3A00%3A00Z"
    assert list(timeline(client, "/?step=sideways", status=400).refused) == ["step"]


def test_steps_are_those_of_what_is_asked_for(client, history):
    """“Half” comes by one correction and goes by the next; the call of the 16th has nothing to do with it."""
    url, seen = "/?q=half", []
    for _ in range(3):
        url = client.get(f"{url}&step=earlier")["Location"]
        seen.append((dict(parameters(url))["as_of"][:16], timeline(client, url).titles))
    assert seen == [
        ("2025-03-15T12:00", ["Half of Kursk"]),
        ("2025-03-15T11:59", []),
        ("2025-03-15T11:59", []),
    ]
    url = client.get(f"{url}&step=later")["Location"]
    assert timeline(client, url).titles == ["Half of Kursk"]
    url = client.get(f"{url}&step=later")["Location"]
    assert dict(parameters(url))["as_of"] == "2025-03-17T08:30:15.123456Z"
    assert timeline(client, url).titles == []
    assert client.get(f"{url}&step=later")["Location"] == "/?q=half"


def test_an_event_is_shown_as_it_was_known(client, history):
    number = history[0].event_id
    page = read(client, f"/events/{number}-half-of-kursk/", as_of="2025-03-16")
    assert words(page.find(".//h1")) == "Half of Kursk"
    assert "Some" not in words(page.find(".//main"))
    assert of_class(page, "superseded") == []
    notice = the(page, "as-of")
    assert _link(notice, "Change before") == "?as_of=2025-03-13T09%3A00%3A00Z"
    assert _link(notice, "Change after") == "?as_of=2025-03-17T08%3A30%3A15.123456Z"
    assert _link(notice, "What changed") == f"/events/{number}/changes/?since=2025-03-16"
    assert _link(notice, "Back to now") == "."
    links = page.xpath("//main//article//a/@href")
    assert all("as_of=2025-03-16" in link for link in links if link.startswith("/") and "/cite." not in link)


def test_another_slug_leads_to_the_one_of_then(client, history):
    number = history[0].event_id
    response = client.get(f"/events/{number}-some-of-kursk/?as_of=2025-03-14")
    assert (response.status_code, response["Location"]) == (301, f"/events/{number}-most-of-kursk/?as_of=2025-03-14")
    coming = client.get(f"/events/{number}-x/?as_of=2100-01-01")
    assert coming.status_code == 302


def test_before_it_was_published_there_was_nothing(client, history):
    number = history[0].event_id
    for url in (f"/events/{number}-most-of-kursk/", f"/events/{number}/revisions/1/", f"/events/{number}/changes/"):
        page = read(client, url, as_of="2025-03-12", status=404)
        assert "not published yet" in words(page.find(".//h1"))
        assert "Kursk" not in words(page.find(".//main"))
    citation = history[0].statements.get().citations.get().get_absolute_url()
    assert read(client, citation, as_of="2025-03-12", status=404) is not None
    read(client, f"/events/{number}/revisions/3/", as_of="2025-03-16", status=404)


def test_a_withdrawal_is_not_known_before_it_was_made(client, history, clock):
    number = history[0].event_id
    clock("2025-03-20T10:00")
    event_actions.withdraw(event=history[0].event, reason="It was staged.", by=factories.user("reviewer"))
    before = read(client, f"/events/{number}-some-of-kursk/", as_of="2025-03-19")
    assert "staged" not in words(before.find(".//body"))
    assert _link(the(before, "as-of"), "Change after") == "?as_of=2025-03-20T10%3A00%3A00Z"
    assert client.get(f"/events/{number}-some-of-kursk/?as_of=2025-03-20").status_code == 410


def test_a_moment_that_has_not_come_says_so(client, history):
    for url in ("/", f"/events/{history[0].event_id}/revisions/1/", "/corrections/", "/about/"):
        assert "has not come yet" in words(the(read(client, url, as_of="2100-01-01"), "as-of"))
        assert "hardly passed" in words(the(read(client, url, as_of="2025-03-17T08:30:15.123456Z"), "as-of"))
        assert "yet" not in words(the(read(client, url, as_of="2025-03-16"), "as-of"))


@pytest.mark.parametrize(
    "query", ["as_of=soon", "as_of=2025-03", "as_of=2025-02-31T00:00:00.5Z", "colour=red", "as_of=1&as_of=2"]
)
def test_every_page_refuses_what_it_does_not_know(client, history, query):
    citation = history[0].statements.get().citations.get().get_absolute_url()
    number = history[0].event_id
    for url in (
        f"/events/{number}-some-of-kursk/",
        f"/events/{number}/revisions/1/",
        f"/events/{number}/changes/",
        "/changes/",
        citation,
        "/about/",
        "/corrections/",
        "/corrections.atom",
    ):
        page = read(client, f"{url}?{query}", status=400)
        name = query.partition("=")[0]
        assert {"colour": "unknown"}.get(name, name) in [words(one) for one in page.xpath("//dl/div/dt")]


def test_an_actor_is_called_as_then(client, clock):
    clock("2025-03-13T09:00")
    who = factories.actor("kyiv", "Kiev")
    first = factories.published(actors=[who])
    clock("2025-03-14T09:00")
    who.name = "Kyiv"
    who.save()
    factories.republished(first, summary="More.")
    assert "Kiev" in " ".join(timeline(client, as_of="2025-03-13", actor="kyiv").chips)
    assert "Kyiv" in " ".join(timeline(client, actor="kyiv").chips)


@pytest.mark.parametrize(("day", "name"), [("2025-03-14", "The talks"), ("2025-03-16", "Jeddah and after")])
def test_a_conflict_has_the_name_of_then(client, history, day, name):
    conflict = history[0].conflict
    war = factories.conflict("war", "The war")
    other = factories.published(title="Elsewhere", conflict=war, claims=[factories.approved_claim(conflict=war)])
    conflict.name, conflict.description = "Jeddah and after", "What became of it."
    conflict.save()
    versions = versions_of(Conflict).filter(id=conflict.pk)
    with pgtrigger.ignore("actors.ConflictVersion:append_only"):
        versions.filter(pgh_label="insert").update(pgh_created_at="2025-03-01T00:00Z")
        versions.filter(pgh_label="update").update(pgh_created_at="2025-03-15T00:00Z")
    page = read(client, f"/conflicts/{conflict.slug}/?as_of={day}")
    assert words(page.find(".//h1")) == name
    assert [words(one) for one in of_class(page, "lede")] == (["What became of it."] if day > "2025-03-15" else [])
    choice = read(client, "/", as_of=day, conflict=conflict.slug)
    assert f"Conflict {name}" in words(of_class(choice, "chip")[0])
    both = read(client, "/", as_of=f"{other.known_at.year + 1}-01-01")
    assert "Jeddah and after" in words(both.get_element_by_id("conflict"))
