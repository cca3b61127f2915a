"""Whom a change of an event, or its publication, is told: authors, followers, and reviewers of urgent work."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from accounts.actions import ToTell, followers_of, notify, notify_of_all, settle_notifications, who_follows
from accounts.enums import NotificationKind
from accounts.models import User
from actors.models import Actor
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


def tell_of_publications(published: Sequence[tuple[Entry, list[Actor]]], *, by: User) -> None:
    """Authors hear of a publication, then who follows its event or somebody in it; of urgent ones every reviewer.

    Each entry comes with those who take part in its event.
    """
    # What is published for the first time has asked nobody for anything yet.
    confirmed = [entry for entry, _ in published if entry.revision > 1 and not entry.single_person]
    if confirmed:
        paths = [entry.event.get_absolute_url() for entry in confirmed]
        settle_notifications(kinds=[NotificationKind.URGENT], paths=paths)
    followers = who_follows(*(thing for entry, actors in published for thing in (entry.event, *actors)))
    notify_of_all(
        [
            told
            for entry, actors in published
            for told in _of_publication(entry, [one for thing in (entry.event, *actors) for one in followers[thing]])
        ],
        by=by,
    )


def _of_publication(entry: Entry, followers: list[User]) -> Iterator[ToTell]:
    event = entry.event
    path, key = event.get_absolute_url(), f"entry:{entry.pk}"  # the same key: nobody is told twice of one publication
    if entry.single_person:
        yield ToTell(
            people=User.objects.with_perm("timeline.publish_event"),
            kind=NotificationKind.URGENT,
            text=lambda: _("Published by one person alone, to be confirmed: %(event)s") % {"event": event},
            path=path,
            key=key,
        )

    def text() -> str:
        return _("Published as revision %(revision)s: %(event)s") % {"revision": entry.revision, "event": event}

    authors = [event.author, event.edited_by]
    yield ToTell(people=authors, kind=NotificationKind.PUBLISHED, text=text, path=path, key=key)
    yield ToTell(people=followers, kind=NotificationKind.CHANGED, text=text, path=path, key=key)
