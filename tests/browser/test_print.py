"""What comes out of a printer: the dossier with its addresses and verdicts, and nothing to press."""

import pypdfium2
import pytest

from tests import factories
from tests.timeline.test_paging import copies

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def printed(visit):
    """The words of a page as Chromium prints it."""

    def words(path):
        page = visit(path)
        document = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
        text = " ".join(leaf.get_textpage().get_text_range() for leaf in document)
        return " ".join(text.replace("\ufffe", "").split())

    return words


@pytest.fixture
def entry():
    entry = factories.published(title="Kremlin aide rejects the truce")
    return factories.republished(entry, title="Kremlin aide rejects the ceasefire", note="It was no truce.")


NO_CONTROL = ("Log in", "Search", "Filters", "Copy", "Show this event", "Compare", "Follow")


def test_an_event_is_printed_with_its_evidence_and_where_that_is(printed, entry, live_server):
    text = printed(f"/events/{entry.event_id}/revisions/2/")
    citation = entry.statements.get().citations.get()
    assert "● verified" in text
    assert citation.exact in text
    assert citation.get_absolute_url() in text
    assert f"Printed from {live_server.url}/events/{entry.event_id}/revisions/2/" in text
    assert "as known on" in text
    assert "1 / " in text, "pages have numbers"
    assert [word for word in NO_CONTROL if word in text] == []
    assert "@misc" not in text


def test_the_timeline_of_a_past_day_says_so_on_paper(printed, entry, live_server):
    address = f"/?as_of={entry.known_at:%Y-%m-%d}"
    text = printed(address)
    assert f"As known on {entry.known_at:%-d %B %Y}" in text
    assert f"Printed from {live_server.url}{address}" in text
    assert entry.get_absolute_url() in text
    assert "verified" in text
    assert [word for word in NO_CONTROL if word in text] == []


def test_entries_that_were_out_of_sight_are_printed(printed, entry):
    copies(entry, ["2025-03-10"] * 30)
    text = printed("/")
    assert [number for number in range(30) if f"{number}: 2025-03-10" not in text] == []


def test_corrections_are_printed_side_by_side(printed, entry):
    text = printed("/corrections/")
    for words in ("We said", "We say now", "It was no truce.", f"/events/{entry.event_id}/revisions/2/"):
        assert words in text
    assert [word for word in ("Log in", "Show", "Atom") if word in text] == []
