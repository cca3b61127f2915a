"""The desk's reports at the widths of a telephone and a desk, in light and dark, and without JavaScript."""

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from tests import factories
from tests.browser.conftest import NARROW, WIDE
from tests.browser.test_pages import LONG, runs_over
from tests.timeline.reports.test_pages import something_of_everything
from timeline.reports import REPORTS

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def full(transactional_db):
    """Reports with rows, one of them wide."""
    editor, reviewer = factories.user(Role.EDITOR), factories.user(Role.REVIEWER)
    something_of_everything(2, editor, reviewer)
    factories.claim_in_review(text=f"{LONG} was said.")


@pytest.mark.parametrize(
    ("viewport", "scheme"), [(NARROW, "dark"), (WIDE, "light")], ids=["390 px, dark", "1440 px, light"]
)
def test_tables_scroll_in_their_own_box(full, log_in, viewport, scheme):
    page = log_in("reviewer", factories.PASSWORD, viewport=viewport, color_scheme=scheme)
    for name in ("", *(f"{name}/?days=all" for name in REPORTS)):
        page.goto(f"/desk/reports/{name}")
        assert runs_over(page) == 0, name
    page.goto("/desk/reports/verdicts/?days=all")
    box = page.get_by_role("region", name="Verdict changes, newest first")
    box.focus()
    expect(box).to_be_focused()
    assert box.evaluate("box => getComputedStyle(box).outlineStyle") != "none"
    if viewport is NARROW:
        assert box.evaluate("box => box.scrollWidth > box.clientWidth")
        page.keyboard.press("ArrowRight")
        page.wait_for_function("box => box.scrollLeft > 0", arg=box.element_handle())


def test_a_report_is_narrowed_without_javascript(full, log_in):
    page = log_in("reviewer", factories.PASSWORD, java_script_enabled=False)
    page.goto("/desk/")
    page.get_by_role("link", name="Reports").click()
    page.get_by_role("link", name="Waiting and ageing").click()
    page.get_by_label("Show").select_option(label="Drafts")
    page.get_by_role("button", name="Show").click()
    assert "what=draft" in page.url
    expect(page.get_by_role("table", name="What waits, longest first").locator("tbody tr")).to_have_count(2)
