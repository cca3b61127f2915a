"""How much is new since a look, for every state of the timeline."""

import json

import pytest

from lib.problems import MEDIA_TYPE
from tests import factories
from tests.conftest import logged_in
from tests.pages import parse
from timeline import actions

pytestmark = pytest.mark.django_db


def news(client, query=""):
    response = client.get(f"/news{query}")
    assert response.status_code == 200, response.content
    return json.loads(response.content)


def withdrawn(entry):
    event = entry.event
    event.refresh_from_db()
    return actions.withdraw(event=event, reason="A forgery.", by=factories.user("reviewer"))


def test_a_first_look_says_how_far_it_reaches_and_nothing_else(client):
    assert news(client) == {"newest": "0-0", "words": "", "events": {}}
    entry = factories.published()
    assert news(client) == {"newest": f"{entry.pk}-0", "words": "", "events": {}}


def test_a_later_look_counts_what_happened_since(client):
    old, wrong, gone = (factories.published(title=title) for title in ("Old", "Wrong", "Gone"))
    look = news(client)["newest"]
    assert news(client, f"?since={look}") == {"newest": look, "words": "", "events": {}}
    fresh = [factories.published(title=f"Fresh {n}") for n in range(2)]
    corrected = factories.republished(wrong, title="Right")
    withdrawal = withdrawn(gone)
    found = news(client, f"?since={look}")
    assert found == {
        "newest": f"{corrected.pk}-{withdrawal.pk}",
        "words": "2 new, 1 corrected, 1 withdrawn",
        "events": {
            str(wrong.event_id): "corrected",
            **{str(one.event_id): "new" for one in fresh},
            str(gone.event_id): "withdrawn",
        },
    }
    assert str(old.event_id) not in found["events"]
    assert news(client, f"?since={found['newest']}")["words"] == ""
    assert news(client, f"?since={look.partition('-')[0]}")["words"] == "2 new, 1 corrected"


def test_filters_narrow_what_is_new(client):
    look = news(client)["newest"]
    factories.published(title="Aid", type="aid", actors=[factories.actor("russia", "Russia")])
    withdrawn(factories.published(title="Words"))
    assert news(client, f"?since={look}&type=aid&actor=russia&order=oldest")["words"] == "1 new"
    assert news(client, f"?since={look}&q=words")["words"] == "1 withdrawn"
    assert news(client, f"?since={look}&verdict=false")["words"] == ""


def test_very_many_are_not_counted(client, monkeypatch):
    monkeypatch.setattr("timeline.news_views._MOST", 2)
    for _ in range(3):
        factories.published()
    assert news(client, "?since=0-0")["words"] == "2+ new"


def test_drafts_are_no_news(client):
    factories.event(claims=[factories.approved_claim()])
    assert news(client, "?since=0-0") == {"newest": "0-0", "words": "", "events": {}}


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("since=yesterday", "since"),
        ("since=-1", "since"),
        (f"since={'9' * 19}", "since"),
        ("since=1&type=nonsense", "type"),
        ("as_of=2025-03-01", "as_of"),
        ("cursor=1_1", "cursor"),
        ("colour=red", "colour"),
    ],
)
def test_a_bad_parameter_is_refused_by_its_name(client, query, named):
    response = client.get(f"/news?{query}")
    assert (response.status_code, response["Content-Type"]) == (400, MEDIA_TYPE)
    assert named in json.loads(response.content)["detail"]


def test_it_is_the_same_for_everybody_and_mostly_not_sent_again(client, editor, django_assert_num_queries):
    factories.published()
    first = client.get("/news?since=0-0")
    browser = logged_in(editor)
    with django_assert_num_queries(1):
        assert browser.get("/news?since=0-0", headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert not first.cookies
    assert first.get("Vary", "Accept-Encoding") == "Accept-Encoding"
    factories.published()
    assert client.get("/news?since=0-0", headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("number", [1, 5])
def test_it_asks_as_often_for_five_as_for_one(client, number, django_assert_num_queries):
    for _ in range(number):
        factories.republished(factories.published(), title="Another")
        withdrawn(factories.published())
    with django_assert_num_queries(4):  # ETag; newest; entries; withdrawn
        client.get("/news?since=0-0")


def test_the_timeline_says_where_to_ask_unless_nothing_can_be_new(client):
    entry = factories.published(actors=[factories.actor("russia", "Russia")])
    page = parse(client.get("/?actor=russia&order=oldest"))
    (bar,) = page.xpath("//*[@id='news']")
    assert bar.get("data-news") == "/news?actor=russia"
    assert bar.text is None
    assert parse(client.get("/conflicts/talks/")).xpath("//@data-news") == ["/news?conflict=talks"]
    for query in (f"as_of={entry.known_at:%Y-%m-%d}", "cursor=1_1", "type=nonsense"):
        assert parse(client.get(f"/?{query}")).xpath("//*[@id='news']") == [], query
