"""Who translated the words of a claim, and who compared the translation with them."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from claims.models import Claim
from claims.policies import StaleVersionError, is_closed
from lib.attributed import attributed, require

# What a translation is compared with; another reading of any of these needs another look.
_COMPARED = ("quote", "quote_language", "translation")


def credit_translation(claim: Claim, row: dict[str, object], by: User) -> None:
    """Before `row` is written to a claim: who changes its translation is the translator, and a check is void."""
    if all(getattr(claim, name) == row[name] for name in _COMPARED):
        return
    claim.translation_checked_by = None
    if claim.translation != row["translation"]:
        claim.translated_by = by if row["translation"] else None


def why_not_check(claim: Claim, user: User) -> str | None:
    """Why this person may not say that the translation is right, in words for that person; None when they may."""
    if not user.has_perm("claims.write_claim"):
        return _("Your role does not allow this.")
    if not claim.translation:
        return _("There is no translation to check.")
    if is_closed(claim):
        return _("This claim is closed; re-open it first.")
    if claim.translated_by_id is None:
        return _("Its translator is not recorded: edit the translation, and then a second person can check it.")
    if claim.translated_by_id == user.pk:
        return _("You translated this: a second person has to check it.")
    return None


def check_translation(*, claim: Claim, version: int, by: User) -> Claim:
    """Say that the translation says what the quote says. No word of the claim changes, so that its review stands.

    Raises StaleVersionError where `version` is an old one, PermissionDenied for its translator.
    """
    require(by, "claims.write_claim")
    with attributed(by, "checked the translation"):
        current = Claim.objects.select_for_update().get(pk=claim.pk)
        if current.version != version:
            raise StaleVersionError(current)
        if reason := why_not_check(current, by):
            raise (PermissionDenied if current.translated_by_id == by.pk else ValidationError)(reason)
        current.translation_checked_by = by
        current.save(update_fields=["translation_checked_by", "updated_at"])
    return current
