"""The map as it moves: marks by mouse and by keyboard, the filters, this area; nothing asked of anybody else."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests import factories
from tests.browser.conftest import NARROW, WIDE
from tests.browser.test_axe import found_by_axe

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SHOWN = "() => document.getElementById('map').dataset.shown"


@pytest.fixture
def places(transactional_db):
    for slug, point in (("kyiv", (50.45, 30.52)), ("brovary", (50.51, 30.79)), ("riyadh", (24.7, 46.7))):
        factories.published(title=f"In {slug.title()}", place=factories.place(slug, point=point), type="threaten")
    region = factories.place("kursk-region", "Kursk region", precision="admin1", point=(51.7, 36.2))
    factories.published(title="In Kursk region", place=region)
    factories.published(title="In Ukraine", place=factories.place("ukraine", precision="country", country="UKR"))
    factories.published(title="Nowhere", place=None)


def opened(visit, path="/?view=map", **options):
    page = visit(path, **options)
    page.wait_for_function(SHOWN)
    return page


def marks(page):
    return sorted(mark.get_attribute("title") for mark in page.locator(".leaflet-marker-icon[title]").all())


def looked_at(page):
    """Zoom and window of what the map shows."""
    shown = parse_qs(page.evaluate(SHOWN))
    return shown["cluster"], shown["window"]


def changed(page, act):
    """What is shown after something that asks for other marks."""
    before = page.evaluate(SHOWN)
    act()
    page.wait_for_function("(before) => document.getElementById('map').dataset.shown !== before", arg=before)


def test_marks_lead_to_entries_by_mouse_and_by_keyboard(visit, places):
    page = opened(visit)
    assert marks(page) == [
        "Kursk region (somewhere within about 150 km): 1 entry; 1 verified",
        "Riyadh: 1 entry; 1 verified",
        "Several places: 2 entries; 2 verified",
    ]
    assert page.locator(".map-country").count() == 1, "all of Ukraine"
    changed(page, page.get_by_title("Several places: 2 entries").click)
    page.get_by_title("Brovary: 1 entry").wait_for()
    page.get_by_title("Kyiv: 1 entry").focus()
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="Read the entry")
    link.wait_for()
    page.keyboard.press("Enter")  # the popup has the focus
    page.wait_for_url("**/?place=kyiv")
    assert page.locator(".entry-title").all_inner_texts() == ["In Kyiv"]


def test_a_cluster_opens_by_keyboard(visit, places):
    page = opened(visit)
    page.get_by_title("Several places: 2 entries").focus()
    changed(page, lambda: page.keyboard.press("Enter"))
    page.get_by_title("Brovary: 1 entry").wait_for()


def test_another_filter_changes_the_marks_and_not_what_one_looks_at(visit, places):
    page = opened(visit)
    page.locator("#map").focus()
    changed(page, lambda: page.keyboard.press("ArrowRight"))
    before = looked_at(page)
    changed(page, lambda: page.get_by_label("Type").select_option("statement"))
    assert marks(page) == ["Kursk region (somewhere within about 150 km): 1 entry; 1 verified"]
    assert looked_at(page) == before
    assert parse_qs(urlsplit(page.url).query) == {"view": ["map"], "type": ["statement"]}
    assert page.locator("#places tbody tr").count() == 2


def test_this_area_can_be_searched(visit, places):
    page = opened(visit)
    search = page.get_by_role("button", name="Search this area")
    assert not search.is_visible(), "nobody has moved the map"
    mark = page.get_by_title("Riyadh: 1 entry").bounding_box()
    page.keyboard.down("Shift")  # a box drawn with it is zoomed into
    page.mouse.move(mark["x"] - 20, mark["y"] - 20)
    page.mouse.down()
    page.mouse.move(mark["x"] + 60, mark["y"] + 60, steps=4)
    changed(page, page.mouse.up)
    page.keyboard.up("Shift")
    before = looked_at(page)
    search.click()
    page.wait_for_url("**bbox=**")
    page.wait_for_function("() => document.querySelectorAll('#places tbody tr').length === 1")
    assert page.locator("#places tbody th").all_inner_texts() == ["Riyadh"]
    assert looked_at(page) == before
    west, south, east, north = map(float, parse_qs(urlsplit(page.url).query)["bbox"][0].split(","))
    assert west < 46.7 < east
    assert south < 24.7 < north
    page.go_back()
    page.wait_for_function("() => document.querySelectorAll('#places tbody tr').length === 5")
    page.wait_for_function("() => document.querySelectorAll('.leaflet-marker-icon').length > 0")
    assert page.locator(".leaflet-control-zoom").count() == 1


def test_the_strip_s_range_narrows_the_map(visit, places):
    later = factories.place("odesa", "Odesa", point=(46.48, 30.72))
    factories.published(title="In Odesa", place=later, happened_edtf="2025-03-20")
    page = opened(visit)
    page.wait_for_selector("#strip-bars .bar[tabindex='0']")
    page.locator("#strip-bars .bar").last.focus()

    def choose():
        page.keyboard.press("Enter")
        page.wait_for_url("**from=2025-03-20&to=2025-03-20**")

    changed(page, choose)
    page.get_by_title("Odesa: 1 entry").wait_for()
    assert marks(page) == ["Odesa: 1 entry; 1 verified"]
    assert "view=map" in page.url
    page.go_back()
    page.wait_for_function("() => document.querySelectorAll('#places tbody tr').length === 6")
    assert "from=" not in page.url


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_nothing_is_found_by_axe_and_nothing_is_wider_than_the_page(visit, places, viewport):
    page = opened(visit, viewport=viewport)
    page.wait_for_load_state("networkidle")
    assert [found_by_axe(page, scheme) for scheme in ("light", "dark")] == [[], []]
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_it_is_a_picture_with_links(visit, places):
    page = visit("/?view=map", java_script_enabled=False)
    page.get_by_role("link", name="Several places: 2 entries").click()
    page.get_by_role("link", name="Kyiv: 1 entry").click()
    page.wait_for_url("**place=kyiv")
    assert page.locator(".entry-title").all_inner_texts() == ["In Kyiv"]
