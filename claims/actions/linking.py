"""What people decide of proposed links, and taking links away."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from claims.actions.writing import hold_unmerged, link_claims
from claims.enums import ProposalState
from claims.models import Claim, ClaimLink, LinkProposal
from claims.signals import claims_unlinked
from lib.attributed import attributed, require

_LONGEST = 300


def confirm_proposal(*, proposal: LinkProposal, by: User, kind: str = "") -> ClaimLink:
    """Make the link that was proposed, or one of another kind between the same two claims.

    Raises ValidationError where somebody has decided it already.
    """
    require(by, "claims.write_claim")
    with attributed(by, "confirmed a proposed link"):
        hold_unmerged(proposal.claim, proposal.other)  # a merge holds them before it takes proposals away
        held = _open(proposal)
        link = link_claims(claim=held.claim, other=held.other, kind=kind or held.kind, by=by)
        _decide(held, ProposalState.CONFIRMED, by)
    return link


def refuse_proposal(*, proposal: LinkProposal, by: User) -> LinkProposal:
    """Say that the two claims do not stand to each other as proposed; nobody is asked again, from either side."""
    require(by, "claims.write_claim")
    with attributed(by, "refused a proposed link"):
        held = _open(proposal)
        _decide(held, ProposalState.REFUSED, by)
    return held


def unlink_claims(*, link: ClaimLink, reason: str, by: User) -> None:
    """Take a link away; the history keeps it and why. Raises ValidationError (naming `reason`) without a reason."""
    require(by, "claims.write_claim")
    reason = " ".join(reason.split())
    if not reason or len(reason) > _LONGEST:
        raise ValidationError(
            {"reason": _("Say why the link goes, in at most %(number)s characters.") % {"number": _LONGEST}}
        )
    with attributed(by, reason):
        if ClaimLink.objects.filter(pk=link.pk).delete()[0]:
            claims_unlinked.send(Claim, claim=link.claim, other=link.other, kind=link.kind)


def _open(proposal: LinkProposal) -> LinkProposal:
    proposals = LinkProposal.objects.select_for_update(of=("self",)).select_related("claim", "other")
    held = proposals.filter(pk=proposal.pk).first()
    if held is None:
        raise ValidationError(_("This is no longer proposed: one of the claims was changed."))
    if held.state != ProposalState.OPEN:
        raise ValidationError(
            _("%(decided_by)s has %(state)s this already.")
            % {"decided_by": held.decided_by, "state": held.get_state_display()}
        )
    return held


def _decide(held: LinkProposal, state: ProposalState, by: User) -> None:
    held.state, held.decided_by, held.decided_at = state, by, timezone.now()
    held.save()
