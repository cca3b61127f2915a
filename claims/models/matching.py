"""By what a claim is found again in other words."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q


class ClaimWords(models.Model):
    """One row a claim; triggers mark it stale when the claim changes, and `claims.similar` writes it anew."""

    claim = models.OneToOneField("claims.Claim", on_delete=models.CASCADE, primary_key=True, related_name="found_by")
    words = SearchVectorField(null=True)
    grams = ArrayField(models.IntegerField(), default=list, help_text="Hashes of the letters of its words.")
    stale = models.BooleanField(default=True)

    class Meta:
        verbose_name = verbose_name_plural = "words of a claim"
        indexes = [
            # Without a list of pending rows, which each look-up would read from its start.
            GinIndex(fields=["words"], name="claims_claimwords_words", fastupdate=False),
            GinIndex(fields=["grams"], name="claims_claimwords_grams", fastupdate=False),
            models.Index(fields=["claim"], condition=Q(stale=True), name="claims_claimwords_stale"),
        ]

    def __str__(self) -> str:
        return f"words of claim {self.claim_id}"
