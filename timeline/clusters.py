"""Entries gathered on a grid of the map: a small answer, however many there are.

The grid is that of web maps (Web Mercator, EPSG:3857): at zoom z the world is 256 · 2^z pixels wide and high, and a
cell 64 pixels. What is a point and what is somewhere in an area are gathered apart: a region is not a dot.

Entries are many and the spots where they happened few, each with the set of its entries: how many of these are meant
is the size of an intersection, and nothing is asked of the database (measured in docs/performance.md).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import floor

from pyroaring import BitMap

from actors.enums import PlacePrecision
from claims.enums import Verdict
from timeline.boxes import Box
from timeline.counting.days import union
from timeline.counting.narrowing import Counted
from timeline.counting.spots import Spot

DEEPEST = 18
MOST_CLUSTERS = 100
_PER_TILE = 4  # cells of 64 pixels
# Within how many kilometres it happened: see timeline.place_map, which draws the same of one place.
WITHIN_KM = {
    PlacePrecision.EXACT: 5,
    PlacePrecision.NEAR: 25,
    PlacePrecision.ADMIN2: 50,
    PlacePrecision.ADMIN1: 150,
    PlacePrecision.REGION: 500,
}

Cell = tuple[int, int, bool]  # from the west, from the north, and whether it holds areas


@dataclass(frozen=True)
class Cluster:
    """Entries of one cell. `place` is the slug where all of them happened at one place, else ""."""

    count: int
    verdicts: dict[str, int]
    longitude: float
    latitude: float
    box: Box
    is_area: bool
    within_km: int
    place: str
    name: str
    precision: str


@dataclass(frozen=True)
class PlaceRow:
    """A place of the table beside the map."""

    slug: str
    name: str
    precision: str
    count: int
    verdicts: list[tuple[str, int]]


@dataclass(frozen=True)
class Spread:
    """Where entries lie as a whole: how many by their country alone, how many nowhere, and the box of the rest."""

    on_map: int
    in_country: int
    nowhere: int
    box: Box | None


@dataclass(frozen=True)
class Here:
    """A spot, the entries that ever were there, and how many of them are meant."""

    spot: Spot
    ever: BitMap
    number: int


class Clusters:
    """Where the entries that a question means happened."""

    def __init__(self, counted: Counted) -> None:
        self._entries = counted.entries
        self._verdicts = {one: counted.entries & ids for one, ids in counted.corpus.verdicts.items()}
        self._all = [
            Here(spot, ids, number)
            for spot, ids in counted.corpus.spots.items()
            if (number := ids.intersection_cardinality(self._entries))
        ]

    @cached_property
    def _on_map(self) -> list[Here]:
        return [one for one in self._all if one.spot.on_map]

    @property
    def _off_map(self) -> Iterator[Here]:
        return (one for one in self._all if not one.spot.on_map)

    def at(self, zoom: int, window: Box | None = None) -> list[Cluster]:
        """At most MOST_CLUSTERS of what lies in the window, at this zoom or as far out as that takes."""
        across = _PER_TILE << zoom
        cells: dict[Cell, list[Here]] = defaultdict(list)
        for one in self._on_map:
            spot = one.spot
            if window is None or window.has(spot.longitude, spot.latitude):
                x, y = (max(0, min(floor(part * across), across - 1)) for part in (spot.x, spot.y))
                cells[x, y, spot.is_area].append(one)
        while len(cells) > MOST_CLUSTERS:
            cells = _coarser(cells)
        return [self._cluster(spots) for _, spots in sorted(cells.items(), key=lambda cell: cell[0])]

    @property
    def spread(self) -> Spread:
        """How entries lie as a whole; those without a place on the map are counted and not left out in silence."""
        in_country = sum(one.number for one in self._off_map if one.spot.country)
        return Spread(
            on_map=sum(one.number for one in self._on_map),
            in_country=in_country,
            nowhere=sum(one.number for one in self._off_map) - in_country,
            box=_box(self._on_map) if self._on_map else None,
        )

    @property
    def countries(self) -> dict[str, int]:
        """How many entries are known by their country alone, the most frequent first."""
        found: Counter[str] = Counter()
        for one in self._off_map:
            if one.spot.country:
                found[one.spot.country] += one.number
        return dict(sorted(found.items(), key=lambda country: (-country[1], country[0])))

    def places(self, most: int) -> list[PlaceRow]:
        """The places with most entries, each with its verdicts; names as the latest entry has them."""
        found: dict[str, list[Here]] = defaultdict(list)
        for one in self._all:
            if one.spot.slug:
                found[one.spot.slug].append(one)
        frequent = sorted(found.items(), key=lambda place: (-_number(place[1]), place[0]))[:most]
        return [
            PlaceRow(slug, last.name, last.precision, _number(spots), list(self._by_verdict(spots)))
            for slug, spots in frequent
            for last in [self._last(spots)]
        ]

    def _cluster(self, spots: Sequence[Here]) -> Cluster:
        number = _number(spots)
        is_one = len({one.spot.slug for one in spots}) == 1 and spots[0].spot.slug
        last = self._last(spots) if is_one else None
        return Cluster(
            count=number,
            verdicts=dict(self._by_verdict(spots)),
            longitude=sum((one.spot.longitude or 0.0) * one.number for one in spots) / number,
            latitude=sum((one.spot.latitude or 0.0) * one.number for one in spots) / number,
            box=_box(spots),
            is_area=spots[0].spot.is_area,
            within_km=max(WITHIN_KM.get(PlacePrecision(one.spot.precision), 0) for one in spots),
            place=last.slug if last else "",
            name=last.name if last else "",
            precision=last.precision if last else "",
        )

    def _by_verdict(self, spots: Iterable[Here]) -> Iterator[tuple[str, int]]:
        """How many there are of each verdict, without those of which there is none."""
        ever = union(one.ever for one in spots)
        for verdict in Verdict:
            number = ever.intersection_cardinality(self._verdicts.get(verdict.value) or BitMap())
            if number:
                yield verdict.value, number

    def _last(self, spots: Sequence[Here]) -> Spot:
        """The spot of the latest entry."""
        if len(spots) == 1:
            return spots[0].spot
        return max(spots, key=lambda one: (one.ever & self._entries).max()).spot


def _number(spots: Iterable[Here]) -> int:
    return sum(one.number for one in spots)


def _box(spots: Iterable[Here]) -> Box:
    """The box in whose edges they lie."""
    longitudes = [one.spot.longitude or 0.0 for one in spots]
    latitudes = [one.spot.latitude or 0.0 for one in spots]
    return Box(min(longitudes), min(latitudes), max(longitudes), max(latitudes))


def _coarser(cells: dict[Cell, list[Here]]) -> dict[Cell, list[Here]]:
    """The same at the next zoom out, where four cells are one."""
    found: dict[Cell, list[Here]] = defaultdict(list)
    for (x, y, is_area), spots in cells.items():
        found[x // 2, y // 2, is_area] += spots
    return found
