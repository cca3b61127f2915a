"""Articles and the immutable captures of them."""

from datetime import timedelta
from typing import ClassVar, Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from articles.enums import Via
from articles.models.outlets import Source
from lib.edtf_dates import EDTFField, FuzzyDate
from lib.history import keeps_history


@keeps_history
class OriginGroup(models.Model):
    """Articles that carry the same report: nine outlets with one wire story are one origin."""

    agency = models.CharField(max_length=80, blank=True, default="", help_text="The credit found, such as Reuters.")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Origin {self.pk}" + (f" ({self.agency})" if self.agency else "")

    @property
    def earliest(self) -> "Article | None":
        """The article that carried the report first, None for a group that was joined to another."""
        return self.articles.earliest_first().first()


class ArticleQuerySet(models.QuerySet["Article"]):
    def newest(self) -> Self:
        """By the date that the article itself carries, then by when it came in."""
        return self.order_by(F("published_earliest").desc(nulls_last=True), "-pk")

    def last_in(self) -> Self:
        """By when it came in, the last one first: the index of an outlet's arrivals has them so."""
        return self.order_by("-created_at")

    def number_of_outlets(self, group: OuterRef) -> Subquery:
        """How many outlets carry a report, as part of a question about what has to do with it."""
        carried = self.filter(origin_group=group).order_by().values("origin_group")
        return Subquery(carried.annotate(outlets=Count("source", distinct=True)).values("outlets"))

    def earliest_first(self) -> Self:
        """By the date that the article itself carries (see FuzzyDate.sort), undated last; then as they came in."""
        within_a_day = Q(published_latest__lt=F("published_earliest") + timedelta(days=1))
        exact = within_a_day & ~Q(published_edtf__regex=r"[~?%]")
        moment = Case(
            When(exact, then=F("published_earliest")), default=Coalesce("published_latest", "published_earliest")
        )
        return self.order_by(moment.asc(nulls_last=True), "pk")


@keeps_history
class Article(models.Model):
    """One piece at one canonical URL of one source, or one uploaded file."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="articles", db_index=False)
    url = models.URLField(max_length=1000, blank=True, default="", help_text="Canonical; empty for an upload.")
    title = models.CharField(max_length=500)
    byline = models.CharField(max_length=300, blank=True, default="")
    language = models.CharField(max_length=8, blank=True, default="")
    published_edtf = EDTFField(
        "published (EDTF)", earliest_field="published_earliest", latest_field="published_latest"
    )
    published_earliest = models.DateTimeField(null=True, blank=True, editable=False)
    published_latest = models.DateTimeField(null=True, blank=True, editable=False)
    origin_group = models.ForeignKey(OriginGroup, on_delete=models.PROTECT, related_name="articles")
    gone_at = models.DateTimeField(
        "gone since", null=True, blank=True, help_text="When it was first found to be no longer at its address."
    )
    gone_how = models.CharField(max_length=200, blank=True, default="", help_text="What its address said instead.")
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[ArticleQuerySet] = ArticleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["url"], condition=~Q(url=""), name="articles_article_url_is_canonical"),
        ]
        indexes = [
            models.Index(
                F("published_earliest").desc(nulls_last=True), F("id").desc(), name="articles_article_newest"
            ),
            models.Index(fields=["source", "created_at"], name="articles_article_arrived"),
        ]
        permissions = [
            ("ingest_article", "Can bring articles in"),
            ("date_article", "Can set the date of an undated article"),
            ("group_article", "Can say which articles carry the same report"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The workbench of this article."""
        return reverse("claims:article", args=[self.pk])

    @property
    def published(self) -> FuzzyDate:
        """When the article says it was published."""
        return FuzzyDate.parse(self.published_edtf)


class ArticleAddress(models.Model):
    """An address at which a capture of the article was seen; several may lead to one article, none to two."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="addresses")
    url = models.URLField(max_length=1000, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "article addresses"

    def __str__(self) -> str:
        return self.url


class WatchQuerySet(models.QuerySet["Watch"]):
    def due(self) -> Self:
        """Articles that are to be looked at again now, the longest overdue first."""
        return self.filter(next_at__lte=timezone.now()).order_by("next_at")


class Watch(models.Model):
    """When an article is looked at again for silent edits: often at first, then seldom, then no more."""

    # After the first capture; an outlet that corrects itself quietly mostly does so within hours.
    SCHEDULE: ClassVar[tuple[timedelta, ...]] = (
        timedelta(hours=1),
        timedelta(hours=6),
        timedelta(days=1),
        timedelta(days=3),
        timedelta(days=7),
        timedelta(days=30),
    )

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="watch")
    url = models.URLField(max_length=1000, help_text="The address that is asked.")
    since = models.DateTimeField(help_text="When the article was first captured; the schedule counts from here.")
    step = models.PositiveSmallIntegerField(default=0, help_text="How many of the looks are over.")
    next_at = models.DateTimeField(null=True, blank=True, help_text="Empty where the looks are over.")
    etag = models.CharField(max_length=300, blank=True, default="")
    last_modified = models.CharField(max_length=100, blank=True, default="")
    looked_at = models.DateTimeField(null=True, blank=True, help_text="When its address last gave an answer.")

    objects: ClassVar[WatchQuerySet] = WatchQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "watches"
        indexes = [
            models.Index(fields=["next_at"], condition=Q(next_at__isnull=False), name="articles_watch_due"),
        ]

    def __str__(self) -> str:
        return f"{self.url}: look {self.step + 1}"


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    def latest_of(self, article: Article) -> "Snapshot":
        """The newest capture. Every article has one: it is made in the same transaction."""
        return self.filter(article=article).select_related("article__source").latest("number")


class Snapshot(models.Model):
    """One immutable capture of an article: what came, and the text in it."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="snapshots")
    number = models.PositiveIntegerField(help_text="1 for the first capture of the article.")
    sha256 = models.CharField(max_length=64, help_text="Of the bytes as they came; their address in the store.")
    media_type = models.CharField(max_length=100)
    charset = models.CharField(max_length=40, blank=True, default="", help_text="As the server said, if it did.")
    headers = models.JSONField(default=list, blank=True, help_text="Pairs of name and value, as they came.")
    via = models.CharField(max_length=11, choices=Via.choices, default=Via.FILE, help_text="How the bytes came.")
    url = models.URLField(max_length=1000, blank=True, default="", help_text="Where these bytes were; may be empty.")
    reread_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="rereadings",
        db_index=False,
        help_text="The capture whose bytes a newer extractor has read again here.",
    )
    fetched_at = models.DateTimeField()
    title = models.CharField(max_length=500)
    text = models.TextField(help_text="The extracted text that excerpts count their characters in.")
    language = models.CharField(max_length=8, blank=True, default="")
    modified_edtf = models.CharField(
        "modified (EDTF)", max_length=64, blank=True, default="", help_text="When the piece says that it was changed."
    )
    extractor = models.CharField(max_length=80, help_text="Name and version of what extracted the text.")
    fingerprint = ArrayField(
        models.BigIntegerField(),
        default=list,
        editable=False,
        help_text="Hashes by which an index finds captures with the same report, see articles.ingest.fingerprint.",
    )

    objects: ClassVar[SnapshotQuerySet] = SnapshotQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="articles_snapshot_number_is_used_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="articles_snapshot_number_starts_at_1"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="articles_snapshot_sha256_is_hex"
            ),
        ]
        indexes = [
            models.Index(fields=["sha256"], name="articles_snapshot_sha256"),
            GinIndex(fields=["fingerprint"], fastupdate=False, name="articles_snapshot_fingerprint"),
            models.Index(
                fields=["reread_of"], condition=Q(reread_of__isnull=False), name="articles_snapshot_reread_of"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="snapshot_is_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="snapshot_is_never_changed"),
        ]

    def __str__(self) -> str:
        return f"{self.title} (capture {self.number})"

    @property
    def modified(self) -> FuzzyDate:
        """When the piece says that it was changed."""
        return FuzzyDate.parse(self.modified_edtf)

    @property
    def published_edtf(self) -> str:
        """When the captured article was published, as far as known."""
        return str(self.article.published_edtf)
