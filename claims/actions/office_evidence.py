"""Where it is written that somebody held a post."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from actors.models import Actor, Office
from claims.actions.placing import place_passage
from claims.models import Excerpt, OfficeEvidence
from lib.attributed import attributed, require


def add_office_evidence(*, office: Office, excerpt: Excerpt, by: User) -> OfficeEvidence:
    """Rest an office on a passage; the same passage again changes nothing."""
    require(by, "actors.change_actor")
    with attributed(by, "added evidence of an office"):
        # Neither is the office taken away meanwhile, nor is its actor merged.
        held = Office.objects.select_for_update(of=("self",), no_key=True).filter(pk=office.pk).first()
        if held is None or Actor.objects.filter(pk=held.actor_id, merged_into__isnull=False).exists():
            raise ValidationError({"office": _("That office is not there any more.")})
        evidence, made = OfficeEvidence.objects.get_or_create(office=held, excerpt=excerpt, defaults={"added_by": by})
        if made:
            place_passage(excerpt=excerpt)
    return evidence


def remove_office_evidence(*, evidence: OfficeEvidence, by: User) -> None:
    """Take a passage away from an office."""
    require(by, "actors.change_actor")
    with attributed(by, "removed evidence of an office"):
        OfficeEvidence.objects.filter(pk=evidence.pk).delete()
