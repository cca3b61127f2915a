"""Word documents (Office Open XML, ISO/IEC 29500): the words as a reader sees them, by python-docx."""

import re
import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from io import BytesIO
from typing import Any

from articles.ingest.errors import UnreadableError
from articles.ingest.formats.piece import MAX_BYLINE, MAX_TITLE, Piece, first_line, language_of

# The limits of what a server may send us, for what a sender may pack for us.
_MAX_UNPACKED = 60 * 1024 * 1024
_MAX_RATIO = 100
_SMALL = 1024 * 1024  # that much may be packed however tightly
_MAX_PARTS = 2_000
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {f"{_WORDS}br": "\n", f"{_WORDS}cr": "\n", f"{_WORDS}tab": "\t", f"{_WORDS}noBreakHyphen": "\u2011"}
# What was struck out with "track changes" is no part of the text, and where it was moved from neither.
_STRUCK = {f"{_WORDS}del", f"{_WORDS}moveFrom", _FALLBACK}


def read_word_document(data: bytes, _charset: str) -> Piece:
    """The paragraphs and the cells of tables, in order, with proposed insertions and without proposed deletions.

    It has no date: when a file was saved is not when its text was published. Raises UnreadableError for a document
    that is broken, packed to burst, or that declares entities.
    """
    import docx  # noqa: PLC0415  # brings a megabyte of schemas that only workers need
    from docx.opc.exceptions import OpcError  # noqa: PLC0415

    _check_package(data)
    try:
        document = docx.Document(BytesIO(data))
        paragraphs = [text for element in _paragraphs(document.element.body) if (text := _text_of(element).strip())]
        about = document.core_properties
        title, byline = " ".join((about.title or "").split()), " ".join((about.author or "").split())
    except (OpcError, KeyError, ValueError, AttributeError, zipfile.BadZipFile, SyntaxError) as error:
        raise UnreadableError("it is not a Word document that can be read") from error
    text = "\n".join(paragraphs)
    return Piece(
        title=(title or first_line(text))[:MAX_TITLE],
        text=text,
        byline=byline[:MAX_BYLINE] if byline.lower() not in {"python-docx", "user", "admin"} else "",
        language=language_of(text),
        extractor=f"python-docx {version('python-docx')}",
    )


def _check_package(data: bytes) -> None:
    """Look into the package before anything of it is parsed."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
            unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
            if len(parts) > _MAX_PARTS or unpacked > _MAX_UNPACKED:
                raise UnreadableError("it is larger unpacked than a document can be", cause="too_large")
            if unpacked > _SMALL and unpacked > _MAX_RATIO * max(packed, 1):
                raise UnreadableError("it is packed more tightly than a document can be", cause="too_large")
            if any(part.flag_bits & 0x1 for part in parts):
                raise UnreadableError("it is locked with a password")
            # What is read of a part ends where its entry says that it ends, whatever is packed behind it.
            if any(_DECLARES.search(_plain(package.read(part))) for part in parts if _is_markup(part.filename)):
                raise UnreadableError("its XML declares a document type or entities")
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError, RuntimeError) as error:
        raise UnreadableError("it is not a Word document that can be read") from error


def _is_markup(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _plain(markup: bytes) -> bytes:
    """The markup with the zeros of UTF-16 taken out, so that one search finds ASCII in either."""
    return markup.replace(b"\0", b"") if markup[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in markup[:4] else markup


def _paragraphs(body: Any) -> Iterator[Any]:
    """Every paragraph in order, those in cells and content controls too; one inside another comes with that one."""
    for element in body.iterchildren():
        if element.tag == f"{_WORDS}p":
            yield element
        elif element.tag not in _STRUCK:
            yield from _paragraphs(element)


def _text_of(element: Any) -> str:
    if element.tag == f"{_WORDS}t":
        return element.text or ""
    if element.tag in _BREAKS:
        return _BREAKS[element.tag]
    return "".join(_text_of(child) for child in element.iterchildren() if child.tag not in _STRUCK)
