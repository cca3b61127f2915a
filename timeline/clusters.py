"""Entries gathered on a grid of the map: a small answer, however many there are.

The grid is that of web maps (Web Mercator, EPSG:3857): at zoom z the world is 256 · 2^z pixels wide and high, and a
cell 64 pixels. What is a point and what is somewhere in an area are gathered apart: a region is not a dot.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import pi
from typing import TYPE_CHECKING, Any

from django.db.models import Avg, Case, Count, F, FloatField, IntegerField, Max, Min, Q, QuerySet, Value, When
from django.db.models.functions import Floor, Greatest, Least, Ln, Radians, Tan

from actors.enums import PlacePrecision
from claims.enums import Verdict
from lib.web_mercator import END, project
from timeline.boxes import Box
from timeline.models import Entry
from timeline.models.entry import ON_MAP

if TYPE_CHECKING:
    from timeline.models.entry import EntryQuerySet

DEEPEST = 18
MOST_CLUSTERS = 100
_PER_TILE = 4  # cells of 64 pixels
_MOST_CELLS = 4_096  # that the database is asked for
# Within how many kilometres it happened: see timeline.place_map, which draws the same of one place.
WITHIN_KM = {
    PlacePrecision.EXACT: 5,
    PlacePrecision.NEAR: 25,
    PlacePrecision.ADMIN2: 50,
    PlacePrecision.ADMIN1: 150,
    PlacePrecision.REGION: 500,
}
_POINTS = (PlacePrecision.EXACT, PlacePrecision.NEAR)
IN_COUNTRY = ~ON_MAP & ~Q(place_country="")
NOWHERE = ~ON_MAP & Q(place_country="")


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
    example: int

    def joined(self, other: Cluster) -> Cluster:
        """Both as one, in the middle of all their entries."""
        count = self.count + other.count
        share = other.count / count
        return Cluster(
            count=count,
            verdicts={verdict: self.verdicts[verdict] + other.verdicts[verdict] for verdict in self.verdicts},
            longitude=self.longitude + (other.longitude - self.longitude) * share,
            latitude=self.latitude + (other.latitude - self.latitude) * share,
            box=Box(
                min(self.box.west, other.box.west),
                min(self.box.south, other.box.south),
                max(self.box.east, other.box.east),
                max(self.box.north, other.box.north),
            ),
            is_area=self.is_area,
            within_km=max(self.within_km, other.within_km),
            place=self.place if self.place == other.place else "",
            example=max(self.example, other.example),
        )


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


def clusters_of(entries: EntryQuerySet, zoom: int, window: Box | None = None) -> list[Cluster]:
    """At most MOST_CLUSTERS clusters of what lies in the window, at this zoom or as far out as that takes."""
    if window:
        entries = entries.inside(*window.edges)
    while zoom and _cells_in(window, zoom) > _MOST_CELLS:
        zoom -= 1
    cells: dict[tuple[int, int, bool], Cluster] = {}
    for row in _rows(entries.filter(ON_MAP), zoom):
        cells[row["x"], row["y"], row["is_area"]] = _cluster(row)
    while len(cells) > MOST_CLUSTERS:
        cells = _coarser(cells)
    return [cluster for _, cluster in sorted(cells.items())]


def _cells_in(window: Box | None, zoom: int) -> float:
    """How many cells a window may touch."""
    across = _PER_TILE << zoom
    if window is None:
        return across * across
    west, south, east, north = window.edges
    width = (east - west) % 360 or (360 if east != west else 0)
    tall = project(0, south)[1] - project(0, north)[1]
    return (width / 360 * across + 1) * (tall * across + 1)


def _rows(entries: EntryQuerySet, zoom: int) -> QuerySet[Any, Any]:
    across = _PER_TILE << zoom
    last = Value(across - 1)
    latitude = Least(Greatest(F("latitude"), Value(-END)), Value(END))
    down = 0.5 - Ln(Tan(Value(pi / 4) + Radians(latitude) / 2.0)) / (2 * pi)
    within = [When(place_precision=precision, then=Value(km)) for precision, km in WITHIN_KM.items()]
    return (
        entries.order_by()
        .values(
            x=Least(Floor((F("longitude") + 180.0) / 360.0 * across), last, output_field=IntegerField()),
            y=Greatest(Least(Floor(down * across), last, output_field=IntegerField()), Value(0)),
            is_area=~Q(place_precision__in=_POINTS),
        )
        .annotate(
            number=Count("pk"),
            **{verdict.value: Count("pk", filter=Q(verdict=verdict)) for verdict in Verdict},
            middle_lon=Avg("longitude"),
            middle_lat=Avg("latitude"),
            west=Min("longitude"),
            south=Min("latitude"),
            east=Max("longitude"),
            north=Max("latitude"),
            within_km=Max(Case(*within, default=Value(0))),
            first_place=Min("place_slug"),
            last_place=Max("place_slug"),
            example=Max("pk"),
        )
    )


def _cluster(row: dict[str, Any]) -> Cluster:
    return Cluster(
        count=row["number"],
        verdicts={verdict.value: row[verdict.value] for verdict in Verdict},
        longitude=row["middle_lon"],
        latitude=row["middle_lat"],
        box=Box(row["west"], row["south"], row["east"], row["north"]),
        is_area=row["is_area"],
        within_km=row["within_km"],
        place=row["first_place"] if row["first_place"] == row["last_place"] else "",
        example=row["example"],
    )


def _coarser(cells: dict[tuple[int, int, bool], Cluster]) -> dict[tuple[int, int, bool], Cluster]:
    """The same at the next zoom out, where four cells are one."""
    found: dict[tuple[int, int, bool], Cluster] = {}
    for (x, y, is_area), cluster in sorted(cells.items()):
        key = (x // 2, y // 2, is_area)
        found[key] = found[key].joined(cluster) if key in found else cluster
    return found


def names_of(clusters: list[Cluster]) -> dict[int, tuple[str, str]]:
    """Name and precision of the place of each cluster that has one, by its example."""
    examples = [cluster.example for cluster in clusters if cluster.place]
    rows = Entry.objects.filter(pk__in=examples).values_list("pk", "place_name", "place_precision")
    return {pk: (name, precision) for pk, name, precision in rows}


def spread_of(entries: EntryQuerySet) -> Spread:
    """How entries lie as a whole; entries without a place on the map are counted and not left out in silence."""
    found = entries.order_by().aggregate(
        on_map=Count("pk", filter=ON_MAP),
        in_country=Count("pk", filter=IN_COUNTRY),
        nowhere=Count("pk", filter=NOWHERE),
        west=Min("longitude", filter=ON_MAP, output_field=FloatField()),
        south=Min("latitude", filter=ON_MAP, output_field=FloatField()),
        east=Max("longitude", filter=ON_MAP, output_field=FloatField()),
        north=Max("latitude", filter=ON_MAP, output_field=FloatField()),
    )
    edges = [found.pop(edge) for edge in ("west", "south", "east", "north")]
    return Spread(**found, box=Box(*edges) if found["on_map"] else None)


def countries_of(entries: EntryQuerySet) -> dict[str, int]:
    """How many entries are known by their country alone, the most frequent first."""
    rows = entries.filter(IN_COUNTRY).order_by().values_list("place_country").annotate(number=Count("pk"))
    return dict(rows.order_by("-number", "place_country"))


def places_of(entries: EntryQuerySet, most: int) -> list[PlaceRow]:
    """The places with most entries, each with its verdicts; names as the latest entry has them."""
    counted: QuerySet[Any, Any] = (
        entries.exclude(place_slug="")
        .order_by()
        .values("place_slug")
        .annotate(
            number=Count("pk"),
            example=Max("pk"),
            **{verdict.value: Count("pk", filter=Q(verdict=verdict)) for verdict in Verdict},
        )
        .order_by("-number", "place_slug")[:most]
    )
    rows = Entry.objects.filter(pk__in=[row["example"] for row in counted])
    named = {pk: (name, known) for pk, name, known in rows.values_list("pk", "place_name", "place_precision")}
    return [
        PlaceRow(
            row["place_slug"],
            *named[row["example"]],
            row["number"],
            [(verdict.value, row[verdict.value]) for verdict in Verdict if row[verdict.value]],
        )
        for row in counted
    ]
