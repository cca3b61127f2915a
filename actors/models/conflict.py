"""The whole that a newsroom follows."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from actors.models.actor import Actor
from lib.edtf_dates import EDTFField
from lib.history import keeps_history, versions_of


class ConflictQuerySet(models.QuerySet["Conflict"]):
    def worded_at(self, moment: datetime | None) -> Self:
        """With the name and the description that each had at a moment (None: now); its first, if made later."""
        if moment is None:
            return self
        versions = versions_of(Conflict).filter(id=OuterRef("pk"))
        then = versions.filter(pgh_created_at__lte=moment).order_by("-pgh_id")
        first = versions.order_by("pgh_id")

        def worded(column: str) -> Coalesce:
            return Coalesce(Subquery(then.values(column)[:1]), Subquery(first.values(column)[:1]), column)

        return self.annotate(name_then=worded("name"), description_then=worded("description"))


@keeps_history
class Conflict(models.Model):
    """The whole that a newsroom follows; a deployment may follow several."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True, default="")
    start_edtf = EDTFField("start (EDTF)")
    end_edtf = EDTFField("end (EDTF)")
    timezone = models.CharField(max_length=64, default="UTC", help_text="Where its days begin, such as Europe/Kyiv.")
    parties = models.ManyToManyField(Actor, related_name="conflicts", blank=True)

    objects: ClassVar[ConflictQuerySet] = ConflictQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def as_worded(self) -> Self:
        """Itself with the wording that `worded_at()` found."""
        self.name = getattr(self, "name_then", self.name)
        self.description = getattr(self, "description_then", self.description)
        return self

    def get_absolute_url(self) -> str:
        """The conflict's own timeline."""
        return reverse("timeline:conflict", args=[self.slug])
