"""What colleagues say to each other about a claim, and what they have checked."""

from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, OuterRef, Q

from claims.enums import CheckState, LinkKind, ProposalState, Stage
from claims.kept_words import told
from claims.models.claim import Claim
from lib.history import keeps_history
from lib.outbox import Job


class CommentQuerySet(models.QuerySet["Comment"]):
    def for_page(self) -> Self:
        """Oldest first, with the user names of those who are mentioned as `names`."""
        mentioned = Comment.mentions.through.objects.filter(comment=OuterRef("pk"))
        return self.annotate(names=ArraySubquery(mentioned.values("user__username"))).order_by("pk")


@keeps_history
class Comment(models.Model):
    """One remark about a claim, or an answer to one. It stays as written; threads are resolved, not deleted."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="comments")
    reply_to = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="replies")
    text = models.TextField(max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[CommentQuerySet] = CommentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="claims_comment_has_text"),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False, reply_to__isnull=True),
                name="claims_comment_threads_are_resolved_by_people",
            ),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79]}…"


@keeps_history
class Check(models.Model):
    """One line of a claim's checklist, as somebody answered it; which lines there are depends on the claim's kind."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="checks")
    item = models.SlugField(max_length=40)
    state = models.CharField(max_length=14, choices=CheckState.choices)
    note = models.CharField(max_length=500, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["claim", "item"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "item"], name="claims_check_is_answered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.get_state_display()}"


class LinkProposalQuerySet(models.QuerySet["LinkProposal"]):
    def about(self, claim: Claim | OuterRef) -> Self:
        """What was proposed of a claim, or of that of an outer row, from either side."""
        return self.filter(Q(claim=claim) | Q(other=claim))

    def between(self, claim: Claim, other: Claim) -> Self:
        """What was proposed of two claims, whichever way round."""
        return self.filter(Q(claim=claim, other=other) | Q(claim=other, other=claim))

    def open(self) -> Self:
        """What nobody has decided."""
        return self.filter(state=ProposalState.OPEN)

    def for_page(self) -> Self:
        """The likest first, without those of claims that were closed meanwhile; to be nested with both claims."""
        closed = [Stage.DISMISSED, Stage.RETRACTED]
        return self.exclude(claim__stage__in=closed).exclude(other__stage__in=closed).order_by("-score", "pk")


class LinkProposal(models.Model):
    """How a claim may stand to another, as similarity proposes it; what people refused is not proposed again."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="link_proposals")
    other = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=11, choices=LinkKind.choices)
    score = models.FloatField(help_text="0 to 1, of claims.similar.")
    why = models.CharField(max_length=300, blank=True, default="")
    state = models.CharField(max_length=9, choices=ProposalState.choices, default=ProposalState.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[LinkProposalQuerySet] = LinkProposalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["claim", "-score"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "other"], name="claims_linkproposal_is_made_once"),
            models.CheckConstraint(condition=~Q(claim=F("other")), name="claims_linkproposal_joins_two_claims"),
            models.CheckConstraint(
                condition=Q(state=ProposalState.OPEN, decided_by__isnull=True)
                | (~Q(state=ProposalState.OPEN) & Q(decided_by__isnull=False)),
                name="claims_linkproposal_is_decided_by_a_person",
            ),
        ]

    @property
    def why_in_words(self) -> str:
        """Why it is proposed, in the language of who looks."""
        return told(self.why)

    def __str__(self) -> str:
        return f"claim {self.claim_id} perhaps {self.get_kind_display()} claim {self.other_id}"


class LinkSearch(Job):
    """One look for claims that one version of a claim may repeat or contradict; the outbox row of it."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="link_searches")
    version = models.PositiveIntegerField(help_text="Of the claim, when it was written or changed.")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "link searches"
        constraints = [
            models.UniqueConstraint(fields=["claim", "version"], name="claims_linksearch_is_done_once"),
        ]
        indexes = [models.Index(fields=["state", "id"], name="claims_linksearch_state")]

    def __str__(self) -> str:
        return f"links of claim {self.claim_id}, version {self.version}: {self.state}"
