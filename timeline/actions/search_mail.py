"""Mails of what saved searches found. They carry titles and addresses of what readers see, and nothing else."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.actions.mailing import period_start
from accounts.enums import DigestRhythm
from accounts.models import User
from timeline.enums import MailRhythm
from timeline.models import SavedSearch, SearchHit, Webhook
from timeline.webhooks import entry_data

_MOST_ENTRIES = 30

Found = list[tuple[SavedSearch, list[SearchHit]]]


def _since(rhythm: str, now: datetime) -> datetime | None:
    """When the period began in which a search is mailed once; None where it is mailed at once."""
    if rhythm == MailRhythm.ONCE:
        return None
    morning = period_start(DigestRhythm.DAILY, now)
    assert morning is not None  # noqa: S101  # the day has one
    return morning - timedelta(days=morning.weekday()) if rhythm == MailRhythm.WEEKLY else morning


def people_to_mail_searches() -> list[int]:
    """Whose searches found something that was not mailed, or whose webhooks were switched off unknown to them."""
    found = SearchHit.objects.to_mail().values("search__user")
    off = Webhook.objects.filter(disabled_at__isnull=False, told_at__isnull=True).values("search__user")
    people = User.objects.filter(Q(pk__in=found) | Q(pk__in=off), is_active=True).exclude(email="")
    return list(people.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def mail_searches(*, user_id: int) -> int:
    """Mail a person what their searches found and is due; gives of how many entries the mail tells.

    The rows are marked in the transaction that sends, as with the desk's digest: a mail that fails is tried again.
    """
    now = timezone.now()
    person = User.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=user_id, is_active=True).first()
    if person is None or not person.email:
        return 0
    due = [(search, hits) for search, hits in _found(person) if _is_due(search, now)]
    off = list(
        Webhook.objects.filter(search__user=person, disabled_at__isnull=False, told_at__isnull=True)
        .select_related("search")
        .order_by("pk")
    )
    if not due and not off:
        return 0
    with translation.override(person.language):
        mail_of(person, due, off).send()
    SearchHit.objects.filter(pk__in=[hit.pk for _, hits in due for hit in hits]).update(mailed_at=now)
    Webhook.objects.filter(pk__in=[hook.pk for hook in off]).update(told_at=now)
    return sum(len(hits) for _, hits in due)


def _found(person: User) -> Found:
    rows = SearchHit.objects.to_mail().filter(search__user=person).select_related("search", "news__entry__withdrawal")
    found: dict[int, tuple[SavedSearch, list[SearchHit]]] = {}
    for hit in rows.order_by("search__name", "-news_id"):
        found.setdefault(hit.search_id, (hit.search, []))[1].append(hit)
    return list(found.values())


def _is_due(search: SavedSearch, now: datetime) -> bool:
    since = _since(search.mail, now)
    return since is None or not search.hits.filter(mailed_at__gte=since).exists()


def mail_of(person: User, due: Found, off: Sequence[Webhook]) -> EmailMessage:
    """The mail: each search with what it found, newest first, and webhooks that are off."""
    site = settings.SITE_URL.rstrip("/")
    number = sum(len(hits) for _, hits in due)
    searches = [
        {
            "name": search.name,
            "url": f"{site}{search.timeline_url}",
            "page": f"{site}{search.get_absolute_url()}",
            "entries": [entry_data(hit.news) for hit in hits[:_MOST_ENTRIES]],
            "more": max(0, len(hits) - _MOST_ENTRIES),
        }
        for search, hits in due
    ]
    hooks = [{"url": hook.url, "page": f"{site}{hook.search.get_absolute_url()}"} for hook in off]
    body = render_to_string("timeline/search_mail.txt", {"searches": searches, "hooks": hooks})
    page = (searches or hooks)[0]["page"]
    return EmailMessage(
        subject=ngettext(
            "Attested: %(number)d entry in your searches", "Attested: %(number)d entries in your searches", number
        )
        % {"number": number}
        if number
        else _("Attested: a webhook was switched off"),
        body=f"{body.strip()}\n",
        to=[person.email],
        headers={"List-Unsubscribe": f"<{page}>", "Auto-Submitted": "auto-generated"},
    )
