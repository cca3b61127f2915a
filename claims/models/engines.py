"""What plugged-in engines were asked, what they answered, and what that cost."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models import Snapshot
from claims.enums import CallOutcome


class EngineAnswer(models.Model):
    """What an engine answered to one question, kept so that the same question is asked and paid once.

    The key is a digest of all that the answer depends on: the text, the engine, its version, model and options.
    """

    key = models.CharField(max_length=64, unique=True)
    engine = models.CharField(max_length=40)
    engine_version = models.CharField(max_length=20)
    answer = models.JSONField(help_text="As the engine gave it: nobody has checked it yet.")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.engine} {self.engine_version}: {self.key[:12]}"


class EngineCallQuerySet(models.QuerySet["EngineCall"]):
    def since(self, moment: datetime) -> Self:
        """Calls from that moment on."""
        return self.filter(at__gte=moment)


class EngineCall(models.Model):
    """One question to an engine. Its cost is what was set aside for it until it is known."""

    engine = models.CharField(max_length=40)
    engine_version = models.CharField(max_length=20)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="engine_calls")
    key = models.CharField(max_length=64, help_text="The question, as in the kept answers.")
    at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=8, choices=CallOutcome.choices, default=CallOutcome.PENDING)
    cause = models.CharField(max_length=24, blank=True, default="")
    tokens_in = models.PositiveIntegerField(default=0)
    tokens_out = models.PositiveIntegerField(default=0)
    cost = models.DecimalField(max_digits=12, decimal_places=6, default=0)
    estimated = models.BooleanField(default=False, help_text="Nobody said what it cost: the most that it can be.")
    seconds = models.FloatField(default=0.0)

    objects: ClassVar[EngineCallQuerySet] = EngineCallQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(outcome=CallOutcome.PENDING), name="claims_enginecall_is_asked_once"
            ),
            models.CheckConstraint(condition=Q(cost__gte=0), name="claims_enginecall_cost_is_not_negative"),
        ]
        indexes = [models.Index(fields=["engine", "at"], name="claims_enginecall_day")]

    def __str__(self) -> str:
        return f"{self.engine} {self.engine_version} on snapshot {self.snapshot_id}: {self.outcome}"
