"""What somebody sends us as they see it: a text that they paste, a page out of their browser."""

from typing import TypedDict, Unpack

from accounts.models import User
from articles.actions.bringing_in import request_ingest
from articles.enums import Via
from articles.ingest import store
from articles.ingest.addresses import clean
from articles.ingest.errors import UnreadableError
from articles.ingest.formats import media_type_of
from articles.ingest.formats.texts import written
from articles.models import IngestJob

_SHOWN = 80
_LONGEST_NAME = 255


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
    data = written(text.replace("\r\n", "\n"), **facts)
    return request_ingest(
        data=data, location=_sent_as(shown, data, by=by, via=via), media_type="text/markdown", by=by, via=via
    )


def bring_in_document(*, data: bytes, name: str, by: User, via: Via = Via.API) -> tuple[IngestJob, bool]:
    """Have an article made of a file that a program sends; True where there is now work to do.

    Raises UnreadableError for a format that is not read, and for a file that is too large or empty.
    """
    location = _sent_as(name, data, by=by, via=via)
    return request_ingest(data=data, location=location, media_type=media_type_of(name), by=by, via=via)


def _sent_as(name: str, data: bytes, *, by: User, via: Via) -> str:
    """How something is known that has no address: two texts of one title are two, and one sent twice is one."""
    return f"{via.label}, {by.get_username()}: {name[:_LONGEST_NAME]} ({store.address(data)[:12]})"


def bring_in_page(*, page: bytes, url: str, by: User, via: Via = Via.BROWSER) -> tuple[IngestJob, bool]:
    """Have an article made of a page as a browser shows it, in UTF-8; True where there is now work to do.

    Raises UnreadableError where `url` is no web address, and for a page that is too large or empty.
    """
    return request_ingest(
        data=page, location=clean(url), media_type="text/html", by=by, via=via, url=clean(url), charset="utf-8"
    )
