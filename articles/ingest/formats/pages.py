"""Web pages: the article in them, by trafilatura, and when it was published, to the minute where the page says so."""

import re
from importlib.metadata import version
from typing import Any

from articles.ingest.addresses import clean
from articles.ingest.errors import UnreadableError
from articles.ingest.formats.characters import characters
from articles.ingest.formats.page_dates import stated
from articles.ingest.formats.piece import MAX_BYLINE, MAX_TITLE, Piece, date_of, first_line, language_of
from articles.ingest.walls import refuse_walls

_DECLARED_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)


def page_of(data: bytes, charset: str) -> str:
    """The markup of a page, as its server says, its head says, or it looks."""
    declared = _DECLARED_CHARSET.search(data[:4096])
    return characters(data, charset, declared[1].decode("ascii") if declared else "", lenient=True)


def read_page(data: bytes, charset: str) -> Piece:
    """The article in a page. Raises UnreadableError for a page without one, and for a wall in front of it."""
    import trafilatura  # noqa: PLC0415  # takes a second to import, which most processes need not spend

    page = page_of(data, charset)
    tree = trafilatura.load_html(page)
    found: Any = (
        trafilatura.bare_extraction(
            tree,
            with_metadata=True,
            include_comments=False,
            # A date that the page states; one guessed from any digits in the page would be a false one.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
        if tree is not None
        else None
    )
    text = (found.text or "").strip() if found else ""
    title = (found.title or "") if found else ""
    refuse_walls(title=title, text=text, page=page)
    if not text:
        raise UnreadableError("no article was found in the page")
    dates = stated(tree, title=title, day=found.date or "")
    return Piece(
        title=(title or first_line(text))[:MAX_TITLE],
        text=text,
        url=clean(found.url) if found.url else "",
        byline=(found.author or "")[:MAX_BYLINE],
        site=(found.sitename or "")[:200],
        language=(found.language or "")[:8] or language_of(text),
        published=date_of(dates.published),
        modified=date_of(dates.modified),
        extractor=f"trafilatura {version('trafilatura')}",
    )
