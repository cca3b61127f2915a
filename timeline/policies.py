"""Who may publish and withdraw an event: the two-person rule and its labelled exception; and when: the embargo."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from timeline.models import Event
from timeline.newsroom import newsroom_time


def _wrote(event: Event, user: User) -> bool:
    return user.pk in {event.author_id, event.edited_by_id}


def why_not_publish(event: Event, user: User, *, alone: bool = False) -> str | None:
    """Why this person may not publish the event, in words for that person; None when they may.

    `alone` asks for what cannot wait: publishing one's own event, which readers are told.
    """
    if alone:
        if not user.has_perm("claims.publish_alone"):
            return _("Only who holds the right to publish urgent work alone can do this.")
        return None if _wrote(event, user) else _("You did not write this event: publish it as its second person.")
    if not user.has_perm("timeline.publish_event"):
        return _("Only a reviewer can publish.")
    if _wrote(event, user):
        return _("You wrote or last changed this event: a second person has to publish it.")
    return None


def publishes_alone(event: Event, user: User) -> bool:
    """Whether this person could publish the event as urgent only, without a second person."""
    return why_not_publish(event, user, alone=True) is None


def why_embargoed(event: Event, moment: datetime | None = None) -> str | None:
    """Why nobody publishes the event at this moment (now, if none is given); None where no embargo holds it."""
    until = event.embargo_until
    if until is None or until <= (moment or timezone.now()):
        return None
    return _("It is under embargo until %(newsroom_time)s: nobody publishes it before.") % {
        "newsroom_time": newsroom_time(until)
    }


def why_not_withdraw(event: Event, user: User) -> str | None:
    """Why this person may not take the event from the timeline, in words for that person; None when they may."""
    if not user.has_perm("timeline.publish_event"):
        return _("Only a reviewer can withdraw what is published.")
    live = event.live_entry
    if user.pk in {event.author_id, event.edited_by_id, live.written_by_id if live else None}:
        return _("You wrote or last changed this event: a second person has to withdraw it.")
    return None
