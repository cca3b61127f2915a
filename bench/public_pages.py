"""The public pages that are measured and kept within a budget, with addresses that suit what the database holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

PAGE = 50
# A common word in the titles, summaries and quotes of `seed_scale`.
BROAD_WORD = "ceasefire"
WINDOW = "26,44,40,53"  # the part of a map that a reader looks at, of the world that `seed_scale` makes


@dataclass(frozen=True)
class Page:
    """A request; `status` is what it is answered with."""

    name: str
    address: str
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 200


def pages() -> list[Page]:
    """Each with the name by which budgets and aims know it."""
    frequent, *_, rarest = _actors()
    middle = _middle()
    months = {"from": f"{middle:%Y-%m}", "to": f"{middle + timedelta(days=150):%Y-%m}"}
    issue = _most_frequent_issue()
    more = {"HX-Request": "true", "HX-Target": "more"}
    return [
        Page("timeline", "/"),
        Page("rows fragment", f"/?cursor={_cursor(PAGE - 1)}", more),
        Page("deep page", f"/?cursor={_deep()}"),
        Page("most frequent actor", f"/?actor={frequent}"),
        Page("rarest actor", f"/?actor={rarest}"),
        Page("actor, type, 6 months", f"/?{urlencode({'actor': frequent, 'type': 'statement'} | months)}"),
        Page("three filters", f"/?{urlencode({'issue': issue, 'type': 'statement', 'verdict': 'verified'})}"),
        Page("issue", f"/?issue={issue}"),
        Page("search by date", f"/?q={BROAD_WORD}"),
        Page("search ranked", f"/?q={BROAD_WORD}&order=relevance"),
        Page("as of", f"/?as_of={_when_half_was_known():%Y-%m-%d}"),
        Page("map", "/?view=map"),
        Page("clusters", f"/events.geojson?cluster=6&window={WINDOW}"),
        Page("event", _event()),
    ]


def unchanged(browser: Any) -> Page:
    """The timeline asked for again by a browser that has it."""
    tag = browser.get("/").headers["ETag"]
    return Page("not modified", "/", {"If-None-Match": tag}, 304)


def _current() -> Any:
    from timeline.models import Entry

    return Entry.objects.current()


def _actors() -> list[str]:
    """Slugs of the actors of what is public, the most frequent first."""
    from django.db.models import Count

    from timeline.models import EntryActor

    rows = EntryActor.objects.filter(entry__superseded_at=None).values("slug").annotate(number=Count("pk"))
    return list(rows.order_by("-number", "slug").values_list("slug", flat=True))


def _most_frequent_issue() -> str:
    from django.db.models import Count

    from timeline.models import EntryTag

    rows = EntryTag.objects.filter(kind="issue", entry__superseded_at=None).values("slug")
    return str(rows.annotate(number=Count("pk")).order_by("-number", "slug")[0]["slug"])


def _middle() -> datetime:
    total = _current().count()
    found: datetime = _current().newest().values_list("occurred", flat=True)[total // 2]
    return found


def _when_half_was_known() -> datetime:
    from timeline.models import Entry

    moments = Entry.objects.order_by("known_at").values_list("known_at", flat=True)
    found: datetime = moments[Entry.objects.count() // 2]
    return found


def _cursor(place: int) -> str:
    from timeline.parameter_fields import Cursor

    occurred, pk = _current().newest().values_list("occurred", "pk")[place]
    return str(Cursor(occurred, pk))


def _deep() -> str:
    """Where page 1,000 starts, or the last whole page but one of a small corpus."""
    page = min(1000, _current().count() // PAGE - 1)
    return _cursor((page - 1) * PAGE - 1)


def _event() -> str:
    """The event with as many statements as most have, published last before all others with as many."""
    entry = _current().filter(statement_count=3, known_at__lte=datetime.now(UTC)).order_by("pk")[0]
    return str(entry.get_absolute_url())
