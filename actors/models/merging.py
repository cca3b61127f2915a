"""Actors that turned out to be one, and such as only look alike."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from actors.models.actor import Actor
from lib.history import keeps_history
from lib.merges import Merge


class ActorMerge(Merge):
    """One actor that goes on as another, until somebody takes that back."""

    gone = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="merges")
    kept = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="merges_into")

    class Meta(Merge.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at__isnull=True), name="actors_actormerge_goes_one_way"
            ),
            models.CheckConstraint(condition=~Q(gone=F("kept")), name="actors_actormerge_joins_two"),
        ]

    def __str__(self) -> str:
        return f"{self.gone} into {self.kept}"


class NotSameQuerySet(models.QuerySet["NotSame"]):
    def between(self, one: Actor, other: Actor) -> Self:
        """What was said of these two."""
        low, high = sorted((one.pk, other.pk))
        return self.filter(one=low, other=high)

    def of(self, actor: Actor) -> Self:
        """What was said of an actor and any other, the newest first."""
        return self.filter(Q(one=actor) | Q(other=actor)).select_related("one", "other", "said_by")


@keeps_history
class NotSame(models.Model):
    """Two actors whose names are alike and who are not the same: nobody is asked again."""

    one = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="+", help_text="The one with the lower id.")
    other = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="+")
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[NotSameQuerySet] = NotSameQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-pk"]
        verbose_name = "pair that is not the same"
        verbose_name_plural = "pairs that are not the same"
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="actors_notsame_is_said_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="actors_notsame_is_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one} is not {self.other}"
