"""What a map's clusters say of places, how small the answer is, and what is refused."""

import json
import random

import pytest

from lib.web_mercator import unproject
from tests import factories
from tests.timeline.test_clusters import VERDICTS, clusters
from tests.timeline.test_paging import copies

pytestmark = pytest.mark.django_db


def test_places_have_their_name_and_how_exactly_they_are_known(client):
    factories.published(place=factories.place("kursk-region", "Kursk region", precision="admin1", point=(51.7, 36.2)))
    factories.published(place=factories.place("kursk", "Kursk", point=(51.73, 36.19)))
    region, city = sorted(clusters(client)["features"], key=lambda one: one["properties"]["within_km"], reverse=True)
    assert region["properties"] == {
        "count": 1,
        "verdicts": {"verified": 1},
        "area": True,
        "place": "kursk-region",
        "name": "Kursk region",
        "precision": "admin1",
        "within_km": 150,
    }
    assert (city["properties"]["area"], city["properties"]["within_km"]) == (False, 5), "a region is not a dot"
    assert city["geometry"] == {"type": "Point", "coordinates": [36.19, 51.73]}


def test_the_answer_is_small_however_many_entries_there_are(client):
    entry = factories.published(title="One", happened_edtf="2024-01-01")
    some = random.Random(20)
    name = "Ж" * 200
    places = []
    for number in range(2_000):
        longitude, latitude = unproject(some.random(), some.random())
        known = some.choice(["exact", "admin1"])
        at = {"longitude": longitude, "latitude": latitude, "place_slug": f"{number:080}", "place_precision": known}
        places += [at | {"place_name": name, "verdict": some.choice(VERDICTS)} for _ in range(10)]
    copies(entry, ["2025-03-13"] * len(places), places)
    for zoom in (0, 2, 5, 9, 18):
        for window in ({}, {"window": "-180,-85,180,85"}, {"window": "100,-60,-100,60"}, {"window": "10,40,30,55"}):
            answer = client.get("/events.geojson", {"cluster": zoom, **window})
            found = json.loads(answer.content)
            assert len(answer.content) <= 40_000, (zoom, window)
            assert 0 < len(found["features"]) <= 100
            if not window:
                assert sum(one["properties"]["count"] for one in found["features"]) == found["on_map"] == 20_000
    page = client.get("/?view=map")
    assert len(page.content) <= 250_000
    assert page.content.count(b'class="map-mark"') <= 100


@pytest.mark.parametrize(
    ("asked", "parameter", "says"),
    [
        ({"cluster": "near"}, "cluster", "whole number"),
        ({"cluster": "19"}, "cluster", "less than or equal to 18"),
        ({"cluster": "3", "window": "1,2,3"}, "window", "is not a box"),
        ({"cluster": "3", "window": "none"}, "window", "is not a box"),
        ({"window": "1,2,3,4"}, "window", "give “cluster” too"),
        ({"cluster": "3", "cursor": "0_1"}, "cursor", "no pages"),
        ({"zoom": "3"}, "", "no parameter “zoom”"),
        ({"type": "nonsense"}, "type", "not a type"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(client, asked, parameter, says):
    answer = client.get("/events.geojson", asked)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    (error,) = answer.json()["errors"]
    assert error["pointer"] == parameter
    assert says in error["detail"]
