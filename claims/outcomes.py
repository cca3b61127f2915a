"""What was observed of a commitment rests on claims too: which of them an outcome needs before it may be told."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from claims.enums import LinkKind, Outcome, Stage
from claims.models import Claim, ClaimLink

# Links that say of a commitment what became of it, and may lead to nothing else.
REPORTS = (LinkKind.FULFILS, LinkKind.BREACHES)


def why_not_outcome(claim: Claim, outcome: str) -> str | None:
    """What a claim would need before it could have this outcome, in words; None where it has that."""
    return _unmet({claim.pk: outcome}).get(claim.pk)


def unmet_outcomes(claims: Iterable[Claim]) -> dict[int, str]:
    """By claim, what the outcome that it has still needs; one question, and none where no claim has one."""
    return _unmet({claim.pk: claim.outcome for claim in claims})


def needs_reports(outcome: str) -> bool:
    """Whether an outcome rests on other claims."""
    return outcome in {Outcome.KEPT, Outcome.BROKEN, Outcome.CONTESTED}


def is_reported_on(claim: Claim) -> bool:
    """Whether another claim says that this one was kept or broken."""
    return ClaimLink.objects.filter(other=claim, kind__in=REPORTS).exists()


def _unmet(outcomes: dict[int, str]) -> dict[int, str]:
    judged = {pk: Outcome(outcome) for pk, outcome in outcomes.items() if needs_reports(outcome)}
    if not judged:
        return {}
    approved = ClaimLink.objects.filter(claim__stage=Stage.APPROVED)
    denials = approved.filter(other=OuterRef("claim"), kind=LinkKind.DENIES)
    reports = approved.filter(other__in=judged, kind__in=REPORTS).annotate(is_denied=Exists(denials))
    said: dict[int, set[tuple[str, bool]]] = defaultdict(set)
    for pk, kind, is_denied in reports.values_list("other", "kind", "is_denied"):
        said[pk].add((kind, is_denied))
    return {pk: _needs(outcome) for pk, outcome in judged.items() if not _is_met(outcome, said[pk])}


def _is_met(outcome: Outcome, said: set[tuple[str, bool]]) -> bool:
    kinds = {kind for kind, _is_denied in said}
    if outcome == Outcome.CONTESTED:
        return kinds.issuperset(REPORTS) or (LinkKind.BREACHES, True) in said
    return (LinkKind.FULFILS if outcome == Outcome.KEPT else LinkKind.BREACHES) in kinds


def _needs(outcome: Outcome) -> str:
    if outcome == Outcome.KEPT:
        return _("Kept needs an approved claim that reports it as kept: link that one to this first.")
    if outcome == Outcome.BROKEN:
        return _("Broken needs an approved claim that reports it as broken: link that one to this first.")
    return _(
        "Contested needs approved claims that report it as kept and as broken, or an approved denial of a report "
        "that it was broken: link them first."
    )
