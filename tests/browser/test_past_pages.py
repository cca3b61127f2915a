"""Pages of the past, of changes and of corrections in a browser: axe, widths, and the buttons that copy."""

import pytest

from tests import factories
from tests.browser.conftest import NARROW, WIDE
from tests.browser.test_axe import found_by_axe
from tests.browser.test_pages import LONG, runs_over
from timeline import actions as event_actions

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
TABLET = {"width": 768, "height": 1024}


@pytest.fixture
def addresses(transactional_db):
    """Each page with something on it, and the status that it answers with."""
    first = factories.published(title="Most of Kursk region was retaken", summary=LONG)
    claim = factories.approved_claim(text=f"Fighting goes on, {LONG}.", quote="бои продолжаются", quote_language="ru")
    event_actions.tie_claim(event=first.event, claim=claim, by=factories.user())
    entry = factories.republished(first, title="Half of Kursk region was retaken", summary="An aide spoke.")
    gone = factories.published(title="A raid that was not")
    event_actions.withdraw(event=gone.event, reason="It was staged.", by=factories.user("reviewer"))
    citation = entry.statements.first().citations.get().get_absolute_url()
    until = f"{entry.known_at:%Y-%m-%dT%H:%M:%S.%fZ}"
    return {
        entry.get_absolute_url(): 200,
        f"{entry.get_absolute_url()}?as_of={until}": 200,
        f"{entry.get_absolute_url()}?as_of=2000-01-01": 404,
        f"{entry.get_absolute_url()}?colour=red": 400,
        f"/?as_of={until}": 200,
        f"{citation}?as_of={until}": 200,
        f"/events/{entry.event_id}/changes/": 200,
        f"/events/{first.event_id}/changes/?from=1&to=2&as_of=2100-01-01": 200,
        "/changes/?since=2000-01-01": 200,
        "/changes/?since=2000-01-01&until=2001-01-01": 200,
        "/corrections/": 200,
        f"/corrections/?as_of={until}": 200,
        gone.get_absolute_url(): 410,
    }


def test_nothing_is_found_and_nothing_runs_over(addresses, visit, watch):
    page = visit("/about/")
    found = {}
    for address, status in addresses.items():
        assert page.goto(address).status == status, address
        for one in page.locator("details.citing > summary").all():
            one.click()
        for viewport, scheme in ((NARROW, "dark"), (TABLET, "light"), (WIDE, "light")):
            page.set_viewport_size(viewport)
            faults = found_by_axe(page, scheme)
            if over := runs_over(page):
                faults.append(f"runs over by {over}")
            if faults:
                found[f"{address} {viewport['width']} {scheme}"] = faults
    # The browser tells of every page that answers with an error, which these have to.
    watch.faults[:] = [fault for fault in watch.faults if "Failed to load resource" not in fault]
    assert found == {}


def test_a_citation_is_copied(addresses, visit):
    page = visit(next(iter(addresses)), permissions=["clipboard-read", "clipboard-write"])
    page.locator("details.citing > summary").click()
    page.get_by_role("button", name="Copy BibTeX").click()
    page.get_by_text("Copied", exact=True).first.wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.replace("\r\n", "\n") == page.locator("#cite-bibtex").text_content()
    assert copied.startswith("@misc{attested-")
