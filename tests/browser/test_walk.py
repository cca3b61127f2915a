"""The whole way, as three people in three browsers: from an article to a published line, its source and its correction."""

import re

import pytest
from playwright.sync_api import expect

from articles import actions as articles
from claims import actions as claims
from claims.models import Claim, Suggestion, SuggestionRun
from config.demo import gazetteers, seeds, users
from config.services.secrets import demo_password
from tests import factories
from timeline.models import Entry

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
TITLE = "Kremlin aide calls US ceasefire plan a “breather”"


def bring_in(*names):
    """Articles of the demo, through the real pipeline."""
    for name in names:
        file = seeds.ARTICLES / name
        job, _ = articles.request_ingest(
            data=file.read_bytes(), location=seeds.location(file), media_type="text/markdown", by=None
        )
        assert articles.ingest(job_id=job.pk), job.error
    for run in SuggestionRun.objects.all():
        claims.make_suggestions(run_id=run.pk)


@pytest.fixture
def newsroom(transactional_db, monkeypatch, tmp_path):
    """The gazetteers, the demo's people, four articles that an engine has read, and one event that readers see."""
    monkeypatch.setenv("ATTESTED_DATA", str(tmp_path / "data"))
    gazetteers.load()
    users.load()
    files = sorted(path.name for path in seeds.ARTICLES.glob("*.md"))
    wire = next(name for name in files if "witkoff-in-moscow" in name)
    bring_in(wire, *[name for name in files if name.startswith(("01-", "03-", "08-"))])
    us = factories.actor("united-states")
    factories.published(
        claims=[factories.approved_claim(conflict=gazetteers.the_conflict(), speaker=us, said_edtf="2025-03-11")],
        conflict=gazetteers.the_conflict(),
        title="Talks in Jeddah end",
        type="consult",
        happened_edtf="2025-03-11",
        actors=[us],
    )
    return demo_password()


def card(page, words):
    """The card whose claim has these words."""
    return page.locator("#cards > .passage").filter(has=page.get_by_role("heading", name=re.compile(words)))


def pending(page):
    return page.locator("#cards > .is-pending")


def test_from_an_article_to_a_published_line_and_its_correction(newsroom, log_in, visit):
    password = newsroom

    # ---- editor: the inbox, the workbench, and a claim from each way of making one ------------------------
    editor = log_in("editor", password)
    expect(editor.get_by_role("heading", name="Inbox")).to_be_visible()
    editor.get_by_role("link", name=TITLE).click()
    expect(editor.locator("#text")).to_contain_text("breather for Ukrainian soldiers")
    suggested = pending(editor).count()
    assert suggested >= 6
    expect(editor.locator("#progress")).to_contain_text(f"{suggested} suggested, 0 decided")
    # The script that paints is deferred: the cards may be there before the highlights are.
    editor.wait_for_function("number => CSS.highlights.get('pending')?.size === number", arg=suggested)
    editor.evaluate("window.neverReloaded = true")

    # One key accepts, and the next suggestion is in focus.
    first = pending(editor).filter(has_text="Yuri Ushakov").filter(has_text="opinion").first
    key = first.get_attribute("id")
    first.click()
    editor.keyboard.press("a")
    accepted = editor.locator(f"#{key}.is-accepted")
    expect(accepted).to_contain_text("accepted as it stands")
    expect(editor.locator("#progress")).to_contain_text("1 decided")
    expect(editor.locator("#cards > .is-pending[aria-current]")).to_be_focused()

    # The mouse rejects.
    refused = pending(editor).last
    refused_key = refused.get_attribute("id")
    refused.get_by_role("button", name="Reject").click()
    expect(editor.locator(f"#{refused_key}.is-rejected")).to_contain_text("rejected")

    # A key opens the form, which has everything that the engine proposes; another saves it.
    edited = pending(editor).filter(has_text="Status of Crimea").first
    edited_key = edited.get_attribute("id")
    edited.click()
    editor.keyboard.press("e")
    form = editor.locator(f"#{edited_key} form")
    expect(form.get_by_label("Claim", exact=True)).to_be_focused()
    expect(form.get_by_label("Stance")).to_have_value("demands")
    form.get_by_label("Claim", exact=True).fill("Moscow demands that Crimea be recognised as Russian.")
    editor.keyboard.press("Control+Enter")
    expect(editor.locator(f"#{edited_key}.is-accepted")).to_contain_text("accepted with changes")

    # A passage selected by mouse becomes a claim of its own.
    editor.locator("#text p").nth(1).click(click_count=3)
    editor.get_by_role("button", name="New claim").click()
    composer = editor.locator("#composer")
    expect(composer).to_contain_text("Yuri Ushakov, President Vladimir Putin’s foreign policy adviser")
    composer.get_by_label("Claim", exact=True).fill("Ushakov described the truce to Mike Waltz as a breather.")
    composer.get_by_label("Words said").fill("")
    composer.get_by_label("Directness").select_option("paraphrase")
    composer.get_by_role("button", name="Save as draft").click()
    by_mouse = card(editor, "Ushakov described the truce to Mike Waltz")
    expect(by_mouse).to_contain_text("marked by hand")

    # So does one selected by keyboard.
    editor.locator("#text").click(position={"x": 2, "y": 2})
    editor.keyboard.press("]")
    sentence = editor.evaluate("getSelection().toString()")
    editor.keyboard.press("n")
    expect(composer.get_by_label("Claim", exact=True)).to_be_focused()
    expect(composer.get_by_label("Claim", exact=True)).to_have_value(" ".join(sentence.split()))
    composer.get_by_label("Claim", exact=True).fill("What a sentence chosen by keyboard says.")
    composer.get_by_label("Directness").select_option("paraphrase")
    composer.get_by_label("Words said").fill("")
    editor.keyboard.press("Control+Enter")
    expect(card(editor, "What a sentence chosen by keyboard says")).to_be_visible()
    expect(composer).not_to_contain_text("New claim")
    assert editor.evaluate("window.neverReloaded") is True
    assert Suggestion.objects.exclude(decision="pending").count() == 3

    # ---- editor: review is asked for, evidence is added, an event is made ---------------------------------
    accepted.click()
    editor.keyboard.press("s")
    expect(accepted.locator(".claim-state")).to_contain_text("in review")
    accepted.get_by_role("link", name="Open claim").click()
    claim_url = editor.url
    claim = Claim.objects.get(pk=int(claim_url.rstrip("/").rsplit("/", 1)[1]))
    editor.get_by_text("Add evidence").click()
    editor.get_by_label("Words of the passage or of the article").fill("breather")
    editor.locator("#evidence").get_by_role("button", name="Find").click()
    editor.locator("#evidence .found-row").first.click()
    editor.get_by_role("button", name="Add as evidence").click()
    expect(editor.locator("#evidence .evidence blockquote")).to_have_count(2)
    editor.get_by_role("link", name="Make an event from it").click()
    expect(editor.get_by_role("textbox", name="Title")).not_to_have_value("")
    editor.get_by_role("textbox", name="Title").fill("Kremlin aide calls the truce a breather")
    editor.get_by_label("Happened").fill("2025-03-13")
    editor.get_by_role("button", name="Save event").click()
    event_url = editor.url
    expect(editor.locator("#publish")).to_contain_text("None of its claims is approved yet")

    # Nobody approves what they wrote: not in the page, and not by a request made by hand.
    editor.goto(claim_url)
    expect(editor.get_by_role("button", name="Approve")).to_have_count(0)
    token = editor.locator("[name=csrfmiddlewaretoken]").first.input_value()
    crafted = editor.request.post(
        f"{claim_url}approve/",
        form={"csrfmiddlewaretoken": token, "verdict": "verified", "rationale": "Mine.", "version": "2"},
        headers={"Referer": claim_url},
    )
    assert crafted.status == 403
    claim.refresh_from_db()
    assert claim.stage == "in_review"

    # ---- a reader sees nothing of it yet -------------------------------------------------------------------
    reader = visit("/")
    expect(reader.locator(".entry")).to_have_count(1)
    expect(reader.locator("main")).not_to_contain_text("breather for Ukrainian soldiers")

    # ---- reviewer: the queue, a verdict, the preview, publication ------------------------------------------
    reviewer = log_in("reviewer", password, path="/desk/review/")
    reviewer.get_by_role("link", name="Review", exact=True).last.click()
    expect(reviewer.locator("#decision")).to_contain_text("Your decision")
    reviewer.get_by_role("radio", name="corroborated").check()
    reviewer.get_by_label("Rationale").fill("Heard on the recording; two outlets have the same words.")
    reviewer.get_by_role("button", name="Approve").click()
    reviewer.wait_for_url("**/desk/review/")
    reviewer.locator("section", has=reviewer.get_by_role("heading", name="Events to publish")).get_by_role(
        "link", name="Kremlin aide calls the truce a breather"
    ).click()
    expect(reviewer.locator("#preview")).to_contain_text("Heard on the recording")
    reviewer.get_by_role("button", name="Publish").click()
    reviewer.wait_for_url("**/events/*-kremlin-aide-calls-the-truce-a-breather/")

    # ---- reader: it is on the timeline at once; filters, with and without JavaScript -----------------------
    reader.reload()
    expect(reader.locator(".entry")).to_have_count(2)
    entry = reader.locator(".entry", has_text="Kremlin aide calls the truce a breather")
    expect(entry).to_contain_text("corroborated")
    expect(entry).to_contain_text("Yuri Ushakov")
    expect(entry).to_contain_text(re.compile(r"\d origin"))
    reader.evaluate("window.neverReloaded = true")
    reader.get_by_label("Yuri Ushakov").first.check()
    expect(reader).to_have_url(re.compile(r"actor=yuri-ushakov"))
    expect(reader.locator(".entry")).to_have_count(1)
    reader.get_by_label("Search the timeline").fill("nothing has these words")
    expect(reader.locator(".empty")).to_contain_text("No entry matches")
    reader.get_by_role("link", name="Clear all").click()
    expect(reader.locator(".entry")).to_have_count(2)
    reader.go_back()
    expect(reader).to_have_url(re.compile(r"actor=yuri-ushakov"))

    plain = visit("/", java_script_enabled=False)
    plain.locator("#verdict-verified").check()
    plain.get_by_role("button", name="Apply").click()
    expect(plain).to_have_url(re.compile(r"verdict=verified"))
    expect(plain.locator(".entry")).to_have_count(1)

    # ---- reader: the source of the line ---------------------------------------------------------------------
    reader.goto("/")
    reader.get_by_role("link", name="Kremlin aide calls the truce a breather").click()
    first_url = reader.url
    quoted = reader.locator(".citation blockquote mark").first.inner_text()
    assert quoted == claim.evidence.first().excerpt.exact
    reader.locator(".citation figcaption a").first.click()
    expect(reader.locator("mark").first).to_be_in_viewport()
    assert reader.locator("mark").first.inner_text() == quoted

    # ---- a correction: revision 2, and revision 1 stays at its URL ------------------------------------------
    editor.goto(event_url)
    editor.get_by_role("textbox", name="Title").fill("Kremlin aide rejects the truce as a breather")
    editor.get_by_role("button", name="Save", exact=True).click()
    expect(editor.locator("#publish")).to_contain_text("A reviewer reads it here and publishes it")
    reviewer.goto(event_url)
    expect(reviewer.locator("#publish del")).to_have_text(re.compile("calls|the truce a"))
    reviewer.locator("#publish").get_by_label("Correction note").fill(
        "The aide rejected the truce; the first title was too mild."
    )
    reviewer.get_by_role("button", name="Publish revision 2").click()
    reviewer.wait_for_url("**-kremlin-aide-rejects-the-truce-as-a-breather/")
    reader.goto(first_url)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Kremlin aide rejects the truce as a breather")
    expect(reader.locator(".correction")).to_contain_text("the first title was too mild")
    reader.get_by_role("link", name="Revision 1").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Kremlin aide calls the truce a breather")
    expect(reader.locator(".superseded")).to_contain_text("superseded")
    assert list(Entry.objects.filter(title__contains="truce").order_by("revision").values_list("revision")) == [
        (1,),
        (2,),
    ]
