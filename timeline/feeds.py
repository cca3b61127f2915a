"""Atom and JSON Feed of any state of the timeline, from what `newest_known` gives."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import get_template
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _

from claims.enums import Verdict
from lib.languages import active_language, here, without_language
from timeline.cards import card_of, event_url, revision_url
from timeline.enums import EventType, NewsKind
from timeline.newest_known import Known

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_BEFORE_TITLE = {NewsKind.CORRECTED: _("Corrected: %(title)s"), NewsKind.WITHDRAWN: _("Withdrawn: %(title)s")}
# What XML cannot carry, and no reader would see.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class Feed:
    """One page of a feed: what it is about, its addresses, and what it tells."""

    title: str
    query: str  # the filters, without a cursor
    home: str
    address: str
    next: str
    items: Sequence[Known]
    absolute: Callable[[str], str]


def tag_of(what: str) -> str:
    """A name that stays the same whatever address a reader comes by (RFC 4151)."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},2025:{what}"


def title_of(known: Known) -> str:
    """The title, with what happened to the event before it."""
    title = known.entry.title
    return _BEFORE_TITLE[known.kind] % {"title": title} if known.kind in _BEFORE_TITLE else title


class _Atom(Atom1Feed):
    """With whole contents, a link to older entries, and no moment of its own making."""

    def add_root_elements(self, handler: Any) -> None:
        """The link to the next page beside what every feed has."""
        super().add_root_elements(handler)
        if self.feed["next"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": self.feed["next"]})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """The content, escaped as HTML inside of XML has to be."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})

    def latest_post_date(self) -> datetime:
        """When anything in the feed changed last: an empty one never did."""
        return max((item["updateddate"] for item in self.items), default=_NEVER)


def atom(feed: Feed) -> str:
    """The feed as Atom (RFC 4287)."""
    made = _Atom(
        title=_clean(feed.title),
        link=feed.home,
        description=None,
        language=active_language(),
        author_name="Attested",
        feed_url=feed.address,
        feed_guid=tag_of(f"{here('/events')}?{feed.query}".removesuffix("?")),
        next=feed.next,
    )
    for known in feed.items:
        made.add_item(
            title=_clean(title_of(known)),
            link=feed.absolute(event_url(known.entry)),
            description=None,  # type: ignore[arg-type]  # then there is no summary
            unique_id=_id(known),
            pubdate=known.first_at,
            updateddate=known.at,
            categories=_tags(known),
            content=_content(known, feed),
        )
    return made.writeString("utf-8")


def json_feed(feed: Feed) -> str:
    """The feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        **({"next_url": feed.next} if feed.next else {}),
        "language": active_language(),
        "authors": [{"name": "Attested"}],
        "items": [_json_item(known, feed) for known in feed.items],
    }
    return json.dumps(whole, ensure_ascii=False)


def _json_item(known: Known, feed: Feed) -> dict[str, Any]:
    entry = known.entry
    return {
        "id": _id(known),
        "url": feed.absolute(event_url(entry)),
        "title": title_of(known),
        "content_html": _content(known, feed),
        **({"summary": entry.summary} if entry.summary and known.kind != NewsKind.WITHDRAWN else {}),
        "date_published": known.first_at.isoformat(),
        "date_modified": known.at.isoformat(),
        "tags": _tags(known),
        "_attested": {
            "kind": known.kind.value,
            "event": entry.event_id,
            "entry": entry.pk,
            "revision": entry.revision,
            "revision_url": feed.absolute(without_language(revision_url(entry))),
            "happened": entry.occurred_edtf,
            "verdict": entry.verdict,
        },
    }


def _id(known: Known) -> str:
    """The event's: a correction is the same entry, updated."""
    return tag_of(f"/events/{known.entry.event_id}")


def _tags(known: Known) -> list[str]:
    entry = known.entry
    names = [
        str(EventType(entry.type).label),
        str(Verdict(entry.verdict).label),
        *(actor["name"] for actor in entry.actors),
    ]
    return list(dict.fromkeys(map(_clean, names)))


def _content(known: Known, feed: Feed) -> str:
    context = {
        "card": card_of(known.entry),
        "entry": known.entry,
        "withdrawal": known.entry.withdrawal if known.kind == NewsKind.WITHDRAWN else None,
        "verdict": Verdict(known.entry.verdict).label,
        "permalink": feed.absolute(revision_url(known.entry)),
        "page": feed.absolute(event_url(known.entry)),
    }
    return _clean(get_template("timeline/feed_item.html").render(context).strip())


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)
