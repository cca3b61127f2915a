"""Claims that contradict each other where nothing has settled it."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.enums import LinkKind, ProposalState, Stage
from claims.models import ClaimLink, LinkProposal

_AGAINST = (LinkKind.CONTRADICTS, LinkKind.DENIES)
_SETTLES = (LinkKind.SUPERSEDES, LinkKind.WALKS_BACK)


def contradictions(published: QuerySet[Any]) -> QuerySet[ClaimLink]:
    """Links between two claims that both stand, approved or published, none of them replaced since; newest first.

    `published` are rows that readers see, each with its `claim`. Of two links that say the same from either side, the
    first is shown.
    """
    settled = ClaimLink.objects.filter(kind__in=_SETTLES)
    said_before = ClaimLink.objects.filter(
        kind__in=_AGAINST, claim=OuterRef("other"), other=OuterRef("claim"), pk__lt=OuterRef("pk")
    )
    return (
        ClaimLink.objects.filter(
            Q(claim__stage=Stage.APPROVED) | Exists(published.filter(claim=OuterRef("claim"))),
            Q(other__stage=Stage.APPROVED) | Exists(published.filter(claim=OuterRef("other"))),
            kind__in=_AGAINST,
        )
        .exclude(Exists(settled.filter(other=OuterRef("claim"))))
        .exclude(Exists(settled.filter(other=OuterRef("other"))))
        .exclude(Exists(said_before))
        .select_related("claim", "other", "added_by")
        .order_by("-pk")
    )


def proposed_contradictions() -> QuerySet[LinkProposal]:
    """Contradictions that similarity proposes and nobody has decided, the likeliest first."""
    return (
        LinkProposal.objects.filter(kind=LinkKind.CONTRADICTS, state=ProposalState.OPEN)
        .select_related("claim", "other")
        .order_by("-score", "-pk")
    )
