"""Who speaks in a claim, for whom, to whom and about whom."""

import pgtrigger
from django.db import models

from actors.models import Actor
from claims.enums import AttributionRole
from lib.history import keeps_history


@keeps_history
class Attribution(models.Model):
    """Claim to actor with a role."""

    claim = models.ForeignKey("claims.Claim", on_delete=models.CASCADE, related_name="attributions")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="attributions")
    role = models.CharField(max_length=16, choices=AttributionRole.choices)
    office = models.CharField(max_length=200, blank=True, default="", help_text="The office held when it was said.")

    class Meta:
        ordering = ["claim", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "actor", "role"], name="claims_attribution_is_made_once"),
        ]
        indexes = [models.Index(fields=["actor", "role"], name="claims_attribution_actor_role")]
        triggers = [
            pgtrigger.Trigger(
                name="claim_is_found_by_its_speakers",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func="""
                    UPDATE claims_claimwords SET stale = true WHERE NOT stale AND claim_id IN (OLD.claim_id, NEW.claim_id);
                    RETURN NULL;
                """,  # noqa: E501  # the trigger stands in a migration so
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.actor}"
