"""What a merge of two claims would move, before anybody does it."""

from dataclasses import dataclass

from claims.enums import Stage
from claims.models import Claim, Evidence


@dataclass(frozen=True)
class MergePreview:
    """What goes over and what is there already."""

    evidence: list[Evidence]
    known_evidence: list[Evidence]
    links: int
    comments: int
    suggestions: int
    reviewed_again: bool


def preview_merge(claim: Claim, into: Claim) -> MergePreview:
    """What `merge_claims` would do to these two."""
    there = set(into.evidence.values_list("excerpt", flat=True))
    passages = list(claim.evidence.select_related("excerpt__snapshot__article__source").order_by("pk"))
    new = [item for item in passages if item.excerpt_id not in there]
    return MergePreview(
        evidence=new,
        known_evidence=[item for item in passages if item.excerpt_id in there],
        links=claim.links.exclude(other=into).count() + claim.linked_from.exclude(claim=into).count(),
        comments=claim.comments.count(),
        suggestions=claim.suggestions.count(),
        reviewed_again=bool(new) and into.stage == Stage.APPROVED,
    )
