"""Where entries happened, as they say it: far fewer spots than entries, each with the set of those that are there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import QuerySet
from pyroaring import BitMap

from actors.enums import PlacePrecision
from lib.web_mercator import project

COLUMNS = ("longitude", "latitude", "place_precision", "place_country", "place_slug", "place_name")
_POINTS = (PlacePrecision.EXACT, PlacePrecision.NEAR)


class Spot(NamedTuple):
    """A place as entries have it, and where that lies on the square map of the world: parts of its width."""

    longitude: float | None
    latitude: float | None
    precision: str
    country: str
    slug: str
    name: str
    x: float
    y: float

    @classmethod
    def of(
        cls, longitude: float | None, latitude: float | None, precision: str, country: str, slug: str, name: str
    ) -> Spot:
        """From the columns of an entry."""
        # Projected once: a map asks it of thousands.
        x, y = (0.0, 0.0) if longitude is None or latitude is None else project(longitude, latitude)
        return cls(longitude, latitude, precision, country, slug, name, x, y)

    @property
    def on_map(self) -> bool:
        """Whether a map has a point for it; see `ON_MAP` of entries."""
        return self.longitude is not None and self.precision != PlacePrecision.COUNTRY

    @property
    def is_area(self) -> bool:
        """Whether what happened there happened somewhere within an area."""
        return self.precision not in _POINTS


Spots = Mapping[Spot, BitMap]


def spots_of(new: QuerySet[Any]) -> Iterable[tuple[Spot, list[int]]]:
    """The spots of entries, each with the numbers of those that are there; one query."""
    for *said, ids in new.values_list(*COLUMNS).annotate(ids=ArrayAgg("pk")):
        yield Spot.of(*said), ids
