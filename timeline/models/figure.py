"""People counted in an event: killed, wounded, displaced. Each figure is somebody's, and says whose."""

from django.db import models
from django.db.models import F, Q

from claims.models import Claim
from lib.history import keeps_history
from lib.typed_counts import Count
from timeline.enums import FigureKind
from timeline.models.event import Event


@keeps_history
class Figure(models.Model):
    """A number or a range, as one claim has it. "At least 5" has no upper end, "up to 7" no lower one."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="figures")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="figures")
    kind = models.CharField(max_length=9, choices=FigureKind.choices)
    low = models.PositiveIntegerField(null=True, blank=True)
    high = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["event", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "claim", "kind"], name="timeline_figure_is_given_once"),
            models.CheckConstraint(
                condition=Q(low__isnull=False) | Q(high__isnull=False), name="timeline_figure_has_a_number"
            ),
            models.CheckConstraint(
                condition=Q(low__isnull=True) | Q(high__isnull=True) | Q(low__lte=F("high")),
                name="timeline_figure_is_a_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.count} {self.get_kind_display()}"

    @property
    def count(self) -> Count:
        """How many."""
        return Count(self.low, self.high)
