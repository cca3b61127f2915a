"""What people are told of."""

from collections.abc import Iterable

from django.utils import timezone

from accounts.enums import NotificationKind
from accounts.models import Notification, NotificationChoice, User


def notify(
    *, people: Iterable[User], kind: NotificationKind, text: str, path: str, key: str, by: User | None
) -> None:
    """Tell people of something, once each for the same `key`; nobody is told of what they did themselves.

    `text` is shown on the desk only; `path` is the page of the desk that it leads to. Who has switched the kind off
    everywhere is not told.
    """
    told = {person.pk: person for person in people if person.is_active and (by is None or person.pk != by.pk)}
    if not told:
        return
    chosen = {choice.user_id: choice for choice in NotificationChoice.objects.filter(user__in=list(told), kind=kind)}
    rows = []
    for pk in told:
        choice = chosen.get(pk)
        on_desk, by_mail = (choice.on_desk, choice.by_mail) if choice else (True, True)
        if on_desk or by_mail:
            rows.append(
                Notification(
                    user_id=pk,
                    kind=kind,
                    text=text[:300],
                    path=path[:300],
                    by=by,
                    key=key[:120],
                    shown=on_desk,
                    wants_mail=by_mail,
                )
            )
    Notification.objects.bulk_create(rows, ignore_conflicts=True)


def settle_notifications(*, kinds: Iterable[NotificationKind], path: str) -> None:
    """What these kinds asked for on a page has been done: it is news to nobody any more."""
    Notification.objects.unread().filter(kind__in=list(kinds), path=path).update(read_at=timezone.now())
