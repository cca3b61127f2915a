"""Sending to webhooks: tried again with growing pauses, and given up for an address that never answers."""

from datetime import timedelta
from http import HTTPStatus

from django.db.models import F
from django.utils import timezone

from articles.ingest.fetch import FetchError, Limits, post
from lib import outbox
from timeline.models import Delivery, Webhook
from timeline.webhooks import body_of, headers_of

# As Standard Webhooks proposes; after the last of these the message is given up.
BACKOFF = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
)
# So many tries in a row that fail, of whatever messages, switch a webhook off.
MOST_FAILURES = 20
_LONGEST_PAUSE = timedelta(days=1)
_LIMITS = Limits(total=15.0, redirects=0, raw=100_000, decoded=100_000)


def deliver(*, delivery_id: int) -> bool:
    """Send one message, if nobody else is; True when it was taken by this call.

    The webhook is asked outside of any transaction. A worker that is killed right after may have it sent again, under
    the same name, by which a receiver knows it.
    """
    return outbox.run(Delivery, delivery_id, _note_success, prepare=_send, lasting=lambda _job: timedelta(minutes=1))


def _send(delivery: Delivery) -> None:
    if delivery.webhook.disabled_at is not None:
        raise outbox.PermanentError("the webhook is switched off", cause="disabled")
    if not delivery.webhook.search.user.is_active:
        raise outbox.PermanentError("its person has no account any more", cause="disabled")
    body = body_of(delivery)
    pause = None
    try:
        answer = post(delivery.webhook.url, body, headers=headers_of(delivery, body, timezone.now()), limits=_LIMITS)
    except FetchError as error:
        status, why, gone = None, str(error), False
    else:
        status, gone = answer.status, answer.status == HTTPStatus.GONE
        if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            _keep_status(delivery, status)
            return
        why = f"it answered {status}"
        pause = answer.retry_after
    _keep_status(delivery, status)
    _note_failure(delivery.webhook, gone=gone)
    if gone or delivery.news_id is None or delivery.retries >= len(BACKOFF):
        raise outbox.PermanentError(why, cause="refused")
    after = max(BACKOFF[delivery.retries], timedelta(seconds=pause or 0))
    raise outbox.RetryLaterError(why, after=min(after, _LONGEST_PAUSE), cause="refused")


def _keep_status(delivery: Delivery, status: int | None) -> None:
    delivery.status = status  # whoever ends the job saves this object, or reads the row again
    Delivery.objects.filter(pk=delivery.pk).update(status=status)


def _note_success(delivery: Delivery) -> None:
    Webhook.objects.filter(pk=delivery.webhook_id).exclude(failures=0).update(failures=0)


def _note_failure(webhook: Webhook, *, gone: bool) -> None:
    """Count it; after too many, or where the receiver says that it is gone, nothing is sent there any more."""
    Webhook.objects.filter(pk=webhook.pk).update(failures=F("failures") + 1)
    off = Webhook.objects.working().filter(pk=webhook.pk)
    (off if gone else off.filter(failures__gte=MOST_FAILURES)).update(disabled_at=timezone.now())
