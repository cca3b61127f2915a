"""What an event followed from and what it led to, as readers may know it at a moment."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.text import capfirst

from timeline.cards import at_moment, event_url, revision_url
from timeline.enums import SEEN_FROM_THE_OTHER, EventLinkKind
from timeline.models import Entry
from timeline.wording import day_in_words

_INSTANT = timedelta(microseconds=1)
# A war has thousands of parts; its page is none of them.
MOST_SHOWN = 100


@dataclass(frozen=True)
class Linked:
    """Another event, as it was called then, and on whose word it is linked: a statement, a note, or both."""

    entry: Entry
    url: str
    happened: str
    says: str
    says_url: str
    note: str


@dataclass(frozen=True)
class LinkGroup:
    """All that an event is linked with in one way, such as "led to"."""

    kind: EventLinkKind
    inward: bool
    events: list[Linked]

    @property
    def heading(self) -> str:
        """The way in words, as a heading has it."""
        return capfirst(str(SEEN_FROM_THE_OTHER[self.kind] if self.inward else self.kind.label))


@dataclass(frozen=True)
class LinkedEvents:
    """Everything that an event is linked with, or the earliest of it where there is `more`."""

    groups: list[LinkGroup]
    more: bool


def linked_events(entry: Entry, moment: datetime | None, as_of: str = "") -> LinkedEvents:
    """What a revision shown at a moment (None is now) is linked with, and links that lead there; one question.

    A revision that was superseded shows what readers knew when it ended, for ever: others go on without it.
    """
    superseded = entry.superseded_at
    at = superseded - _INSTANT if superseded else moment
    known = (Entry.objects.as_of(at) if at else Entry.objects.current()).linked_with(entry)
    rows = (
        known.exclude(event=entry.event_id)
        .only(
            "event_id",
            "revision",
            "slug",
            "title",
            "links",
            "occurred",
            "occurred_edtf",
            "occurred_precision",
            "occurred_earliest",
            "occurred_latest",
        )
        .order_by("occurred", "pk")
    )
    others = list(rows[: MOST_SHOWN + 1])
    found: dict[tuple[EventLinkKind, bool], list[Linked]] = {}
    for other in others[:MOST_SHOWN]:
        url = revision_url(other) if superseded else event_url(other)
        outward = [(link, False, "") for link in entry.links if link["event"] == other.event_id]
        inward = [(link, True, url) for link in other.links if link["event"] == entry.event_id]
        for link, is_inward, page in outward + inward:
            anchor = f"{page}#statement-{link['position']}" if link["says"] else ""
            found.setdefault((EventLinkKind(link["kind"]), is_inward), []).append(
                Linked(
                    entry=other,
                    url=at_moment(url, as_of),
                    happened=day_in_words(other.happened),
                    says=link["says"],
                    says_url=at_moment(anchor, as_of) if page else anchor,
                    note=link["note"],
                )
            )
    order = [(kind, inward) for inward in (False, True) for kind in EventLinkKind]
    groups = [LinkGroup(kind, inward, found[kind, inward]) for kind, inward in order if (kind, inward) in found]
    return LinkedEvents(groups, len(others) > MOST_SHOWN)
