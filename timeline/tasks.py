"""Celery's way in: ids in, one call."""

from celery import shared_task

from timeline import actions
from timeline.models import Schedule

# So many a minute: what is left over is still due a minute later.
_MOST = 50


@shared_task
def publish_scheduled(schedule_id: int) -> None:
    """Publish one event as it was scheduled, in a transaction of its own: one that fails holds up no other."""
    actions.publish_scheduled(schedule_id=schedule_id)


@shared_task
def tell_of_due_events() -> None:
    """Tell people of the events that are due today."""
    actions.tell_of_due_events()


@shared_task
def publish_what_is_due() -> None:
    """Hand to the workers what is to be published now. Handed over twice, it is published once."""
    for schedule_id in Schedule.objects.due().values_list("pk", flat=True)[:_MOST]:
        publish_scheduled.delay(schedule_id)
