"""The timeline on a map: drawn here as SVG with links, so that it needs neither scripts nor anybody's server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import floor, log2, log10
from typing import Any

from django.conf import settings
from django.contrib.humanize.templatetags.humanize import intcomma
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actors.enums import PlacePrecision
from claims.enums import Verdict
from lib.outlines import clipped, country_box, outlines
from lib.web_mercator import part_of, project, unproject
from timeline.addresses import address, with_values, without
from timeline.boxes import OFF_THE_MAP, Box
from timeline.clusters import Cluster, Clusters, PlaceRow, Spread
from timeline.counting.narrowing import Counted
from timeline.filters import MAP
from timeline.wording import entries_in_words

WIDTH, HEIGHT = 960, 540
_PLACES_LISTED = 60
_COUNTRIES_MARKED = 20
_CLOSEST = 256 * 2**9  # pixels around the world: closer than that, the outlines have nothing to say
_ROOM = 0.8  # of the picture that what is shown fills
_SPECK = 2  # pixels; an island that is smaller is not drawn
_PRECISION = dict(PlacePrecision.choices)


@dataclass(frozen=True)
class Frame:
    """What of the world the picture shows; lengths are parts of the world's width."""

    left: float
    top: float
    scale: float  # pixels around the world

    @classmethod
    def around(cls, box: Box | None) -> Frame:
        """The frame in whose middle a box lies; the whole world without one."""
        west, south, east, north = box.edges if box else (-180, -58, 180, 78)
        left, top = project(west, north)
        right, bottom = project(east + (360 if east < west else 0), south)
        fits = min(WIDTH / max(right - left, 1e-9), HEIGHT / max(bottom - top, 1e-9)) * (_ROOM if box else 1)
        scale = round(max(WIDTH, min(_CLOSEST, fits)))
        width, height = WIDTH / scale, HEIGHT / scale
        middle = min(1 - height / 2, max(height / 2, (top + bottom) / 2))  # the picture ends where the map does
        start = 0 if scale == WIDTH else (left + right) / 2 - width / 2
        return cls(round(start, 7), round(middle - height / 2, 7), scale)

    @property
    def zoom(self) -> int:
        """The zoom of a web map that is as close or less."""
        return floor(log2(self.scale / 256))

    @property
    def bounds(self) -> Box:
        """What is in the picture; its longitudes go on past 180 where the picture does."""
        west, north = unproject(self.left, self.top)
        east, south = unproject(self.left + WIDTH / self.scale, self.top + HEIGHT / self.scale)
        return Box(west, south, east, north)

    @property
    def window(self) -> Box:
        """The same as a box to ask for."""
        west, south, east, north = self.bounds.edges
        if east - west >= 360:
            return Box(-180, south, 180, north)
        return Box((west + 180) % 360 - 180, south, (east + 180) % 360 - 180, north)

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where in the picture a place is that lies in it."""
        x, y = project(longitude, latitude)
        return round((x - self.left) % 1 * self.scale, 1), round((y - self.top) * self.scale, 1)


@dataclass(frozen=True)
class Mark:
    """A cluster as it is drawn; `arcs` are the shares of its verdicts in hundredths, each with where it begins."""

    x: float
    y: float
    radius: float
    area: float
    count: str
    words: str
    url: str
    arcs: list[tuple[str, float, float]]


@dataclass(frozen=True)
class Country:
    """A country in which something happened, nobody says where: all of it is drawn."""

    path: str
    x: float
    y: float
    count: str
    words: str


@dataclass(frozen=True)
class Place:
    """A row of the table."""

    row: PlaceRow
    precision: str
    url: str


@dataclass(frozen=True)
class MapView:
    """What the template draws, and what a script needs to draw the same."""

    land: str
    countries: list[Country]
    marks: list[Mark]
    places: list[Place]
    more_places: bool
    spread: Spread
    off_url: str
    bounds: str
    events_url: str
    tiles: str
    attribution: str
    words: str


def map_view(counted: Counted, parameters: QueryDict) -> MapView:
    """The map of what is asked for; no query of its own."""
    question, found = counted.question, Clusters(counted)
    spread = found.spread
    frame = Frame.around(question.box if isinstance(question.box, Box) else spread.box)
    clusters = found.at(frame.zoom, frame.window)
    as_list = without(parameters, "view", "cursor")
    places = found.places(_PLACES_LISTED + 1)
    events = without(as_list, "order")
    if question.conflict:
        events = with_values(events, conflict=question.conflict.slug)
    return MapView(
        land=_land(frame),
        countries=list(_countries(frame, found.countries)),
        # The largest first: what is drawn later lies above.
        marks=sorted((_mark(frame, one, parameters) for one in clusters), key=lambda mark: -mark.area),
        places=[
            Place(row, str(_PRECISION[row.precision]), address(with_values(as_list, place=row.slug)))
            for row in places[:_PLACES_LISTED]
        ],
        more_places=len(places) > _PLACES_LISTED,
        spread=spread,
        off_url=address(with_values(as_list, bbox=OFF_THE_MAP)),
        bounds=",".join(f"{edge:.4f}" for edge in frame.bounds.edges),
        events_url=f"{reverse('timeline:events_geojson')}?{events.urlencode()}",
        tiles=settings.MAP_TILES_URL,
        attribution=settings.MAP_TILES_ATTRIBUTION,
        words=json.dumps(_script_words(), ensure_ascii=False),
    )


def _script_words() -> dict[str, Any]:
    """What the script says: with {} where its numbers go, and in a form for each kind of number (CLDR)."""
    kinds = {"one": 1, "few": 2, "many": 5, "other": 5}
    number = {"number": "{number}"}
    return {
        "verdicts": {verdict.value: str(verdict.label) for verdict in Verdict},
        "precisions": {precision.value: str(precision.label) for precision in PlacePrecision},
        "entries": {
            kind: ngettext("%(number)s entry", "%(number)s entries", n) % number for kind, n in kinds.items()
        },
        "read": {
            kind: ngettext("Read the entry", "Read the %(number)s entries", n) % number for kind, n in kinds.items()
        },
        "within": _("%(precision)s: within about %(number)s km") % (number | {"precision": "{precision}"}),
        "somewhere": _("(somewhere within about %(number)s km)") % number,
        "areas": _("Several areas"),
        "places": _("Several places"),
        "map": _("Map of the entries. Arrow keys move it, plus and minus zoom."),
    }


def _mark(frame: Frame, cluster: Cluster, parameters: QueryDict) -> Mark:
    x, y = frame.at(cluster.longitude, cluster.latitude)
    radius = round(11 + 4 * log10(cluster.count), 1)
    of_one = bool(cluster.is_area and cluster.place)
    area = part_of(cluster.within_km, cluster.latitude) * frame.scale if of_one else 0
    return Mark(
        x,
        y,
        radius,
        area=round(max(radius + 4, area), 1) if cluster.is_area else 0,
        count=_short(cluster.count),
        words=_in_words(cluster),
        url=_inside_url(cluster, parameters),
        arcs=list(_arcs(cluster)),
    )


def _in_words(cluster: Cluster) -> str:
    name = cluster.name
    where = name or (_("Several areas") if cluster.is_area else _("Several places"))
    if name and cluster.is_area and cluster.within_km:
        where += " " + _("(somewhere within about %(number)s km)") % {"number": cluster.within_km}
    verdicts = ", ".join(f"{intcomma(count)} {Verdict(one).label}" for one, count in cluster.verdicts.items())
    return f"{where}: {entries_in_words(cluster.count)}; {verdicts}"


def _inside_url(cluster: Cluster, parameters: QueryDict) -> str:
    """The entries of one place as a list; several places closer on the map."""
    bare = without(parameters, "cursor")
    if cluster.place:
        return address(with_values(without(bare, "view"), place=cluster.place))
    return address(with_values(bare, view=MAP, bbox=cluster.box.parameter))


def _arcs(cluster: Cluster) -> Iterator[tuple[str, float, float]]:
    start = 0.0
    for verdict, count in cluster.verdicts.items():
        share = round(100 * count / cluster.count, 1)
        yield verdict, share, round(-start, 1)
        start += share


def _short(count: int) -> str:
    """A number that a small mark has room for."""
    for size, letter in ((1_000_000, "M"), (1_000, "k")):
        if count >= size:
            return f"{count / size:.1f}".removesuffix(".0")[:3].removesuffix(".") + letter
    return str(count)


@lru_cache(maxsize=256)
def _land(frame: Frame, country: str = "") -> str:
    """Outlines as one SVG path in whole pixels, each point as the step from the one before."""
    pieces = []
    west, south, east, north = frame.bounds.edges
    for outline in outlines():
        if country and outline.country != country:
            continue
        for turn in (-360, 0, 360):
            box = (west - turn - 1, south - 1, east - turn + 1, north + 1)
            if outline.meets(box) and (piece := _piece(frame, clipped(outline.ring, box), turn)):
                pieces.append(piece)
    return "".join(pieces)


def _piece(frame: Frame, ring: list[tuple[float, float]], turn: int) -> str:
    points: list[tuple[int, int]] = []
    for longitude, latitude in ring:
        x, y = project(longitude + turn, latitude)
        point = (round((x - frame.left) * frame.scale), round((y - frame.top) * frame.scale))
        if not points or point != points[-1]:
            points.append(point)
    spans = [max(values) - min(values) for values in zip(*points, strict=True)]
    if not spans or min(spans) < _SPECK:
        return ""
    steps = (f"{x - before_x} {y - before_y}" for (before_x, before_y), (x, y) in pairwise(points))
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}z".replace(" -", "-")


def _countries(frame: Frame, counts: dict[str, int]) -> Iterator[Country]:
    """Countries with entries that are known by nothing closer, if any of them is in the picture."""
    for code, number in list(counts.items())[:_COUNTRIES_MARKED]:
        path, box = _land(frame, code), country_box(code)
        if path and box:
            x, y = frame.at((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
            yield Country(
                path, x, y, _short(number), _("%(number)s, known by the country alone") % {"number": intcomma(number)}
            )
