"""Publications that come later, and what was taken from the timeline."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from timeline.enums import ScheduleState
from timeline.models.entry import PUBLIC_ROWS_STAY, Entry
from timeline.models.event import Event


class ScheduleQuerySet(models.QuerySet["Schedule"]):
    def waiting(self) -> Self:
        """What is still to be published, the next first."""
        return self.filter(state=ScheduleState.WAITING).order_by("at", "pk")

    def due(self) -> Self:
        """What is to be published now."""
        return self.waiting().filter(at__lte=timezone.now())


class Schedule(models.Model):
    """That an event is to be published at a moment, as its person saw it when they said so."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="schedules")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True, default="", max_length=2000)
    seen = models.CharField(max_length=64, help_text="The digest of what was seen: nothing else is published.")
    state = models.CharField(max_length=9, choices=ScheduleState.choices, default=ScheduleState.WAITING)
    fault = models.TextField(blank=True, default="")
    made_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[ScheduleQuerySet] = ScheduleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event"], condition=Q(state=ScheduleState.WAITING), name="timeline_schedule_one_waits"
            ),
        ]
        indexes = [
            models.Index(fields=["at"], condition=Q(state=ScheduleState.WAITING), name="timeline_schedule_next"),
        ]

    def __str__(self) -> str:
        return f"{self.event} at {self.at}"


class Withdrawal(models.Model):
    """That an event was taken from the timeline, or goes on as part of another one. Public, and never changed."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="withdrawals")
    entry = models.OneToOneField(
        Entry, on_delete=models.PROTECT, related_name="withdrawal", help_text="The revision that it closed."
    )
    moved_to = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(help_text="Readers see it.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="timeline_withdrawal_has_a_reason")]
        triggers = PUBLIC_ROWS_STAY

    def __str__(self) -> str:
        return self.reason
