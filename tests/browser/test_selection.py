"""Selections on the workbench: browsers count UTF-16 units, the archive counts code points."""

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from claims.models import Excerpt
from tests import factories

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
TEXT = (
    "🕊️🇺🇦 Перші слова 👩‍👩‍👧 тут.\n"
    "\n"
    "Cafe\u0301 nai\u0308ve 😀 said “мир 🤝 peace”, then more.\n"
    "\n"
    "שלום עליכם — العربية 🌍 end."
)
SELECT = """([words, from]) => {
  const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at >= 0) return getSelection().setBaseAndExtent(node, at, node, at + words.length);
  }
}"""


@pytest.fixture
def workbench(transactional_db, log_in):
    factories.user(Role.EDITOR)
    factories.conflict()
    capture = factories.article(TEXT, title="Many scripts", published="2025-03-13")
    return capture, log_in("editor", factories.PASSWORD, path=f"/desk/articles/{capture.article_id}/")


@pytest.mark.parametrize(
    "words",
    ["Перші слова 👩‍👩‍👧", "nai\u0308ve 😀", "мир 🤝 peace", "עליכם — العربية 🌍", "😀"],
    ids=["after emoji", "combining marks", "in quotation marks", "right to left", "one emoji"],
)
def test_a_selection_becomes_the_same_characters_of_the_archive(workbench, words):
    capture, page = workbench
    page.evaluate(SELECT, [words, 0])
    page.keyboard.press("n")
    composer = page.locator("#composer")
    expect(composer.locator("blockquote")).to_have_text(words)
    composer.get_by_label("Claim", exact=True).fill("What the passage says.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#cards > .passage")).to_contain_text("What the passage says.")
    excerpt = Excerpt.objects.get()
    assert (excerpt.start, excerpt.exact) == (TEXT.index(words), words)
    assert capture.text[excerpt.start : excerpt.end] == words
    # Painted where it stands: the highlight's own text is the passage again.
    painted = "words => [...CSS.highlights.get('accepted')].map(range => range.toString()).join('|') === words"
    page.wait_for_function(painted, arg=words)


def test_a_selection_across_paragraphs_is_one_passage(workbench):
    _, page = workbench
    page.evaluate(
        """() => {
          const [first, second] = document.querySelectorAll("#text p");
          getSelection().setBaseAndExtent(first.firstChild, first.firstChild.data.indexOf("слова"),
                                          second.firstChild, second.firstChild.data.indexOf(" said"));
        }"""
    )
    page.keyboard.press("n")
    page.locator("#composer").get_by_label("Claim", exact=True).fill("Both paragraphs say it.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#cards > .passage")).to_contain_text("Both paragraphs say it.")
    exact = Excerpt.objects.get().exact
    assert exact == TEXT[TEXT.index("слова") : TEXT.index(" said")]


def test_words_that_are_typed_are_found(workbench):
    _, page = workbench
    page.keyboard.press("/")
    page.keyboard.type("мир 🤝")
    page.keyboard.press("Enter")
    expect(page.locator("#composer blockquote")).to_have_text("мир 🤝")
    page.keyboard.press("Escape")
    expect(page.locator("#composer")).to_be_empty()
