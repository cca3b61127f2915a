"""The timeline as GeoJSON and CSV: the same entries, in the same order, with the same refusals."""

import csv
import io

import pytest

from tests import factories
from tests.timeline.test_paging import copies

pytestmark = pytest.mark.django_db


def rows(client, **asked):
    answer = client.get("/events.csv", asked)
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))


@pytest.fixture
def kyiv():
    return factories.published(
        title="In Kyiv",
        happened_edtf="2025-03-13",
        place=factories.place("kyiv", point=(50.45, 30.52), country="UKR"),
        actors=[factories.actor("trump")],
    )


def test_an_entry_is_a_feature(client, kyiv):
    answer = client.get("/events.geojson")
    assert answer["Content-Type"] == "application/geo+json"
    assert answer.json() == {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": kyiv.event_id,
                "geometry": {"type": "Point", "coordinates": [30.52, 50.45]},
                "properties": {
                    "title": "In Kyiv",
                    "url": f"http://testserver/events/{kyiv.event_id}-in-kyiv/",
                    "date": "2025-03-13",
                    "type": "statement",
                    "verdict": "verified",
                    "revision": 1,
                    "published": f"{kyiv.known_at:%Y-%m-%dT%H:%M:%SZ}",
                    "place": "Kyiv",
                    "precision": "exact",
                    "country": "UKR",
                    "actors": [actor["name"] for actor in kyiv.actors],
                },
            }
        ],
    }


def test_what_has_no_point_has_no_geometry(client):
    factories.published(title="Somewhere", place=None)
    (feature,) = client.get("/events.geojson").json()["features"]
    assert feature["geometry"] is None


@pytest.mark.parametrize(
    "asked", [{}, {"order": "oldest"}, {"q": "aide", "order": "relevance"}, {"type": "threaten"}]
)
def test_every_entry_is_there_once_whatever_page_it_is_on(client, kyiv, asked):
    copies(factories.published(title="An aide", happened_edtf="2025-03-13"), ["2025-03-12", "2025-03", ""] * 150)
    url, titles = "/events.geojson", []
    first = client.get(url, asked)
    while True:
        document = first.json()
        titles += [(one["id"], one["properties"]["title"]) for one in document["features"]]
        if not document.get("next"):
            break
        assert first["Link"] == f'<{document["next"]}>; rel="next"'
        first = client.get(document["next"])
    table = [(int(row["id"]), row["title"]) for row in rows(client, **asked)]
    assert table == titles
    assert len(set(titles)) == len(titles) == {"threaten": 0}.get(asked.get("type"), 452)


def test_a_table_says_what_is_known_and_nothing_that_a_spreadsheet_computes(client, kyiv):
    factories.published(title="=1+1", happened_edtf="2025-03-01", place=None, summary="@here")
    first, second = rows(client)
    assert first["title"] == "In Kyiv"
    assert (first["place"], first["place known"], first["latitude"], first["longitude"]) == (
        "Kyiv",
        "exact",
        "50.45",
        "30.52",
    )
    assert first["url"] == f"http://testserver/events/{kyiv.event_id}-in-kyiv/"
    assert (second["title"], second["summary"], second["latitude"]) == ("'=1+1", "'@here", "")


def test_what_was_known_leads_to_the_revision_that_said_so(client, kyiv):
    factories.republished(kyiv, title="Near Kyiv")
    assert [row["title"] for row in rows(client)] == ["Near Kyiv"]
    (feature,) = client.get("/events.geojson", {"as_of": "2100-01-01"}).json()["features"]
    assert feature["properties"]["url"].endswith(f"/events/{kyiv.event_id}/revisions/2/")


@pytest.mark.parametrize("url", ["/events.csv", "/events.geojson", "/events.geojson?cluster=3"])
def test_caches_may_ask_whether_it_is_still_fresh(client, kyiv, url):
    tag = client.get(url)["ETag"]
    assert client.get(url, headers={"If-None-Match": tag}).status_code == 304
    factories.published(title="Another")
    assert client.get(url, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("url", ["/events.csv", "/events.geojson"])
@pytest.mark.parametrize(("asked", "pointer"), [({"type": "nonsense"}, "type"), ({"colour": "red"}, "")])
def test_a_bad_parameter_is_named(client, url, asked, pointer):
    answer = client.get(url, asked)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert not answer.has_header("ETag")
