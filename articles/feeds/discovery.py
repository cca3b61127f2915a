"""Which feeds a site has, from one of its pages and its robots.txt."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import etree
from protego import Protego

from articles.feeds.decoding import decoded
from articles.feeds.items import line, web_address

MAX_CANDIDATES = 50
# Feeds are named in a page's head; those that it links to stand at its end at the latest.
_PAGE_READ = 5_000_000
_FORMATS = {
    "application/rss+xml": "RSS",
    "application/x-rss+xml": "RSS",
    "application/rss": "RSS",
    "text/rss": "RSS",
    "text/rss+xml": "RSS",
    "application/rdf+xml": "RSS",
    "text/rdf+xml": "RSS",
    "application/atom+xml": "Atom",
    "application/x-atom+xml": "Atom",
    "application/atom": "Atom",
    "text/atom+xml": "Atom",
    "application/feed+json": "JSON Feed",
}
# Types that say little: WordPress offers its pages as application/json, and XML is many things.
_VAGUE = frozenset(["", "application/json", "application/xml", "text/xml"])
_LOOKS_LIKE_A_FEED = re.compile(
    r"""\.(?:rss|atom|rdf)$ | (?:^|[/_-])(?:rss|atom|feeds?)(?:\d(?:\.\d)?)?(?:\.(?:xml|json|php|aspx?))?/?$
      | /(?:rss|feeds?)/.*\.xml$ | /feeds?/(?:rss|atom)\b | /index\.xml$ | /feeds/posts/default/?$
      | news[_-]?sitemap.*\.xml$ | sitemap[_-]?news.*\.xml$
      | (?:^|&)(?:feed|format|type|output)=(?:rss2?|atom|rdf|json|feed) | (?:^|&)type=100$ | ^rss$""",
    re.IGNORECASE | re.VERBOSE,
)
_COMMENTS = re.compile(r"\bcomment|\breplies\b|коммент|комент", re.IGNORECASE)
# Where the programs that newsrooms publish with keep their feeds, and who to ask first.
_GUESSES = {
    "/feed": "",
    "/rss": "RSS",
    "/rss.xml": "RSS",
    "/atom.xml": "Atom",
    "/feed.json": "JSON Feed",
    "/index.xml": "",
    "/news-sitemap.xml": "News sitemap",
    "/sitemap_news.xml": "News sitemap",
}


@dataclass(frozen=True)
class Candidate:
    """A feed that a site may have; "" where its title or format is not known yet."""

    url: str
    title: str = ""
    format: str = ""


def feeds_in(html: bytes, url: str) -> list[Candidate]:
    """The feeds of a page, the best first: those that it names, those that it links to, then usual addresses.

    Feeds of comments come last. None has been asked for: a candidate may turn out to be nothing.
    """
    found = [*_in_page(html, url), *_guesses(url)]
    once: dict[str, Candidate] = {}
    for candidate in found:
        once.setdefault(candidate.url.rstrip("/"), candidate)
    ranked = sorted(once.values(), key=lambda candidate: bool(_COMMENTS.search(f"{candidate.url} {candidate.title}")))
    return ranked[:MAX_CANDIDATES]


def sitemaps_in(robots_txt: str) -> list[str]:
    """The sitemaps that a robots.txt names, those of news first."""
    addresses = dict.fromkeys(filter(None, map(web_address, Protego.parse(robots_txt).sitemaps)))
    return sorted(addresses, key=lambda address: "news" not in urlsplit(address).path.lower())


def _in_page(html: bytes, url: str) -> list[Candidate]:
    text = decoded(html[:_PAGE_READ])
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    page = etree.fromstring(text.encode(), parser) if text.strip() else None
    if page is None:
        return []
    bases = (web_address(base.get("href", ""), url) for base in _elements(page, "base"))
    base = next(filter(None, bases), url)
    return [*_named(page, base), *_linked(page, base)]


def _elements(page: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The page's elements of that name; what stands behind </html> is a root of its own to lxml."""
    for root in (page, *page.itersiblings()):
        yield from root.iter(tag)


def _named(page: etree._Element, base: str) -> Iterator[Candidate]:
    """What the page calls its feeds: <link rel="alternate" type="application/rss+xml">."""
    for link in _elements(page, "link"):
        address = _address(link, base)
        relations = link.get("rel", "").lower().split()
        media_type = link.get("type", "").partition(";")[0].strip().lower()
        is_feed = media_type in _FORMATS or "feed" in relations
        is_likely = media_type in _VAGUE and not link.get("hreflang") and _looks_like_a_feed(address)
        if address and {"alternate", "feed"} & set(relations) and (is_feed or is_likely):
            yield Candidate(address, line(link.get("title")), _FORMATS.get(media_type, ""))


def _linked(page: etree._Element, base: str) -> Iterator[Candidate]:
    """What looks like a feed among the links that readers can click."""
    for link in _elements(page, "a"):
        address = _address(link, base)
        if address and _looks_like_a_feed(address):
            yield Candidate(address, line("".join(link.itertext())))


def _guesses(url: str) -> Iterator[Candidate]:
    for path, kind in _GUESSES.items():
        address = web_address(urljoin(url, path))
        if address:
            yield Candidate(address, format=kind)


def _address(link: etree._Element, base: str) -> str:
    href = link.get("href", "").strip()
    if href.lower().startswith("feed:"):  # feed://host/path and feed:https://host/path
        href = re.sub(r"^feed:(//)?(?=https?:)|^feed:(?=//)", "", href, flags=re.IGNORECASE)
    return web_address(href, base)


def _looks_like_a_feed(address: str) -> bool:
    parts = urlsplit(address)
    return bool(_LOOKS_LIKE_A_FEED.search(parts.path) or _LOOKS_LIKE_A_FEED.search(parts.query))
