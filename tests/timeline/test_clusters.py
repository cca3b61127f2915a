"""Clusters are what one finds by counting entries by hand, in a small answer however many entries there are."""

import json
import random
from collections import Counter, defaultdict
from dataclasses import dataclass
from math import floor

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lib.web_mercator import project, unproject
from tests import factories
from tests.timeline.test_paging import copies

pytestmark = pytest.mark.django_db

PRECISIONS = ["exact", "near", "admin2", "admin1", "region", "country", "unknown"]
VERDICTS = ["verified", "disputed", "false"]
TYPES = ["statement", "threaten"]


@dataclass(frozen=True)
class Row:
    """What is known of an entry by who made it."""

    longitude: float | None
    latitude: float | None
    precision: str
    country: str
    place: str
    verdict: str
    type: str
    date: str


def random_rows(number, seed):
    """Entries around the world, many at the same places, some on both sides of the 180th meridian."""
    some = random.Random(seed)
    places = [(round(some.uniform(-180, 180), 4), round(some.uniform(-80, 80), 4)) for _ in range(25)]
    places += [(-180, 0), (180, 0), (179.5, -16), (-179.5, -17), (37.6, 55.75), (37.61, 55.752)]
    for _ in range(number):
        at = some.randrange(len(places) + 3)
        longitude, latitude = places[at] if at < len(places) else (None, None)
        yield Row(
            longitude,
            latitude,
            some.choice(PRECISIONS),
            some.choice(["UKR", "RUS", ""]),
            f"place-{at}" if at < len(places) + 2 else "",
            some.choice(VERDICTS),
            some.choice(TYPES),
            some.choice(["2025-03-11", "2025-03-12", "2025-03"]),
        )


def made(entry, rows):
    """Published copies of an entry with these places, in bulk."""
    each = [
        {
            "longitude": row.longitude,
            "latitude": row.latitude,
            "place_precision": row.precision,
            "place_country": row.country,
            "place_slug": row.place,
            "place_name": row.place.title(),
            "verdict": row.verdict,
            "type": row.type,
        }
        for row in rows
    ]
    copies(entry, [row.date for row in rows], each)


SAMPLE = list(random_rows(150, seed=7))


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker):
    """Made once: each test runs in a savepoint inside this transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        made(factories.published(title="The pattern", happened_edtf="2024-01-01"), SAMPLE)
        yield
        transaction.set_rollback(True)


def clusters(client, **asked):
    answer = client.get("/events.geojson", {"cluster": 3, **asked})
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/geo+json"
    return json.loads(answer.content)


def meant(rows, asked):
    first = {"2025-03-11": 11, "2025-03-12": 12, "2025-03": 1}
    last = {"2025-03-11": 11, "2025-03-12": 12, "2025-03": 31}
    return [
        row
        for row in rows
        if asked.get("type", row.type) == row.type
        and asked.get("verdict", row.verdict) == row.verdict
        and last[row.date] >= int(asked.get("from", "2025-03-01")[-2:])
        and first[row.date] <= int(asked.get("to", "2025-03-31")[-2:])
    ]


def inside(row, box):
    west, south, east, north = (float(edge) for edge in box.split(","))
    lies = west <= row.longitude <= east if west <= east else row.longitude >= west or row.longitude <= east
    return lies and south <= row.latitude <= north


def by_hand(rows, zoom):
    """Entries by the cell in which they lie and by whether they are areas, counted one by one."""
    cells = defaultdict(list)
    across = 4 * 2**zoom
    for row in rows:
        x, y = (max(0, min(floor(part * across), across - 1)) for part in project(row.longitude, row.latitude))
        cells[x, y, row.precision not in {"exact", "near"}].append(row)
    return [
        (
            len(cell),
            dict(Counter(row.verdict for row in cell)),
            is_area,
            cell[0].place if len({row.place for row in cell}) == 1 else "",
            round(sum(row.longitude for row in cell) / len(cell), 4),
            round(sum(row.latitude for row in cell) / len(cell), 4),
        )
        for (_, _, is_area), cell in cells.items()
    ]


def told(found):
    return [
        (
            one["properties"]["count"],
            one["properties"]["verdicts"],
            one["properties"]["area"],
            one["properties"].get("place", ""),
            *(round(edge, 4) for edge in one["geometry"]["coordinates"]),
        )
        for one in found["features"]
    ]


def order(cluster):
    return json.dumps(cluster, sort_keys=True)


def close(one, other):
    return one[:4] == other[:4] and all(abs(a - b) < 1e-3 for a, b in zip(one[4:], other[4:], strict=True))


QUESTIONS = st.fixed_dictionaries(
    {"cluster": st.integers(0, 4)},
    optional={
        "type": st.sampled_from(TYPES),
        "verdict": st.sampled_from(VERDICTS),
        "from": st.sampled_from(["2025-03-11", "2025-03-12", "2025-03-13"]),
        "to": st.sampled_from(["2025-03-11", "2025-03-12"]),
        "window": st.sampled_from(["-30,-40,60,70", "170,-40,-170,10", "179.5,-90,-179.5,90", "37,55,38,56"]),
        "bbox": st.sampled_from(["0,0,180,85", "90,-60,-90,60"]),
    },
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@example(asked={"cluster": 3})
@example(asked={"cluster": 4, "window": "170,-40,-170,10"})
@given(asked=QUESTIONS)
def test_clusters_are_what_one_counts_by_hand(client, sample, asked):
    if asked.get("from", "") > asked.get("to", "9"):
        asked = {name: value for name, value in asked.items() if name != "to"}
    rows = meant(SAMPLE, asked)
    if box := asked.get("bbox"):
        rows = [row for row in rows if row.longitude is not None and inside(row, box)]
    on_map = [row for row in rows if row.longitude is not None and row.precision != "country"]
    seen = [row for row in on_map if "window" not in asked or inside(row, asked["window"])]
    found = clusters(client, **{"from": "2025-03-01", **asked})
    expected = sorted(by_hand(seen, asked["cluster"]), key=order)
    assert len(told(found)) == len(expected)
    assert all(close(one, other) for one, other in zip(sorted(told(found), key=order), expected, strict=True))
    off = [row for row in rows if row not in on_map]
    assert found["on_map"] == len(on_map)
    assert found["countries"] == dict(Counter(row.country for row in off if row.country))
    assert (found["in_country"], found["nowhere"]) == (
        sum(bool(row.country) for row in off),
        sum(not row.country for row in off),
    )


def test_a_box_to_zoom_into_has_all_of_the_cluster_in_it(client, sample):
    for feature in clusters(client, cluster=1)["features"]:
        box = ",".join(map(str, feature["bbox"]))
        exact = {"exact", "near"} if not feature["properties"]["area"] else set(PRECISIONS) - {"exact", "near"}
        rows = [row for row in SAMPLE if row.longitude is not None and row.precision in exact - {"country"}]
        assert sum(inside(row, box) for row in rows) >= feature["properties"]["count"]


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
