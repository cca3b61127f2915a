"""What somebody sends us as they see it: a text that they paste, a page out of their browser."""

from typing import TypedDict, Unpack

from accounts.models import User
from articles.actions.bringing_in import request_ingest
from articles.enums import Via
from articles.ingest.addresses import clean
from articles.ingest.errors import UnreadableError
from articles.ingest.formats.texts import written
from articles.models import IngestJob

_SHOWN = 80


class Facts(TypedDict, total=False):
    """What its sender says of a text; `source` is an outlet's slug, `published` EDTF."""

    title: str
    url: str
    source: str
    byline: str
    language: str
    published: str


def bring_in_text(*, text: str, by: User, via: Via = Via.PASTE, **facts: Unpack[Facts]) -> tuple[IngestJob, bool]:
    """Have an article made of a text; True where there is now work to do, False for one that was sent before.

    What is kept are the text and what was said of it, as a Markdown file. Raises UnreadableError for an empty text,
    and for an address that is none.
    """
    if not text.strip():
        raise UnreadableError("it is empty")
    url = facts.get("url", "")
    facts["url"] = clean(url) if url else ""
    shown = " ".join((facts["url"] or facts.get("title") or text).split())[:_SHOWN]
    return request_ingest(
        data=written(text.replace("\r\n", "\n"), **facts),
        location=f"{via.label}, {by.get_username()}: {shown}",
        media_type="text/markdown",
        by=by,
        via=via,
    )


def bring_in_page(*, page: bytes, url: str, by: User, via: Via = Via.BROWSER) -> tuple[IngestJob, bool]:
    """Have an article made of a page as a browser shows it, in UTF-8; True where there is now work to do.

    Raises UnreadableError where `url` is no web address, and for a page that is too large or empty.
    """
    return request_ingest(
        data=page, location=clean(url), media_type="text/html", by=by, via=via, url=clean(url), charset="utf-8"
    )
