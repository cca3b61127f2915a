"""Whom a change of an event, or its publication, is told: authors, followers, and reviewers of urgent work."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from accounts.actions import ToTell, followers_of, notify, notify_of_all, settle_notifications, who_follows
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


def tell_of_urgent_work(published: Sequence[Entry], *, by: User) -> None:
    """In the transaction that publishes these: what one person published asks every reviewer to confirm it.

    What asked for that before and has been confirmed by this is news to nobody any more.
    """
    # What is published for the first time has asked nobody for anything yet.
    confirmed = [entry for entry in published if entry.revision > 1 and not entry.single_person]
    if confirmed:
        paths = [entry.event.get_absolute_url() for entry in confirmed]
        settle_notifications(kinds=[NotificationKind.URGENT], paths=paths)
    urgent = [entry for entry in published if entry.single_person]
    if urgent:
        reviewers = User.objects.with_perm("timeline.publish_event")
        notify_of_all([_asks_to_confirm(entry, reviewers) for entry in urgent], by=by)


def _asks_to_confirm(entry: Entry, reviewers: Iterable[User]) -> ToTell:
    return ToTell(
        people=reviewers,
        kind=NotificationKind.URGENT,
        text=lambda: _("Published by one person alone, to be confirmed: %(event)s") % {"event": entry.title},
        path=entry.event.get_absolute_url(),
        key=_key(entry),
    )


def tell_of_publication(entry: Entry) -> None:
    """The authors of an event hear that it was published, then who follows it or somebody who takes part in it.

    Nobody is told twice, however often this is done.
    """
    event = entry.event
    things = (event, *(row.actor for row in event.actors.select_related("actor")))
    followers = who_follows(*things)

    def text() -> str:
        return _("Published as revision %(revision)s: %(event)s") % {"revision": entry.revision, "event": entry.title}

    path, key = event.get_absolute_url(), _key(entry)
    notify_of_all(
        [
            ToTell([event.author, event.edited_by], NotificationKind.PUBLISHED, text, path, key),
            ToTell([one for thing in things for one in followers[thing]], NotificationKind.CHANGED, text, path, key),
        ],
        by=entry.published_by,
    )


def _key(entry: Entry) -> str:
    """The same for all that is told of a publication: a person hears of it once."""
    return f"entry:{entry.pk}"
