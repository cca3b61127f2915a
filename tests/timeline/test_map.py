"""The map without scripts: a picture with links, and the places as a table."""

import pytest

from lib.web_mercator import project
from tests import factories
from tests.pages import of_class, parse, read, the, timeline, words
from timeline.boxes import Box
from timeline.map_view import Frame

pytestmark = pytest.mark.django_db

KYIV, SUVA, APIA = (50.45, 30.52), (-18.14, 178.44), (-13.83, -171.76)


def at(slug, point=(None, None), **columns):
    return factories.place(slug, columns.pop("name", ""), point=point, **columns)


def the_map(client, **asked):
    return read(client, view="map", **asked)


def marks(root):
    return {mark.get("aria-label"): mark for mark in of_class(root, "map-mark", "a")}


def table(root):
    return [[words(cell) for cell in row] for row in root.xpath("//table[@id='places']/tbody/tr")]


def test_entries_are_marks_that_lead_to_them_and_rows_of_a_table(client):
    factories.published(title="In Kyiv", place=at("kyiv", KYIV))
    factories.published(title="Again", place=at("kyiv", KYIV))
    factories.published(title="Elsewhere", place=at("apia", APIA))
    root = the_map(client)
    assert set(marks(root)) == {"Kyiv: 2 entries; 2 verified", "Apia: 1 entry; 1 verified"}
    mark = marks(root)["Kyiv: 2 entries; 2 verified"]
    assert mark.get("href") == "?place=kyiv"
    assert words(mark.find(".//text")) == "2"
    assert timeline(client, "/" + mark.get("href")).titles == ["Again", "In Kyiv"]
    assert table(root) == [["Kyiv", "exact", "2", "2 ●verified"], ["Apia", "exact", "1", "1 ●verified"]]
    assert of_class(root, "entry") == []


def test_several_places_in_one_cell_lead_closer_until_they_are_apart(client):
    factories.published(title="Kyiv", place=at("kyiv", KYIV))
    factories.published(title="Brovary", place=at("brovary", (50.51, 30.79)))
    factories.published(title="Apia", place=at("apia", APIA))
    root = the_map(client)
    mark = marks(root)["Several places: 2 entries; 2 verified"]
    assert mark.get("href") == "?view=map&bbox=30.52%2C50.45%2C30.79%2C50.51"
    closer = read(client, "/" + mark.get("href"))
    assert set(marks(closer)) == {"Kyiv: 1 entry; 1 verified", "Brovary: 1 entry; 1 verified"}


def test_a_region_is_not_a_dot(client):
    factories.published(place=at("kursk", (51.73, 36.19)))
    factories.published(place=at("kursk-region", (51.7, 36.2), precision="admin1", name="Kursk region"))
    root = the_map(client)
    city, region = (
        marks(root)["Kursk: 1 entry; 1 verified"],
        marks(root)["Kursk region (somewhere within about 150 km): 1 entry; 1 verified"],
    )
    assert of_class(city, "map-area") == []
    radius = float(the(region, "map-area").get("r"))
    width = 960 / (
        float(root.get_element_by_id("map").get("data-bounds").split(",")[2])
        - float(root.get_element_by_id("map").get("data-bounds").split(",")[0])
    )
    kilometres = radius / width * 111.3 * 0.62  # a degree of longitude at 51.7° north
    assert kilometres == pytest.approx(150, rel=0.02)


def test_a_country_is_drawn_as_a_whole_and_what_is_nowhere_is_counted(client):
    factories.published(title="In Kyiv", place=at("kyiv", KYIV, country="UKR"))
    factories.published(title="In Riyadh", place=at("riyadh", (24.7, 46.7), country="SAU"))
    factories.published(title="In Ukraine", place=at("ukraine", precision="country", country="UKR"))
    factories.published(title="Given a point", place=at("russia", (60, 90), precision="country", country="RUS"))
    factories.published(title="Nowhere", place=None)
    root = the_map(client)
    assert set(marks(root)) == {"Kyiv: 1 entry; 1 verified", "Riyadh: 1 entry; 1 verified"}
    assert len(of_class(root, "map-country")) == 2
    off = the(root, "map-off")
    assert words(off) == (
        "3 of these have no point on the map: 2 known by their countries alone, hatched; 1 without a place. List them"
    )
    listed = timeline(client, "/" + off.find("a").get("href"))
    assert sorted(listed.titles) == ["Given a point", "In Ukraine", "Nowhere"]
    assert list(listed.chips) == ["Inside no point of the map"]
    assert ["Ukraine", "country", "1", "1 ●verified"] in table(root)


def test_a_box_across_the_180th_meridian_is_one_picture(client):
    factories.published(title="Fiji", place=at("suva", SUVA))
    factories.published(title="Samoa", place=at("apia", APIA))
    factories.published(title="Kyiv", place=at("kyiv", KYIV))
    root = the_map(client, bbox="170,-25,-165,-5")
    found = marks(root)
    assert set(found) == {"Suva: 1 entry; 1 verified", "Apia: 1 entry; 1 verified"}
    x = {
        label.split(":")[0]: float(mark.find("g").get("transform").removeprefix("translate(").split()[0])
        for label, mark in found.items()
    }
    assert 0 < x["Suva"] < x["Apia"] < 960


def test_the_map_keeps_the_filters_and_the_filters_keep_the_map(client):
    factories.published(title="Kyiv", place=at("kyiv", KYIV), type="threaten", actors=[factories.actor("trump")])
    factories.published(title="Moscow", place=at("moscow", (55.75, 37.6)), type="statement")
    root = the_map(client, type="threaten")
    assert set(marks(root)) == {"Kyiv: 1 entry; 1 verified"}
    assert root.xpath("//form[@id='filters']/input[@name='view']/@value") == ["map"]
    views = {words(link): (link.get("href"), link.get("aria-current")) for link in the(root, "views")}
    assert views == {"List": ("?type=threaten", None), "Map": ("?view=map&type=threaten", "true")}
    swapped = parse(client.get("/?view=map&type=statement", headers={"HX-Request": "true"}))
    assert set(marks(swapped)) == {"Moscow: 1 entry; 1 verified"}
    assert swapped.get_element_by_id("map").get("hx-preserve") is not None
    asked = swapped.get_element_by_id("map-source").get("data-events")
    assert asked == "/events.geojson?type=statement"


def test_the_map_of_a_conflict_asks_for_its_entries_alone(client):
    factories.published(title="Kyiv", place=at("kyiv", KYIV))
    root = parse(client.get("/conflicts/talks/?view=map"))
    asked = root.get_element_by_id("map-source").get("data-events")
    assert asked == "/events.geojson?conflict=talks"
    assert len(client.get(f"{asked}&cluster=3").json()["features"]) == 1


def test_an_empty_map_is_a_map(client):
    factories.published(place=None)
    assert "No place." in words(the_map(client))
    root = the_map(client, q="nonexistent")
    assert the(root, "map-picture", "svg") is not None
    assert "No entry matches" in words(the(root, "empty"))


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"view": "globe"}, "it can be list or map"),
        ({"view": "map", "cursor": "0_1"}, "A map has no pages"),
        ({"view": "map", "bbox": "somewhere"}, "is not a box"),
    ],
)
def test_what_makes_no_sense_is_refused(client, asked, says):
    (said,) = [one for each in timeline(client, status=400, **asked).refused.values() for one in each]
    assert says in said


def test_the_page_has_a_stylesheet_for_the_map_only_where_it_is(client):
    assert b"map." not in client.get("/").content
    assert b"css/map." in client.get("/?view=map").content


@pytest.mark.parametrize(
    "box",
    [
        None,
        Box(-180, -90, 180, 90),
        Box(30.52, 50.45, 30.52, 50.45),
        Box(170, -25, -165, -5),
        Box(-180, 89, -180, 90),
        Box(22, 44, 40, 52.5),
    ],
)
def test_a_frame_has_all_of_its_box_in_it(box):
    frame = Frame.around(box)
    assert 960 <= frame.scale <= 256 * 2**9
    assert 0 <= frame.top <= frame.top + 540 / frame.scale <= 1.000001
    if box and box.north - box.south < 60:
        width = (box.east - box.west) % 360
        left, top = frame.at(box.west, box.north)
        assert 0 <= left <= left + width / 360 * frame.scale <= 960
        assert -0.1 <= top <= 540.1
        assert -0.1 <= (project(0, box.south)[1] - frame.top) * frame.scale <= 540.1


def test_whoever_clears_the_filters_of_the_map_goes_on_looking_at_the_map(client):
    factories.published(place=at("kyiv", KYIV))
    for address in ("/?view=map&verdict=verified", "/?view=map&verdict=false"):
        root = parse(client.get(address))
        cleared = of_class(root, "chip-clear") + of_class(root, "plain-link")
        assert {link.get("href") for link in cleared} == {"?view=map"}
        assert the(parse(client.get("/?view=map")), "map") is not None
    assert {link.get("href") for link in of_class(parse(client.get("/?verdict=verified")), "chip-clear")} == {"."}
