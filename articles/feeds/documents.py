"""From the bytes that a server gave us to what the feed lists."""

from articles.feeds.decoding import decoded
from articles.feeds.discovery import feeds_in
from articles.feeds.errors import BrokenFeedError, NotAFeedError
from articles.feeds.items import FeedDocument, Item
from articles.feeds.json_feeds import read_json_feed
from articles.feeds.markup import checked
from articles.feeds.sitemaps import ROOTS, read_sitemap
from articles.feeds.syndication import read_syndication

__all__ = ["FeedDocument", "Item", "read_feed"]

MAX_BYTES = 60 * 1024 * 1024
_SYNDICATION = frozenset(["rss", "rdf", "feed", "channel"])
_PAGES = frozenset(["html", "head", "body"])
_OTHERS = {"opml": "it is a list of feeds (OPML), not a feed"}


def read_feed(data: bytes, *, media_type: str = "", charset: str = "", url: str) -> FeedDocument:
    """What a feed or sitemap lists; `charset` is what its server said, `url` where it came from.

    Raises NotAFeedError for something else (with the feeds that a web page names), and BrokenFeedError for what
    cannot be read. What the document is, is seen from its content: servers call feeds text/html, and pages XML.
    """
    if len(data) > MAX_BYTES:
        raise BrokenFeedError(f"it has {len(data) / 1024**2:.1f} MB, and the limit is {MAX_BYTES // 1024**2} MB")
    text = decoded(data, charset)
    if text.lstrip()[:1] in {"{", "["}:
        return read_json_feed(text, url)
    markup = checked(text)
    if markup.root in ROOTS:
        return read_sitemap(markup, url)
    if markup.root in _SYNDICATION:
        return read_syndication(markup, url)
    if markup.root in _PAGES or media_type in {"text/html", "application/xhtml+xml"}:
        raise NotAFeedError("it is a web page, not a feed", feeds=feeds_in(data, url))
    raise NotAFeedError(_OTHERS.get(markup.root, f"it is an XML document of another kind ({markup.root[:40]!r})"))
