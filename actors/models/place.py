"""Where things happen."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from actors.enums import PlacePrecision
from lib.history import keeps_history


class PlaceQuerySet(models.QuerySet["Place"]):
    def called(self, name: str) -> "Place | None":
        """The place of that name, or that a text may call so."""
        return self.filter(Q(name__iexact=name) | Q(names__text__iexact=name)).distinct().first()

    def around(self, centre: tuple[float, float], bounds: tuple[float, float, float, float]) -> Self:
        """Places with a point within bounds (west, south, east, north), those nearest to the centre first."""
        west, south, east, north = bounds
        near = self.filter(longitude__range=(west, east), latitude__range=(south, north))
        away = (F("longitude") - centre[0]) * (F("longitude") - centre[0]) + (F("latitude") - centre[1]) * (
            F("latitude") - centre[1]
        )
        return near.order_by(away, "pk")


@keeps_history
class Place(models.Model):
    """A named place, with a point where it is small enough to have one."""

    Precision = PlacePrecision

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    precision = models.CharField(max_length=8, choices=PlacePrecision.choices)
    country = models.CharField(max_length=3, blank=True, default="", help_text="ISO 3166-1 alpha-3.")
    latitude = models.FloatField(null=True, blank=True, help_text="Decimal degrees, WGS 84.")
    longitude = models.FloatField(null=True, blank=True, help_text="Decimal degrees, WGS 84.")
    wikidata = models.CharField("Wikidata id", max_length=16, blank=True, default="")

    objects: ClassVar[PlaceQuerySet] = PlaceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                # Spelled out: half a point makes a range unknown, and an unknown condition passes.
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="actors_place_point_is_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@keeps_history
class PlaceName(models.Model):
    """One way in which texts call a place, beside its main name."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(max_length=200)
    language = models.CharField(max_length=8, blank=True, default="")

    class Meta:
        ordering = ["text"]
        constraints = [models.UniqueConstraint(fields=["place", "text"], name="actors_placename_is_listed_once")]

    def __str__(self) -> str:
        return self.text
