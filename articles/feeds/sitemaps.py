"""Sitemaps (sitemaps.org): a site's pages, its latest news, or an index of further sitemaps."""

from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from articles.feeds.errors import BrokenFeedError
from articles.feeds.items import (
    MAX_ITEMS,
    FeedDocument,
    Item,
    collected,
    edtf,
    language,
    line,
    piece_address,
    web_address,
)
from articles.feeds.markup import Markup, fault_in

ROOTS = frozenset(["urlset", "sitemapindex"])
# The protocol's own limit for one file.
_MAX_ADDRESSES = 50_000


def read_sitemap(markup: Markup, url: str) -> FeedDocument:
    """The sitemap. Raises BrokenFeedError."""
    fault = fault_in(markup)
    if fault:
        raise BrokenFeedError(fault.words, line=fault.line)
    entries = list(_entries(markup))
    if markup.root == "sitemapindex":
        return _index(entries, url)
    kept = collected(_item(entry, url) for entry in entries)
    names = [name for entry in entries if (name := line(entry.get("name")))]
    is_news = any("publication_date" in entry for entry in entries)
    spoken = {item.language for item in kept.items}
    return FeedDocument(
        format="News sitemap" if is_news else "Sitemap",
        title=names[0] if names else "",
        language=spoken.pop() if len(spoken) == 1 else "",
        items=kept.items,
        dropped=kept.dropped,
    )


def _index(entries: list[dict[str, str]], url: str) -> FeedDocument:
    dated = [(edtf(entry.get("lastmod")), web_address(entry.get("loc", ""), url)) for entry in entries]
    newest = sorted(dated, key=lambda child: child[0], reverse=True)
    children = tuple(dict.fromkeys(address for _, address in newest if address))
    return FeedDocument(
        format="Sitemap index",
        children=children[:MAX_ITEMS],
        dropped=sum(not address for _, address in dated),
    )


def _item(entry: dict[str, str], url: str) -> Item | None:
    address = piece_address(entry.get("loc", ""), url)
    if not address:
        return None
    return Item(
        key=address,
        url=address,
        title=line(entry.get("title")),
        published=edtf(entry.get("publication_date")),
        updated=edtf(entry.get("lastmod")),
        language=language(entry.get("language")),
    )


def _entries(markup: Markup) -> Iterator[dict[str, str]]:
    """The fields of each address, by the names that they have without their namespaces."""
    found = 0
    root: Element | None = None
    try:
        for event, element in iterparse(BytesIO(markup.text), ("start", "end"), forbid_dtd=True):
            root = element if root is None else root
            if event == "end" and _name(element) in {"url", "sitemap"} and found < _MAX_ADDRESSES:
                found += 1
                yield _fields(element)
                root.clear()
    except (ParseError, DefusedXmlException) as error:
        raise BrokenFeedError(f"it is not XML that is read here: {error}") from error


def _fields(element: Element) -> dict[str, str]:
    """Pictures and videos have titles of their own, so only what stands in the entry or its news part counts."""
    fields: dict[str, str] = {}
    for child in element:
        inner = child.iter() if _name(child) == "news" else [child]
        for field in inner:
            fields.setdefault(_name(field), (field.text or "").strip())
    return fields


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()
