"""Events on the editorial side; entries, statements and citations on the public side."""

from timeline.models.entry import Entry
from timeline.models.entry_actor import EntryActor
from timeline.models.event import Event, EventActor, EventClaim
from timeline.models.figure import Figure
from timeline.models.following import Delivery, News, SavedSearch, SearchHit, Webhook
from timeline.models.link import EventLink
from timeline.models.live_state import LiveState
from timeline.models.position import Position, StatementLink, day_of
from timeline.models.schedule import Schedule, Withdrawal
from timeline.models.search import EntrySearch, EntryTag, SearchGram, SearchTerm
from timeline.models.statement import Citation, Statement

__all__ = [
    "Citation",
    "Delivery",
    "Entry",
    "EntryActor",
    "EntrySearch",
    "EntryTag",
    "Event",
    "EventActor",
    "EventClaim",
    "EventLink",
    "Figure",
    "LiveState",
    "News",
    "Position",
    "SavedSearch",
    "Schedule",
    "SearchGram",
    "SearchHit",
    "SearchTerm",
    "Statement",
    "StatementLink",
    "Webhook",
    "Withdrawal",
    "day_of",
]
