"""Taking an event from the timeline: what readers could cite stays, and the reason is public."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import followers_of, notify
from accounts.enums import NotificationKind
from accounts.models import User
from lib.attributed import attributed
from lib.one_at_a_time import one_at_a_time
from timeline.actions.news import announce_withdrawal
from timeline.actions.scheduling import drop_waiting
from timeline.models import Entry, Event, Withdrawal
from timeline.policies import why_not_withdraw


def withdraw(*, event: Event, reason: str, by: User) -> Withdrawal:
    """Take a published event from the timeline; its revisions stay at their addresses.

    Withdrawing what is withdrawn gives the withdrawal again. Raises PermissionDenied where the role or the two-person
    rule forbids it, and ValidationError for an event that was never published or without a `reason`.
    """
    with attributed(by, f"withdrew the event: {reason}"):
        current = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
        return close_entry(current, reason=reason, by=by)


def close_entry(event: Event, *, reason: str, by: User, moved_to: Event | None = None) -> Withdrawal:
    """What `withdraw` and a merge share; `event` is locked."""
    if refusal := why_not_withdraw(event, by):
        raise PermissionDenied(refusal)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, in a sentence that readers will understand.")})
    live = event.entries.select_for_update(of=("self",)).current().first()
    if live is None:
        if last := event.withdrawals.first():
            return last
        raise ValidationError(_("Readers see nothing of this event, so there is nothing to withdraw."))
    drop_waiting(event, _("The event was withdrawn."), by=by)
    # As entries do, withdrawals become visible in the order of their ids: the newest says how fresh every page is.
    one_at_a_time("publish")
    now = timezone.now()
    Entry.objects.filter(pk=live.pk).update(superseded_at=now)
    withdrawal = Withdrawal.objects.create(
        event=event, entry=live, moved_to=moved_to, reason=reason.strip(), by=by, at=now
    )
    announce_withdrawal(live)
    notify(
        people={event.author, event.edited_by, *followers_of(event)},
        kind=NotificationKind.CHANGED,
        text=lambda: _("“%(event)s” was withdrawn: %(reason)s") % {"event": event, "reason": reason.strip()},
        path=event.get_absolute_url(),
        key=f"withdrawn:{withdrawal.pk}",
        by=by,
    )
    return withdrawal
