"""What is on the table in the talks."""

from django.db import models
from django.db.models import F, Q

from actors.models import Conflict
from lib.history import keeps_history


@keeps_history
class Issue(models.Model):
    """A matter on the table in the talks."""

    conflict = models.ForeignKey(Conflict, on_delete=models.PROTECT, related_name="issues")
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    description = models.TextField(blank=True, default="")
    keywords = models.JSONField(default=list, blank=True, help_text="Phrases by which the engine knows the issue.")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="claims_issue_is_not_its_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name
