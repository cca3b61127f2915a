"""Who may publish an event: the two-person rule."""

from accounts.models import User
from timeline.models import Event


def why_not_publish(event: Event, user: User) -> str | None:
    """Why this person may not publish the event, in words for that person; None when they may."""
    if not user.has_perm("timeline.publish_event"):
        return "Only a reviewer can publish."
    if user.pk in {event.author_id, event.edited_by_id}:
        return "You wrote or last changed this event: a second person has to publish it."
    return None
