"""Celery's way in: ids in, one call."""

from typing import Any

from celery import shared_task
from django.dispatch import receiver

from claims import actions
from claims.actions.inbox_refresh import BATCH
from claims.models import LinkSearch, MuteSweep, SuggestionRun
from claims.similar import index_stale_claims
from claims.suggest import ENGINE_NAME
from lib.backlog import room_for
from lib.outbox import job_waiting

# Each queue is filled up to so many.
_AGAIN = 200
# So many batches of reports are worked out at a time; the clock asks again soon.
_BATCHES = 5


@shared_task
def make_suggestions(run_id: int) -> None:
    """Read one snapshot by the rules."""
    _read(run_id)


@shared_task
def ask_engine(run_id: int) -> None:
    """Have another engine read one snapshot, in a queue of its own: the rules' suggestions do not wait for it."""
    _read(run_id)


def _read(run_id: int) -> None:
    if actions.make_suggestions(run_id=run_id):
        actions.note_contradictions(run_id=run_id)


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
def forget_old_engine_calls() -> None:
    """Delete what engines were asked and answered long ago."""
    actions.forget_old_engine_calls()


@shared_task
def tell_of_due_work() -> None:
    """Tell people of what is due today."""
    actions.tell_of_due_work()


@shared_task
def propose_links(search_id: int) -> None:
    """Look for the links of one version of a claim."""
    actions.propose_links(search_id=search_id)


@shared_task
def republish_waiting_link_searches() -> None:
    """Queue again the searches that nobody has taken up."""
    waiting = LinkSearch.objects.waiting().values_list("pk", flat=True)
    for search_id in waiting[: room_for(propose_links, _AGAIN)]:
        propose_links.delay(search_id)


@receiver(job_waiting, sender=LinkSearch)
def queue_link_search(pk: int, **_kwargs: Any) -> None:
    """Hand a search to the workers."""
    propose_links.delay(pk)


@shared_task
def refresh_inbox() -> None:
    """Work out anew how urgent the reports are about which something has changed."""
    for _ in range(_BATCHES):
        if actions.refresh_inbox() < BATCH:
            return


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
