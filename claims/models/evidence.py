"""What a claim rests on: passages of captures, each for it, against it, or around it."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Value
from django.db.models.functions import Greatest, Substr

from actors.models import Office
from articles.models import Article
from claims.enums import Credibility, Relation
from lib.history import keeps_history
from lib.labels import in_words
from lib.nested_rows import NestingQuerySet

# How much of the text on either side of a passage is read; a page shows the paragraph, or as much of it as that is.
AROUND = 320

_CITED = (
    *("claim", "relation", "credibility"),
    *(f"excerpt__{name}" for name in ("start", "end", "exact", "prefix", "suffix", "state")),
    *(f"excerpt__snapshot__{name}" for name in ("title", "language", "sha256", "fetched_at")),
    *(f"excerpt__snapshot__article__{name}" for name in ("origin_group", "url", "published_edtf")),
    *(f"excerpt__snapshot__article__source__{name}" for name in ("slug", "name", "reliability")),
)


# Of what a passage in its context is read with; never the text of its capture.
IN_CONTEXT = (
    "excerpt",
    *(f"excerpt__snapshot__{name}" for name in ("number", "title", "language")),
    *("excerpt__snapshot__article", "excerpt__snapshot__article__source"),
)


class EvidenceQuerySet(NestingQuerySet["Evidence"]):
    def for_cards(self) -> Self:
        """With source and capture, without the text of the capture; one question."""
        heavy = ("excerpt__snapshot__text", "excerpt__snapshot__headers", "excerpt__snapshot__fingerprint")
        return self.select_related("excerpt__snapshot__article__source").defer(*heavy).order_by("pk")

    def to_cite(self) -> Self:
        """With what a citation tells of source and capture and no more; one question."""
        return self.select_related("excerpt__snapshot__article__source").only(*_CITED).order_by("pk")

    def in_context(self) -> Self:
        """To be nested with `IN_CONTEXT`: `before` and `after` are the text around the passage, never the whole of
        it, and `outlets` is how many carry the report.
        """
        text, start = F("excerpt__snapshot__text"), F("excerpt__start")
        first = Greatest(start - AROUND, Value(0))
        return self.annotate(
            before=Substr(text, first + 1, start - first),
            after=Substr(text, F("excerpt__end") + 1, AROUND),
            outlets=Article.objects.number_of_outlets(OuterRef("excerpt__snapshot__article__origin_group")),
        ).order_by("pk")


@keeps_history
class Evidence(models.Model):
    """Claim to excerpt. Counted by origin, not by outlet."""

    claim = models.ForeignKey("claims.Claim", on_delete=models.CASCADE, related_name="evidence")
    excerpt = models.ForeignKey("claims.Excerpt", on_delete=models.PROTECT, related_name="evidence")
    relation = models.CharField(max_length=8, choices=Relation.choices, default=Relation.SUPPORTS)
    credibility = models.PositiveSmallIntegerField(choices=Credibility.choices, default=Credibility.UNJUDGED)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[EvidenceQuerySet] = EvidenceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["claim", "pk"]
        verbose_name_plural = "evidence"
        constraints = [
            models.UniqueConstraint(fields=["claim", "excerpt"], name="claims_evidence_is_added_once"),
            models.CheckConstraint(
                condition=Q(credibility__range=(1, 6)), name="claims_evidence_credibility_is_of_the_admiralty_code"
            ),
        ]

    get_relation_display = in_words("relation", Relation)

    def __str__(self) -> str:
        return f"{self.get_relation_display()}: {self.excerpt}"


@keeps_history
class OfficeEvidence(models.Model):
    """Office to excerpt: where it is written that somebody held a post."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="evidence")
    excerpt = models.ForeignKey("claims.Excerpt", on_delete=models.PROTECT, related_name="office_evidence")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["office", "pk"]
        verbose_name_plural = "office evidence"
        constraints = [
            models.UniqueConstraint(fields=["office", "excerpt"], name="claims_officeevidence_is_added_once"),
        ]

    def __str__(self) -> str:
        return f"{self.office}: {self.excerpt}"
