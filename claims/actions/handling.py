"""Who works on a claim, and until when."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

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
    require(by, "claims.write_claim")
    if to is not None and not to.has_perm("claims.write_claim"):
        raise ValidationError({"to": f"{to} cannot work on claims."})
    if to is None and due_on is not None:
        raise ValidationError({"due_on": "Say who is to do it by then."})
    with attributed(by, f"assigned to {to}" if to else "assigned to nobody"):
        hold_unmerged(claim)
        current = Claim.objects.get(pk=claim.pk)
        if (current.assignee_id, current.due_on) == (to.pk if to else None, due_on):
            return current
        current.assignee, current.due_on = to, due_on
        # Not `updated_at`: events are listed as changed by it.
        current.save(update_fields=["assignee", "due_on"])
        if to is not None:
            notify(
                people=[to],
                kind=NotificationKind.ASSIGNED,
                text=f"Assigned to you{f', due {due_on:%-d %B}' if due_on else ''}: {current}",
                path=current.get_absolute_url(),
                key=f"assigned:{current.pk}:{timezone.now().isoformat()}",
                by=by,
            )
    return current


def tell_of_due_work() -> None:
    """Tell people of what is due today, once each; of yesterday's too, if the clock stood still."""
    today = timezone.now().date()
    for claim in Claim.objects.due_between(today - timedelta(days=1), today):
        notify(
            people=[claim.assignee] if claim.assignee else [],
            kind=NotificationKind.DUE,
            text=f"Due {claim.due_on:%-d %B}: {claim}",
            path=claim.get_absolute_url(),
            key=f"due:claim:{claim.pk}:{claim.due_on}",
            by=None,
        )
