"""Outlets, and the feeds by which they say what they publish."""

from datetime import timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from articles.enums import FeedStatus, Owner, Reliability
from lib.edtf_dates import EDTFField
from lib.history import keeps_history
from lib.labels import in_words
from lib.outbox import Job


@keeps_history
class Source(models.Model):
    """An outlet."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    domain = models.CharField(
        max_length=253, blank=True, default="", help_text="Its host, such as demo-wire.example."
    )
    site = models.URLField(max_length=1000, blank=True, default="", help_text="The address of its front page.")
    country = models.CharField(max_length=3, blank=True, default="", help_text="ISO 3166-1 alpha-3.")
    language = models.CharField(max_length=8, blank=True, default="")
    owner = models.CharField(max_length=9, choices=Owner.choices, default=Owner.UNKNOWN)
    reliability = models.CharField(max_length=1, choices=Reliability.choices, default=Reliability.F)
    description = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["domain"], condition=~Q(domain=""), name="articles_source_domain_has_one_source"
            ),
        ]

    get_reliability_display = in_words("reliability", Reliability)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page at the desk."""
        return reverse("articles:source", args=[self.slug])


class FeedQuerySet(models.QuerySet["Feed"]):
    def active(self) -> Self:
        """Feeds that are polled."""
        return self.filter(status=FeedStatus.ACTIVE)

    def due(self) -> Self:
        """Feeds whose next poll has come, the longest overdue first."""
        return self.active().filter(health__next_at__lte=timezone.now()).order_by("health__next_at")

    def broken(self) -> Self:
        """Followed feeds that have been unreadable so often that somebody has to look."""
        return self.active().filter(health__unreadable__gte=FeedHealth.BROKEN_AFTER)

    def for_health(self) -> Self:
        """By outlet, with what their health page shows."""
        return self.select_related("source", "health").order_by("source__name", "pk")


@keeps_history
class Feed(models.Model):
    """A list of an outlet's pieces that is polled: RSS, Atom, JSON Feed or a news sitemap."""

    Status = FeedStatus
    SHORTEST: ClassVar[timedelta] = timedelta(minutes=15)

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="feeds")
    url = models.URLField(max_length=1000, unique=True)
    title = models.CharField(max_length=200, blank=True, default="")
    status = models.CharField(max_length=6, choices=FeedStatus.choices, default=FeedStatus.ACTIVE)
    shortest = models.DurationField(
        "shortest interval", default=SHORTEST, help_text="It is never polled more often, however often it changes."
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[FeedQuerySet] = FeedQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(shortest__gte=timedelta(minutes=1)), name="articles_feed_is_not_hammered"
            ),
        ]
        permissions = [("manage_feed", "Can add, change, pause and poll feeds")]

    def __str__(self) -> str:
        return self.title or self.url

    def get_absolute_url(self) -> str:
        """Its page at the desk."""
        return reverse("articles:feed", args=[self.pk])


class FeedHealth(models.Model):
    """How the polling of a feed goes; apart from the feed, whose history people read."""

    # So many unreadable answers in a row are no accident any more: the desk says so.
    BROKEN_AFTER: ClassVar[int] = 3

    feed = models.OneToOneField(Feed, on_delete=models.CASCADE, related_name="health")
    format = models.CharField(max_length=40, blank=True, default="", help_text="As it was found to be: RSS 2.0.")
    etag = models.CharField(max_length=300, blank=True, default="")
    last_modified = models.CharField(max_length=100, blank=True, default="")
    interval = models.DurationField(default=Feed.SHORTEST)
    next_at = models.DateTimeField(default=timezone.now)
    polled_at = models.DateTimeField(null=True, blank=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)
    brought_at = models.DateTimeField(null=True, blank=True, help_text="When it last had something new.")
    failures = models.PositiveIntegerField(default=0, help_text="In a row, of any kind.")
    unreadable = models.PositiveIntegerField(default=0, help_text="In a row, because it could not be parsed.")
    moves = models.JSONField(
        default=list, blank=True, help_text="Where the latest answers were moved to for good, the newest first."
    )
    cause = models.CharField(max_length=24, blank=True, default="")
    error = models.TextField(blank=True, default="", help_text="The last failure, in plain words; empty when well.")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "feed health"
        indexes = [models.Index(fields=["next_at"], name="articles_feedhealth_due")]

    def __str__(self) -> str:
        return f"{self.feed}: {self.error or 'well'}"

    @property
    def is_broken(self) -> bool:
        """Whether it has been unreadable so often that somebody has to look."""
        return self.unreadable >= self.BROKEN_AFTER


class FeedPoll(Job):
    """One look at a feed, and what came of it."""

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="polls")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True)
    turn_at = models.DateTimeField(null=True, blank=True, help_text="The turn that it has at its server.")
    status = models.PositiveSmallIntegerField(null=True, blank=True, help_text="HTTP status of the answer.")
    listed = models.PositiveIntegerField(default=0, help_text="Pieces that the feed listed.")
    new = models.PositiveIntegerField(default=0, help_text="Pieces that it had not listed before.")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["feed"],
                condition=Q(state__in=[Job.State.WAITING, Job.State.RUNNING]),
                name="articles_feedpoll_is_one_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "id"], name="articles_feedpoll_state"),
            models.Index(fields=["feed", "-id"], name="articles_feedpoll_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.feed}: {self.state}"


class FeedItem(models.Model):
    """A piece that a feed has listed; its address is asked for when it is first seen, and when it says it changed."""

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="items")
    key = models.CharField(max_length=64, help_text="SHA-256 of what the feed knows it by, and its address.")
    url = models.URLField(max_length=1000)
    title = models.CharField(max_length=500, blank=True, default="")
    summary = models.TextField(blank=True, default="")
    published_edtf = EDTFField("published (EDTF)")
    updated = models.CharField(max_length=64, blank=True, default="", help_text="When it changed, as the feed says.")
    first_seen_at = models.DateTimeField(default=timezone.now)
    fetch = models.ForeignKey("articles.Fetch", on_delete=models.PROTECT, null=True, blank=True, related_name="items")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["feed", "key"], name="articles_feeditem_is_listed_once"),
        ]

    def __str__(self) -> str:
        return self.title or self.url
