"""Things that turned out to be one: which goes on as which, since when, and until when if it was taken back."""

from datetime import datetime
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q

KeyT = TypeVar("KeyT", int, str)


class MergeQuerySet(models.QuerySet[Any]):
    def in_force(self, moment: datetime | None = None) -> Self:
        """Merges that stood at a moment (None is now)."""
        if moment is None:
            return self.filter(undone_at__isnull=True)
        return self.filter(at__lte=moment).filter(Q(undone_at__isnull=True) | Q(undone_at__gt=moment))

    def ways(self, moment: datetime | None = None) -> dict[int, int]:
        """As which each thing that was merged went on at a moment, to the end of the way: {gone: kept}; one query."""
        return to_the_end(dict(self.in_force(moment).order_by("pk").values_list("gone", "kept")))


def to_the_end(steps: dict[KeyT, KeyT]) -> dict[KeyT, KeyT]:
    """Each beginning with the end of its way, where steps follow one another."""
    return {gone: _end(gone, steps) for gone in steps}


def _end(start: KeyT, steps: dict[KeyT, KeyT]) -> KeyT:
    at, seen = start, {start}
    while (further := steps.get(at)) is not None and further not in seen:
        at = further
        seen.add(at)
    return at


class Merge(models.Model):
    """`gone` goes on as `kept`; what was moved for it is in `moved`, so that it can be taken back."""

    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    moved = models.JSONField(default=dict, help_text="What was changed or taken away, as it was before.")
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[MergeQuerySet] = MergeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        abstract = True
        ordering = ["-pk"]
