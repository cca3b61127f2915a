"""What people are told of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone, translation

from accounts.enums import NotificationKind
from accounts.models import Notification, NotificationChoice, User
from lib.kept_questions import KeptQuestion, among
from lib.languages import without_language


@dataclass(frozen=True)
class ToTell:
    """What people are told of, once each for the same `key`.

    `text` is shown on the desk only; one that is called is called in the language of each person. `path` is the page
    of the desk that it leads to, in any language.
    """

    people: Iterable[User]
    kind: NotificationKind
    text: str | Callable[[], str]
    path: str
    key: str


def notify(
    *,
    people: Iterable[User],
    kind: NotificationKind,
    text: str | Callable[[], str],
    path: str,
    key: str,
    by: User | None,
) -> None:
    """Tell people of something as `ToTell` has it; nobody is told of what they did themselves.

    Who has switched the kind off everywhere is not told.
    """
    notify_of_all([ToTell(people=people, kind=kind, text=text, path=path, key=key)], by=by)


@KeptQuestion
def _choices() -> QuerySet[NotificationChoice]:
    return NotificationChoice.objects.filter(among("user", "people"), among("kind", "kinds")).order_by()


def notify_of_all(things: Iterable[ToTell], *, by: User | None) -> None:
    """The same of several things, one after the other."""
    told = [
        (thing, person)
        for thing in things
        for person in {person.pk: person for person in thing.people}.values()
        if person.is_active and (by is None or person.pk != by.pk)
    ]
    if not told:
        return
    choices = _choices.ask(
        people=list({person.pk for _, person in told}), kinds=list({str(thing.kind) for thing, _ in told})
    )
    chosen = {(choice.user_id, choice.kind): choice for choice in choices}
    rows = []
    for thing, person in told:
        choice = chosen.get((person.pk, thing.kind))
        on_desk, by_mail = (choice.on_desk, choice.by_mail) if choice else (True, True)
        if on_desk or by_mail:
            rows.append(
                Notification(
                    user_id=person.pk,
                    kind=thing.kind,
                    text=_said_to(person, thing.text)[:300],
                    path=without_language(thing.path)[:300],
                    by=by,
                    key=thing.key[:120],
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


def settle_notifications(*, kinds: Iterable[NotificationKind], paths: Iterable[str]) -> None:
    """What these kinds asked for on these pages has been done: it is news to nobody any more."""
    Notification.objects.unread().filter(
        kind__in=list(kinds), path__in=[without_language(path) for path in paths]
    ).update(read_at=timezone.now())
