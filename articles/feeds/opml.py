"""Lists of feeds in OPML 2.0, as readers of feeds import and export them."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from listparser.opml import OpmlMixin
from listparser.xml_handler import XMLHandler
from lxml import etree

from articles.feeds.decoding import decoded, possible
from articles.feeds.errors import BrokenFeedError, NotAFeedError
from articles.feeds.items import line, web_address
from articles.feeds.markup import checked, fault_in

MAX_OUTLINES = 5000


@dataclass(frozen=True)
class Outline:
    """A feed in a list; `categories` are the names of the folders that it is in, nested ones joined by " / "."""

    title: str
    feed_url: str
    site_url: str = ""
    categories: tuple[str, ...] = ()


class _Outlines(OpmlMixin, XMLHandler):
    """listparser's reading of OPML, and the site of each feed, which it passes over."""

    def __init__(self) -> None:
        super().__init__()
        self.harvest.update(feeds=[], lists=[], opportunities=[], meta={})
        self.sites: dict[str, str] = {}

    def start_opml_outline(self, attrs: dict[str, str]) -> None:
        self.sites.setdefault(attrs.get("xmlurl", "").strip(), attrs.get("htmlurl", ""))
        super().start_opml_outline(attrs)


def read_opml(data: bytes) -> list[Outline]:
    """The feeds of the list, each once, in its order; what has no http(s) address is left out.

    Raises NotAFeedError for what is no list, BrokenFeedError for one that ends in the middle, declares entities or
    has more than MAX_OUTLINES feeds.
    """
    markup = checked(decoded(data))
    if markup.root != "opml":
        raise NotAFeedError("it is not a list of feeds (OPML)")
    fault_in(markup)  # a list that ends in the middle must not pass for a whole one; other faults are read over
    outlines = _Outlines()
    parser = etree.HTMLParser(target=outlines, encoding="utf-8", no_network=True)
    etree.fromstring(markup.text, parser)
    found: dict[str, Outline] = {}
    for feed in outlines.harvest["feeds"]:
        address = web_address(feed["url"])
        if address and address not in found:
            found[address] = Outline(
                title=line(feed["title"]),
                feed_url=address,
                site_url=web_address(outlines.sites.get(feed["url"], "")),
                categories=tuple(" / ".join(filter(None, map(line, path))) for path in feed["categories"]),
            )
    if len(found) > MAX_OUTLINES:
        raise BrokenFeedError(f"it lists {len(found):,} feeds, and the limit is {MAX_OUTLINES:,}")
    return list(found.values())


def write_opml(title: str, outlines: Iterable[Outline]) -> bytes:
    """The list as OPML 2.0; a feed stands in the folder of its first category, or in none."""
    opml = ET.Element("opml", version="2.0")
    ET.SubElement(ET.SubElement(opml, "head"), "title").text = possible(title)
    body = ET.SubElement(opml, "body")
    folders = {"": body}
    for outline in outlines:
        place = body
        path = ""
        for name in filter(None, (outline.categories or ("",))[0].split(" / ")):
            path += f"/{name}"
            if path not in folders:
                folders[path] = ET.SubElement(place, "outline", text=possible(name), title=possible(name))
            place = folders[path]
        ET.SubElement(place, "outline", _attributes(outline))
    ET.indent(opml)
    document: bytes = ET.tostring(opml, encoding="utf-8", xml_declaration=True)
    return document


def _attributes(outline: Outline) -> dict[str, str]:
    name = possible(outline.title) or outline.feed_url
    attributes = {"type": "rss", "text": name, "title": name, "xmlUrl": outline.feed_url}
    if outline.site_url:
        attributes["htmlUrl"] = outline.site_url
    further = ",".join(category.replace(" / ", "/") for category in outline.categories[1:])
    return attributes | ({"category": further} if further else {})
