"""The steps that were taken with a claim, and why."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.enums import ReviewOutcome, Verdict


class Review(models.Model):
    """One step of the workflow: who moved a claim, to where, and why. Never changed, never deleted."""

    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="reviews")
    outcome = models.CharField(max_length=9, choices=ReviewOutcome.choices)
    verdict = models.CharField(max_length=12, choices=Verdict.choices, blank=True, default="")
    reasons = models.TextField(blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome=ReviewOutcome.SUBMITTED) | ~Q(reasons=""),
                name="claims_review_gives_reasons",
            ),
        ]
        indexes = [models.Index(fields=["outcome", "at"], name="claims_review_outcome_at")]
        triggers = [
            pgtrigger.Protect(name="review_is_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="review_is_never_changed"),
        ]

    def __str__(self) -> str:
        return f"{self.by} {self.get_outcome_display()}"
