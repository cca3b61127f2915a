"""Suggestions that contradict what is recorded are more worth checking."""

from claims.models import Claim, Suggestion
from claims.similar import Asked, contradictions
from claims.suggest.worth import with_contradiction
from lib.attributed import attributed

# A look-up takes 17 to 24 ms among a million claims, and all else about an article 80 ms: the strongest are compared.
_COMPARED = 4
_REASON = "contradicts"


def note_contradictions(*, run_id: int) -> int:
    """Say of a reading's strongest suggestions which contradict a recorded claim; gives how many do.

    Suggestions are stored before: nobody waits for this, and doing it twice changes nothing.
    """
    if not Claim.objects.open_or_approved().exists():
        return 0
    strongest = (
        Suggestion.objects.to_decide()
        .filter(run=run_id)
        .exclude(worth_reasons__contains=[_REASON])
        .select_related("speaker", "issue__conflict")
        .order_by("-worth", "pk")[:_COMPARED]
    )
    return sum(_note(one) for one in strongest if contradictions(_asked(one), stance=one.stance))


def _asked(suggestion: Suggestion) -> Asked:
    """The suggestion as it is compared; of a conflict only where its issue is of one."""
    return Asked(
        text=suggestion.text,
        quote=suggestion.quote,
        language=suggestion.language,
        conflict=suggestion.issue.conflict if suggestion.issue else None,
        speakers=[suggestion.speaker] if suggestion.speaker else [],
        issue=suggestion.issue,
        said=suggestion.said_edtf,
    )


def _note(suggestion: Suggestion) -> bool:
    """Add the reason, unless somebody has decided in the meantime."""
    with attributed(None, "compared with the recorded claims"):
        held = Suggestion.objects.pending().select_for_update(of=("self",)).filter(pk=suggestion.pk).first()
        if held is None:
            return False
        worth = with_contradiction(held.worth_reasons)
        held.worth, held.worth_reasons = worth.score, list(worth.reasons)
        held.save(update_fields=["worth", "worth_reasons"])
    return True
