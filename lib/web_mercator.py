"""Where longitudes and latitudes lie on a web map (EPSG:3857), as parts of the whole: 0, 0 is its north west."""

from math import atan, cos, degrees, log, pi, radians, sinh, tan

END = 85.051129  # degrees north and south: there the map is a square
EQUATOR_KM = 40_075.0


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Parts from west to east and from north to south; what lies nearer to a pole than END is put there."""
    latitude = max(-END, min(END, latitude))
    return (longitude + 180) / 360, 0.5 - log(tan(pi / 4 + radians(latitude) / 2)) / (2 * pi)


def unproject(x: float, y: float) -> tuple[float, float]:
    """Longitude and latitude of a place on the map."""
    return x * 360 - 180, degrees(atan(sinh(pi * (1 - 2 * y))))


def part_of(km: float, latitude: float) -> float:
    """How much of the map's width so many kilometres are at a latitude."""
    return km / (EQUATOR_KM * cos(radians(max(-END, min(END, latitude)))))
