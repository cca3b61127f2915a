"""Texts as they are typed: plain ones, and Markdown with front matter."""

from datetime import date, datetime

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from articles.ingest.addresses import clean
from articles.ingest.errors import UnreadableError
from articles.ingest.formats.characters import characters
from articles.ingest.formats.piece import MAX_BYLINE, MAX_TITLE, Piece, date_of, first_line, language_of

EXTRACTOR = "attested-text 1"


def read_plain(data: bytes, charset: str) -> Piece:
    """The text to the character, with its first line for a title."""
    text = characters(data, charset)
    return Piece(title=first_line(text), text=text, language=language_of(text), extractor=EXTRACTOR)


def read_markdown(data: bytes, charset: str) -> Piece:
    """The text under the front matter, and what that says of it: title, url, source, byline, language, published."""
    try:
        meta, text = frontmatter.parse(characters(data, charset), handler=YAMLHandler())
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a date with 13 months
        raise UnreadableError(f"its front matter is not YAML: {' '.join(str(error).split())}") from error
    text = text.strip()
    url = _field(meta, "url")
    return Piece(
        title=(_field(meta, "title") or first_line(text))[:MAX_TITLE],
        text=text,
        url=clean(url) if url else "",
        source=_field(meta, "source"),
        byline=_field(meta, "byline")[:MAX_BYLINE],
        language=_field(meta, "language")[:8] or language_of(text),
        published=date_of(_field(meta, "published")),
        extractor=EXTRACTOR,
    )


def written(text: str, **meta: str) -> bytes:
    """The file that `read_markdown` reads this text and these fields from; empty fields are left out."""
    post = frontmatter.Post(text)
    post.metadata = {name: value for name, value in meta.items() if value}
    return frontmatter.dumps(post, handler=YAMLHandler(), allow_unicode=True).encode()


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
