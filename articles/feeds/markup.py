"""XML as it is let in: checked for what no feed needs before any parser sees it, and without its prolog."""

import html
import re
from typing import NamedTuple
from xml.parsers import expat

from articles.feeds.errors import BrokenFeedError

# Markup that is not well-formed is read by feedparser's slow reader, at some 40 µs a tag.
_MAX_BROKEN_TAGS = 100_000
_SKIPPED = re.compile(r"<\?.*?(?:\?>|\Z)|<!--.*?(?:-->|\Z)|<!DOCTYPE[^<>\[]*>", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*)(?::([\w.-]+))?")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_NAMES = frozenset(["amp", "lt", "gt", "quot", "apos"])
_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'


class Markup(NamedTuple):
    """XML without its prolog, in UTF-8, its lines numbered as in the original.

    `root` is the name of its root element, in lower case and without a prefix.
    """

    root: str
    text: bytes


class Fault(NamedTuple):
    """What is wrong with a document, and in which line."""

    words: str
    line: int


def checked(text: str) -> Markup:
    """The document's XML without its prolog, so that there is nothing left that declares or loads anything.

    Raises BrokenFeedError for a document that declares entities or has no markup.
    """
    if not text.strip():
        raise BrokenFeedError("it is empty")
    start = _start(text)
    root = _ROOT.match(text, start)
    if root is None:
        raise BrokenFeedError("it is neither XML nor JSON")
    lines = "\n" * text.count("\n", 0, start)
    body = _NAMED.sub(_numbered, text[start:])
    return Markup((root[2] or root[1]).lower(), f"{_DECLARATION}{lines}{body}".encode())


def fault_in(markup: Markup) -> Fault | None:
    """Why the XML is not well-formed, None where it is.

    Raises BrokenFeedError where it ends in the middle, and where there is too much of it to be read with its fault.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    try:
        parser.Parse(markup.text, True)
    except expat.ExpatError as error:
        if f"{markup.root}>" not in "".join(markup.text[-2000:].decode(errors="replace").lower().split()):
            raise BrokenFeedError("it ends in the middle", line=error.lineno) from error
        words = f"it is not well-formed XML: {expat.ErrorString(error.code)}"
        if markup.text.count(b"<") > _MAX_BROKEN_TAGS:
            raise BrokenFeedError(f"{words}, and is too long to be read all the same", line=error.lineno) from error
        return Fault(words, error.lineno)
    return None


def _start(text: str) -> int:
    """Where the root element starts: behind the prolog, and behind what a server may have printed before it."""
    at = max(0, text.find("<?xml", 0, 4096))
    while (at := text.find("<", at)) >= 0 and not _ROOT.match(text, at):
        skipped = _SKIPPED.match(text, at)
        if skipped is None and text.startswith("<!", at):
            raise BrokenFeedError(
                "it declares entities of its own (a DTD), by which a small document can become an endless one",
                line=text.count("\n", 0, at) + 1,
            )
        at = skipped.end() if skipped else at + 1
    return at if at >= 0 else len(text)


def _numbered(reference: re.Match[str]) -> str:
    """A character's number for its name in HTML, which XML does not know: &#160; for &nbsp;."""
    character = html.entities.html5.get(f"{reference[1]};", "")
    if reference[1] in _XML_NAMES or not character:
        return reference[0]
    return "".join(f"&#{ord(part)};" for part in character)
