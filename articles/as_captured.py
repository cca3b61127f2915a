"""A capture as it came, for people to look at: its markup, cleaned of all that loads, runs or leads astray."""

from django.template.loader import render_to_string

from articles.ingest import store
from articles.ingest.formats.characters import characters
from articles.ingest.formats.pages import page_of
from articles.models import Snapshot
from lib.clean_html import clean

_PAGE = "text/html"
_TEXTS = {"text/plain", "text/markdown"}


def can_be_shown(snapshot: Snapshot) -> bool:
    """Whether the capture is a page or a text."""
    return snapshot.media_type == _PAGE or snapshot.media_type in _TEXTS


def markup_of(snapshot: Snapshot, *, stylesheet: str) -> str:
    """A whole HTML document with what the capture shows, and no more than text-level markup in it.

    Raises `store.ArchiveError` where the archive no longer has its bytes.
    """
    data = store.get(snapshot.sha256)
    page = snapshot.media_type == _PAGE
    context = {
        "stylesheet": stylesheet,
        "language": snapshot.language,
        "text": "" if page else characters(data, snapshot.charset, lenient=True),
    }
    head, foot = render_to_string("articles/captured_page.html", context).split("<!-- markup -->")
    return head + (clean(page_of(data, snapshot.charset)) if page else "") + foot
