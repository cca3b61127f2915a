"""Celery's way in: ids in, one call."""

from typing import Any

from celery import shared_task
from django.dispatch import receiver

from claims import actions
from claims.models import MuteSweep, SuggestionRun
from claims.similar import index_stale_claims
from claims.suggest import ENGINE_NAME
from lib.backlog import room_for
from lib.outbox import job_waiting

# Each queue is filled up to so many.
_AGAIN = 200


@shared_task
def make_suggestions(run_id: int) -> None:
    """Read one snapshot by the rules."""
    actions.make_suggestions(run_id=run_id)


@shared_task
def ask_engine(run_id: int) -> None:
    """Have another engine read one snapshot, in a queue of its own: the rules' suggestions do not wait for it."""
    actions.make_suggestions(run_id=run_id)


@shared_task
def republish_waiting_runs() -> None:
    """Queue again what nobody has taken up, such as after the broker was lost."""
    waiting = SuggestionRun.objects.waiting()
    for task, runs in (
        (make_suggestions, waiting.filter(engine=ENGINE_NAME)),
        (ask_engine, waiting.exclude(engine=ENGINE_NAME)),
    ):
        for run_id in runs.values_list("pk", flat=True)[: room_for(task, _AGAIN)]:
            task.delay(run_id)


@shared_task
def sweep_mute(sweep_id: int) -> None:
    """Bring one batch of suggestions in line with a mute."""
    actions.sweep_mute(sweep_id=sweep_id)


@shared_task
def republish_waiting_sweeps() -> None:
    """Queue again the batches that nobody has taken up."""
    for sweep_id in MuteSweep.objects.waiting().values_list("pk", flat=True)[:_AGAIN]:
        sweep_mute.delay(sweep_id)


@shared_task
def find_claims_by_new_words() -> None:
    """Write the words of claims that were changed by other ways than the desk's."""
    index_stale_claims()


@shared_task
def forget_old_forms() -> None:
    """Drafts that nobody took up, keys of forms sent long ago, and locks that have run out."""
    actions.forget_old_forms()


@receiver(job_waiting, sender=MuteSweep)
def queue_sweep(pk: int, **_kwargs: Any) -> None:
    """Hand the next batch to the workers."""
    sweep_mute.delay(pk)


@receiver(job_waiting, sender=SuggestionRun)
def queue_suggestions(pk: int, job: SuggestionRun, **_kwargs: Any) -> None:
    """Hand a new run to the workers."""
    (make_suggestions if job.engine == ENGINE_NAME else ask_engine).delay(pk)
