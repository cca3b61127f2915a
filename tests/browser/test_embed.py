"""The snippet on a page of another origin, in a real browser: it fits, and it believes nobody else."""

from urllib.parse import urlsplit

import pytest

from tests import factories
from tests.browser.conftest import WIDE, Watch
from tests.origin.server import Origin
from tests.timeline.test_paging import copies

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def elsewhere(chromium, live_server):
    """Open a page of another origin that has this HTML in its body."""
    with Origin() as origin:
        watch = Watch(urlsplit(live_server.url).netloc)
        context = chromium.new_context(viewport=WIDE)
        context.set_default_timeout(30_000)
        context.on("console", watch._console)
        context.on("weberror", lambda error: watch.faults.append(f"exception: {error.error}"))

        def open_page(html):
            origin.pages["/"] = f"<!DOCTYPE html><title>A blog</title><link rel=icon href='data:,'><body>{html}"
            page = context.new_page()
            page.goto(f"http://127.0.0.1:{origin.port}/")
            return page

        open_page.context = context
        yield open_page
        context.close()
        assert watch.faults == []


def height_of(page):
    return page.evaluate("document.querySelector('iframe').offsetHeight")


def inner_height(page):
    return page.frames[1].evaluate("document.body.offsetHeight")


FITS = "document.querySelector('iframe')?.style.height.endsWith('px') && document.querySelector('iframe').offsetHeight !== 400"


def test_the_frame_is_as_high_as_what_it_shows_and_stays_so(elsewhere, live_server):
    entry = factories.published()
    copies(entry, [f"2025-01-{day:02}" for day in range(1, 9)])
    page = elsewhere(f'<script async src="{live_server.url}/embed.js" data-attested="/embed/"></script>')
    page.wait_for_function(FITS)
    wide = height_of(page)
    assert wide == inner_height(page)
    page.set_viewport_size({"width": 320, "height": 900})
    page.wait_for_function(f"document.querySelector('iframe').offsetHeight > {wide}")
    assert height_of(page) == inner_height(page)
    assert page.frames[1].evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert elsewhere.context.cookies() == []


def test_a_click_opens_the_event_outside_of_the_frame(elsewhere, live_server):
    entry = factories.published()
    page = elsewhere(
        f'<script async src="{live_server.url}/embed.js" data-attested="/embed/events/{entry.event_id}/"></script>'
    )
    page.wait_for_function(FITS)
    with elsewhere.context.expect_page() as opened:
        page.frames[1].get_by_role("link", name=entry.title).click()
    opened.value.wait_for_load_state()
    assert opened.value.url == f"{live_server.url}{entry.get_absolute_url()}"
    assert opened.value.evaluate("window.opener") is None


def test_the_script_listens_to_its_own_frame_and_frames_nothing_else(elsewhere, live_server):
    factories.published()
    page = elsewhere(f'<script async src="{live_server.url}/embed.js" data-attested="/embed/"></script>')
    page.wait_for_function(FITS)
    before = height_of(page)
    page.evaluate("postMessage({attestedHeight: 7777}, '*')")
    page.evaluate("new Promise(done => setTimeout(done, 100))")
    assert height_of(page) == before
    page = elsewhere(
        f'<script async src="{live_server.url}/embed.js" data-attested="https://evil.example/"></script>'
        f'<script async src="{live_server.url}/embed.js" data-attested="/accounts/login/"></script>'
    )
    page.wait_for_load_state("networkidle")
    assert page.query_selector("iframe") is None


@pytest.mark.parametrize(
    ("theme", "scheme", "dark"), [("", "dark", True), ("light", "dark", False), ("dark", "light", True)]
)
def test_light_or_dark_as_the_reader_has_it_or_the_page_says(elsewhere, live_server, theme, scheme, dark):
    factories.published()
    query = f"?theme={theme}" if theme else ""
    page = elsewhere(f'<iframe src="{live_server.url}/embed/{query}"></iframe>')
    page.emulate_media(color_scheme=scheme)
    page.wait_for_load_state("networkidle")
    paper = page.frames[1].evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == ("rgb(24, 32, 42)" if dark else "rgb(255, 253, 248)")


def test_a_bar_of_the_overview_opens_its_entries_outside_of_the_frame(elsewhere, live_server):
    entry = factories.published()
    copies(entry, ["2025-01-02", "2025-01-02"])
    page = elsewhere(f'<script async src="{live_server.url}/embed.js" data-attested="/embed/strip/"></script>')
    page.wait_for_function(FITS)
    assert height_of(page) == inner_height(page)
    frame = page.frames[1]
    with elsewhere.context.expect_page() as opened:
        frame.locator("a.bar").first.click()
    opened.value.wait_for_load_state()
    assert opened.value.url.startswith(f"{live_server.url}/?from=")
    assert opened.value.evaluate("window.opener") is None
    before = height_of(page)
    frame.get_by_text("As a table").click()
    page.wait_for_function(f"document.querySelector('iframe').offsetHeight > {before}")
    assert height_of(page) == inner_height(page)
    page.set_viewport_size({"width": 320, "height": 900})
    page.wait_for_function("true")
    assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert elsewhere.context.cookies() == []
