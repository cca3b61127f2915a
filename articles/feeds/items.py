"""What a feed lists, in one shape for every format."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from heapq import nlargest
from typing import NamedTuple
from urllib.parse import urljoin

from articles.feeds.decoding import possible
from articles.ingest.addresses import MAX_ADDRESS, clean, host_of
from articles.ingest.errors import UnreadableError
from lib.clean_html import plain
from lib.edtf_dates import FuzzyDate

MAX_ITEMS = 5000
MAX_TITLE = 500
MAX_SUMMARY = 1000
MAX_NAME = 300
# So much markup is read for a summary: some feeds put whole books there.
_MARKUP_READ = 20_000
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE)
_CALENDAR = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_CLOCK = re.compile(r"\d[:.]\d\d|\dT\d\d")
# The web's first pages are of 1990: a date before it is a clock that was never set.
_FIRST_YEAR = 1990


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """A piece that a feed lists; "" is what it does not say.

    `key` is what the feed knows it by: its guid or id, else its address. Dates are EDTF, times UTC; a language is
    an ISO 639 code.
    """

    key: str
    url: str
    title: str = ""
    summary: str = ""
    author: str = ""
    published: str = ""
    updated: str = ""
    language: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedDocument:
    """A feed or sitemap as it was read; "" and None are what it does not say.

    `ttl` is in seconds; `skip_hours` are hours of the day in UTC, `skip_days` days of the week from Monday 0;
    `children` are the sitemaps that an index names, the newest first; `dropped` counts items without a web address;
    `fault` says what was wrong with a document that could be read all the same.
    """

    format: str
    title: str = ""
    site: str = ""
    language: str = ""
    items: tuple[Item, ...] = ()
    ttl: int | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()
    next_page: str = ""
    children: tuple[str, ...] = ()
    hub: str = ""
    dropped: int = 0
    fault: str = ""


class Collected(NamedTuple):
    """The items to keep, in the feed's order, and how many had no web address."""

    items: tuple[Item, ...]
    dropped: int


def collected(found: Iterable[Item | None]) -> Collected:
    """Each piece once, and the newest MAX_ITEMS of them; None stands for an item without a web address."""
    dropped = 0
    kept: dict[tuple[str, str], Item] = {}
    for item in found:
        if item is None:
            dropped += 1
        else:
            kept.setdefault((item.key, item.url), item)
    items = list(kept.values())
    if len(items) > MAX_ITEMS:
        newest = nlargest(MAX_ITEMS, range(len(items)), key=lambda at: (_moment(items[at]), -at))
        items = [items[at] for at in sorted(newest)]
    return Collected(tuple(items), dropped)


def piece_address(link: str, base: str) -> str:
    """A piece's address in the one spelling that we keep, "" where the link is none that can be fetched."""
    try:
        return clean(_joined(link, base))
    except UnreadableError:
        return ""


def web_address(link: str, base: str = "") -> str:
    """The http(s) address that a link means on the page `base`, as it is written there, "" where it is none."""
    address = _joined(link, base)
    try:
        host_of(address)
    except UnreadableError:
        return ""
    return address if len(address) <= MAX_ADDRESS else ""


def _joined(link: str, base: str) -> str:
    link = possible(link).strip()
    try:
        return urljoin(base, link) if link else ""
    except ValueError:
        return ""


def line(markup: object, limit: int = MAX_TITLE) -> str:
    """One line of plain text, whatever markup and however often escaped; what is no text gives ""."""
    text = plain(markup[:_MARKUP_READ]) if isinstance(markup, str) else ""
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def language(code: object) -> str:
    """The ISO 639 code in a language tag such as "uk-UA" or "en_US", "" where there is none."""
    found = _LANGUAGE.fullmatch(code.strip()) if isinstance(code, str) else None
    return found[1].lower() if found else ""


def edtf(text: object) -> str:
    """A date as precise as it was written, in EDTF, "" where it is none; a time without a zone is UTC."""
    if not isinstance(text, str) or not (text := text.strip()):
        return ""
    try:
        if _CALENDAR.fullmatch(text):
            return FuzzyDate.parse(text).edtf if int(text[:4]) >= _FIRST_YEAR else ""
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            moment = parsedate_to_datetime(text)
    except ValueError:
        return ""
    return written(moment, text)


def written(moment: datetime, stated: str) -> str:
    """A moment in EDTF, a day where none was `stated`, "" for one before the web; without a zone it is UTC."""
    try:
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except OverflowError:
        return ""
    if moment.year < _FIRST_YEAR:
        return ""
    if not _CLOCK.search(stated):
        return moment.date().isoformat()
    return moment.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _moment(item: Item) -> datetime:
    """The moment that orders items; those without a date come last."""
    return FuzzyDate.parse(item.published or item.updated).sort
