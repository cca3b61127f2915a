"""A place on a small map: drawn here as SVG, its precision as an area, and known places around it."""

from dataclasses import dataclass
from math import cos, radians

from django.utils.translation import gettext as _

from actors.enums import PlacePrecision
from actors.models import Place
from lib.outlines import Box, Point, clipped, country_box, outlines

WIDTH, HEIGHT = 320, 220
_KM_PER_DEGREE = 111.2
_NEIGHBOURS = 6
_WIDE = 2500  # kilometres
# Within how many kilometres it happened, and how many a map of it is wide. UCDP counts 25 km around a point as "near"
# (GED codebook 25.1, where_prec 2); districts, regions and wider areas are drawn about as large as they are.
_WITHIN = {
    PlacePrecision.EXACT: (5, 500),
    PlacePrecision.NEAR: (25, 500),
    PlacePrecision.ADMIN2: (50, 700),
    PlacePrecision.ADMIN1: (150, 1100),
    PlacePrecision.REGION: (500, 3200),
    PlacePrecision.COUNTRY: (0, 2000),
    PlacePrecision.UNKNOWN: (0, 1500),
}


@dataclass(frozen=True)
class Land:
    """A piece of a country as an SVG path; `is_meant` where the place is somewhere in all of it."""

    path: str
    is_meant: bool


@dataclass(frozen=True)
class Label:
    """A place of the gazetteer for orientation; the name stands on the side where there is room."""

    x: float
    y: float
    name: str
    side: str  # "start" or "end", of the text

    @property
    def text_x(self) -> float:
        """Where the name begins or ends."""
        return self.x + (5 if self.side == "start" else -5)


@dataclass(frozen=True)
class PlaceMap:
    """What the template draws, in pixels, and the same in words."""

    place: Place
    words: str
    coordinates: str
    title: str
    land: list[Land]
    grid: str
    x: float
    y: float
    radius: float
    own: Label | None
    labels: list[Label]
    scale_km: int
    scale_width: float


class _View:
    """Where longitudes and latitudes lie on the picture: equal distances in the middle of it."""

    def __init__(self, centre: Point, km_wide: float) -> None:
        self.lon, self.lat = centre
        self.is_wide = km_wide > _WIDE
        self.per_lat = WIDTH / km_wide * _KM_PER_DEGREE
        self.per_lon = self.per_lat * max(0.2, cos(radians(self.lat)))

    def at(self, lon: float, lat: float) -> Point:
        x = WIDTH / 2 + (lon - self.lon) * self.per_lon
        return round(x, 1), round(HEIGHT / 2 - (lat - self.lat) * self.per_lat, 1)

    @property
    def bounds(self) -> Box:
        """The picture and a little around it, where the edges of what is cut off are not seen."""
        lon, lat = (WIDTH / 2 + 8) / self.per_lon, (HEIGHT / 2 + 8) / self.per_lat
        return (self.lon - lon, self.lat - lat, self.lon + lon, self.lat + lat)


def place_map(place: Place, precision: str = "") -> PlaceMap | None:
    """The map of a place as exactly as it is known, None where neither its point nor its country is known."""
    meant = PlacePrecision(precision or place.precision)
    box = country_box(place.country)
    has_point = place.latitude is not None and place.longitude is not None
    within, km_wide = _WITHIN[meant]
    if has_point and meant != PlacePrecision.COUNTRY:
        centre = (place.longitude or 0.0, place.latitude or 0.0)
    elif box is not None:
        west, south, east, north = box
        centre = ((west + east) / 2, (south + north) / 2)
        lon_km = (east - west) * _KM_PER_DEGREE * cos(radians(centre[1]))
        km_wide = max(200, int(1.15 * max(lon_km, (north - south) * _KM_PER_DEGREE * WIDTH / HEIGHT)))
        within = 0
    else:
        return None
    view = _View(centre, km_wide)
    whole = within == 0 and meant != PlacePrecision.UNKNOWN
    x, y = view.at(*centre)
    coordinates = _coordinates(place) if has_point else ""
    radius = round(max(4.0, within / km_wide * WIDTH), 1) if within else 0
    own = None if whole else _own_label(place, x, y, radius)
    labels = [] if own is None else _labels(place, view, own)
    words = _in_words(meant, within, has_point=has_point)
    scale_km = next(km for km in (1000, 500, 200, 100, 50, 20) if km / km_wide < 0.4)
    around = " " + _("Around it: %(names)s.") % {"names": ", ".join(label.name for label in labels)} if labels else ""
    return PlaceMap(
        place=place,
        words=words,
        coordinates=coordinates,
        title=_("Map: %(name)s, %(words)s.") % {"name": place.name, "words": words}
        + (f" {coordinates}." if coordinates else "")
        + around,
        land=_land(view, place.country if whole else ""),
        grid=_grid(view),
        x=x,
        y=y,
        radius=radius,
        own=own,
        labels=labels,
        scale_km=scale_km,
        scale_width=round(scale_km / km_wide * WIDTH, 1),
    )


def map_context(name: str, precision: str) -> dict[str, object]:
    """What `timeline/place_map.html` shows of a place by its name, as exactly as is said or as the place is known."""
    name = " ".join(name.replace("\0", "").split())
    place = Place.objects.called(name) if name else None
    if place is None:
        return {"map_fault": _("No place is called %(name)s in the gazetteer.") % {"name": name} if name else ""}
    drawn = place_map(place, precision if precision in PlacePrecision.values else "")
    if drawn is None:
        return {
            "map_fault": _("There is no map of %(place)s: the gazetteer has neither a point nor a country for it.")
            % {"place": place}
        }
    return {"map": drawn}


def _in_words(precision: PlacePrecision, within: int, *, has_point: bool) -> str:
    if within:
        return _("%(label)s: within about %(within)s km of the marked point") % {
            "label": precision.label,
            "within": within,
        }
    if precision == PlacePrecision.UNKNOWN:
        return _("not known how exactly")
    label = {"label": precision.label}
    if has_point:
        return _("%(label)s: somewhere in the outlined country") % label
    return _("%(label)s: somewhere in the outlined country, as no point is known") % label


def _coordinates(place: Place) -> str:
    lat, lon = place.latitude or 0.0, place.longitude or 0.0
    return f"{abs(lat):.2f}° {'N' if lat >= 0 else 'S'}, {abs(lon):.2f}° {'E' if lon >= 0 else 'W'}"


def _land(view: _View, meant: str) -> list[Land]:
    found = []
    for outline in outlines():
        if outline.meets(view.bounds):
            drawn = (view.at(*point) for point in clipped(outline.ring, view.bounds))
            # Of a large country whole pixels are enough: half of the page would be its coast.
            points = list(dict.fromkeys((round(x), round(y)) if view.is_wide else (x, y) for x, y in drawn))
            if len(points) > 2:  # less is no area
                path = "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z"
                found.append(Land(path, outline.country == meant))
    return sorted(found, key=lambda land: land.is_meant)


def _grid(view: _View) -> str:
    west, south, east, north = view.bounds
    step = next(step for step in (1, 2, 5, 10, 20, 60) if (east - west) / step < 8)
    lons = range(int(west // step) * step, int(east) + step, step)
    lats = range(int(south // step) * step, int(north) + step, step)
    lines = [f"M{view.at(lon, south)[0]:g} 0V{HEIGHT}" for lon in lons]
    return "".join(lines + [f"M0 {view.at(west, lat)[1]:g}H{WIDTH}" for lat in lats])


def _own_label(place: Place, x: float, y: float, radius: float) -> Label:
    """The name of the place that is meant, beside its area or, where that is large, in it."""
    return Label(x + radius if radius < WIDTH / 8 else x, y, place.name, "start")


def _labels(place: Place, view: _View, own: Label) -> list[Label]:
    """The nearest places of the gazetteer that are on the picture, as far as their names have room."""
    taken = [_room(own)]
    found: list[Label] = []
    for other in Place.objects.around((view.lon, view.lat), view.bounds).exclude(pk=place.pk)[:40]:
        x, y = view.at(other.longitude or 0.0, other.latitude or 0.0)
        label = Label(x, y, other.name, _side(x))
        room = _room(label)
        if room[0] < 0 or room[2] > WIDTH or y < 12 or y > HEIGHT - 24:  # the scale is below
            continue
        if any(room[0] < r[2] and room[2] > r[0] and room[1] < r[3] and room[3] > r[1] for r in taken):
            continue
        taken.append(room)
        found.append(label)
        if len(found) == _NEIGHBOURS:
            break
    return found


def _side(x: float) -> str:
    return "start" if x <= WIDTH * 0.6 else "end"


def _room(label: Label) -> tuple[float, float, float, float]:
    """The box that a mark and its name fill, at some 6.2 pixels a letter."""
    width = 10 + 6.2 * len(label.name)
    left = label.x - 4 if label.side == "start" else label.x - width
    return (left, label.y - 8, left + width + 4, label.y + 8)
