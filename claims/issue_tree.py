"""The issues of each conflict as a tree, with how many claims are on each."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import OuterRef

from actors.models import Conflict
from claims.models import Claim, Issue
from lib.how_many import HowMany, UpTo

_COUNTED = 1000


@dataclass
class Branch:
    """An issue and those below it."""

    issue: Issue
    claims: UpTo
    below: "list[Branch]" = field(default_factory=list)


def trees() -> list[tuple[Conflict, list[Branch], list[Issue]]]:
    """Each conflict with its issues that stand, as trees, and those that were merged into others; two questions."""
    number = HowMany(Claim.objects.filter(issue=OuterRef("pk")).order_by("issue_id"), at_most=_COUNTED + 1)
    found = Issue.objects.select_related("merged_into").annotate(n=number).order_by("name", "pk")
    branches = {issue.pk: Branch(issue, UpTo(issue.n, _COUNTED)) for issue in found}
    roots: dict[int, list[Branch]] = defaultdict(list)
    merged: dict[int, list[Issue]] = defaultdict(list)
    for branch in branches.values():
        issue = branch.issue
        if issue.merged_into_id is not None:
            merged[issue.conflict_id].append(issue)
        elif issue.parent_id in branches:
            branches[issue.parent_id].below.append(branch)
        else:
            roots[issue.conflict_id].append(branch)
    return [(one, roots[one.pk], merged[one.pk]) for one in Conflict.objects.order_by("name")]
