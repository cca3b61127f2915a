"""Work to do on what comes in: fetching it, and making articles of it."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

from articles.enums import FetchOutcome, FetchPurpose, IngestOutcome, Via
from articles.models.archive import Article, Snapshot
from articles.models.outlets import Feed
from lib.outbox import Job, JobQuerySet


class BatchQuerySet(models.QuerySet["Batch"]):
    def with_progress(self) -> Self:
        """Each with `done`, `failed` and `waiting`: how many of its pieces are in, are not, and are to come."""
        return self.annotate(
            done=Count("jobs", filter=Q(jobs__state=Job.State.DONE), distinct=True),
            failed=Count("jobs", filter=Q(jobs__state=Job.State.FAILED), distinct=True)
            + Count("fetches", filter=Q(fetches__state=Job.State.FAILED), distinct=True),
            waiting=Count("jobs", filter=Q(jobs__state__in=[Job.State.WAITING, Job.State.RUNNING]), distinct=True)
            + Count("fetches", filter=Q(fetches__state__in=[Job.State.WAITING, Job.State.RUNNING]), distinct=True),
        )


class Batch(models.Model):
    """Things that somebody brought in together, such as a folder of files or a list of addresses."""

    name = models.CharField(max_length=200)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    refused = models.JSONField(
        default=list, blank=True, help_text="Pairs of name and reason, for what was not taken."
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[BatchQuerySet] = BatchQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "batches"

    def __str__(self) -> str:
        return self.name


class IngestJob(Job):
    """Something to bring in; the row is written before the work is queued, so that no crash loses it."""

    key = models.CharField(max_length=64, unique=True, help_text="SHA-256 of what is asked for: the same, once.")
    location = models.CharField(max_length=1000, help_text="Where it came from, for people: a path or URL.")
    media_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64, help_text="The bytes in the snapshot store.")
    charset = models.CharField(max_length=40, blank=True, default="", help_text="As the server said, if it did.")
    headers = models.JSONField(default=list, blank=True, help_text="Pairs of name and value, as they came.")
    via = models.CharField(max_length=11, choices=Via.choices, default=Via.FILE)
    url = models.URLField(max_length=1000, blank=True, default="", help_text="Where the bytes were; may be empty.")
    feed = models.ForeignKey(
        Feed, on_delete=models.PROTECT, null=True, blank=True, related_name="jobs", db_index=False
    )
    batch = models.ForeignKey(
        Batch, on_delete=models.PROTECT, null=True, blank=True, related_name="jobs", db_index=False
    )
    opened_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="pieces",
        db_index=False,
        help_text="The web archive that these bytes were in.",
    )
    fetched_at = models.DateTimeField()
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True)
    outcome = models.CharField(max_length=9, choices=IngestOutcome.choices, blank=True, default="")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, null=True, blank=True, related_name="jobs")

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["state", "id"], name="articles_ingestjob_state"),
            models.Index(
                fields=["feed", "outcome", "fetched_at"],
                condition=Q(feed__isnull=False),
                name="articles_ingestjob_brought",
            ),
            models.Index(fields=["batch"], condition=Q(batch__isnull=False), name="articles_ingestjob_batch"),
            models.Index(
                fields=["opened_from"], condition=Q(opened_from__isnull=False), name="articles_ingestjob_opened_from"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.location}: {self.state}"


class Host(models.Model):
    """A server that we ask politely: when its next turn is, and what its robots.txt says."""

    name = models.CharField(max_length=253, unique=True)
    next_at = models.DateTimeField(default=timezone.now, help_text="Nobody asks it anything before.")
    robots = models.TextField(blank=True, default="", help_text="The text of its robots.txt.")
    robots_status = models.PositiveSmallIntegerField(null=True, blank=True)
    robots_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class FetchQuerySet(JobQuerySet):
    def failures(self) -> Self:
        """What could not be fetched, the latest first."""
        return self.filter(state=Job.State.FAILED).order_by("-finished_at")


class Fetch(Job):
    """An address to ask for an article, once, or for what has become of it."""

    key = models.CharField(max_length=64, unique=True, help_text="SHA-256 of what is asked for: the same, once.")
    url = models.URLField(max_length=1000)
    purpose = models.CharField(max_length=7, choices=FetchPurpose.choices, default=FetchPurpose.ARTICLE)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, null=True, blank=True, related_name="fetches")
    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, null=True, blank=True, related_name="fetches")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, blank=True, related_name="fetches")
    listed_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="listed",
        db_index=False,
        help_text="The address of a feed that listed this one, where a person asked for that.",
    )
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True)
    turn_at = models.DateTimeField(null=True, blank=True, help_text="The turn that it has at its server.")
    status = models.PositiveSmallIntegerField(null=True, blank=True, help_text="HTTP status of the answer.")
    outcome = models.CharField(max_length=12, choices=FetchOutcome.choices, blank=True, default="")
    ingest_job = models.ForeignKey(IngestJob, on_delete=models.PROTECT, null=True, blank=True, related_name="fetches")

    objects: ClassVar[Any] = FetchQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "fetches"
        indexes = [
            models.Index(fields=["state", "id"], name="articles_fetch_state"),
            models.Index(fields=["listed_by"], condition=Q(listed_by__isnull=False), name="articles_fetch_listed_by"),
        ]

    def __str__(self) -> str:
        return f"{self.url}: {self.state}"
