"""What people are told of."""

from collections.abc import Callable, Iterable

from django.utils import timezone, translation

from accounts.enums import NotificationKind
from accounts.models import Notification, NotificationChoice, User
from lib.languages import without_language


def notify(
    *,
    people: Iterable[User],
    kind: NotificationKind,
    text: str | Callable[[], str],
    path: str,
    key: str,
    by: User | None,
) -> None:
    """Tell people of something, once each for the same `key`; nobody is told of what they did themselves.

    `text` is shown on the desk only; one that is called is called in the language of each person. `path` is the page
    of the desk that it leads to, in any language. Who has switched the kind off everywhere is not told.
    """
    told = {person.pk: person for person in people if person.is_active and (by is None or person.pk != by.pk)}
    if not told:
        return
    chosen = {choice.user_id: choice for choice in NotificationChoice.objects.filter(user__in=list(told), kind=kind)}
    rows = []
    for pk, person in told.items():
        choice = chosen.get(pk)
        on_desk, by_mail = (choice.on_desk, choice.by_mail) if choice else (True, True)
        if on_desk or by_mail:
            rows.append(
                Notification(
                    user_id=pk,
                    kind=kind,
                    text=_said_to(person, text)[:300],
                    path=without_language(path)[:300],
                    by=by,
                    key=key[:120],
                    shown=on_desk,
                    wants_mail=by_mail,
                )
            )
    Notification.objects.bulk_create(rows, ignore_conflicts=True)


def _said_to(person: User, text: str | Callable[[], str]) -> str:
    if isinstance(text, str):
        return text
    with translation.override(person.language):
        return text()


def settle_notifications(*, kinds: Iterable[NotificationKind], path: str) -> None:
    """What these kinds asked for on a page has been done: it is news to nobody any more."""
    Notification.objects.unread().filter(kind__in=list(kinds), path=without_language(path)).update(
        read_at=timezone.now()
    )
