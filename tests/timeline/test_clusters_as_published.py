"""However events come, change, move and go, the map shows what one counts by hand, now and as of any moment."""

import json
import random
from collections import Counter

import pytest

from accounts.roles import Role
from actors.actions import merge_actors
from actors.models import Place
from tests import factories
from tests.pages import read, words
from tests.timeline.test_clusters import Row, by_hand, close, inside, order, told
from timeline.actions import withdraw
from timeline.models import Entry

pytestmark = pytest.mark.django_db

POINTS = [(50.45, 30.5), (50.46, 30.52), (55.75, 37.6), (-18.1, 178.4), (-17.0, -179.5), (48.0, 37.8), (None, None)]
PRECISIONS = ["exact", "near", "admin1", "region", "country", "unknown"]
VERDICTS = ["verified", "disputed", "false"]
WINDOWS = [None, "20,44,40,60", "170,-30,-170,0", "30.4,50.4,30.51,50.47"]


def some_places(chance):
    return [
        factories.place(
            f"place-{number}",
            f"Place {number}",
            precision=chance.choice(PRECISIONS),
            point=chance.choice(POINTS),
            country=chance.choice(["UKR", "RUS", ""]),
        )
        for number in range(10)
    ]


def a_step(chance, standing, places):
    """An event that is new, another one, or one that is no more."""
    step = chance.random()
    where = chance.choice([*places, None])
    if standing and step < 0.25:
        entry = standing.pop(chance.randrange(len(standing)))
        standing.append(factories.republished(entry, place=where))
    elif standing and step < 0.35:
        entry = standing.pop(chance.randrange(len(standing)))
        withdraw(event=entry.event, by=factories.user(Role.REVIEWER), reason="It did not happen.")
    elif step < 0.45:
        moved = chance.choice(places)  # entries keep what they said of it
        latitude, longitude = chance.choice(POINTS)
        Place.objects.filter(pk=moved.pk).update(name=f"{moved.name}*", latitude=latitude, longitude=longitude)
        moved.refresh_from_db()
    else:
        claim = factories.approved_claim(verdict=chance.choice(VERDICTS))
        actors = [factories.actor(chance.choice(["one", "double"]))]
        standing.append(factories.published(claims=[claim], place=where, actors=actors))


def public(as_of):
    shown = [
        one
        for one in Entry.objects.order_by("pk")
        if (one.superseded_at is None if as_of is None else one.known_at <= as_of)
        and (one.superseded_at is None or one.superseded_at > as_of)
    ]
    return [(one, row_of(one)) for one in shown]


def row_of(entry):
    return Row(
        entry.longitude,
        entry.latitude,
        entry.place_precision,
        entry.place_country,
        entry.place_slug,
        entry.verdict,
        entry.type,
        "",
    )


def check(client, zoom, window, as_of, **asked):
    known = public(as_of)
    if "actor" in asked:
        known = [(one, row) for one, row in known if any(actor["slug"] in {"one", "double"} for actor in one.actors)]
    if as_of:
        asked["as_of"] = f"{as_of:%Y-%m-%dT%H:%M:%S.%fZ}"
    rows = [row for _, row in known]
    on_map = [row for row in rows if row.longitude is not None and row.precision != "country"]
    seen = [row for row in on_map if window is None or inside(row, window)]
    answer = client.get("/events.geojson", {"cluster": zoom, **({"window": window} if window else {}), **asked})
    found = json.loads(answer.content)
    expected = sorted(by_hand(seen, zoom), key=order)
    assert len(found["features"]) == len(expected)
    assert all(close(one, other) for one, other in zip(sorted(told(found), key=order), expected, strict=True))
    off = Counter(row.country for row in rows if row not in on_map)
    assert (found["on_map"], found["nowhere"]) == (len(on_map), off.pop("", 0))
    assert (found["in_country"], found["countries"]) == (off.total(), dict(off))
    check_table(read(client, "/", view="map", **asked), known)


def check_table(page, known):
    """The table beside the map: each place under the name that its latest entry has."""
    rows = page.xpath("//table[@id='places']/tbody/tr[th]")
    counts = Counter(entry.place_slug for entry, _ in known if entry.place_slug)
    names = {entry.place_slug: entry.place_name for entry, _ in known}
    expected = [(names[slug], number) for slug, number in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]
    assert [(words(row[0]), int(words(row[2]))) for row in rows] == expected


@pytest.mark.parametrize("seed", range(3))
def test_the_map_follows_what_is_published(client, seed):
    chance = random.Random(seed)
    places, standing = some_places(chance), []
    for number in range(22):
        a_step(chance, standing, places)
        if number == 14 and {"one", "double"} <= {actor["slug"] for one in standing for actor in one.actors}:
            gone, kept = factories.actor("double"), factories.actor("one")
            merge_actors(gone=gone, kept=kept, reason="One person.", by=factories.user())
            check(client, 4, None, None, actor="one")
        if chance.random() < 0.4:
            check(client, chance.choice([0, 3, 6, 12, 18]), chance.choice(WINDOWS), None)
    moments = list(Entry.objects.values_list("known_at", flat=True))
    for moment in chance.sample(moments, 3):
        check(client, chance.choice([0, 6, 18]), chance.choice(WINDOWS), moment)
