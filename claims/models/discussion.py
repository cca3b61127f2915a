"""What colleagues say to each other about a claim, and what they have checked."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.enums import CheckState, LinkKind, ProposalState
from claims.models.claim import Claim
from lib.history import keeps_history


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

    def __str__(self) -> str:
        return f"claim {self.claim_id} perhaps {self.get_kind_display()} claim {self.other_id}"
