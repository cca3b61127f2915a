"""What every reader gives, whatever the format."""

import re
from dataclasses import dataclass

from articles.ingest.errors import UnreadableError
from lib.edtf_dates import FuzzyDate

MAX_TITLE = 500
MAX_BYLINE = 300
MAX_DATE = 64
_HEADING = re.compile(r"^#{1,6}\s+|\s+#+$")


@dataclass(frozen=True, kw_only=True)
class Piece:
    """What a reader found; "" is what it did not find. Dates are EDTF."""

    title: str
    text: str
    extractor: str
    url: str = ""
    source: str = ""
    byline: str = ""
    language: str = ""
    published: str = ""
    modified: str = ""
    site: str = ""


def first_line(text: str) -> str:
    """The first line that says something, without the marks of a heading: the title of a text that has none."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return _HEADING.sub("", line)[:MAX_TITLE]


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language that the text looks most like, "" for none."""
    import py3langid  # noqa: PLC0415  # brings numpy and its model, which only workers need

    return str(py3langid.classify(text[:5000])[0]) if text.strip() else ""


def date_of(text: str) -> str:
    """The date in its one spelling. Raises UnreadableError where it is no date."""
    if len(text) > MAX_DATE:
        raise UnreadableError("its date of publication is too long to be a date")
    try:
        return FuzzyDate.parse(text).edtf
    except ValueError as error:
        raise UnreadableError(f"its date of publication {error}") from error
