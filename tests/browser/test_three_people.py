"""An editor, a reviewer and a reader in three browsers: sent back, approved, published, corrected, retracted, withdrawn."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories
from timeline.models import Entry

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def gone_is_meant(watch):
    """The page of what was withdrawn answers 410; browsers note it in the console."""
    yield
    watch.faults[:] = [fault for fault in watch.faults if "410 (Gone)" not in fault]


def verdict(page, rationale, button):
    """Approve on the claim's page."""
    decision = page.locator("#decision")
    decision.get_by_role("radio", name="corroborated").check()
    decision.get_by_label("Rationale").fill(rationale)
    decision.get_by_role("button", name=button).click()
    page.wait_for_url("**/desk/review/")


def test_from_a_draft_to_a_withdrawal(log_in, visit, editor, reviewer, gone_is_meant):
    claim = factories.draft_claim(by=editor)
    page = f"/desk/claims/{claim.pk}/"
    writes, decides, reads = log_in("editor", factories.PASSWORD), log_in("reviewer", factories.PASSWORD), visit("/")

    # ---- sent back with reasons, which the author reads on the desk
    writes.goto(page)
    writes.get_by_role("button", name="Ask for review").click()
    decides.goto("/desk/review/")
    decides.get_by_role("link", name="Review", exact=True).last.click()
    decides.wait_for_url(f"**{page}*")
    decides.get_by_label("Reasons for sending it back").fill("Which ceasefire?")
    decides.get_by_role("button", name="Send back").click()
    decides.wait_for_url("**/desk/review/")
    writes.goto("/desk/")
    expect(writes.get_by_text("Which ceasefire?").first).to_be_visible()

    # ---- mended, asked for again, approved
    writes.goto(f"{page}edit/")
    writes.get_by_label("Claim", exact=True).fill("Ushakov called the 30-day ceasefire a breather.")
    writes.get_by_role("button", name="Save").click()
    writes.wait_for_url(f"**{page}")
    writes.get_by_role("button", name="Ask for review").click()
    expect(writes.locator("header .eyebrow")).to_contain_text("in review")
    decides.goto(page)
    expect(decides.locator("#decision")).to_contain_text("Your decision")
    verdict(decides, "Two agencies have it.", "Approve")

    # ---- an event, published by the second person
    event = factories.event(claims=[claim], by=editor, title="Kremlin aide on the ceasefire")
    decides.goto(event.get_absolute_url())
    decides.get_by_role("button", name="Publish", exact=True).click()
    decides.wait_for_url("**/events/**")
    public = Entry.objects.get().get_absolute_url()
    reads.goto(public)
    expect(reads.get_by_role("heading", name="Kremlin aide on the ceasefire")).to_be_visible()
    expect(reads.get_by_text("Two agencies have it.")).to_be_visible()

    # ---- a change of what was approved goes back to review; the reviewer reads what changed; readers a correction
    writes.goto(f"{page}edit/")
    writes.get_by_label("Claim", exact=True).fill("Ushakov called the 30-day truce a breather.")
    writes.get_by_role("button", name="Save").click()
    writes.wait_for_url(f"**{page}")
    decides.goto(page)
    changed = decides.locator("dl.diff").first
    expect(changed.locator("del").first).to_contain_text("ceasefire")
    expect(changed.locator("ins").first).to_contain_text("truce")
    verdict(decides, "Two agencies have it.", "Approve")
    decides.goto(event.get_absolute_url())
    decides.locator("#publish").get_by_label("Correction note").fill("He spoke of a truce.")
    decides.get_by_role("button", name="Publish revision 2").click()
    decides.wait_for_url("**/events/**")
    reads.goto(public)
    expect(reads.locator(".correction")).to_contain_text("He spoke of a truce.")

    # ---- retracted with a reason; nothing is left, so a second person withdraws the event
    decides.goto(page)
    decides.get_by_text("Retract…").click()
    decides.locator("#retract-reasons").fill("The tape is a fake.")
    decides.get_by_role("button", name="Retract", exact=True).click()
    expect(decides.locator("header .eyebrow")).to_contain_text("retracted")
    decides.goto(event.get_absolute_url())
    decides.get_by_role("link", name="Withdraw…").click()
    decides.get_by_label(re.compile("reason", re.IGNORECASE)).fill("The tape it rests on is a fake.")
    decides.get_by_role("button", name=re.compile("Withdraw")).click()
    decides.wait_for_url(re.compile(r"/desk/events/\d+/$"))
    reads.goto(public)
    expect(reads.get_by_text("The tape it rests on is a fake.").first).to_be_visible()
    reads.goto("/")
    expect(reads.get_by_text("Kremlin aide on the ceasefire")).to_have_count(0)
    answer = reads.goto(f"/events/{event.pk}/revisions/1/")
    assert answer.status == 200
    expect(reads.get_by_text("30-day ceasefire").first).to_be_visible()
