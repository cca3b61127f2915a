"""What plugged-in engines were asked, what they answered, and what that cost."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.models import Snapshot
from claims.enums import CallOutcome
from claims.models.passage import Suggestion, SuggestionRun


class EngineAnswerQuerySet(models.QuerySet["EngineAnswer"]):
    def to_forget(self, before: datetime) -> Self:
        """Answers from before that moment which no question that is kept was answered by."""
        asked = EngineCall.objects.filter(key=OuterRef("key"))
        return self.filter(~Exists(asked), created_at__lt=before)


class EngineAnswer(models.Model):
    """What an engine answered to one question, kept so that the same question is asked and paid once.

    The key is a digest of all that the answer depends on: the text, the engine, its version, model and options.
    """

    key = models.CharField(max_length=64, unique=True)
    engine = models.CharField(max_length=40)
    engine_version = models.CharField(max_length=20)
    answer = models.JSONField(help_text="As the engine gave it: nobody has checked it yet.")
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[EngineAnswerQuerySet] = EngineAnswerQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["created_at"], name="claims_engineanswer_created")]

    def __str__(self) -> str:
        return f"{self.engine} {self.engine_version}: {self.key[:12]}"


class EngineCallQuerySet(models.QuerySet["EngineCall"]):
    def since(self, moment: datetime) -> Self:
        """Calls from that moment on."""
        return self.filter(at__gte=moment)

    def to_forget(self, before: datetime) -> Self:
        """Calls from before that moment of which nothing is left to do.

        A reading that is not done, and suggestions that nobody has decided, may need the same answers once more.
        """
        of_engine = SuggestionRun.objects.filter(snapshot=OuterRef("snapshot"), engine=OuterRef("engine"))
        undecided = Suggestion.objects.pending().filter(
            run__snapshot=OuterRef("snapshot"), run__engine=OuterRef("engine")
        )
        return self.filter(~Exists(of_engine.unfinished()), ~Exists(undecided), at__lt=before).exclude(
            outcome=CallOutcome.PENDING
        )


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
        indexes = [
            models.Index(fields=["engine", "at"], name="claims_enginecall_day"),
            models.Index(fields=["at"], name="claims_enginecall_at"),
            models.Index(fields=["key"], name="claims_enginecall_key"),
        ]

    def __str__(self) -> str:
        return f"{self.engine} {self.engine_version} on snapshot {self.snapshot_id}: {self.outcome}"
