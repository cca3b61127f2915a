"""The workbench by keyboard alone, in texts that run from right to left, and what a key press costs in a long one."""

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from claims.models import Evidence, Suggestion
from tests import factories

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
HEBREW = "דובר הממשלה David Cohen אמר: “לא נסכים 🕊️ להפסקה”."
ARABIC = "قال المتحدّث باسم الحكومة Sara Haddad إن «الهُدنة 🤝 مؤجَّلة» اليوم."
MIXED = f"{HEBREW}\n\n{ARABIC}\n\nReuters carried it in English."
WORDS = ["לא נסכים 🕊️ להפסקה", "Sara Haddad", "الهُدنة 🤝 مؤجَّلة"]
RECTS = """name => [...CSS.highlights.get(name)].map(range => range.toString())"""


@pytest.fixture
def bench(transactional_db, log_in):
    factories.user(Role.EDITOR)
    factories.conflict()
    expect.set_options(timeout=30_000)  # machines that run tests are slow and shared

    def open_bench(capture, **options):
        path = f"/desk/articles/{capture.article_id}/"
        return log_in("editor", factories.PASSWORD, path=path, **options)

    return open_bench


@pytest.fixture
def suggested(transactional_db):
    """Three suggestions, one after the other."""
    capture = factories.article()
    return capture, [
        factories.suggestion(capture, words, text=f"Claim {number}.")
        for number, words in enumerate(["MOSCOW", "Yuri Ushakov", factories.QUOTE], 1)
    ]


def test_by_keyboard_alone_and_told_what_happened(bench, suggested):
    capture, (first, second, third) = suggested
    page = bench(capture)
    told = page.locator("#told")

    page.keyboard.press("k")
    expect(page.locator(f"#suggestion-{first.pk}")).to_be_focused()
    page.keyboard.press("a")
    expect(told).to_have_text("accepted, 2 left")
    expect(page.locator(f"#suggestion-{second.pk}")).to_be_focused()

    page.keyboard.press("r")
    expect(page.locator(f"#suggestion-{second.pk} [name=reason]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(f"#suggestion-{second.pk}")).to_be_focused()
    page.locator(f"#suggestion-{second.pk} .reject-why summary").focus()
    page.keyboard.press("Tab")
    page.keyboard.type("No claim at all.")
    page.keyboard.press("Enter")
    expect(told).to_have_text("rejected, 1 left")
    expect(page.locator(f"#suggestion-{third.pk}")).to_be_focused()

    page.keyboard.press("e")
    expect(page.locator(f"#suggestion-{third.pk} textarea").first).to_be_focused()
    page.keyboard.type("Changed. ")
    page.keyboard.press("Control+Enter")
    expect(told).to_have_text("accepted, 0 left")
    expect(page.locator(".passage:focus")).to_have_count(1)

    second.refresh_from_db()
    assert (second.decision, second.reason) == ("rejected", "No claim at all.")
    assert Suggestion.objects.filter(decision="pending").count() == 0


def test_a_key_makes_one_range_however_many_passages(bench):
    words = "word " * 400
    capture = factories.article("\n\n".join(f"{number} {words}" for number in range(20)))
    for number in range(20):
        factories.suggestion(capture, f"{number} word word word")
    page = bench(capture)
    page.wait_for_function("() => CSS.highlights.get('pending').size === 20")
    page.evaluate(
        """() => {
          window.ranges = 0;
          const make = document.createRange.bind(document);
          document.createRange = () => { window.ranges += 1; return make(); };
          window.kept = [...CSS.highlights.get("pending")];
        }"""
    )
    page.keyboard.press("j")
    page.keyboard.press("j")
    # One for the current passage, one to bring it level with its card, and one when what is recorded like it has come.
    assert page.evaluate("window.ranges") <= 6
    page.keyboard.press("a")
    page.wait_for_function("() => CSS.highlights.get('accepted').size === 1")
    kept = "[...CSS.highlights.get('pending')].filter(range => window.kept.includes(range)).length"
    assert page.evaluate(kept) == 19


def test_right_to_left_and_mixed(bench):
    capture = factories.article(MIXED, language="he", title="הודעה של Reuters")
    for words in WORDS:
        factories.suggestion(capture, words, text=words, speaker_name="Sara Haddad", language="ar")
    page = bench(capture)
    page.wait_for_function("() => CSS.highlights.get('pending').size === 3")
    assert page.evaluate(RECTS, "pending") == WORDS
    directions = "[...document.querySelectorAll('#text p')].map(p => getComputedStyle(p).direction)"
    assert page.evaluate(directions) == ["rtl", "rtl", "ltr"]
    claims = "[...document.querySelectorAll('.passage-claim')].map(p => getComputedStyle(p).direction)"
    assert page.evaluate(claims) == ["rtl", "ltr", "rtl"]
    assert page.locator("dd bdi", has_text="Sara Haddad").count() == 3


def test_what_is_recorded_is_offered_before_a_new_claim_is_made(bench):
    speaker = factories.actor("ushakov", "Yuri Ushakov")
    claim = factories.draft_claim(
        text="The ceasefire would be a breather for Ukrainian troops.", quote=factories.QUOTE
    )
    capture = factories.article(of=factories.source("other-wire"))
    factories.suggestion(capture, text=claim.text, speaker=speaker, said_edtf="2025-03-13")
    page = bench(capture)
    page.keyboard.press("j")
    question = "This is what Yuri Ushakov said on 13 March 2025, seen in 1 origin: add as evidence?"
    expect(page.locator("#cards .similar")).to_contain_text(question)
    page.locator("#find-words").fill(factories.QUOTE)
    page.keyboard.press("Enter")
    composer = page.locator("#composer")
    expect(composer.locator(".similar")).to_contain_text(question)
    composer.locator(".similar").get_by_role("button", name="Add as evidence").click()
    expect(page.locator("#told")).to_have_text("Saved")
    expect(page.locator(".passage:focus")).to_have_count(1)
    assert Evidence.objects.filter(claim=claim).count() == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_runs_off_the_side_of_a_phone(bench, suggested, scheme):
    page = bench(suggested[0], viewport={"width": 390, "height": 844}, color_scheme=scheme)
    page.keyboard.press("j")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
