"""The inbox worked by keys alone, the focus where one expects it, and everything also by forms without a script."""

import pytest
from playwright.sync_api import expect

from claims import actions
from claims.models import InboxItem
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def reports(transactional_db):
    """Four that wait, "Report 4" the most urgent."""
    factories.conflict()  # without one there is no workbench
    made = [factories.article(title=f"Report {n}", published=f"2025-03-1{n}") for n in (1, 2, 3, 4)]
    factories.suggestion(made[3])
    actions.refresh_inbox()
    return {capture.article.title: capture.article.origin_group_id for capture in made}


def test_reports_are_worked_by_keys(log_in, watch, editor, reports):
    page = log_in("editor", factories.PASSWORD)
    link = {title: page.get_by_role("link", name=title) for title in reports}
    press = page.keyboard.press
    page.evaluate("window.neverReloaded = true")
    assert page.title() == "(1) Desk · Attested"

    press("j")
    expect(link["Report 4"]).to_be_focused()
    press("j")
    press("j")
    press("k")
    expect(link["Report 3"]).to_be_focused()

    # Nothing is chosen: it is done to the one that has the focus, which keeps it.
    press("a")
    expect(page.locator(f"#row-{reports['Report 3']}")).to_contain_text("assigned to Editor")
    expect(link["Report 3"]).to_be_focused()

    # What is dismissed goes; what comes to its place has the focus.
    press("d")
    expect(page.get_by_label("Reason to dismiss")).to_be_focused()
    page.keyboard.type("Old news, sad")
    press("Enter")
    expect(link["Report 3"]).to_have_count(0)
    expect(link["Report 2"]).to_be_focused()
    press("u")
    expect(link["Report 3"]).to_be_visible()
    expect(page.get_by_text("Undone for 1 report.")).to_be_visible()
    expect(link["Report 2"]).to_be_focused()

    # Two are chosen, and put off together.
    press("x")
    press("j")
    press("x")
    press("s")
    expect(page.get_by_label("Put off until")).to_be_focused()
    press("Escape")
    expect(link["Report 1"]).to_be_focused()
    press("s")
    press("Enter")
    expect(link["Report 1"]).to_have_count(0)
    expect(link["Report 2"]).to_have_count(0)
    expect(link["Report 3"]).to_be_focused()

    press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    press("d")  # means nothing while one reads them
    press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)

    # The last report that suggestions wait for goes out of the title.
    press("k")
    press("d")
    press("Enter")  # without a reason
    expect(page.get_by_role("alert")).to_contain_text("Say why")
    expect(link["Report 4"]).to_be_visible()
    assert [fault for fault in watch.faults if "422" not in fault] == []
    watch.faults.clear()  # the browser's own word on the fault
    page.get_by_label("Reason to dismiss").fill("Old.")
    press("Enter")
    expect(link["Report 4"]).to_have_count(0)
    assert page.title() == "Desk · Attested"

    assert page.evaluate("window.neverReloaded")
    press("o")
    page.wait_for_url("**/desk/articles/*/")
    assert InboxItem.objects.dismissed().count() == 1


def test_typing_is_not_taken_for_keys(log_in, editor, reports):
    page = log_in("editor", factories.PASSWORD)
    page.get_by_text("Search and saved views").click()
    page.get_by_label("Words of the title").click()
    page.keyboard.type("adjusxo")
    expect(page.get_by_label("Words of the title")).to_have_value("adjusxo")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing here fits what you look for.")).to_be_visible()
    assert "q=adjusxo" in page.url
    assert not InboxItem.objects.filter(assignee__isnull=False).exists()


def test_narrowing_keeps_the_focus_on_what_was_pressed(log_in, editor, reports):
    page = log_in("editor", factories.PASSWORD)
    chip = page.get_by_role("navigation", name="Show").get_by_role("link", name="To decide")
    chip.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="1 report,")).to_be_visible()
    expect(chip).to_be_focused()
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Report 4")).to_be_focused()


def test_everything_works_without_a_script(log_in, editor, reports):
    page = log_in("editor", factories.PASSWORD, java_script_enabled=False)
    page.get_by_label("Choose Report 2").check()
    page.get_by_label("Choose Report 1").check()
    page.get_by_label("Reason to dismiss").fill("Old news.")
    page.get_by_role("button", name="Dismiss").click()
    expect(page.get_by_text("You dismissed 2 reports.")).to_be_visible()
    expect(page.locator(".inbox-row")).to_have_count(2)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".inbox-row")).to_have_count(4)
    page.get_by_role("link", name="Undated").click()
    expect(page.get_by_text("Nothing here.")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_runs_off_the_side(log_in, editor, reports, width):
    factories.article(title="Ein" + "sehrlanges" * 30 + "wort", published="")
    factories.article(title="موسكو ترفض الهدنة", language="ar")
    actions.refresh_inbox()
    page = log_in("editor", factories.PASSWORD, viewport={"width": width, "height": 844})
    page.get_by_text("Search and saved views").click()
    page.locator("[name='items']").first.check()
    page.locator(".inbox-why summary").first.click()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
