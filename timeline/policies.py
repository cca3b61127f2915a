"""Who may publish an event: the two-person rule, and its one labelled exception."""

from accounts.models import User
from timeline.models import Event


def _wrote(event: Event, user: User) -> bool:
    return user.pk in {event.author_id, event.edited_by_id}


def why_not_publish(event: Event, user: User, *, alone: bool = False) -> str | None:
    """Why this person may not publish the event, in words for that person; None when they may.

    `alone` asks for what cannot wait: publishing one's own event, which readers are told.
    """
    if alone:
        if not user.has_perm("claims.publish_alone"):
            return "Only who holds the right to publish urgent work alone can do this."
        return None if _wrote(event, user) else "You did not write this event: publish it as its second person."
    if not user.has_perm("timeline.publish_event"):
        return "Only a reviewer can publish."
    if _wrote(event, user):
        return "You wrote or last changed this event: a second person has to publish it."
    return None


def publishes_alone(event: Event, user: User) -> bool:
    """Whether this person could publish the event as urgent only, without a second person."""
    return why_not_publish(event, user, alone=True) is None
