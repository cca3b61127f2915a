"""What an editor has had enough of: a rule's suggestions that are kept out of sight until somebody un-mutes it."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models import Source
from claims.enums import ClaimKind
from lib.history import keeps_history
from lib.outbox import Job


class MuteQuerySet(models.QuerySet["Mute"]):
    def active(self) -> Self:
        """Mutes that nobody has ended."""
        return self.filter(ended_at__isnull=True)

    def for_list(self) -> Self:
        """Newest first, with what a line shows."""
        return self.select_related("source", "muted_by", "ended_by").order_by("-pk")


@keeps_history
class Mute(models.Model):
    """A pattern whose suggestions wait out of sight: a rule of an engine, of one outlet or of all.

    Muted suggestions are still made, and stay pending: they are counted as muted, and come back when the mute ends.
    """

    engine = models.CharField(max_length=40)
    rule = models.CharField(max_length=60)
    kind = models.CharField(
        max_length=10, choices=ClaimKind.choices, blank=True, default="", help_text="Any, if empty."
    )
    phrase = models.CharField(
        max_length=120, blank=True, default="", help_text="Words that the claim or its passage must have."
    )
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="All outlets, if empty."
    )
    reason = models.CharField(max_length=300)
    muted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    muted_at = models.DateTimeField(auto_now_add=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[MuteQuerySet] = MuteQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["engine", "rule", "kind", "phrase", "source"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="claims_mute_stands_once",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="claims_mute_has_a_reason"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="claims_mute_is_ended_by_a_person",
            ),
        ]
        permissions = [
            ("mute_suggestion", "Can mute a rule's suggestions for an outlet"),
            ("mute_everywhere", "Can mute a rule's suggestions for all outlets"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} of {self.engine}"

    def hides(self, *, kind: str, words: tuple[str, str]) -> bool:
        """Whether a suggestion of the mute's engine, rule and outlet is one that it keeps out of sight.

        `words` are the proposed claim and the passage that it rests on.
        """
        if self.kind and kind != self.kind:
            return False
        phrase = " ".join(self.phrase.casefold().split())
        return not phrase or any(phrase in " ".join(one.casefold().split()) for one in words)


class MuteSweep(Job):
    """One batch of suggestions to bring in line with a mute that was begun or ended; it asks for the next batch."""

    mute = models.ForeignKey(Mute, on_delete=models.PROTECT, related_name="sweeps")
    after = models.PositiveBigIntegerField(default=0, help_text="Suggestions up to this number have been looked at.")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "id"], name="claims_mutesweep_state")]

    def __str__(self) -> str:
        return f"{self.mute}, suggestions after {self.after}: {self.state}"
