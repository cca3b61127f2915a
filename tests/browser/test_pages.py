"""Every page at the widths of a telephone and a desk: nothing runs off the side, nothing complains."""

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from tests import factories
from tests.browser.conftest import NARROW, WIDE

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
LONG = "Verylongwordwithoutanyspace" * 6


@pytest.fixture
def pages(transactional_db):
    """The addresses of pages with something on them, first the public ones, then the desk's."""
    entry = factories.published(title=f"Kremlin aide rejects {LONG}"[:200], summary=LONG)
    entry = factories.republished(entry, title="Kremlin aide rejects the ceasefire")
    waiting = factories.claim_in_review(text=f"{LONG} was said.")
    suggestion = factories.suggestion(factories.article(f"{factories.TEXT} {LONG}", title=LONG[:150]))
    citation = entry.statements.get().citations.get()
    article = suggestion.excerpt.snapshot.article_id
    public = [
        "/",
        "/?type=nonsense&q=x",
        "/conflicts/talks/",
        entry.get_absolute_url(),
        f"/events/{entry.event_id}/revisions/1/",
        citation.get_absolute_url(),
        "/about/",
        "/accounts/login/",
    ]
    desk = [
        "/desk/",
        "/desk/review/",
        "/desk/events/",
        f"/desk/events/{entry.event_id}/",
        f"/desk/events/new/?claim={waiting.pk}",
        f"/desk/claims/{waiting.pk}/",
        f"/desk/claims/{waiting.pk}/edit/",
        f"/desk/articles/{article}/",
        f"/desk/articles/{article}/names/",
        f"/desk/articles/{article}/claims/new/?capture=1&words=breather",
        f"/desk/suggestions/{suggestion.pk}/edit/",
    ]
    return public, desk


def runs_over(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


_UNPAINTED = """() => [...document.querySelectorAll("svg :is(rect, path, circle, ellipse, polygon)")].filter((one) => {
    const look = getComputedStyle(one);
    const filled = look.fill === "rgb(0, 0, 0)" && look.fillOpacity !== "0" && look.stroke === "none";
    return filled && one.checkVisibility();
}).map((one) => one.getAttribute("class") || one.outerHTML.slice(0, 80))"""


def unpainted(page):
    """Shapes, but for lines, in the black that SVG gives to what no style sheet speaks of."""
    return sorted(set(page.evaluate(_UNPAINTED)))


@pytest.mark.parametrize(
    ("viewport", "scheme"), [(NARROW, "dark"), (WIDE, "light")], ids=["390 px, dark", "1440 px, light"]
)
def test_no_page_runs_off_its_side(pages, visit, log_in, watch, viewport, scheme):
    public, desk = pages
    factories.user(Role.REVIEWER)
    look = {"viewport": viewport, "color_scheme": scheme}
    reader = visit("/about/", **look)
    staff = log_in("reviewer", factories.PASSWORD, **look)
    for page, addresses in ((reader, public), (staff, desk)):
        for address in addresses:
            answer = page.goto(address)
            expected = 400 if "nonsense" in address else 200
            assert answer.status == expected, address
            assert runs_over(page) == 0, address
            assert unpainted(page) == [], address
            expect(page.locator("h1").first).to_be_visible()
    # The browser itself notes that the one bad address was answered with 400.
    watch.faults = [fault for fault in watch.faults if "400 (Bad Request)" not in fault]


def test_filters_are_in_a_drawer_on_a_telephone(pages, visit):
    page = visit("/", viewport=NARROW, has_touch=True)
    expect(page.locator("#filters")).to_be_hidden()
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Order").select_option("oldest")
    expect(page).to_have_url("/?order=oldest")
    assert runs_over(page) == 0


def test_an_editor_can_decide_without_javascript(pages, log_in):
    factories.user(Role.EDITOR)
    address = next(address for address in pages[1] if address.endswith("/edit/") and "suggestions" in address)
    page = log_in("editor", factories.PASSWORD, java_script_enabled=False)
    page.goto(address)
    page.get_by_label("Claim", exact=True).fill("Written without a script.")
    page.get_by_role("button", name="Save and accept").click()
    expect(page.locator(".passage.is-accepted")).to_contain_text("Written without a script.")


def test_the_desk_s_navigation_is_one_row_with_its_place_in_sight(transactional_db, log_in):
    factories.user(Role.REVIEWER)
    page = log_in("reviewer", factories.PASSWORD, viewport=NARROW)
    navigation = page.get_by_role("navigation", name="Desk")
    last = navigation.get_by_role("link").last
    for address in ("/desk/", "/desk/events/", "/desk/reports/", "/accounts/notifications/"):
        page.goto(address)
        assert navigation.bounding_box()["height"] < 64, "one row of targets and perhaps a scroll bar"
        here = navigation.locator("[aria-current]").bounding_box()
        assert here["x"] >= 0, address
        assert here["x"] + here["width"] <= NARROW["width"], address
    page.goto("/desk/")
    last.focus()  # as the Tab key does
    expect(last).to_be_in_viewport(ratio=1)


def test_no_line_of_a_list_with_dots_holds_a_dot_alone(transactional_db, log_in):
    """Without its dots each item is as high as with them, whatever the width at which its words break."""
    for words in range(1, 30):
        factories.event(title=f"Event {words}", place=factories.place(f"place-{words}", "x" * words + " y" * words))
    factories.user(Role.EDITOR)
    page = log_in("editor", factories.PASSWORD, path="/desk/events/", viewport=NARROW)
    heights = "[...document.querySelectorAll('.dot-list > *')].map(item => item.getBoundingClientRect().height)"
    with_dots = page.evaluate(heights)
    assert len(with_dots) > 60
    page.evaluate(
        "const none = new CSSStyleSheet(); none.replaceSync('.dot-list > *::before { content: none !important }');"
        "document.adoptedStyleSheets = [none]"
    )
    assert page.evaluate(heights) == with_dots
