"""RSS in all its versions and Atom, by feedparser, which is given checked bytes and never an address to open."""

import re
from calendar import timegm
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import feedparser
from feedparser.api import SUPPORTED_VERSIONS

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
    written,
)
from articles.feeds.markup import Fault, Markup, fault_in

# feedparser takes some 30 µs a tag; a feed of 5,000 pieces has 60,000 of them, and with whole articles in it 300,000.
MAX_TAGS = 400_000
_SKIPPED = {  # feedparser keeps the last hour and the last day only
    part: re.compile(rf"<skip{part}s\b[^>]{{0,200}}>(.{{0,5000}}?)</skip{part}s".encode(), re.DOTALL | re.IGNORECASE)
    for part in ("hour", "day")
}
_HOUR = re.compile(rb"<hour\s*>\s*(\d{1,2})\s*<", re.IGNORECASE)
_DAY = re.compile(rb"<day\s*>\s*([a-z]{6,9})\s*<", re.IGNORECASE)
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MAIL = re.compile(r"\S+@\S+")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# RSS 1.0 syndication module: seconds in an update period.
_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}


def read_syndication(markup: Markup, url: str) -> FeedDocument:
    """The feed in RSS or Atom. Raises BrokenFeedError and NotAFeedError."""
    if markup.text.count(b"<") > MAX_TAGS:
        raise BrokenFeedError(f"it has more than {MAX_TAGS:,} tags, which is more than a feed can have")
    fault = fault_in(markup)
    found = feedparser.parse(
        BytesIO(markup.text),
        # The address of the feed, against which its links are read.
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
        # All text of ours is plain: see items.line.
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    # Plain dicts: feedparser's own gives an entry's date of publication for a date of change that it does not have.
    feed, entries = dict(found.feed), [dict(entry) for entry in found.entries]
    if not found.version or (found.version == "atom" and not entries):
        raise NotAFeedError("it looks like a feed, but is of no version of RSS or Atom")
    if fault and not entries:
        raise BrokenFeedError(fault.words, line=fault.line)
    links = feed.get("links", [])
    spoken = language(feed.get("language")) or language(feed.get("title_detail", {}).get("language"))
    kept = collected(_item(entry, url, spoken, atom=found.version.startswith("atom")) for entry in entries)
    return FeedDocument(
        format=SUPPORTED_VERSIONS.get(found.version, found.version).partition(" (")[0],
        title=line(feed.get("title")),
        site=web_address(feed.get("link", ""), url),
        language=spoken,
        items=kept.items,
        ttl=_ttl(feed),
        skip_hours=frozenset(int(hour) % 24 for hour in _skipped("hour", _HOUR, markup.text) if int(hour) <= 24),
        skip_days=frozenset(
            _WEEK.index(day.decode().lower())
            for day in _skipped("day", _DAY, markup.text)
            if day.decode().lower() in _WEEK
        ),
        next_page=_link(links, "next", url),
        hub=_link(links, "hub", url),
        dropped=kept.dropped,
        fault=_said(fault),
    )


def _item(entry: dict[str, Any], url: str, spoken: str, *, atom: bool) -> Item | None:
    address = _address(entry, url)
    if not address:
        return None
    published, updated = _date(entry, "published"), _date(entry, "updated")
    if not (published or atom):  # a Dublin Core date, in RSS, is when the piece came out
        published, updated = updated, ""
    detail = entry.get("title_detail", {})
    content = entry.get("content") or [{}]
    return Item(
        key=str(entry.get("id") or "") or address,
        url=address,
        title=line(entry.get("title")),
        summary=line(entry.get("summary") or content[0].get("value"), MAX_SUMMARY),
        author=_author(entry, atom=atom),
        published=published,
        updated=updated,
        language=language(entry.get("language")) or language(detail.get("language")) or spoken,
    )


def _address(entry: dict[str, Any], url: str) -> str:
    """The piece's own address: not the one of a service that counts clicks, nor of a picture or a comment feed."""
    pages = [link.get("href", "") for link in entry.get("links", []) if link.get("rel", "alternate") == "alternate"]
    candidates = [entry.get("feedburner_origlink", ""), *pages, entry.get("link", "")]
    # A link that is none, such as "https://", comes from feedparser as the feed's own address.
    addresses = (piece_address(link, url) for link in candidates if link != url)
    return next(filter(None, addresses), "")


def _author(entry: dict[str, Any], *, atom: bool) -> str:
    """The names of who wrote it, without their e-mail addresses."""
    names = [
        # feedparser takes no address apart whose top-level domain is longer than four letters
        line(author.get("name") if atom or "email" not in author else _MAIL.sub("", entry.get("author", "")))
        for author in entry.get("authors", [])
    ]
    names = [name.strip(" ()<>,") for name in names]
    return ", ".join(dict.fromkeys(name for name in names if name and "@" not in name))[:MAX_NAME]


def _date(entry: dict[str, Any], name: str) -> str:
    stated, parsed = str(entry.get(name) or ""), entry.get(f"{name}_parsed")
    exact = edtf(stated)
    day = _ISO_DAY.match(stated)
    if exact or not parsed or (day and not edtf(day[0])):  # feedparser takes 30 February for 2 March
        return exact
    return written(datetime.fromtimestamp(timegm(parsed), UTC), stated)


def _ttl(feed: dict[str, Any]) -> int | None:
    """How long the feed says that it stays the same, in seconds."""
    minutes = str(feed.get("ttl", "")).strip()
    if minutes.isdecimal() and 0 < len(minutes) < 8 and int(minutes):
        return int(minutes) * 60
    period = _PERIODS.get(str(feed.get("sy_updateperiod", "")).strip().lower())
    times = str(feed.get("sy_updatefrequency", "1")).strip()
    if period is None or not times.isdecimal() or not 0 < len(times) < 8 or not int(times):
        return None
    return max(1, period // int(times))


def _skipped(part: str, value: re.Pattern[bytes], text: bytes) -> list[bytes]:
    block = _SKIPPED[part].search(text)
    return value.findall(block[1]) if block else []


def _link(links: list[dict[str, Any]], rel: str, url: str) -> str:
    addresses = (web_address(link.get("href", ""), url) for link in links if link.get("rel") == rel)
    return next(filter(None, addresses), "")


def _said(fault: Fault | None) -> str:
    return f"{fault.words} (line {fault.line:,})" if fault else ""
