"""PDF: the words on its pages, by PDFium."""

import re
from importlib.metadata import version
from typing import Any

from articles.ingest.errors import UnreadableError
from articles.ingest.formats.piece import MAX_BYLINE, MAX_TITLE, Piece, first_line, language_of

MAX_PAGES = 300
_MAX_CHARACTERS = 2_000_000
# What a program puts there by itself names no document: "Microsoft Word - letter.docx", "untitled", "report.indd".
_NO_TITLE = re.compile(r"(?i)microsoft word.*|untitled.*|.*\.(?:docx?|indd|pdf|rtf|odt|qxp|tex)|[\W\d_]*")
# PDFium writes U+FFFE for a hyphen at the end of a line, and puts the next line after it: a word that was cut, where
# it goes on in small letters.
_CUT = "\ufffe"
_WHITE = re.compile(r"[^\S\n]+")
# A line that ends a sentence well before the others end is the last of its paragraph.
_ENDS_SENTENCE = re.compile(r"[.!?…:;»”\"')\]]$")
_SHORT = 0.8


def read_pdf(data: bytes, _charset: str) -> Piece:
    """The words of a document, its lines put together to paragraphs; a page's pictures of words are not read.

    It has no date: when a file was made is not when its text was published. Raises UnreadableError for a locked or
    broken document, and for one that is only pictures.
    """
    import pypdfium2 as pdfium  # noqa: PLC0415  # loads a library that only workers need

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise UnreadableError(
            "it is locked with a password" if locked else "it is not a PDF that can be read", cause="unreadable"
        ) from error
    try:
        if len(document) > MAX_PAGES:
            raise UnreadableError(f"it has {len(document)} pages, and the limit is {MAX_PAGES}")
        pages: list[str] = []
        for number in range(len(document)):
            pages.append(_words_on(document, number))
            if sum(map(len, pages)) > _MAX_CHARACTERS:
                raise UnreadableError("it has more text than an article can have")
        meta = document.get_metadata_dict(skip_empty=True)
    except pdfium.PdfiumError as error:
        raise UnreadableError("a page of it cannot be read") from error
    finally:
        document.close()
    text = "\n\n".join(filter(None, map(_paragraphs, pages)))
    if not text:
        raise UnreadableError("it has no text, only pictures of it", cause="no_text")
    title = " ".join(meta.get("Title", "").split())
    return Piece(
        title=(first_line(text) if _NO_TITLE.fullmatch(title) else title)[:MAX_TITLE],
        text=text,
        byline=" ".join(meta.get("Author", "").split())[:MAX_BYLINE],
        language=language_of(text),
        extractor=f"pypdfium2 {version('pypdfium2')}",
    )


def _words_on(document: Any, number: int) -> str:
    page = document[number]
    try:
        words = page.get_textpage()
        try:
            return str(words.get_text_range())
        finally:
            words.close()
    finally:
        page.close()


def _paragraphs(page: str) -> str:
    """The paragraphs of a page, which knows only lines: an empty line, or a full stop in a short line, ends one."""
    text = page.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").replace(_CUT, f"{_CUT}\n")
    lines = [_WHITE.sub(" ", line).strip() for line in text.split("\n")]
    longest = max(map(len, lines), default=0)
    paragraphs: list[str] = [""]
    for line in lines:
        paragraphs[-1] = _joined(paragraphs[-1], line)
        if not line or (_ENDS_SENTENCE.search(line) and len(line) < _SHORT * longest):
            paragraphs.append("")
    return "\n".join(filter(None, paragraphs)).replace(_CUT, "-")


def _joined(text: str, line: str) -> str:
    if text.endswith(_CUT):
        return text.removesuffix(_CUT) + ("" if line[:1].islower() else "-") + line
    return f"{text} {line}".strip()
