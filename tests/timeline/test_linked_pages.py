"""Links between events as readers see them: on both pages, as it was known, and nothing of what they do not know."""

import json

import pytest
from django.db import connection
from django.utils import timezone

from tests import factories
from tests.pages import of_class, read, words
from timeline import actions, linked_events
from timeline.models import Entry, Event
from timeline.moments import parameter

pytestmark = pytest.mark.django_db


def linked(client, url):
    """What a page says of other events, by the words for it."""
    found = {}
    for group in read(client, url).xpath("//dl[@class='linked']/div"):
        found[words(group.find("dt"))] = [words(one) for one in of_class(group, "linked-title")]
    return found


def publish(event):
    event.refresh_from_db()
    return actions.publish(event=event, by=factories.user("reviewer"), note="A link was wrong.")


def page(entry):
    return Entry.objects.get(event=entry.event_id, superseded_at=None).get_absolute_url()


@pytest.fixture
def two():
    """Both published, and the later one linked but not published since."""
    earlier, later = factories.published(title="The offer"), factories.published(title="The answer")
    factories.link(later.event, earlier.event, kind="answers", note="It names the offer.")
    return earlier, later


def test_readers_see_a_link_on_both_pages_after_a_publication(client, two):
    earlier, later = two
    assert linked(client, page(later)) == linked(client, page(earlier)) == {}
    publish(later.event)
    assert linked(client, page(later)) == {"In answer to": ["The offer"]}
    assert linked(client, page(earlier)) == {"Answered by": ["The answer"]}
    root = read(client, f"/uk{page(earlier)}")
    (note,) = root.xpath("//dl[@class='linked']//p/span[@lang='en']")
    assert words(note) == "It names the offer."
    assert "Про це говорить редакція:" in words(note.getparent())
    (other,) = of_class(root, "linked-title")
    assert (other.get("lang"), other.get("href")) == ("en", f"/uk{later.get_absolute_url()}")


def test_in_every_language_programs_get_the_same_names_and_pictures(client, two):
    publish(two[1].event)
    graphs = [
        json.loads(read(client, f"{prefix}{page(two[0])}").xpath("//script[@type='application/ld+json']/text()")[0])
        for prefix in ("", "/uk", "/ru")
    ]
    images = {
        read(client, f"{prefix}{page(two[0])}").xpath("//meta[@property='og:image']/@content")[0]
        for prefix in ("", "/uk", "/ru")
    }
    assert graphs[0] == graphs[1] == graphs[2]
    assert images == {f"http://testserver/events/{two[0].event_id}/revisions/1/card.png"}


def test_a_statement_that_says_so_is_led_to_from_both(client):
    earlier = factories.published(title="The offer")
    claims = [factories.approved_claim(text="One."), factories.approved_claim(text="It was because of the offer.")]
    later = factories.published(title="The answer", claims=claims)
    factories.link(later.event, earlier.event, claim=claims[1], note="")
    publish(later.event)
    for url, href in (
        (page(later), "#statement-2"),
        (page(earlier), f"{later.get_absolute_url()}#statement-2"),
    ):
        (link,) = list(read(client, url).xpath("//dl[@class='linked']//p/a"))
        assert (words(link), link.get("href")) == ("It was because of the offer.", href)


def test_what_is_not_published_is_not_told_in_any_way(client):
    draft = factories.event(title="CANARY", claims=[factories.approved_claim()])
    entry = factories.published(title="The answer")
    factories.link(entry.event, draft)
    live = publish(entry.event)
    assert (live.revision, live.changes) == (2, [])
    urls = [page(entry), f"/events/{entry.event_id}/changes/", f"/events/{entry.event_id}.jsonld", "/changes/"]
    assert not [url for url in urls if "CANARY" in client.get(url).text or "The one names" in client.get(url).text]
    publish(draft)
    assert linked(client, page(entry)) == {"Followed from": ["CANARY"]}
    actions.withdraw(event=draft, reason="It did not happen.", by=factories.user("reviewer"))
    assert linked(client, page(entry)) == {}


def test_a_link_between_drafts_or_from_one_leaks_nothing(client):
    entry, draft = factories.published(title="The offer"), factories.event(title="CANARY")
    factories.link(draft, entry.event)
    assert "CANARY" not in client.get(page(entry)).text


def test_as_of_a_moment_links_are_as_they_were_known(client, two, monkeypatch):
    earlier, later = two
    before = timezone.now()
    publish(later.event)
    then = timezone.now()
    factories.republished(earlier, title="The offer, renamed")
    assert linked(client, page(later)) == {"In answer to": ["The offer, renamed"]}
    url = later.get_absolute_url()
    assert linked(client, f"{url}?as_of={parameter(then)}") == {"In answer to": ["The offer"]}
    assert linked(client, f"{url}?as_of={parameter(before)}") == {}
    asked = f"/events/{earlier.event_id}-{earlier.slug}/?as_of={parameter(then)}"
    assert linked(client, asked) == {"Answered by": ["The answer"]}


def test_a_superseded_revision_shows_for_ever_what_was_known_when_it_ended(client, two):
    earlier, later = two
    publish(later.event)
    first = f"/events/{earlier.event_id}/revisions/1/"
    factories.republished(earlier, title="The offer, renamed")
    assert linked(client, first) == {"Answered by": ["The answer"]}
    (link,) = read(client, first).xpath("//a[@class='linked-title']/@href")
    assert link == f"/events/{later.event_id}/revisions/2/"
    factories.republished(Entry.objects.get(event=later.event_id, superseded_at=None), title="Another answer")
    actions.withdraw(event=Event.objects.get(pk=later.event_id), reason="No.", by=factories.user("reviewer"))
    assert linked(client, first) == {"Answered by": ["The answer"]}


def test_what_is_linked_and_taken_back_is_told_in_words(client, two):
    _earlier, later = two
    added = publish(later.event)
    told = {"what": "in answer to", "before": "", "after": "“The offer”: It names the offer."}
    assert added.changes == [told]
    assert added.correction_note == ""
    link = later.event.links.get()
    actions.remove_link(link=link, version=Event.objects.get(pk=later.event_id).version, by=factories.user())
    taken = publish(later.event)
    assert taken.changes == [told | {"before": told["after"], "after": ""}]
    assert taken.correction_note
    page = read(client, f"/events/{later.event_id}/changes/")
    assert "“The offer”: It names the offer." in [words(one) for one in page.iter("del")]


def test_a_link_that_readers_saw_later_is_taken_back_by_name(client):
    draft = factories.event(title="The offer", claims=[factories.approved_claim()])
    later = factories.published(title="The answer")
    link = factories.link(later.event, draft)
    publish(later.event)
    publish(draft)
    actions.remove_link(link=link, version=Event.objects.get(pk=later.event_id).version, by=factories.user())
    assert publish(later.event).changes[0]["before"] == "“The offer”: The one names the other."
    assert "“The offer”" in words(read(client, f"/events/{later.event_id}/changes/").find(".//main"))


@pytest.mark.parametrize(
    ("kind", "term", "inverse"),
    [
        ("follows", "crm:P15_was_influenced_by", "crm:P15i_influenced"),
        ("answers", "crm:P17_was_motivated_by", "crm:P17i_motivated"),
        ("part", "superEvent", "subEvent"),
    ],
)
def test_programs_are_told_in_terms_that_claim_no_more(client, kind, term, inverse):
    earlier, later = factories.published(title="The offer"), factories.published(title="The answer")
    factories.link(later.event, earlier.event, kind=kind)
    publish(later.event)
    for entry, other, name in ((later, earlier, term), (earlier, later, inverse)):
        graph = json.loads(client.get(f"/events/{entry.event_id}.jsonld").content)
        (event,) = [node for node in graph["@graph"] if node["@type"] == "Event"]
        (told,) = event[name]
        revision = Entry.objects.get(event=other.event_id, superseded_at=None).revision
        assert told["name"] == other.title
        assert told["@id"].endswith(f"/events/{other.event_id}/revisions/{revision}/#event")
        if ":" in name:
            assert graph["@context"][1] == {"crm": "http://www.cidoc-crm.org/cidoc-crm/"}


@pytest.mark.parametrize("number", [1, 5])
def test_links_are_one_question(client, number, django_assert_num_queries):
    entry = factories.published(title="The answer")
    for n in range(number):
        factories.link(entry.event, factories.published(title=f"Offer {n}").event)
        after = factories.published(title=f"Echo {n}")
        factories.link(after.event, entry.event)
        publish(after.event)
    publish(entry.event)
    # ETag; revisions; statements and citations; what is linked; threads of claims
    with django_assert_num_queries(6):
        found = client.get(f"/events/{entry.event_id}-the-answer/")
    assert found.text.count("linked-title") == 2 * number


def test_of_many_the_earliest_are_shown_and_the_page_says_so(client, monkeypatch):
    monkeypatch.setattr(linked_events, "MOST_SHOWN", 2)
    whole = factories.published(title="The war", happened_edtf="2025-02-24")
    for day in (13, 12, 11):
        part = factories.published(title=f"Day {day}", happened_edtf=f"2025-03-{day}")
        factories.link(part.event, whole.event, note="Named in it.")
        publish(part.event)
    assert linked(client, page(whole)) == {"Led to": ["Day 11", "Day 12"]}
    assert "There are more" in client.get(page(whole)).text


@pytest.mark.parametrize("outward", [[], [{"event": 7}]])
def test_each_half_of_the_question_has_an_index(outward):
    """Of a few rows PostgreSQL reads all: so it is asked what it would do if that were dear."""
    entry = factories.published()
    entry.links = outward
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")
    plan = Entry.objects.order_by().linked_with(entry).explain()
    assert "Bitmap Index Scan on timeline_entry_links" in plan
    assert ("BitmapOr" in plan) == bool(outward)
