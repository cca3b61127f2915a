"""Feeds of any state of the timeline: what is in them, in which order, and what readers of feeds make of them."""

import json
from datetime import UTC, datetime
from urllib.parse import urlsplit

import feedparser
import pytest
from django.conf import settings as django_settings

from lib.problems import MEDIA_TYPE
from tests import factories
from tests.conftest import logged_in
from tests.timeline.test_paging import copies
from timeline.actions import publish, withdraw
from timeline.models import Entry

pytestmark = pytest.mark.django_db

FORMATS = pytest.mark.parametrize("address", ["/events.atom", "/events.json"])


def atom(client, query=""):
    response = client.get(f"/events.atom{query}")
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    found = feedparser.parse(response.content)
    assert not found.bozo, found.bozo_exception
    return found


def json_feed(client, query=""):
    response = client.get(f"/events.json{query}")
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/feed+json; charset=utf-8"
    return json.loads(response.content)


def moment(parsed):
    return datetime(*parsed[:6], tzinfo=UTC)


def withdrawn(entry, reason="It rested on a forgery."):
    return withdraw(event=entry.event, reason=reason, by=factories.user("reviewer"))


def test_the_newest_known_is_first_whenever_it_happened(client):
    factories.published(title="Later", happened_edtf="2025-03-20")
    factories.published(title="Earlier", happened_edtf="2025-03-01")
    assert [entry.title for entry in atom(client).entries] == ["Earlier", "Later"]
    assert [item["title"] for item in json_feed(client)["items"]] == ["Earlier", "Later"]
    assert [item["title"] for item in json_feed(client, "?order=oldest")["items"]] == ["Later", "Earlier"]


def test_an_entry_of_atom_says_what_the_card_says(client):
    entry = factories.published(actors=[factories.actor("kremlin", "The Kremlin")], place=factories.place())
    (found,) = atom(client).entries
    host = urlsplit(django_settings.SITE_URL).hostname
    assert found.id == f"tag:{host},2025:/events/{entry.event_id}"
    assert found.link == f"http://testserver/events/{entry.event_id}-{entry.slug}/"
    assert moment(found.published_parsed) == moment(found.updated_parsed) == entry.known_at.replace(microsecond=0)
    assert {tag.term for tag in found.tags} == {"statement", "verified", "The Kremlin", "Yuri Ushakov"}
    (content,) = found.content
    assert content.type == "text/html"
    for words in (entry.summary, "Ushakov called the ceasefire", "13 March 2025", "verified", "1 origin", "Moscow"):
        assert words in content.value
    assert f"http://testserver/events/{entry.event_id}/revisions/1/" in content.value


def test_an_item_of_json_feed_says_the_same(client):
    entry = factories.published()
    feed = json_feed(client)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["home_page_url"] == "http://testserver/"
    assert feed["feed_url"] == "http://testserver/events.json"
    assert "next_url" not in feed
    (item,) = feed["items"]
    (from_atom,) = atom(client).entries
    assert (item["id"], item["url"], item["title"]) == (from_atom.id, from_atom.link, from_atom.title)
    assert item["date_published"] == item["date_modified"] == entry.known_at.isoformat()
    assert item["_attested"] == {
        "kind": "new",
        "event": entry.event_id,
        "entry": entry.pk,
        "revision": 1,
        "revision_url": f"http://testserver/events/{entry.event_id}/revisions/1/",
        "happened": "2025-03-13",
        "verdict": "verified",
    }


def test_a_correction_is_the_same_entry_updated_with_its_note_first(client):
    first = factories.published(title="Three were killed")
    factories.published(title="Another")
    (before,) = [entry for entry in atom(client).entries if "Three" in entry.title]
    second = factories.republished(first, title="Two were killed", note="It was two, not three.")
    found = atom(client).entries
    assert [entry.title for entry in found] == ["Corrected: Two were killed", "Another"]
    after = found[0]
    assert after.id == before.id
    assert moment(after.published_parsed) == first.known_at.replace(microsecond=0)
    assert moment(after.updated_parsed) == second.known_at.replace(microsecond=0)
    assert after.content[0].value.startswith("<p><strong>Correction.</strong> It was two, not three.</p>")
    assert json_feed(client)["items"][0]["_attested"]["kind"] == "corrected"


def test_a_withdrawal_is_said_with_its_reason_and_repeats_nothing(client):
    entry = factories.published(title="A strike", summary="Words that were wrong.")
    factories.published(title="Another")
    gone = withdrawn(entry)
    found = atom(client).entries
    assert [entry.title for entry in found] == ["Withdrawn: A strike", "Another"]
    assert moment(found[0].updated_parsed) == gone.at.replace(microsecond=0)
    assert "It rested on a forgery." in found[0].content[0].value
    assert "Words that were wrong." not in found[0].content[0].value
    item = json_feed(client)["items"][0]
    assert item["_attested"]["kind"] == "withdrawn"
    assert "summary" not in item


def test_what_is_published_again_is_withdrawn_no_more(client):
    entry = factories.published(title="A strike")
    withdrawn(entry)
    publish(event=entry.event, by=factories.user("reviewer"), note="It was no forgery after all.")
    assert [item["title"] for item in json_feed(client)["items"]] == ["Corrected: A strike"]
    Entry.objects.get(revision=2)
    withdrawn(entry, "It was one.")
    (item,) = json_feed(client)["items"]
    assert (item["title"], item["_attested"]["revision"]) == ("Withdrawn: A strike", 2)


def test_every_filter_narrows_a_feed_and_what_was_withdrawn_of_it(client):
    russia = factories.actor("russia", "Russia")
    factories.published(title="With", actors=[russia], type="statement")
    factories.published(title="Without", type="aid")
    withdrawn(factories.published(title="Gone with", actors=[russia]))
    withdrawn(factories.published(title="Gone without", type="aid"))
    with_russia = ["Withdrawn: Gone with", "With"]
    assert [entry.title for entry in atom(client, "?actor=russia").entries] == with_russia
    assert [item["title"] for item in json_feed(client, "?actor=russia&type=statement")["items"]] == with_russia
    assert [item["title"] for item in json_feed(client, "?q=without")["items"]] == [
        "Withdrawn: Gone without",
        "Without",
    ]
    assert json_feed(client, "?from=2026")["items"] == []
    assert json_feed(client, "?actor=russia")["title"] == "Attested: actor Russia"
    assert atom(client, "?actor=russia").feed.title == "Attested: actor Russia"


def test_a_feed_of_a_past_day_knows_nothing_later(client):
    (entry,) = copies(factories.published(), ["2025-03-13"], known_at=datetime(2025, 4, 1, tzinfo=UTC))
    withdrawn(entry)
    (item,) = json_feed(client, "?as_of=2025-06-01")["items"]
    assert (item["title"], item["_attested"]["kind"]) == ("0: 2025-03-13", "new")
    assert json_feed(client, "?as_of=2025-03-01")["items"] == []
    assert json_feed(client)["items"][0]["title"] == "Withdrawn: 0: 2025-03-13"


@FORMATS
def test_older_pages_follow_one_another_without_a_gap_or_a_repeat(client, address):
    entry = factories.published(title="First")
    copies(entry, [f"2025-{month:02}-{day:02}" for month in (1, 2, 3, 4) for day in range(1, 29)])
    withdrawn(entry)
    seen, url, pages = [], address, 0
    while url:
        response = client.get(url)
        if address.endswith("json"):
            feed = json.loads(response.content)
            seen += [item["id"] for item in feed["items"]]
            url = feed.get("next_url", "")
        else:
            feed = feedparser.parse(response.content)
            seen += [item.id for item in feed.entries]
            url = next((link.href for link in feed.feed.links if link.rel == "next"), "")
        pages += 1
    assert pages == 3
    assert len(seen) == len(set(seen)) == 113


def test_a_feed_names_itself_and_its_page(client):
    factories.published(actors=[factories.actor("russia", "Russia")])
    feed = atom(client, "?actor=russia&order=newest").feed
    links = {link.rel: link.href for link in feed.links}
    assert links == {
        "self": "http://testserver/events.atom?actor=russia",
        "alternate": "http://testserver/?actor=russia",
    }
    assert feed.id.endswith(":/events?actor=russia")


def test_an_empty_feed_is_a_feed_that_never_changed(client):
    feed = atom(client)
    assert feed.entries == []
    assert moment(feed.feed.updated_parsed) == datetime(1970, 1, 1, tzinfo=UTC)
    assert json_feed(client)["items"] == []


@FORMATS
@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("type=nonsense", "type"),
        ("actor=nobody", "actor"),
        ("from=yesterday", "from"),
        ("cursor=elsewhere", "cursor"),
        ("cursor=r50", "cursor"),
        ("q=aide&order=relevance", "order"),
        ("colour=red", "colour"),
    ],
)
def test_a_bad_parameter_is_refused_by_its_name(client, address, query, named):
    response = client.get(f"{address}?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == MEDIA_TYPE
    assert "ETag" not in response
    assert named in json.loads(response.content)["detail"]


@FORMATS
def test_a_feed_is_the_same_for_everybody_and_not_sent_twice(client, address, reader):
    factories.published()
    first = client.get(address)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    browser = logged_in(reader)
    theirs = browser.get(address)
    assert (theirs.content, theirs["ETag"]) == (first.content, first["ETag"])
    for response in (first, theirs):
        assert not response.cookies
        assert response["Vary"] == "Accept-Encoding"
        assert response["Cache-Control"] == "no-cache, public"
    factories.published(title="Another")
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


@FORMATS
@pytest.mark.parametrize("number", [1, 5])
def test_a_feed_asks_as_often_for_five_entries_as_for_one(client, address, number, django_assert_num_queries):
    for n in range(number):
        entry = factories.published(title=f"Event {n}", actors=[factories.actor(f"actor-{n}")])
        factories.republished(entry, title=f"Event {n}, mended")
        withdrawn(factories.published(title=f"Gone {n}"))
    with django_assert_num_queries(4):  # ETag; published; withdrawn; first revisions
        client.get(address)
    tag = client.get(address)["ETag"]
    with django_assert_num_queries(1):
        client.get(address, headers={"If-None-Match": tag})


def test_only_what_is_published_is_in_a_feed(client):
    entry = factories.published(title="Public")
    factories.event(claims=[factories.approved_claim(text="Canary claim.")], title="Canary event")
    from timeline.actions import EventContent, edit_event

    event = entry.event
    event.refresh_from_db()
    values = {name: getattr(EventContent.of(event), name) for name in EventContent.__dataclass_fields__}
    edit_event(
        event=event,
        content=EventContent(**(values | {"title": "Canary edit"})),
        version=event.version,
        by=factories.user("editor"),
    )
    for address in ("/events.atom", "/events.json"):
        assert b"anary" not in client.get(address).content


def test_hostile_words_stay_words(client):
    hostile = "<script>alert(1)</script>&amp;\"']]>"
    entry = factories.published(title=f"Title {hostile}", summary=f"Summary {hostile}\x0b")
    factories.republished(entry, note=f"Note {hostile}", summary=f"New {hostile}\x0c")
    (found,) = feedparser.parse(client.get("/events.atom").content, sanitize_html=False).entries
    item = json_feed(client)["items"][0]
    assert item["title"] == f"Corrected: Title {hostile}"
    for content in (found.content[0].value, item["content_html"]):
        assert "<script" not in content
        assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;" in content
        assert "\x0c" not in content


def test_feeds_are_found_from_the_page_in_its_present_state(client):
    factories.published(actors=[factories.actor("russia", "Russia")])
    page = client.get("/?actor=russia&order=oldest").content.decode()
    assert '<link rel="alternate" type="application/atom+xml" title="Atom" href="/events.atom?actor=russia"' in page
    assert (
        '<link rel="alternate" type="application/feed+json" title="JSON Feed" href="/events.json?actor=russia"'
        in page
    )
    assert '<a class="follow-link" href="/follow/?actor=russia">' in page
    page = client.get("/conflicts/talks/").content.decode()
    assert 'href="/events.atom?conflict=talks"' in page
    refused = client.get("/?type=nonsense").content.decode()
    assert 'href="/events.atom" id="feed-atom"' in refused, "what is refused means no state"
