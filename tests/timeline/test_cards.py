"""What a card says beside its title: clocks, verdicts in words, two accounts, and how long a fuzzy date may mean."""

import pytest

from actors.models import Place
from claims import actions
from tests import factories
from tests.pages import followed, of_class, parse, the, timeline, words
from tests.timeline.test_paging import copies
from timeline.freezing import freeze
from timeline.models import Event

pytestmark = pytest.mark.django_db


def in_kyiv():
    return Place.objects.create(
        slug="kyiv", name="Kyiv", precision="exact", country="UKR", latitude=50.45, longitude=30.52
    )


def test_a_time_is_told_in_utc_and_in_the_zone_of_the_place(client):
    factories.published(title="At noon", place=in_kyiv(), happened_edtf="2025-07-01T12:00Z")
    factories.published(title="Late", place=Place.objects.get(slug="kyiv"), happened_edtf="2025-07-01T22:30Z")
    factories.published(title="A day", place=Place.objects.get(slug="kyiv"), happened_edtf="2025-07-01")
    factories.published(title="Nowhere", happened_edtf="2025-07-01T12:00Z")
    page = timeline(client)
    meta = {title: words(the(page.entry(title), "entry-meta")) for title in page.titles}
    assert "12:00 UTC15:00 in Kyiv" in meta["At noon"]
    assert "22:30 UTC01:30 on 2 July in Kyiv" in meta["Late"]
    assert "UTC" not in meta["A day"]
    assert "12:00 UTC" in meta["Nowhere"]
    assert " in " not in meta["Nowhere"]
    (time,) = page.entry("Late").xpath(".//time")
    assert time.get("datetime") == "2025-07-01T22:30Z"


def test_verdicts_of_several_statements_are_counted_in_words(client):
    claims = [factories.approved_claim(verdict=verdict) for verdict in ("disputed", "verified", "verified")]
    factories.published(title="Three", claims=claims)
    factories.published(title="One")
    page = timeline(client)
    assert words(the(page.entry("Three"), "entry-counts")) == "2 verified, 1 disputed"
    assert of_class(page.entry("One"), "entry-counts") == []


def contradicting():
    one, other = factories.approved_claim(text="It was taken."), factories.approved_claim(text="It was held.")
    third = factories.approved_claim(text="It rained.")
    actions.link_claims(claim=one, other=other, kind="contradicts", by=factories.user())
    return [one, other, third]


def test_accounts_that_contradict_each_other_stand_side_by_side(client):
    factories.published(title="A town", claims=contradicting())
    card = timeline(client).entry("A town")
    assert [words(the(side, "line-words")) for side in of_class(card, "side")] == [
        "Yuri Ushakov, foreign policy adviser: It was taken.",
        "Yuri Ushakov, foreign policy adviser: It was held.",
    ]
    assert words(the(card, "sides-between")) == "contradicts"
    (rest,) = of_class(the(card, "lines"), "line")
    assert "It rained." in words(rest)


def test_what_was_published_before_lines_said_so_has_the_same_digest():
    entry = factories.published(claims=contradicting())
    frozen = freeze(Event.objects.get(pk=entry.event_id)).entry
    assert [line.get("against") for line in frozen.lines] == [[{"kind": "contradicts", "position": 2}], None, None]
    assert frozen.digest == entry.digest


def test_a_fuzzy_lane_shows_how_long_its_date_may_mean(client):
    for happened in ("2025-03", "2025", "2024-24", "2025-03-20/..", "", "2025-03-13"):
        factories.published(title=happened or "undated", happened_edtf=happened)
    spans = {}
    for lane in of_class(timeline(client).root, "lane"):
        bars = of_class(lane, "span-bar")
        spans[words(the(lane, "entry-title"))] = [(bar.get("x"), bar.get("width")) for bar in bars]
    assert spans == {
        "2025": [("0.00%", "100.00%")],
        "2025-03": [("16.16%", "8.49%")],  # 59 days after the year began, 31 long, of 365
        "2024-24": [("45.83%", "12.31%")],  # December to February, of two years
        "2025-03-20/..": [],
        "undated": [],
        "2025-03-13": [],
    }


# ---- more entries -------------------------------------------------------------------------------------------------


def more(client, url):
    response = client.get(url, headers={"HX-Request": "true", "HX-Target": "more"})
    assert response.status_code == 200
    return response


def test_what_is_appended_is_the_next_page_s_list_and_no_more(client, django_assert_num_queries):
    copies(factories.published(happened_edtf="2025-03-14"), ["2025-03-13"] * 120)
    first = timeline(client)
    url = followed("/", first.link("entries ↓"))
    (link,) = first.root.xpath("//nav[@id='more']/a[@rel='next']")
    assert link.get("hx-get") == url
    assert (link.get("hx-target"), link.get("hx-swap"), link.get("hx-replace-url")) == ("#more", "outerHTML", "true")
    with django_assert_num_queries(1 + 1):  # the ETAG; what cards show that no page has shown yet
        response = more(client, url)
    assert "HX-Push-Url" not in response
    assert "HX-Target" in response["Vary"]
    fragment = parse(response)
    page = timeline(client, url)
    assert [words(one) for one in of_class(fragment, "entry-title")] == page.titles
    assert [one.tag for one in fragment.find("body")] == ["section", "nav"]
    assert not of_class(fragment, "strip")
    # The page knows by this that the day goes on.
    assert of_class(first.root, "lane")[-1].get("data-lane") == of_class(fragment, "lane")[0].get("data-lane")


def test_the_two_answers_of_one_address_are_not_confused(client):
    copies(factories.published(), ["2025-03-13"] * 60)
    url = followed("/", timeline(client).link("entries ↓"))
    tag = client.get(url)["ETag"]
    answer = client.get(url, headers={"HX-Request": "true", "HX-Target": "more", "If-None-Match": tag})
    assert answer.status_code == 200
