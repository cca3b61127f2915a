"""What people do with what they are told: read it, choose what they want to hear, and let old news go."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import DigestRhythm, NotificationKind
from accounts.models import Notification, NotificationChoice, User
from lib.attributed import attributed, require
from lib.languages import languages

_KEPT = timedelta(days=90)
_AT_ONCE = 5_000


def mark_read(*, by: User, only: Notification | None = None) -> int:
    """Take one notification of this person's, or all of them, as read; gives how many were not."""
    require(by, "claims.use_desk")
    mine = Notification.objects.unread().filter(user=by)
    return (mine.filter(pk=only.pk) if only else mine).update(read_at=timezone.now())


def choose_notifications(*, choices: dict[str, tuple[bool, bool]], digest: str, by: User, language: str = "") -> None:
    """Which kinds this person is told of, {kind: (on the desk, by mail)}, how often mails are sent, and in what.

    What was told already stays. Raises ValidationError for what is no kind or no rhythm.
    """
    require(by, "claims.use_desk")
    if digest not in DigestRhythm.values:
        raise ValidationError({"digest": f"{digest!r} is not a rhythm."})
    if unknown := choices.keys() - set(NotificationKind.values):
        raise ValidationError(_("%(names)s is no kind of notification.") % {"names": ", ".join(sorted(unknown))})
    if language and language not in languages():
        raise ValidationError({"language": _("There is no such language here.")})
    with attributed(by, "chose notifications"):
        for kind, (on_desk, by_mail) in choices.items():
            NotificationChoice.objects.update_or_create(
                user=by, kind=kind, defaults={"on_desk": on_desk, "by_mail": by_mail}
            )
        by.digest, by.language = digest, language or by.language
        by.save(update_fields=["digest", "language"])


def forget_old_notifications() -> int:
    """Delete what was read, or was for mails only, more than 90 days ago; gives how many."""
    deleted = 0
    while old := list(
        Notification.objects.older_than(timezone.now() - _KEPT).values_list("pk", flat=True)[:_AT_ONCE]
    ):
        deleted += Notification.objects.filter(pk__in=old).delete()[0]
    return deleted
