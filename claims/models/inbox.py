"""The inbox: one item a report, however many outlets carry it, with what people of the desk have done about it."""

from datetime import timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import models
from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import User
from articles.models import Article, OriginGroup
from claims.kept_words import told
from lib.kept_questions import Given


class InboxItemQuerySet(models.QuerySet["InboxItem"]):
    def waiting(self) -> Self:
        """Neither dismissed nor put off for later."""
        return self.filter(dismissed_at__isnull=True).filter(
            Q(snoozed_until__isnull=True) | Q(snoozed_until__lte=Now())
        )

    def snoozed(self) -> Self:
        """Put off for later, and not dismissed; the next to come back first."""
        return self.filter(dismissed_at__isnull=True, snoozed_until__gt=Now()).order_by("snoozed_until", "-pk")

    def dismissed(self) -> Self:
        """What the desk wants nothing of, the last dismissed first."""
        return self.filter(dismissed_at__isnull=False).order_by("-dismissed_at", "-pk")

    def assigned_to(self, user: User | Given) -> Self:
        """What is this person's to do."""
        return self.filter(assignee=user)

    def unassigned(self) -> Self:
        """What is nobody's yet."""
        return self.filter(assignee__isnull=True)

    def having(self, facets: list[str] | Given) -> Self:
        """With all of these facets, see `InboxItem.facets`."""
        return self.filter(facets__contains=facets)

    def titled(self, query: str | Given) -> Self:
        """Whose titles, in whichever outlet, match a tsquery of the configuration "simple"."""
        return self.filter(titles=SearchQuery(query, config="simple", search_type="raw"))

    def to_refresh(self) -> Self:
        """Whose urgency is to be worked out again, the newest reports first."""
        return self.filter(stale=True).order_by("-pk")

    def by_urgency(self) -> Self:
        """Most urgent first."""
        return self.order_by("-urgency", "-pk")

    def for_cards(self) -> Self:
        """With what a card shows; `outlets` says how many carry the report."""
        carried = (
            Article.objects.filter(origin_group=OuterRef("origin_group"))
            .order_by()
            .values("origin_group")
            .annotate(number=Count("source", distinct=True))
            .values("number")
        )
        return self.select_related("article__source", "assignee", "dismissed_by").annotate(
            outlets=Subquery(carried, output_field=IntegerField())
        )


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
    facets = ArrayField(
        models.CharField(max_length=100),
        default=list,
        blank=True,
        help_text="What it can be found by: pending, undated, followed, lost, source:12, language:uk, reliability:B.",
    )
    titles = SearchVectorField(null=True, editable=False, help_text="Of all articles that carry the report.")
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
            models.Index(
                fields=["snoozed_until"], condition=Q(snoozed_until__isnull=False), name="claims_inboxitem_snoozed"
            ),
            models.Index(
                fields=["-dismissed_at", "-origin_group"],
                condition=Q(dismissed_at__isnull=False),
                name="claims_inboxitem_dismissed",
            ),
            # Without lists of pending rows, which each look-up would read from their start.
            GinIndex(fields=["facets"], name="claims_inboxitem_facets", fastupdate=False),
            GinIndex(fields=["titles"], name="claims_inboxitem_titles", fastupdate=False),
        ]

    def __str__(self) -> str:
        return str(self.article)

    @property
    def is_snoozed(self) -> bool:
        """Whether it is put off and its time has not come."""
        return self.snoozed_until is not None and self.snoozed_until > timezone.now()

    @property
    def suggested(self) -> int:
        """How many suggestions there are that anybody sees."""
        return self.pending + self.decided


class InboxStepQuerySet(models.QuerySet["InboxStep"]):
    def of(self, user: User | Given) -> Self:
        """What this person did, the last first."""
        return self.filter(by=user).order_by("-pk")

    def standing(self) -> Self:
        """What nobody has undone."""
        return self.filter(undone_at__isnull=True)

    def lately(self) -> Self:
        """Of the last hour, which the inbox offers to undo."""
        return self.filter(at__gt=Now() - timedelta(hours=1))


class InboxStep(models.Model):
    """What somebody did to one or more items at once, with how they stood before: enough to undo it."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    did = models.CharField(max_length=200, help_text="In words, as the page says it.")
    before = models.JSONField(help_text="[{item, and each changed column as it was}…]")
    after = models.JSONField(help_text="The same columns as they became: only what still stands so is undone.")
    undone_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[InboxStepQuerySet] = InboxStepQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["by", "-id"], name="claims_inboxstep_of")]

    def __str__(self) -> str:
        return self.did

    @property
    def did_in_words(self) -> str:
        """What was done, in the language of who looks."""
        return told(self.did)


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
