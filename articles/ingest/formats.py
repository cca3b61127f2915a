"""Readers: from the bytes of one format to a piece."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from importlib.metadata import version
from pathlib import PurePath
from urllib.parse import urlsplit, urlunsplit

import frontmatter
import yaml
from charset_normalizer import from_bytes
from frontmatter.default_handlers import YAMLHandler

from articles.ingest.addresses import address_of
from articles.ingest.errors import UnreadableError
from articles.ingest.extraction import extract
from articles.ingest.walls import refuse_walls
from lib.edtf_dates import FuzzyDate

MAX_BYTES = 20 * 1024 * 1024
MAX_TITLE = 500
MAX_DATE = 64
PLAIN_EXTRACTOR = "attested-text 1"
_MEDIA_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
}
_DECLARED_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_HEADING = re.compile(r"^#{1,6}\s+|\s+#+$")


@dataclass(frozen=True, kw_only=True)
class Piece:
    """What a reader found; "" is what it did not find."""

    title: str
    text: str
    extractor: str
    url: str = ""
    source: str = ""
    byline: str = ""
    language: str = ""
    published: str = ""
    site: str = ""


def media_type_of(name: str) -> str:
    """The media type that a file's name promises. Raises UnreadableError for formats that we do not read."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in _MEDIA_TYPES:
        raise UnreadableError(f"{suffix or 'a file without an extension'} is not a format this version reads")
    return _MEDIA_TYPES[suffix]


def check_size(size: int) -> None:
    """Raise UnreadableError for nothing, and for more than an article can be."""
    if size == 0:
        raise UnreadableError("it is empty")
    if size > MAX_BYTES:
        raise UnreadableError(f"it has {size / 1024 / 1024:.1f} MB, and the limit is {MAX_BYTES // 1024 // 1024} MB")


def read(data: bytes, media_type: str, *, url: str = "", charset: str = "") -> Piece:
    """The piece in these bytes, which came from this address. Raises UnreadableError where there is none."""
    reader = _READERS.get(media_type)
    if reader is None:
        raise UnreadableError(f"{media_type} is not a format this version reads")
    check_size(len(data))
    piece = reader(data, charset)
    if url:
        piece = replace(piece, url=address_of(url, piece.url))
    if not piece.text.strip():
        raise UnreadableError("it has no text")
    if "\0" in piece.text or "\0" in piece.title:
        raise UnreadableError("it contains NUL characters, so it is not text")
    return piece


def canonical_url(text: str) -> str:
    """The address in the one spelling that we keep. Raises UnreadableError where it is no web address."""
    try:
        parts = urlsplit(text.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise UnreadableError(f"its URL {text!r} is not one: {error}") from error
    scheme = parts.scheme.lower()
    if scheme not in {"http", "https"} or not host or len(text) > 1000:
        raise UnreadableError(f"its URL {text[:100]!r} is not a web address")
    if port and port != {"http": 80, "https": 443}[scheme]:
        host = f"{host}:{port}"
    return urlunsplit((scheme, host, parts.path or "/", parts.query, ""))


def _read_plain(data: bytes, charset: str) -> Piece:
    text = _decode(data, charset)
    return Piece(title=_first_line(text), text=text, language=_language(text), extractor=PLAIN_EXTRACTOR)


def _read_markdown(data: bytes, charset: str) -> Piece:
    try:
        meta, text = frontmatter.parse(_decode(data, charset), handler=YAMLHandler())
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a date with 13 months
        raise UnreadableError(f"its front matter is not YAML: {' '.join(str(error).split())}") from error
    text = text.strip()
    url = _field(meta, "url")
    return Piece(
        title=(_field(meta, "title") or _first_line(text))[:MAX_TITLE],
        text=text,
        url=canonical_url(url) if url else "",
        source=_field(meta, "source"),
        byline=_field(meta, "byline")[:300],
        language=_field(meta, "language")[:8] or _language(text),
        published=_date(_field(meta, "published")),
        extractor=PLAIN_EXTRACTOR,
    )


def _read_html(data: bytes, charset: str) -> Piece:
    page = _decode(data, charset, declared=_DECLARED_CHARSET.search(data[:4096]), lenient=True)
    found = extract(page)
    text = found.text.strip()
    refuse_walls(title=found.title, text=text, page=page)
    if not text:
        raise UnreadableError("no article was found in the page")
    return Piece(
        title=(found.title or _first_line(text))[:MAX_TITLE],
        text=text,
        url=canonical_url(found.url) if found.url else "",
        byline=found.author[:300],
        site=found.site[:200],
        language=_language(text),
        published=_date(found.date),
        extractor=_trafilatura(),
    )


@cache
def _trafilatura() -> str:
    return f"trafilatura {version('trafilatura')}"


_READERS: dict[str, Callable[[bytes, str], Piece]] = {
    "text/plain": _read_plain,
    "text/markdown": _read_markdown,
    "text/html": _read_html,
}


def _decode(data: bytes, charset: str = "", declared: re.Match[bytes] | None = None, *, lenient: bool = False) -> str:
    """The characters, with nothing changed but the byte order mark and the ends of lines.

    A page whose server and head are both wrong is read as what it most looks like, where `lenient`.
    """
    encodings = ["utf-16"] if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ["utf-8-sig"]
    if charset:
        encodings.append(charset)
    if declared:
        encodings.append(declared.group(1).decode("ascii"))
    for encoding in encodings:
        try:
            return data.decode(encoding).replace("\r\n", "\n")
        except (UnicodeDecodeError, LookupError):
            continue
    if lenient and (guess := from_bytes(data).best()) is not None:
        return str(guess).replace("\r\n", "\n")
    raise UnreadableError(f"its characters are not in {' or '.join(encodings).replace('-sig', '').upper()}")


def _first_line(text: str) -> str:
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return _HEADING.sub("", line)[:MAX_TITLE]


def _language(text: str) -> str:
    import py3langid  # noqa: PLC0415  # brings numpy and its model, which only workers need

    return str(py3langid.classify(text[:5000])[0]) if text.strip() else ""


def _field(meta: dict[str, object], name: str) -> str:
    value = meta.get(name)
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int):
        return " ".join(str(value).split())
    raise UnreadableError(f"{name} in its front matter is not a line of text")


def _date(text: str) -> str:
    if len(text) > MAX_DATE:
        raise UnreadableError("its date of publication is too long to be a date")
    try:
        return FuzzyDate.parse(text).edtf
    except ValueError as error:
        raise UnreadableError(f"its date of publication {error}") from error
