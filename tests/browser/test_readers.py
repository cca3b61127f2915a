"""Every page that readers see: by axe, in each language and width; and the way through them by keyboard alone."""

import pytest

from tests import factories
from tests.browser.conftest import NARROW, WIDE
from tests.browser.test_axe import found_by_axe
from tests.browser.test_pages import runs_over, unpainted
from tests.pages import FILES, public_addresses
from tests.timeline.test_paging import copies
from timeline import filters, newest_known

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def entry(transactional_db):
    """A corrected entry with a place, actors, a contested statement and others around it."""
    kyiv = factories.actor("ukraine", "Ukraine", kind="state")
    walked = factories.position("demands", speaker=kyiv, said_edtf="2025-03-11", conditions="All of it, and at once.")
    disputed = factories.approved_claim(text="Half of the region was retaken.", verdict="disputed")
    first = factories.published(
        title="Most of Kursk region was retaken",
        claims=[factories.position(), factories.position("accepts", speaker=kyiv), walked, disputed],
        actors=[factories.actor("putin", "Vladimir Putin")],
        place=factories.place(),
    )
    entry = factories.republished(first, title="Half of Kursk region was retaken", note="Half, not most.")
    copies(entry, ["2025-03-10"] * 30 + ["2025-03"] * 25)
    return entry


def html_addresses(entry):
    pages = [url for name, urls in public_addresses(entry).items() if name not in FILES for url in urls]
    return [
        *pages,
        "/?q=kursk&order=relevance",
        "/?q=nothing+of+the+kind",
        "/?view=map&verdict=verified",
        f"/embed/events/{entry.event_id}/",
        "/embed/?theme=dark",
        "/embed/strip/",
        "/embed/issues/?on=2025-03-13",
        "/issues/?on=2025-03-13&since=2025-03-11&issues_page=1",
        "/uk/issues/?on=2025-03-13",
        *(f"/{language}{url}" for language in ("uk", "ru") for url in ("/", entry.get_absolute_url(), "/about/")),
    ]


@pytest.fixture
def few_on_a_page(monkeypatch):
    """Ten entries a page of the timeline: axe weighs the colours of every word, and fifty copies say them alike."""
    for module in (filters, newest_known):
        monkeypatch.setattr(module, "PAGE_SIZE", 10)


# Each page is asked for once: no script and no view asks how wide the window is, only style sheets do.
LOOKS = {"wide, light": (WIDE, "light"), "wide, dark": (WIDE, "dark"), "narrow, light": (NARROW, "light")}


def test_axe_finds_nothing_and_nothing_runs_over(entry, few_on_a_page, visit):
    page = visit("/about/")
    found = {}
    for address in html_addresses(entry):
        assert page.goto(address).status == 200, address
        page.evaluate("() => document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        for look, (viewport, scheme) in LOOKS.items():
            page.set_viewport_size(viewport)
            faults = found_by_axe(page, scheme)
            if over := runs_over(page):
                faults.append(f"runs over by {over}")
            faults += [f"no style for {shape}" for shape in unpainted(page)]
            if faults:
                found[f"{address} {look}"] = faults
        page.set_viewport_size(WIDE)
    assert found == {}


_FOCUSED = r"""() => {
    const one = document.activeElement, look = getComputedStyle(one), box = one.getBoundingClientRect();
    return {
        name: (one.innerText || one.getAttribute("aria-label") || one.id || "").replace(/\s+/g, " ").trim().slice(0, 60),
        isPage: one === document.body,
        isMarked: look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0 || look.boxShadow !== "none",
        isSeen: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
    };
}"""


def stops(page, most=400):
    """What the tab key stops at, from the beginning of the page to its end."""
    found = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(_FOCUSED)
        if stop["isPage"]:
            return found
        found.append(stop)
    raise AssertionError(f"the tab key does not come to an end: {[stop['name'] for stop in found[-8:]]}")


WALKED = ["/?to=2025-03-09", "/about/", "event", "/?view=map", "/corrections/", "/issues/", "/issues/ceasefire/"]


def test_each_stop_of_the_tab_key_is_in_sight_and_marked(entry, visit):
    for path in WALKED:
        page = visit(entry.get_absolute_url() if path == "event" else path)
        page.wait_for_load_state("networkidle")
        found = stops(page)
        assert found[0]["name"], f"{path}: the first stop leads past the head of the page"
        assert [stop["name"] for stop in found if not stop["isMarked"]] == [], path
        assert [stop["name"] for stop in found if not stop["isSeen"]] == [], path


def press_until(page, name, key="Tab", most=200):
    """Press a key until what has the focus is called so."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate(_FOCUSED)["name"].startswith(name):
            return
    raise AssertionError(f"{key} leads to nothing that is called {name}")


def test_from_the_timeline_to_a_citation_and_back_without_a_mouse(entry, visit):
    page = visit("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id || location.hash.slice(1)") == "main", "past the head"
    page.goto("/")
    press_until(page, "Search the timeline" if page.locator("#q[aria-label]").count() else "q")
    # Found while it is typed: once the last answer is there, nothing takes the focus away any more.
    page.keyboard.type("half of kursk")
    page.wait_for_url("**q=half+of+kursk**")
    page.wait_for_selector(".entry mark")
    press_until(page, "Half of Kursk region was retaken")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/events/{entry.event_id}-*/")
    press_until(page, "Cite this")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Copy BibTeX").wait_for()
    press_until(page, "Copy BibTeX")
    page.go_back()  # a key of the browser, which only its window knows
    page.wait_for_url("**q=half**")
