"""The measured pages are the same everywhere, differ from each other, and are articles to the extractor."""

from articles.ingest.formats import read
from bench import pages

FEW = range(12)


def test_a_number_is_the_same_page_again_and_no_other_page():
    made = [pages.page(number, seed=3) for number in FEW]
    assert made == [pages.page(number, seed=3) for number in FEW]
    assert len({page.body for page in made} | {pages.page(0, seed=4).body}) == len(FEW) + 1
    assert {page.language for page in made} == {"en", "uk", "ru", "de"}


def test_a_page_is_read_as_what_it_was_made_as():
    for number in FEW:
        page = pages.page(number, seed=3)
        assert 60_000 < len(page.body) < 320_000
        piece = read(page.body, "text/html", url=page.url, charset=page.charset)
        assert (piece.title, piece.language, piece.url) == (page.title, page.language, page.url)
        assert 150 < len(piece.text.split()) < 1400
        assert "Advertisement" not in piece.text
