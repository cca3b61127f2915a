"""Who works on a claim, or on an event, and until when."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.actions import notify
from accounts.enums import NotificationKind
from accounts.models import User
from claims.actions.writing import hold_unmerged
from claims.models import Claim
from lib.attributed import attributed, require


def assign_claim(*, claim: Claim, to: User | None, due_on: date | None, by: User) -> Claim:
    """Give a claim to somebody to work on until a day; `to` None takes it from whoever has it.

    It changes nothing that the claim says, so that forms which are open on it stay valid. Raises ValidationError for
    somebody who cannot work on claims, and for a day without a person.
    """
    check_assignment(to, due_on, by, "claims.write_claim", "claims")
    with attributed(by, assigning(to)):
        hold_unmerged(claim)
        current = Claim.objects.get(pk=claim.pk)
        hand_over(current, to, due_on, by)
    return current


def check_assignment(to: User | None, due_on: date | None, by: User, permission: str, things: str) -> None:
    """Raise PermissionDenied or ValidationError where this cannot be given to that person until that day."""
    require(by, permission)
    if to is not None and not to.has_perm(permission):
        words = _("%(name)s cannot work on events.") if things == "events" else _("%(name)s cannot work on claims.")
        raise ValidationError({"to": words % {"name": to}})
    if to is None and due_on is not None:
        raise ValidationError({"due_on": _("Say who is to do it by then.")})


def assigning(to: User | None) -> str:
    """What the history says of it."""
    return f"assigned to {to}" if to else "assigned to nobody"


def hand_over(thing: Any, to: User | None, due_on: date | None, by: User) -> None:
    """Write down who is to do a locked claim or event, and tell that person, once."""
    if (thing.assignee_id, thing.due_on) == (to.pk if to else None, due_on):
        return
    thing.assignee, thing.due_on = to, due_on
    # Not `updated_at`: events are listed as changed by it.
    thing.save(update_fields=["assignee", "due_on"])
    if to is not None:
        notify(
            people=[to],
            kind=NotificationKind.ASSIGNED,
            text=partial(_assigned_to_you, thing, due_on),
            path=thing.get_absolute_url(),
            key=f"assigned:{_kind(thing)}:{thing.pk}:{timezone.now().isoformat()}",
            by=by,
        )


def _assigned_to_you(thing: Any, due_on: date | None) -> str:
    if due_on is None:
        return _("Assigned to you: %(thing)s") % {"thing": thing}
    return _("Assigned to you, due %(date)s: %(thing)s") % {"date": date_format(due_on, "j E"), "thing": thing}


def _due(thing: Any) -> str:
    return _("Due %(date)s: %(thing)s") % {"date": date_format(thing.due_on, "j E"), "thing": thing}


def _kind(thing: Any) -> str:
    return str(thing._meta.model_name)  # noqa: SLF001  # Django's documented model API


def tell_of_due_work() -> None:
    """Tell people of the claims that are due today, once each; of yesterday's too, if the clock stood still."""
    tell_of_due(Claim.objects.due_between(*due_days()))


def due_days() -> tuple[date, date]:
    """Yesterday and today."""
    today = timezone.now().date()
    return today - timedelta(days=1), today


def tell_of_due(things: Iterable[Any]) -> None:
    """Tell the people who were given these that they are due."""
    for thing in things:
        notify(
            people=[thing.assignee] if thing.assignee else [],
            kind=NotificationKind.DUE,
            text=partial(_due, thing),
            path=thing.get_absolute_url(),
            key=f"due:{_kind(thing)}:{thing.pk}:{thing.due_on}",
            by=None,
        )
