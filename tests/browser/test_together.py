"""Two people at one claim in two browsers: they see each other, what both typed is joined, and drafts outlive a tab."""

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from claims.models import Claim, FormDraft
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

TICK = "document.body.dispatchEvent(new CustomEvent('live'))"


@pytest.fixture
def claim(editor):
    factories.user(Role.EDITOR, "editor2")
    return factories.draft_claim(by=editor)


@pytest.fixture
def watch_conflicts(watch):
    """A 409 is what these tests are about; browsers note it in the console."""
    yield
    watch.faults[:] = [fault for fault in watch.faults if "409 (Conflict)" not in fault]


def test_two_edit_one_claim_and_nothing_is_lost(log_in, claim, watch_conflicts):
    url = f"/desk/claims/{claim.pk}/edit/"
    first, second = log_in("editor", factories.PASSWORD), log_in("editor2", factories.PASSWORD)
    first.goto(url)
    second.goto(url)
    expect(second.get_by_text("Editor has been editing this since")).to_be_visible()
    expect(second.get_by_text("Also here: Editor")).to_be_visible()
    first.evaluate(TICK)
    expect(first.get_by_text("Also here: Editor2")).to_be_visible()
    first.get_by_label("Claim", exact=True).fill("Ushakov called the truce a breather.")
    first.get_by_label("Said", exact=True).fill("2025-03-14")
    second.get_by_label("Claim", exact=True).fill("Ushakov called the ceasefire a pause.")
    second.get_by_label("Conditions").fill("typed by the second")
    first.get_by_role("button", name="Save").click()
    first.wait_for_url(f"**/desk/claims/{claim.pk}/")
    second.get_by_role("button", name="Save").click()
    expect(second.get_by_text("Both of you changed: claim")).to_be_visible()
    expect(second.get_by_text("Only they changed")).to_be_visible()
    expect(second.get_by_label("Said", exact=True)).to_have_value("2025-03-14")
    expect(second.get_by_label("Conditions")).to_have_value("typed by the second")
    second.get_by_role("button", name="Save").click()  # neither is chosen: the browser asks
    assert Claim.objects.get().version == 2
    second.get_by_role("radio", name="Mine").check()
    second.get_by_label("Claim", exact=True).fill("Ushakov called the truce a pause.")
    second.get_by_role("button", name="Save").click()
    second.wait_for_url(f"**/desk/claims/{claim.pk}/")
    saved = Claim.objects.get()
    assert (saved.text, saved.said_edtf, saved.conditions, saved.version) == (
        "Ushakov called the truce a pause.",
        "2025-03-14",
        "typed by the second",
        3,
    )


def test_what_was_typed_is_offered_after_the_tab_was_closed(log_in, claim):
    page = log_in("editor", factories.PASSWORD)
    page.goto(f"/desk/claims/{claim.pk}/edit/")
    page.get_by_label("Claim", exact=True).fill("Typed and never sent.")
    expect(page.get_by_text("Kept as a draft")).to_be_visible()
    again = page.context.new_page()
    page.close()
    again.goto(f"/desk/claims/{claim.pk}/edit/")
    expect(again.get_by_text("You typed this on")).to_be_visible()
    again.get_by_role("link", name="Take it up").click()
    expect(again.get_by_label("Claim", exact=True)).to_have_value("Typed and never sent.")
    again.get_by_role("button", name="Save").click()
    again.wait_for_url(f"**/desk/claims/{claim.pk}/")
    assert Claim.objects.get().text == "Typed and never sent."
    assert not FormDraft.objects.exists()


def test_a_double_click_asks_for_review_once(log_in, claim):
    page = log_in("editor", factories.PASSWORD)
    page.goto(f"/desk/claims/{claim.pk}/")
    page.get_by_role("button", name="Ask for review").dblclick()
    expect(page.get_by_text("in review").first).to_be_visible()
    assert claim.reviews.count() == 1
