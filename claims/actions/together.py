"""What several people at one desk leave for each other: forms not sent yet, who is editing, forms sent already."""

import json
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from claims.models import EditLock, FormDraft, SentForm
from lib.attributed import require

LOCKED_FOR = timedelta(minutes=2)
DRAFTS_KEPT = timedelta(days=30)
SENT_KEPT = timedelta(days=7)
MOST_OF_A_DRAFT = 64 * 1024  # bytes; a claim with every field full has some 20,000
_MOST_DRAFTS = 200  # of one person; the oldest give way


def keep_draft(*, form: str, version: int, fields: dict[str, list[str]], by: User) -> FormDraft:
    """Keep what a person has typed into a form so far. Raises ValidationError where it is too much."""
    require(by, "claims.write_claim")
    if len(json.dumps(fields, ensure_ascii=False).encode()) > MOST_OF_A_DRAFT:
        raise ValidationError(_("This is too long to be kept as a draft; it is sent as usual."))
    with transaction.atomic():
        draft, created = FormDraft.objects.update_or_create(
            user=by, form=form, defaults={"version": version, "fields": fields}
        )
        if created:
            kept = FormDraft.objects.filter(user=by).values("pk")[:_MOST_DRAFTS]
            FormDraft.objects.filter(user=by).exclude(pk__in=kept).delete()
    return draft


def throw_draft_away(*, form: str, by: User) -> bool:
    """Forget what a person typed into a form: it was sent, or is not wanted; gives whether there was anything."""
    require(by, "claims.use_desk")
    return FormDraft.objects.filter(user=by, form=form).delete()[0] > 0


def take_edit_lock(*, subject: str, by: User, over: bool = False) -> EditLock:
    """Say that this person edits the thing, for two minutes more; gives the lock, which somebody else may hold.

    `over` takes it whoever holds it.
    """
    require(by, "claims.write_claim")
    now = timezone.now()
    fresh = {"by": by, "since": now, "expires_at": now + LOCKED_FOR}
    with transaction.atomic():
        lock, created = EditLock.objects.select_for_update().get_or_create(subject=subject, defaults=fresh)
        if created or (lock.by_id != by.pk and lock.expires_at > now and not over):
            return lock
        if lock.by_id != by.pk or lock.expires_at <= now:
            lock.by, lock.since = by, now
        lock.expires_at = now + LOCKED_FOR
        lock.save()
    return lock


def release_edit_lock(*, subject: str, by: User) -> None:
    """Say that this person no longer edits the thing; somebody else's lock stays."""
    require(by, "claims.use_desk")
    EditLock.objects.filter(subject=subject, by=by).delete()


def begin_sending(*, key: UUID, path: str, digest: str, by: User) -> tuple[SentForm, bool]:
    """The row of a form that is being sent, and whether it is sent for the first time.

    Inside the transaction of what the form does. Whoever sends the same key meanwhile waits until that has ended.
    """
    require(by, "claims.use_desk")
    return SentForm.objects.get_or_create(key=key, defaults={"by": by, "path": path, "digest": digest})


def end_sending(*, sent: SentForm, location: str, done: bool, by: User) -> None:
    """Remember where the answer led; what was refused may be sent again."""
    require(by, "claims.use_desk")
    if not done:
        sent.delete()
    elif location:
        sent.location = location[:500]
        sent.save(update_fields=["location"])


def forget_old_forms(*, now: datetime | None = None) -> tuple[int, int, int]:
    """Drafts of more than 30 days, forms sent more than 7 days ago and locks that have run out are gone, so many."""
    now = now or timezone.now()
    old = (
        FormDraft.objects.filter(saved_at__lt=now - DRAFTS_KEPT),
        SentForm.objects.filter(at__lt=now - SENT_KEPT),
        EditLock.objects.filter(expires_at__lt=now - LOCKED_FOR),
    )
    drafts, sent, locks = (rows.delete()[0] for rows in old)
    return drafts, sent, locks
