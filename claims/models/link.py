"""How claims stand to each other."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.enums import LinkKind
from claims.models.claim import Claim
from lib.history import keeps_history


@keeps_history
class ClaimLink(models.Model):
    """Claim to claim, read from left to right: `claim` contradicts `other`."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="links")
    other = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="linked_from")
    kind = models.CharField(max_length=11, choices=LinkKind.choices)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["claim", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "other", "kind"], name="claims_claimlink_is_made_once"),
            models.CheckConstraint(condition=~Q(claim=F("other")), name="claims_claimlink_joins_two_claims"),
        ]

    def __str__(self) -> str:
        return f"claim {self.claim_id} {self.get_kind_display()} claim {self.other_id}"
