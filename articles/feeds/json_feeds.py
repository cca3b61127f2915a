"""JSON Feed, versions 1.0 and 1.1 (jsonfeed.org)."""

import json
import re
from json import JSONDecodeError
from typing import Any

from articles.feeds.decoding import possible
from articles.feeds.errors import BrokenFeedError, NotAFeedError
from articles.feeds.items import (
    MAX_NAME,
    MAX_SUMMARY,
    FeedDocument,
    Item,
    collected,
    edtf,
    language,
    line,
    piece_address,
    web_address,
)

_VERSION = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/(1(?:\.\d)?)/?")


def read_json_feed(text: str, url: str) -> FeedDocument:
    """The feed in JSON. Raises BrokenFeedError and NotAFeedError."""
    try:
        feed = json.loads(text)
    except JSONDecodeError as error:
        if error.pos >= len(text.rstrip()):
            raise BrokenFeedError("it ends in the middle", line=error.lineno) from error
        raise BrokenFeedError(f"it is not well-formed JSON: {error.msg}", line=error.lineno) from error
    except (RecursionError, ValueError) as error:  # ValueError: a number of thousands of digits
        raise BrokenFeedError("it is JSON that no feed would have: too deep, or with endless numbers") from error
    version = _VERSION.fullmatch(_text(feed, "version"))
    if version is None:
        raise NotAFeedError("it is JSON, but not a JSON Feed")
    number = version[1] if "." in version[1] else f"{version[1]}.0"
    spoken = language(feed.get("language"))
    kept = collected(_item(entry, url, spoken) for entry in _list(feed, "items"))
    hubs = [web_address(_text(hub, "url"), url) for hub in _list(feed, "hubs")]
    return FeedDocument(
        format=f"JSON Feed {number}",
        title=line(feed.get("title")),
        site=web_address(_text(feed, "home_page_url"), url),
        language=spoken,
        items=kept.items,
        next_page=web_address(_text(feed, "next_url"), url),
        hub=next(filter(None, hubs), ""),
        dropped=kept.dropped,
    )


def _item(entry: object, url: str, spoken: str) -> Item | None:
    if not isinstance(entry, dict):
        return None
    identity = _text(entry, "id")
    links = (_text(entry, "url"), identity if identity.startswith("http") else "", _text(entry, "external_url"))
    address = next((address for link in links if (address := piece_address(link, url))), "")
    if not address:
        return None
    content = next((text for name in ("summary", "content_html") if (text := _text(entry, name))), "")
    return Item(
        key=identity or address,
        url=address,
        title=line(_text(entry, "title")),
        summary=line(content, MAX_SUMMARY) or " ".join(_text(entry, "content_text").split())[:MAX_SUMMARY],
        author=_authors(entry),
        published=edtf(_text(entry, "date_published")),
        updated=edtf(_text(entry, "date_modified")),
        language=language(entry.get("language")) or spoken,
    )


def _authors(entry: dict[str, Any]) -> str:
    """Who wrote it: a list in version 1.1, one in 1.0."""
    listed = _list(entry, "authors") or [entry.get("author")]
    return ", ".join(filter(None, (line(_text(author, "name")) for author in listed)))[:MAX_NAME]


def _text(thing: object, name: str) -> str:
    """A field that may be a text, or, in ids, a number."""
    value = thing.get(name) if isinstance(thing, dict) else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return possible(value) if isinstance(value, str) else ""


def _list(thing: object, name: str) -> list[Any]:
    value = thing.get(name) if isinstance(thing, dict) else None
    return value if isinstance(value, list) else []
