"""The mail digest. It carries counts and links only: nothing of unpublished work leaves by mail."""

from collections import Counter
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext

from accounts.enums import DigestRhythm, NotificationKind
from accounts.models import Notification, User
from lib.languages import here

_MORNING = 6  # UTC
_MOST_LINKS = 20


def period_start(rhythm: str, now: datetime) -> datetime | None:
    """When the period began in which one mail may be sent; None for who wants none."""
    if rhythm == DigestRhythm.HOURLY:
        return now.replace(minute=0, second=0, microsecond=0)
    if rhythm == DigestRhythm.DAILY:
        morning = now.replace(hour=_MORNING, minute=0, second=0, microsecond=0)
        return morning if morning <= now else morning - timedelta(days=1)
    return None


def people_to_mail() -> list[int]:
    """Who has something to be mailed and wants mails; `mail_digest` decides whether their time has come."""
    waiting = Notification.objects.to_mail().values("user")
    people = User.objects.filter(pk__in=waiting, is_active=True).exclude(email="").exclude(digest=DigestRhythm.NEVER)
    return list(people.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def mail_digest(*, user_id: int) -> int:
    """Mail a person what is new, at most once in their rhythm; gives how many notifications it tells of.

    The rows are marked in the transaction that sends: two workers send one mail, and a mail that fails is tried
    again. A worker that is killed between the two may send it twice, never none.
    """
    now = timezone.now()
    person = User.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=user_id, is_active=True).first()
    if person is None or not person.email or not person.has_perm("claims.use_desk"):
        return 0
    since = period_start(person.digest, now)
    if since is None or person.notifications.filter(mailed_at__gte=since).exists():
        return 0
    rows = list(person.notifications.to_mail().select_for_update(skip_locked=True, of=("self",)).order_by("-pk"))
    if not rows:
        return 0
    with translation.override(person.language):
        digest_of(person, rows).send()
    Notification.objects.filter(pk__in=[row.pk for row in rows]).update(mailed_at=now)
    return len(rows)


def digest_of(person: User, rows: list[Notification]) -> EmailMessage:
    """The mail: how many of each kind, and where the desk has them. Their texts and names stay at home."""
    counts = Counter(row.kind for row in rows)
    address = settings.SITE_URL.rstrip("/")
    choices = f"{address}{reverse('accounts:notification_choices')}"
    paths = list(dict.fromkeys(row.path for row in rows))
    body = render_to_string(
        "accounts/digest.txt",
        {
            "counts": [(NotificationKind(kind).label, number) for kind, number in counts.most_common()],
            "links": [f"{address}{here(path)}" for path in paths[:_MOST_LINKS]],
            "more": max(0, len(paths) - _MOST_LINKS),
            "all": f"{address}{reverse('accounts:notifications')}",
            "choices": choices,
        },
    )
    number = len(rows)
    return EmailMessage(
        subject=ngettext("Attested: %(number)d notification", "Attested: %(number)d notifications", number)
        % {"number": number},
        body=body,
        to=[person.email],
        headers={"List-Unsubscribe": f"<{choices}>", "Auto-Submitted": "auto-generated"},
    )
