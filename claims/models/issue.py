"""What is on the table in the talks."""

from django.db import models
from django.db.models import F, Q

from actors.models import Conflict
from lib.history import keeps_history
from lib.merges import Merge


@keeps_history
class Issue(models.Model):
    """A matter on the table in the talks."""

    conflict = models.ForeignKey(Conflict, on_delete=models.PROTECT, related_name="issues")
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    description = models.TextField(blank=True, default="")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    keywords = models.JSONField(default=list, blank=True, help_text="Phrases by which the engine knows the issue.")

    class Meta:
        ordering = ["name"]
        permissions = [("merge_issue", "Can merge issues")]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="claims_issue_is_not_its_own_parent",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="claims_issue_is_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class IssueMerge(Merge):
    """One issue that goes on as another, until somebody takes that back."""

    gone = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="merges")
    kept = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="merges_into")

    class Meta(Merge.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at__isnull=True), name="claims_issuemerge_goes_one_way"
            ),
            models.CheckConstraint(condition=~Q(gone=F("kept")), name="claims_issuemerge_joins_two"),
        ]

    def __str__(self) -> str:
        return f"{self.gone} into {self.kept}"
