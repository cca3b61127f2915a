"""A place on a small map: as exactly as it is known, with what lies around it, and nothing asked of anybody else."""

import re

import pytest

from actors.models import Place
from lib.outlines import clipped, country_box, outlines
from tests import factories
from tests.claims.views.tab import Tab
from tests.pages import of_class, parse, the, words

pytestmark = pytest.mark.django_db


def place(slug, name, precision="exact", point=(None, None), country="UKR"):
    return Place.objects.create(
        slug=slug, name=name, precision=precision, latitude=point[0], longitude=point[1], country=country
    )


@pytest.fixture
def places():
    return [
        place("kyiv", "Kyiv", point=(50.45, 30.52)),
        place("bucha", "Brovary", point=(50.51, 30.79)),
        place("zhytomyr", "Zhytomyr", point=(50.25, 28.66)),
        place("riyadh", "Riyadh", point=(24.69, 46.72), country="SAU"),
        place("donetsk", "Donetsk region", precision="admin1"),
        place("nowhere", "Nowhere", country=""),
    ]


def drawn(client, **chosen):
    return parse(client.get("/desk/events/map/", chosen))


def radius(root):
    return float(the(root, "map-within").get("r"))


def test_a_place_is_drawn_with_its_neighbours_and_told_in_words(as_editor, places):
    root = drawn(as_editor, place="Kyiv")
    (title,) = root.iter("title")
    assert words(title) == (
        "Map: Kyiv, exact: within about 5 km of the marked point. 50.45° N, 30.52° E. Around it: Zhytomyr."
    )
    assert (float(the(root, "map-within").get("cx")), float(the(root, "map-within").get("cy"))) == (160, 110)
    assert [words(one) for one in of_class(root, "map-name")] == ["Zhytomyr", "Kyiv", "100 km"]
    assert "50.45° N, 30.52° E · exact" in words(root.find(".//figcaption"))
    assert len(of_class(root, "map-land")) == 3, "Ukraine, Belarus and Russia"


def test_the_less_exactly_a_place_is_known_the_larger_its_area(as_editor, places):
    exact, near, district = (
        radius(drawn(as_editor, place="Kyiv", place_precision=precision)) for precision in ("exact", "near", "admin2")
    )
    assert exact < near < district
    assert exact >= 4, "a dot says more than is known"


@pytest.mark.parametrize(
    ("name", "precision", "says"),
    [
        ("Kyiv", "country", "country: somewhere in the outlined country"),
        ("Donetsk region", "", "region: somewhere in the outlined country, as no point is known"),
    ],
)
def test_what_is_known_by_its_country_has_the_country_for_its_area(as_editor, places, name, precision, says):
    root = drawn(as_editor, place=name, place_precision=precision)
    assert of_class(root, "map-within") == []
    assert of_class(root, "map-meant")
    assert says in words(root.find(".//figcaption"))


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ({"place": "Atlantis <b>"}, "No place is called Atlantis <b> in the gazetteer."),
        (
            {"place": "Nowhere"},
            "There is no map of Nowhere: the gazetteer has neither a point nor a country for it.",
        ),
        ({"place": "\0"}, ""),
        ({}, ""),
    ],
)
def test_what_cannot_be_drawn_is_said(as_editor, places, chosen, says):
    answer = as_editor.get("/desk/events/map/", chosen)
    assert answer.status_code == 200
    assert b"<svg" not in answer.content
    assert says in (words(parse(answer)) if answer.content.strip() else "")


def test_an_unknown_precision_is_the_places_own(as_editor, places):
    assert radius(drawn(as_editor, place="Kyiv", place_precision="pinpoint")) == radius(
        drawn(as_editor, place="Kyiv")
    )


def test_the_form_shows_the_map_of_its_place_and_asks_for_it_anew_when_that_changes(as_editor, editor, places):
    event = factories.event(place=places[0], by=editor)
    tab = Tab(as_editor, f"/desk/events/{event.pk}/")
    holder = tab.by_id("place-map")
    assert "50.45° N" in words(holder)
    (field,) = tab.root.xpath("//input[@name='place']")
    assert field.get("hx-target") == "#place-map"
    answer = parse(as_editor.get(field.get("hx-get"), {"place": "Riyadh", "place_precision": ""}))
    assert "24.69° N, 46.72° E" in words(answer.find(".//figcaption"))
    assert b"place-map" in as_editor.get("/desk/events/new/").content


def test_a_map_asks_the_database_the_same_whatever_lies_around(as_editor, django_assert_num_queries):
    place("kyiv", "Kyiv", point=(50.45, 30.52))
    as_editor.get("/desk/events/map/", {"place": "Kyiv"})
    with django_assert_num_queries(4):
        as_editor.get("/desk/events/map/", {"place": "Kyiv"})
    for number in range(50):
        place(f"p-{number}", f"Village {number}", point=(49 + number / 20, 28 + number / 10))
    with django_assert_num_queries(4):
        answer = as_editor.get("/desk/events/map/", {"place": "Kyiv"})
    assert answer.content.count(b"map-other") == 6
    assert len(answer.content) < 20_000


def test_nothing_of_a_map_comes_from_elsewhere(as_editor, places):
    answer = as_editor.get("/desk/events/map/", {"place": "Kyiv"}).content.decode()
    assert re.findall(r"(?:href|src|url)\s*[=(]", answer) == []


# ---- outlines -----------------------------------------------------------------------------------------------------


def within(country, lon, lat):
    """Whether a country holds a point: how often a line from it to the east crosses its borders."""
    crossings = 0
    for outline in outlines():
        if outline.country == country:
            for (x1, y1), (x2, y2) in zip(outline.ring, outline.ring[1:] + outline.ring[:1], strict=True):
                crossings += (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1
    return crossings % 2 == 1


@pytest.mark.parametrize(
    ("country", "lon", "lat"),
    [("UKR", 30.5, 50.4), ("UKR", 34.1, 45.0), ("UKR", 37.8, 48.0), ("RUS", 36.2, 51.7), ("HUN", 19.0, 47.5)],
)
def test_the_outlines_have_the_recognised_borders(country, lon, lat):
    assert within(country, lon, lat)


def test_a_box_is_around_the_largest_piece_of_a_country():
    west, south, east, north = country_box("USA")
    assert (west > -130, east < -60, south > 20, north < 55) == (True,) * 4
    assert country_box("") is None


def test_a_ring_is_cut_at_the_box():
    square = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]
    assert sorted(clipped(square, (2, -1, 9, 9))) == [(2, 0), (2, 4), (4, 0), (4, 4)]
    assert clipped(square, (5, 5, 9, 9)) == []
