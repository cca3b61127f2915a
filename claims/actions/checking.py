"""Answers to the lines of a claim's checklist."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from claims.checklists import CHECKLISTS
from claims.enums import CheckState, ClaimKind
from claims.models import Check, Claim
from lib.attributed import attributed, require

_LONGEST = 500


def answer_check(*, claim: Claim, item: str, state: str, by: User, note: str = "") -> Check:
    """Answer one line of the checklist of the claim's kind; a later answer takes the place of an earlier one.

    It changes nothing that readers see, so that an approval stands. Raises ValidationError for a line that the kind
    does not have, and for "no" and "does not apply" where nothing says why.
    """
    require(by, "claims.write_claim")
    note = " ".join(note.split())
    if state not in CheckState.values:
        raise ValidationError({"state": _("Answer yes, no, or does not apply.")})
    if len(note) > _LONGEST:
        raise ValidationError({"note": _("At most %(number)s characters.") % {"number": _LONGEST}})
    if state != CheckState.MET and not note:
        raise ValidationError(
            {"note": _("Say in the note why the answer is “%(label)s”.") % {"label": CheckState(state).label}}
        )
    with attributed(by, "answered a check"):
        current = Claim.objects.select_for_update().get(pk=claim.pk)
        if item not in {line.item for line in CHECKLISTS[ClaimKind(current.kind)]}:
            raise ValidationError({"item": _("The checklist of this kind of claim has no such line.")})
        known = current.checks.filter(item=item).first()
        if known is not None and (known.state, known.note) == (state, note):
            return known
        values = {"state": state, "note": note, "by": by}
        return Check.objects.update_or_create(claim=current, item=item, defaults=values)[0]
