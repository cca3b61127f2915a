"""Web pages: the article in them, by trafilatura, and when it was published, to the minute where the page says so."""

import re
from functools import cache
from importlib.metadata import version

from articles.ingest.addresses import clean
from articles.ingest.errors import UnreadableError
from articles.ingest.formats.characters import characters
from articles.ingest.formats.extraction import extract
from articles.ingest.formats.piece import MAX_BYLINE, MAX_TITLE, Piece, date_of, first_line, language_of
from articles.ingest.walls import refuse_walls

_DECLARED_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)


def page_of(data: bytes, charset: str) -> str:
    """The markup of a page, as its server says, its head says, or it looks."""
    declared = _DECLARED_CHARSET.search(data[:4096])
    return characters(data, charset, declared[1].decode("ascii") if declared else "", lenient=True)


def read_page(data: bytes, charset: str, url: str = "") -> Piece:
    """The article in a page that came from this address. Raises UnreadableError where there is none, or a wall."""
    page = page_of(data, charset)
    found = extract(page, url)
    text = found.text.strip()
    refuse_walls(title=found.title, text=text, page=page)
    if not text:
        raise UnreadableError("no article was found in the page")
    return Piece(
        title=(found.title or first_line(text))[:MAX_TITLE],
        text=text,
        url=clean(found.url) if found.url else "",
        byline=found.author[:MAX_BYLINE],
        site=found.site[:200],
        language=language_of(text),
        published=date_of(found.published),
        modified=date_of(found.modified),
        extractor=_trafilatura(),
    )


@cache
def _trafilatura() -> str:
    return f"trafilatura {version('trafilatura')}"
