"""What readers see of a claim and of the passages it rests on: immutable like the entry they belong to."""

import re
from datetime import datetime
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from articles.enums import Reliability
from articles.models import Snapshot
from claims.enums import ClaimKind, Credibility, Directness, Outcome, Relation, Stance, Verdict
from claims.models import Claim, Excerpt
from claims.models.passage import CONTEXT_LENGTH
from lib.edtf_dates import FuzzyDate
from lib.labels import in_words
from lib.rows_as_json import JSONRowsQuerySet
from timeline.models.entry import PUBLIC_ROWS_STAY, Entry

_CUT_AT_ITS_START, _CUT_AT_ITS_END = re.compile(r"^\S*\s+"), re.compile(r"\s+\S*$")

# What a line shows of a statement and of the event that tells of it.
LINE = (
    "claim_id",
    "position",
    "text",
    "kind",
    "attributions",
    "on_behalf_of",
    "issue_slug",
    "issue_name",
    "conditions",
    "said_edtf",
    "deadline_edtf",
    "deadline_latest",
    "outcome",
    "verdict",
    "entry__event_id",
    "entry__revision",
    "entry__slug",
    "entry__title",
    "entry__conflict_id",
    "entry__known_at",
    "entry__superseded_at",
)


class StatementQuerySet(JSONRowsQuerySet["Statement"]):
    def for_page(self) -> Self:
        """In the event's order, with the passages that each rests on."""
        return self.order_by("position").prefetch_related("citations")

    def known(self, moment: datetime | None = None) -> Self:
        """What readers saw at a moment (None is now)."""
        if moment is None:
            return self.filter(entry__superseded_at__isnull=True)
        stood = Q(entry__superseded_at__isnull=True) | Q(entry__superseded_at__gt=moment)
        return self.filter(stood, entry__known_at__lte=moment)

    def one_a_claim(self) -> Self:
        """Of each claim the statement that was published last: more than one event may tell of it."""
        return self.order_by("claim_id", "-pk").distinct("claim_id")

    def of_history(self) -> Self:
        """Newest publication first, with its event's revision, what ended that, and the passages it rests on."""
        return self.select_related("entry__withdrawal").prefetch_related("citations").order_by("-pk")

    def for_lines(self) -> Self:
        """With what a line shows, and so without evidence."""
        return self.select_related("entry").only(*LINE)


class Statement(models.Model):
    """One published claim line inside an entry."""

    # Without an index of its own, as below: what is unique begins with it.
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="statements", db_index=False)
    position = models.PositiveSmallIntegerField()
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="statements")
    text = models.TextField()
    quote = models.TextField(blank=True, default="")
    quote_language = models.CharField(max_length=8, blank=True, default="")
    translation = models.TextField(blank=True, default="")
    translation_checked = models.BooleanField(
        default=False, help_text="Somebody else than its translator compared the translation with the quote."
    )
    kind = models.CharField(max_length=10, choices=ClaimKind.choices)
    directness = models.CharField(max_length=18, choices=Directness.choices)
    speaker_ids = ArrayField(models.BigIntegerField(), default=list)
    attributions = models.JSONField(default=list, help_text="[{slug, name, role, office}], as they were called then.")
    against = models.JSONField(
        default=list, help_text="[{kind, claim}]: the statements of this entry that it contradicts or denies."
    )
    on_behalf_of = models.JSONField(default=list, help_text="[{slug, name}], nearest first.")
    links = models.JSONField(
        default=list, help_text="[{kind, claim}]: how its claim stands to others, told where readers know those too."
    )
    issue_slug = models.CharField(max_length=80, blank=True, default="")
    issue_name = models.CharField(max_length=200, blank=True, default="")
    stance = models.CharField(max_length=24, choices=Stance.choices, blank=True, default="")
    conditions = models.CharField(max_length=300, blank=True, default="")
    said_edtf = models.CharField(max_length=64, blank=True, default="")
    said_earliest = models.DateTimeField(null=True, blank=True)
    happened_edtf = models.CharField(max_length=64, blank=True, default="")
    deadline_edtf = models.CharField(max_length=64, blank=True, default="")
    deadline_latest = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=9, choices=Outcome.choices, blank=True, default="")
    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    rationale = models.TextField()
    approved_at = models.DateTimeField()
    single_person = models.BooleanField(default=False, help_text="Approved by its author alone, as urgent.")
    origins = models.PositiveSmallIntegerField()

    objects: ClassVar[StatementQuerySet] = StatementQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["entry", "position"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "position"], name="timeline_statement_position_is_used_once"),
            models.UniqueConstraint(fields=["entry", "claim"], name="timeline_statement_claim_stands_once"),
            models.CheckConstraint(condition=~Q(rationale=""), name="timeline_statement_has_rationale"),
        ]
        indexes = [
            GinIndex(fields=["speaker_ids"], fastupdate=False, name="timeline_statement_speakers"),
            # Everybody else who is named in it: what was said on whose behalf, to whom, and about whom.
            GinIndex(
                OpClass("attributions", name="jsonb_path_ops"),
                OpClass("on_behalf_of", name="jsonb_path_ops"),
                fastupdate=False,
                name="timeline_statement_named",
            ),
            models.Index(
                fields=["deadline_latest", "id"],
                condition=Q(kind=ClaimKind.COMMITMENT),
                name="timeline_statement_commitments",
            ),
            models.Index(
                fields=["issue_slug", "deadline_latest", "id"],
                condition=Q(kind=ClaimKind.COMMITMENT),
                name="timeline_statement_promises",
            ),
        ]
        triggers = PUBLIC_ROWS_STAY

    get_kind_display = in_words("kind", ClaimKind)
    get_directness_display = in_words("directness", Directness)
    get_stance_display = in_words("stance", Stance)

    def __str__(self) -> str:
        return self.text

    @property
    def said(self) -> FuzzyDate:
        """When it was said."""
        return FuzzyDate.parse(self.said_edtf)

    @property
    def happened(self) -> FuzzyDate:
        """When what it is about happened."""
        return FuzzyDate.parse(self.happened_edtf)

    @property
    def deadline(self) -> FuzzyDate:
        """By when a commitment was to be kept."""
        return FuzzyDate.parse(self.deadline_edtf)

    @property
    def speakers(self) -> list[dict[str, str]]:
        """Who says it: [{slug, name, role, office}]."""
        return [attribution for attribution in self.attributions if attribution["role"] == "speaker"]


class CitationQuerySet(JSONRowsQuerySet["Citation"]):
    pass


class Citation(models.Model):
    """The passage of an archived article that a statement rests on, or that disputes it."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="citations", db_index=False)
    position = models.PositiveSmallIntegerField()
    relation = models.CharField(max_length=8, choices=Relation.choices)
    excerpt = models.ForeignKey(Excerpt, on_delete=models.PROTECT, related_name="+")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="citations")
    origin_group = models.PositiveBigIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    prefix = models.CharField(max_length=32, blank=True, default="")
    suffix = models.CharField(max_length=32, blank=True, default="")
    source_slug = models.CharField(max_length=80)
    source_name = models.CharField(max_length=200)
    reliability = models.CharField(max_length=1, choices=Reliability.choices)
    credibility = models.PositiveSmallIntegerField(
        choices=Credibility.choices, default=Credibility.UNJUDGED, help_text="Admiralty code, 1 to 6."
    )
    article_title = models.CharField(max_length=500)
    article_url = models.URLField(max_length=1000, blank=True, default="")
    published_edtf = models.CharField(max_length=64, blank=True, default="")
    language = models.CharField(max_length=8, blank=True, default="")
    sha256 = models.CharField(max_length=64)
    fetched_at = models.DateTimeField()

    objects: ClassVar[CitationQuerySet] = CitationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["statement", "position"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "position"], name="timeline_citation_position_is_used_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="timeline_citation_is_not_empty"),
        ]
        indexes = [models.Index(fields=["source_slug", "id"], name="timeline_citation_source")]
        triggers = PUBLIC_ROWS_STAY

    def __str__(self) -> str:
        return self.exact

    def get_absolute_url(self) -> str:
        """The archived text with the passage marked."""
        return reverse("timeline:citation", args=[self.pk])

    @property
    def published(self) -> FuzzyDate:
        """When the article says it was published."""
        return FuzzyDate.parse(self.published_edtf)

    @property
    def before(self) -> str:
        """What stands before the passage, in whole words: the characters that are kept of it may begin within one."""
        return self.prefix if len(self.prefix) < CONTEXT_LENGTH else _CUT_AT_ITS_START.sub("", self.prefix)

    @property
    def after(self) -> str:
        """What stands behind the passage, in whole words as well."""
        return self.suffix if len(self.suffix) < CONTEXT_LENGTH else _CUT_AT_ITS_END.sub("", self.suffix)
