"""The timeline by keyboard and mouse: a range of the overview, more entries, an actor by name, the reader's clock."""

import pytest

from actors.models import Place
from tests import factories
from tests.browser.conftest import NARROW
from tests.timeline.test_paging import copies

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def entry(transactional_db):
    moscow = Place.objects.create(
        slug="moscow", name="Moscow", precision="exact", country="RUS", latitude=55.75, longitude=37.62
    )
    entry = factories.published(
        title="At noon",
        actors=[factories.actor("putin", "putin")],
        place=moscow,
        happened_edtf="2025-03-16T12:00Z",
    )
    copies(entry, ["2025-03-10"] * 4 + ["2025-03-12"] * 40 + ["2025-03-14"] * 30 + ["2025-03"] * 2)
    return entry


def bars(page):
    return page.locator("#strip-bars .bar")


def total(page):
    return page.locator(".stream-head [role='status']").inner_text()


def test_a_range_is_chosen_with_keys_and_the_back_button_leads_back(entry, visit):
    page = visit()
    page.wait_for_selector("#strip-bars .bar[tabindex='0']")
    assert bars(page).count() == 4
    assert page.locator("#strip-bars [tabindex='0']").count() == 1, "the bars are one stop of the tab key"
    page.locator("#strip-bars [tabindex='0']").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowLeft")
    assert page.locator("#strip-range").inner_text() == "Wednesday 12 March 2025 to Friday 14 March 2025"
    assert page.locator(".slot.is-chosen").count() == 3, "the empty day between them is chosen too"
    page.keyboard.press("Enter")
    page.wait_for_url("**/?from=2025-03-12&to=2025-03-14")
    page.wait_for_function("() => document.activeElement.closest('#strip-bars')")
    assert total(page).startswith("72 entries")
    assert bars(page).count() == 2
    page.go_back()
    page.wait_for_url(lambda url: url.endswith("/"))
    page.wait_for_function("() => document.querySelectorAll('#strip-bars .bar').length === 4")
    assert total(page).startswith("77 entries")
    assert page.locator("#from").input_value() == ""


def test_a_range_is_dragged_and_a_click_opens_one_bar(entry, visit):
    page = visit()
    page.wait_for_selector("#strip-bars .bar[tabindex='0']")
    first, last = (bars(page).nth(place).bounding_box() for place in (0, 1))
    page.mouse.move(first["x"] + 2, first["y"] + 4)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] / 2, last["y"] + 4, steps=4)
    page.mouse.up()
    page.wait_for_url("**/?from=2025-03-10&to=2025-03-12")
    page.wait_for_function("() => document.querySelectorAll('#strip-bars .bar').length === 2")
    bars(page).first.click()
    page.wait_for_url("**/?from=2025-03-10&to=2025-03-10")
    assert total(page).startswith("6 entries"), "the four of that day, and two of which the day is not known"


def test_more_entries_go_on_under_the_heading_that_is_there(entry, visit):
    page = visit()
    page.wait_for_selector("#strip-bars .bar[tabindex='0']")
    headings = page.locator(".lane-head").all_inner_texts()
    page.locator("#more [rel='next']").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelectorAll('.entry').length === 77")
    after = page.locator(".lane-head").all_inner_texts()
    assert after == [*headings, "Monday 10 March 2025"]
    assert page.locator("#more [rel='next']").count() == 0
    focused = page.evaluate("[...document.querySelectorAll('.entry-title a')].indexOf(document.activeElement)")
    assert focused == 50, "one reads on with the first entry that came"
    assert "cursor=" in page.url
    page.reload()
    assert page.locator(".entry").count() == 27


def test_an_actor_is_found_by_name_and_chosen_with_keys(entry, visit):
    page = visit()
    page.wait_for_selector("#strip-bars .bar[tabindex='0']")
    field = page.get_by_role("combobox", name="Find an actor")
    field.press_sequentially("Путі")
    page.wait_for_selector("#actor-options [role='option']")
    assert field.get_attribute("aria-expanded") == "true"
    field.press("ArrowDown")
    assert page.locator(f"#{field.get_attribute('aria-activedescendant')}").inner_text().startswith("putin")
    field.press("Enter")
    page.wait_for_url("**/?actor=putin")
    page.wait_for_function("() => document.activeElement.id === 'actor-name'")
    assert page.locator(".chips .chip").inner_text().startswith("Actor putin")
    assert field.input_value() == ""


def test_the_reader_s_own_time_stands_beside_the_others(entry, visit):
    page = visit(timezone_id="America/New_York")
    page.wait_for_selector(".clock-own")
    meta = page.locator(".entry").filter(has_text="At noon").locator(".entry-meta").inner_text()
    assert "12:00 UTC" in meta
    assert "15:00 in Moscow" in meta
    assert "08:00 your time" in meta


def test_without_scripts_bars_are_links_and_pages_are_pages(entry, visit):
    page = visit(java_script_enabled=False)
    assert page.locator("#strip-hint").is_hidden()
    bars(page).first.click()
    page.wait_for_url("**/?from=2025-03-10&to=2025-03-10")
    page.goto("/")
    page.locator("#more [rel='next']").click()
    page.wait_for_url("**/?cursor=*")
    assert page.locator(".lane-head").first.inner_text().startswith("Wednesday 12 March 2025")
    page.goto("/")
    page.locator("#actor-name").fill("Putin")
    page.locator("#actor-name").press("Enter")
    page.wait_for_url("**/actors/suggest?q=Putin")
    page.get_by_role("link", name="putin").click()
    page.wait_for_url("**/?actor=putin")


def test_the_overview_is_a_table_when_it_is_opened(entry, visit):
    page = visit()
    page.wait_for_selector("#strip-bars .bar[tabindex='0']")
    page.locator(".strip-table summary").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#strip-table table")
    assert page.locator("#strip-table tbody th").all_inner_texts() == [
        *("Monday 10 March 2025", "Wednesday 12 March 2025", "Friday 14 March 2025", "Sunday 16 March 2025"),
        "with a date less exact than a day",
    ]
    assert page.evaluate("document.activeElement.textContent") == "As a table", "one reads on from where one was"
    page.locator("#strip-table a").first.click()
    page.wait_for_url("**/?from=2025-03-10&to=2025-03-10")
    page.context.close()
    page = visit(java_script_enabled=False)
    page.locator(".strip-table summary").click()
    page.get_by_role("link", name="Entries by day and verdict").click()
    page.wait_for_url("**/overview/")
    assert page.locator("#strip-table tbody tr").count() == 5


def test_an_entry_far_below_is_led_to_and_found(entry, visit):
    page = visit()
    last = page.locator(".entry").last.get_attribute("id")
    page.goto(f"/#{last}")
    page.wait_for_function("id => document.getElementById(id).getBoundingClientRect().top < innerHeight", arg=last)
    title = page.locator(".entry-title").last.inner_text()
    page.goto("/")
    assert page.evaluate("title => find(title)", title)


def test_on_a_narrow_page_the_overview_scrolls_in_itself(entry, visit):
    page = visit(viewport=NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert bars(page).first.bounding_box()["width"] >= 12
