"""Cards of a page where they stand: under their day, or under a date that is less exact than a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Generic, TypeVar

from django.utils.text import slugify

from lib.edtf_dates import FuzzyDate
from timeline.models import Entry
from timeline.spans import Span, span_of
from timeline.wording import lane_of

C = TypeVar("C")
D = TypeVar("D")


@dataclass(frozen=True)
class Placed(Generic[C]):
    """The card of an entry, with its place in the order of lists and the lane that it stands in (see `lane_of`)."""

    pk: int
    occurred: datetime
    happened: FuzzyDate
    lane: tuple[str, str, str]
    card: C

    @classmethod
    def of(cls, entry: Entry, card: C) -> Placed[C]:
        """As the page of this language has it."""
        happened = entry.happened
        return cls(entry.pk, entry.occurred, happened, lane_of(happened), card)

    def showing(self, card: D) -> Placed[D]:
        """Another card at the same place."""
        return Placed(self.pk, self.occurred, self.happened, self.lane, card)


@dataclass(frozen=True)
class Lane(Generic[C]):
    """Entries of one day, or of one date that is less exact than a day."""

    heading: str
    unsure: str
    day: str
    key: str
    span: Span | None
    cards: list[C]

    @property
    def is_fuzzy(self) -> bool:
        """Whether its date names no single day."""
        return not self.day


def lanes_of(placed: Iterable[Placed[C]]) -> list[Lane[C]]:
    """The cards of a page, in their order, by day or by fuzzy date.

    Fuzzy dates that end at the same moment ("March 2025", "about March 2025") are kept apart.
    """
    together = [
        one
        for _, same in groupby(placed, key=lambda one: one.occurred)
        for one in sorted(same, key=lambda one: "" if one.happened.is_exact else one.happened.edtf)
    ]
    return [
        Lane(
            heading=heading,
            unsure=unsure,
            day=day,
            key=day or slugify(heading),
            span=span_of(first.happened),
            cards=[one.card for one in (first, *lane)],
        )
        for (heading, unsure, day), lane in groupby(together, key=lambda one: one.lane)
        for first in [next(lane)]
    ]
