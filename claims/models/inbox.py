"""The inbox: one item a report, however many outlets carry it, with what people of the desk have done about it."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from articles.models import Article, OriginGroup


class InboxItemQuerySet(models.QuerySet["InboxItem"]):
    def waiting(self) -> Self:
        """Neither dismissed nor put off for later."""
        return self.filter(dismissed_at__isnull=True).filter(
            Q(snoozed_until__isnull=True) | Q(snoozed_until__lte=timezone.now())
        )

    def by_urgency(self) -> Self:
        """Most urgent first."""
        return self.order_by("-urgency", "-pk")


class InboxItem(models.Model):
    """A report that came in, as work to do.

    `urgency` orders the inbox. It grows with the time of the report instead of falling with the time that passes, so
    that a row changes only when something about it does. What people do to it is kept as `InboxStep`.
    """

    origin_group = models.OneToOneField(
        OriginGroup, on_delete=models.CASCADE, primary_key=True, related_name="inbox_item"
    )
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="+", help_text="The one of the report that the inbox shows."
    )
    urgency = models.FloatField(default=0)
    reasons = models.JSONField(default=list, blank=True, help_text="[[code, points, number]…]: their sum.")
    pending = models.PositiveIntegerField(default=0, help_text="Suggestions that wait for a decision.")
    decided = models.PositiveIntegerField(default=0)
    lost = models.PositiveIntegerField(default=0, help_text="Passages in use that their articles no longer have.")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="inbox_items"
    )
    snoozed_until = models.DateTimeField(null=True, blank=True)
    dismissed_at = models.DateTimeField(null=True, blank=True)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dismissal = models.CharField("reason of the dismissal", max_length=300, blank=True, default="")
    stale = models.BooleanField(default=True, help_text="Its urgency is to be worked out again.")

    objects: ClassVar[InboxItemQuerySet] = InboxItemQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-urgency", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(dismissed_at__isnull=True, dismissed_by__isnull=True, dismissal="")
                | (Q(dismissed_at__isnull=False, dismissed_by__isnull=False) & ~Q(dismissal="")),
                name="claims_inboxitem_is_dismissed_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                F("urgency").desc(),
                F("origin_group").desc(),
                condition=Q(dismissed_at__isnull=True),
                name="claims_inboxitem_order",
            ),
            models.Index(
                fields=["assignee", "-urgency"],
                condition=Q(assignee__isnull=False, dismissed_at__isnull=True),
                name="claims_inboxitem_assigned",
            ),
            models.Index(fields=["origin_group"], condition=Q(stale=True), name="claims_inboxitem_stale"),
        ]

    def __str__(self) -> str:
        return str(self.article)


class InboxStep(models.Model):
    """What somebody did to one or more items at once, with how they stood before: enough to undo it."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    did = models.CharField(max_length=200, help_text="In words, as the page says it.")
    before = models.JSONField(help_text="[{item, and each changed column as it was}…]")
    after = models.JSONField(help_text="The same columns as they became: only what still stands so is undone.")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.did


class SavedFilter(models.Model):
    """A way of looking at the inbox that somebody comes back to."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_filters")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500, help_text="The inbox's parameters, in their canonical order.")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="claims_savedfilter_name_is_used_once"),
        ]

    def __str__(self) -> str:
        return self.name
