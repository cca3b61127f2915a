"""Celery's way in: ids in, one call."""

from typing import Any

from celery import shared_task
from django.dispatch import receiver

from articles import actions
from articles.models import FeedPoll, Fetch, IngestJob
from lib.backlog import room_for
from lib.outbox import job_waiting

# Queues are filled up to so many: enough to keep every worker busy until beat comes back.
_AGAIN = 200


@shared_task
def ingest(job_id: int) -> None:
    """Make an article of what one job holds."""
    actions.ingest(job_id=job_id)


@shared_task
def fetch(job_id: int) -> None:
    """Ask one address."""
    actions.fetch(job_id=job_id)


@shared_task
def poll(poll_id: int) -> None:
    """Look at one feed."""
    actions.poll(poll_id=poll_id)


@shared_task
def schedule_due_polls() -> None:
    """Have the feeds looked at whose time has come."""
    actions.schedule_due_polls()


@shared_task
def schedule_due_rechecks() -> None:
    """Have the articles looked at again whose time has come."""
    actions.schedule_due_rechecks()


@shared_task
def forget_old_polls() -> None:
    """Delete polls that ended long ago."""
    actions.forget_old_polls()


@shared_task
def republish_waiting_jobs() -> None:
    """Queue again what nobody has taken up, such as after the broker was lost."""
    for model, task in ((IngestJob, ingest), (FeedPoll, poll), (Fetch, fetch)):
        for pk in model.objects.waiting().values_list("pk", flat=True)[: room_for(task, _AGAIN)]:
            task.delay(pk)


@receiver(job_waiting, sender=IngestJob)
def queue_ingest(pk: int, **_kwargs: Any) -> None:
    """Hand a new job to the workers."""
    ingest.delay(pk)


@receiver(job_waiting, sender=Fetch)
def queue_fetch(pk: int, **_kwargs: Any) -> None:
    """Hand a new address to the workers."""
    fetch.delay(pk)


@receiver(job_waiting, sender=FeedPoll)
def queue_poll(pk: int, **_kwargs: Any) -> None:
    """Hand a new poll to the workers."""
    poll.delay(pk)
