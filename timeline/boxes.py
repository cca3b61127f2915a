"""Boxes of a map as parameters have them."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

_HALF_TURN = 180
OFF_THE_MAP = "none"
_PARTS = 10_000  # of a degree, some 11 metres


@dataclass(frozen=True)
class Box:
    """A box of a map in decimal degrees; `west` is more than `east` where it lies across the 180th meridian."""

    west: float
    south: float
    east: float
    north: float

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """West, south, east and north."""
        return (self.west, self.south, self.east, self.north)

    def has(self, longitude: float | None, latitude: float | None) -> bool:
        """Whether a point lies in it; see `inside` of entries, which asks the database the same."""
        if longitude is None or latitude is None or not self.south <= latitude <= self.north:
            return False
        if self.west > self.east:
            return longitude >= self.west or longitude <= self.east
        return self.west <= longitude <= self.east

    @property
    def parameter(self) -> str:
        """A box in four decimals that has all of this one in it."""
        outwards = (floor, floor, ceil, ceil)
        parts = (way(round(edge * _PARTS, 3)) for way, edge in zip(outwards, self.edges, strict=True))
        return ",".join(f"{part / _PARTS:.7g}" for part in parts)

    def __str__(self) -> str:
        """As people read it."""
        return ",".join(f"{edge:.6g}" for edge in (self.west, self.south, self.east, self.north))


@dataclass(frozen=True)
class OffTheMap:
    """Asks for what no point of a map stands for."""

    def __str__(self) -> str:
        return gettext("no point of the map")


class BoxField(forms.CharField):
    """A box of a map, `west,south,east,north` in decimal degrees, or `none` for what is on no map."""

    def __init__(self, *, may_be_off: bool = True, **options: Any) -> None:
        super().__init__(**options)
        self.may_be_off = may_be_off

    def clean(self, value: Any) -> Any:
        """Raises ValidationError where it is not four numbers in the order and range that a map has."""
        text = super().clean(value)
        if not text:
            return None
        if text == OFF_THE_MAP and self.may_be_off:
            return OffTheMap()
        try:
            box = Box(*(float(edge) for edge in text.split(",")))
        except (TypeError, ValueError) as error:
            raise ValidationError(
                gettext("“%(text)s” is not a box. Write west,south,east,north: 22,44,40.5,52.5.") % {"text": text}
            ) from error
        if not (abs(box.west) <= _HALF_TURN and abs(box.east) <= _HALF_TURN):
            raise ValidationError(gettext("West and east of a box lie between -180 and 180."))
        if not -_HALF_TURN / 2 <= box.south <= box.north <= _HALF_TURN / 2:
            raise ValidationError(gettext("South of a box lies below its north, and both between -90 and 90."))
        return box
