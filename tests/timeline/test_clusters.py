"""Clusters are what one finds by counting entries by hand."""

import json
import random
from collections import Counter, defaultdict
from dataclasses import dataclass
from math import floor

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lib.web_mercator import project
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
