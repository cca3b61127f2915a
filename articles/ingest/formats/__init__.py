"""Readers: from the bytes of one format to a piece."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath

from articles.ingest.addresses import address_of
from articles.ingest.errors import UnreadableError
from articles.ingest.formats.emails import read_email
from articles.ingest.formats.pages import read_page
from articles.ingest.formats.pdfs import read_pdf
from articles.ingest.formats.piece import Piece
from articles.ingest.formats.texts import read_markdown, read_plain
from articles.ingest.formats.word_documents import read_word_document

__all__ = [
    "MAX_BYTES",
    "READS",
    "WEB_ARCHIVE",
    "Piece",
    "check_size",
    "media_type_of",
    "read",
    "read_by",
    "told_media_type",
]

MAX_BYTES = 20 * 1024 * 1024
MAX_ARCHIVE_BYTES = 100 * 1024 * 1024
# Holds captures of many pages; it is opened (see `formats.web_archives`), not read.
WEB_ARCHIVE = "application/warc"
_WORD_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MEDIA_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".pdf": "application/pdf",
    ".docx": _WORD_DOCUMENT,
    ".eml": "message/rfc822",
    ".warc": WEB_ARCHIVE,
    ".warc.gz": WEB_ARCHIVE,
}
READS = " ".join(ending for ending in _MEDIA_TYPES if ending != ".htm")
_READERS: dict[str, Callable[[bytes, str], Piece]] = {
    "text/plain": read_plain,
    "text/markdown": read_markdown,
    "text/html": read_page,
    "application/pdf": read_pdf,
    _WORD_DOCUMENT: read_word_document,
    "message/rfc822": read_email,
}
# Servers call many things by these names; what is in them is seen at their start.
_SAY_NOTHING = {"", "application/octet-stream", "binary/octet-stream", "application/force-download", "text/plain"}
_ALSO_CALLED = {
    "application/xhtml+xml": "text/html",
    "application/x-pdf": "application/pdf",
    "text/x-markdown": "text/markdown",
}


def media_type_of(name: str) -> str:
    """The media type that a file's name promises. Raises UnreadableError for formats that we do not read."""
    endings = PurePath(name.lower()).suffixes
    known = _MEDIA_TYPES.get("".join(endings[-2:])) or _MEDIA_TYPES.get("".join(endings[-1:]))
    if known is None:
        raise UnreadableError(
            f"{''.join(endings[-1:]) or 'a file without an extension'} is not a format that is read"
        )
    return known


def read_by(media_type: str) -> bool:
    """Whether there is a reader for it."""
    return media_type in _READERS


def told_media_type(data: bytes, said: str) -> str:
    """The media type of an answer: what its server said, or what its first bytes show where that says nothing."""
    said = _ALSO_CALLED.get(said, said)
    if said not in _SAY_NOTHING:
        return said
    start = data[:1024].lstrip()
    if start.startswith(b"%PDF-"):
        return "application/pdf"
    if start[:200].lower().startswith((b"<!doctype html", b"<html")) or not said:
        return "text/html"
    return said


def check_size(size: int, media_type: str = "") -> None:
    """Raise UnreadableError for nothing, and for more than an article, or an archive of some, can be."""
    limit = MAX_ARCHIVE_BYTES if media_type == WEB_ARCHIVE else MAX_BYTES
    if size == 0:
        raise UnreadableError("it is empty")
    if size > limit:
        raise UnreadableError(f"it has {size / 1024 / 1024:.1f} MB, and the limit is {limit // 1024 // 1024} MB")


def read(data: bytes, media_type: str, *, url: str = "", charset: str = "") -> Piece:
    """The piece in these bytes, which came from this address. Raises UnreadableError where there is none."""
    reader = _READERS.get(media_type)
    if reader is None:
        raise UnreadableError(f"{media_type} is not a format that is read")
    check_size(len(data))
    # Only pages have addresses that may name the day.
    piece = read_page(data, charset, url) if reader is read_page else reader(data, charset)
    if url:
        piece = replace(piece, url=address_of(url, piece.url))
    if not piece.text.strip():
        raise UnreadableError("it has no text")
    if "\0" in piece.text or "\0" in piece.title:
        raise UnreadableError("it contains NUL characters, so it is not text")
    return piece
