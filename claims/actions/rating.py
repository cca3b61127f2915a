"""How credible what a passage says is: the second half of the Admiralty code."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from claims.actions.writing import _changed, _locked
from claims.enums import Credibility
from claims.models import Evidence
from lib.attributed import attributed, require

_LONGEST = 300


def rate_evidence(*, evidence: Evidence, credibility: int, by: User, reason: str = "") -> Evidence:
    """Say how credible a passage is, 1 (confirmed by other sources) to 6 (cannot be judged).

    Readers see it, so that it is a change of the claim like any other of its evidence: who made it cannot approve it,
    and an approval no longer covers it. Raises ValidationError for another number and on a closed claim.
    """
    require(by, "claims.write_claim")
    if credibility not in Credibility.values:
        raise ValidationError({"credibility": _("Choose a number from 1 to 6.")})
    reason = " ".join(reason.split())
    if len(reason) > _LONGEST:
        raise ValidationError({"reason": _("At most %(number)s characters.") % {"number": _LONGEST}})
    with attributed(by, reason or "rated a passage"):
        claim = _locked(evidence.claim)
        held = claim.evidence.filter(pk=evidence.pk).first()
        if held is None:
            raise ValidationError(_("Somebody has taken this passage away."))
        if held.credibility != credibility:
            held.credibility = credibility
            held.save()
            _changed(claim, by, reason or "The credibility of a passage was rated anew.")
    return held
