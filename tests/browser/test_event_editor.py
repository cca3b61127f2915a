"""The event editor in a browser: a date is understood while it is typed, and the map follows the place."""

import pytest
from playwright.sync_api import expect

from actors.models import Place
from tests import factories

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def event(transactional_db):
    Place.objects.create(slug="kyiv", name="Kyiv", precision="exact", latitude=50.45, longitude=30.52, country="UKR")
    Place.objects.create(
        slug="riyadh", name="Riyadh", precision="exact", latitude=24.69, longitude=46.72, country="SAU"
    )
    return factories.event(claims=[factories.draft_claim()], place=Place.objects.get(slug="kyiv"))


def test_a_date_is_understood_while_it_is_typed_and_the_map_follows_the_place(event, log_in):
    page = log_in("editor", factories.PASSWORD, path=f"/desk/events/{event.pk}/")
    date, understood = page.get_by_role("textbox", name="Happened"), page.locator("#edit .understood")
    for typed, words in (
        ("mid-March 2025", "understood as mid-March 2025 · EDTF 2025-03-11~/2025-03-20~"),
        ("between 10 and 12 March", "understood as 10–12 March 2025 (no year was typed: the nearest)"),
        ("03/04/2025", "which is the month? Type 3 April 2025 or 4 March 2025."),
    ):
        date.fill("")
        date.press_sequentially(typed)
        expect(understood).to_contain_text(words)

    page.get_by_role("textbox", name="Happened").fill("about 13 березня 2025")
    expect(understood).to_contain_text("understood as about 13 March 2025")

    drawn = page.locator("#place-map")
    expect(drawn).to_contain_text("50.45° N, 30.52° E")
    small = float(drawn.locator(".map-within").get_attribute("r"))
    page.get_by_label("Precision of the place").select_option("near")
    expect(drawn).to_contain_text("near: within about 25 km")
    assert float(drawn.locator(".map-within").get_attribute("r")) > small
    page.get_by_label("Place", exact=True).fill("Riyadh")
    expect(drawn.get_by_role("img")).to_have_accessible_name(
        "Map: Riyadh, near: within about 25 km of the marked point. 24.69° N, 46.72° E."
    )

    page.locator("#edit").get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. Readers see it after the next publication.")).to_be_visible()
    event.refresh_from_db()
    assert (event.happened_edtf, event.place.name, event.place_precision) == ("2025-03-13~", "Riyadh", "near")
