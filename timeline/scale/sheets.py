"""The rows of a part of the synthetic conflicts, by table, as COPY reads them, with their numbers."""

from __future__ import annotations

from itertools import count
from typing import Any

from articles.models import Article, OriginGroup, Snapshot
from claims.models import Attribution, Claim, ClaimLink, Evidence, Excerpt
from timeline.models import (
    Citation,
    Entry,
    EntryActor,
    EntrySearch,
    EntryTag,
    Event,
    EventActor,
    EventClaim,
    Figure,
    LiveState,
    Position,
    Statement,
    StatementLink,
    Withdrawal,
)
from timeline.scale.drawing import PART, entries_before, statements_before

# In the order in which they are written.
TABLES = (
    *(OriginGroup, Article, Snapshot, Excerpt, Claim, Attribution, Evidence, ClaimLink),
    *(Event, EventActor, EventClaim, Figure, LiveState),
    *(Entry, EntryActor, Statement, Citation, EntrySearch, EntryTag, Position, StatementLink, Withdrawal),
)
# So many numbers are kept for each event in tables whose rows are not counted beforehand.
_NUMBERS_AN_EVENT = 16

Rows = dict[type[Any], list[str]]


class Sheets:
    """Empty `rows` of each table, and the `next_id` of each, for a part of this place."""

    def __init__(self, place: int) -> None:
        self.rows: Rows = {table: [] for table in TABLES}
        exact = {Entry: entries_before(place), Event: place * PART, Claim: statements_before(place)}
        exact[EventClaim] = exact[Claim]
        self.next_id = {
            table: count(exact.get(table, place * PART * _NUMBERS_AN_EVENT) + 1).__next__ for table in TABLES
        }
