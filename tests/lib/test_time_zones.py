"""Zones of places, by the nearest city of their country."""

from datetime import UTC, datetime

import pytest

from lib.time_zones import in_zone, zone_of


@pytest.mark.parametrize(
    ("country", "latitude", "longitude", "zone"),
    [
        ("UKR", 50.45, 30.52, "Europe/Kyiv"),
        ("RUS", 55.75, 37.62, "Europe/Moscow"),
        ("RUS", 43.12, 131.89, "Asia/Vladivostok"),
        ("USA", 38.9, -77.04, "America/New_York"),
        ("FJI", -16.5, -179.9, "Pacific/Fiji"),  # the nearest city lies across the 180th meridian
        ("SAU", None, None, "Asia/Riyadh"),  # one zone: no point is needed
        ("RUS", None, None, ""),
        ("", 50.45, 30.52, ""),
        ("XXX", 50.45, 30.52, ""),
    ],
)
def test_zone(country, latitude, longitude, zone):
    assert zone_of(country, latitude, longitude) == zone


def test_clocks_of_a_zone():
    assert f"{in_zone(datetime(2025, 7, 1, 22, 30, tzinfo=UTC), 'Europe/Kyiv'):%d %H:%M}" == "02 01:30"
    assert in_zone(datetime(2025, 7, 1, tzinfo=UTC), "") is None
    assert in_zone(datetime(2025, 7, 1, tzinfo=UTC), "Europe/Atlantis") is None
    assert in_zone(datetime(1, 1, 1, tzinfo=UTC), "America/New_York") is None
