"""Whom a change of an event, or its publication, is told: authors, followers, and reviewers of urgent work."""

from django.utils.translation import gettext as _

from accounts.actions import followers_of, notify, settle_notifications
from accounts.enums import NotificationKind
from accounts.models import User
from timeline.models import Entry, Event


def tell_of_change(event: Event, *, by: User) -> None:
    """The followers of an event hear that it was changed."""
    notify(
        people=followers_of(event),
        kind=NotificationKind.CHANGED,
        text=lambda: _("Changed: %(event)s") % {"event": event},
        path=event.get_absolute_url(),
        key=f"event:{event.pk}:{event.version}",
        by=by,
    )


def tell_of_publication(entry: Entry, *, by: User) -> None:
    """Its authors hear of a publication, then who follows it or somebody in it; of urgent ones every reviewer."""
    event = entry.event
    path, key = event.get_absolute_url(), f"entry:{entry.pk}"  # the same key: nobody is told twice of one publication
    if entry.single_person:
        notify(
            people=User.objects.with_perm("timeline.publish_event"),
            kind=NotificationKind.URGENT,
            text=lambda: _("Published by one person alone, to be confirmed: %(event)s") % {"event": event},
            path=path,
            key=key,
            by=by,
        )
    else:
        settle_notifications(kinds=[NotificationKind.URGENT], path=path)
    notify(
        people=[event.author, event.edited_by],
        kind=NotificationKind.PUBLISHED,
        text=lambda: (
            _("Published as revision %(revision)s: %(event)s") % {"revision": entry.revision, "event": event}
        ),
        path=path,
        key=key,
        by=by,
    )
    actors = [item.actor for item in event.actors.select_related("actor")]
    notify(
        people=followers_of(event, *actors),
        kind=NotificationKind.CHANGED,
        text=lambda: (
            _("Published as revision %(revision)s: %(event)s") % {"revision": entry.revision, "event": event}
        ),
        path=path,
        key=key,
        by=by,
    )
