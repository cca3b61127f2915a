"""Celery's way in: ids in, one call."""

from typing import Any

from celery import shared_task
from django.dispatch import receiver

from claims import actions
from claims.models import MuteSweep, SuggestionRun
from lib.backlog import room_for
from lib.outbox import job_waiting

# The queue is filled up to so many.
_AGAIN = 200


@shared_task
def make_suggestions(run_id: int) -> None:
    """Read one snapshot."""
    actions.make_suggestions(run_id=run_id)


@shared_task
def republish_waiting_runs() -> None:
    """Queue again what nobody has taken up, such as after the broker was lost."""
    for run_id in SuggestionRun.objects.waiting().values_list("pk", flat=True)[: room_for(make_suggestions, _AGAIN)]:
        make_suggestions.delay(run_id)


@shared_task
def sweep_mute(sweep_id: int) -> None:
    """Bring one batch of suggestions in line with a mute."""
    actions.sweep_mute(sweep_id=sweep_id)


@shared_task
def republish_waiting_sweeps() -> None:
    """Queue again the batches that nobody has taken up."""
    for sweep_id in MuteSweep.objects.waiting().values_list("pk", flat=True)[:_AGAIN]:
        sweep_mute.delay(sweep_id)


@receiver(job_waiting, sender=MuteSweep)
def queue_sweep(pk: int, **_kwargs: Any) -> None:
    """Hand the next batch to the workers."""
    sweep_mute.delay(pk)


@receiver(job_waiting, sender=SuggestionRun)
def queue_suggestions(pk: int, **_kwargs: Any) -> None:
    """Hand a new run to the workers."""
    make_suggestions.delay(pk)
