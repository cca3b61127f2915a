"""What engines were asked and answered long ago is not kept for ever."""

from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.utils import timezone

from claims.models import EngineAnswer, EngineCall

# So many rows go in one statement, so that none holds locks for long, and so many batches on one day.
_BATCH = 2_000
_BATCHES = 100


class Forgotten(NamedTuple):
    """How many rows went."""

    calls: int
    answers: int


def forget_old_engine_calls() -> Forgotten:
    """Delete what engines were asked, and answered, before the days that the settings keep; gives how many.

    What an undecided suggestion came from stays whatever its age; an answer stays as long as a call that rests on it.
    """
    before = timezone.now() - timedelta(days=settings.ENGINE_CALLS_KEPT_DAYS)
    calls = _deleted(EngineCall.objects.to_forget(before))
    return Forgotten(calls, _deleted(EngineAnswer.objects.to_forget(before)))


def _deleted(rows: "models.QuerySet[EngineCall] | models.QuerySet[EngineAnswer]") -> int:
    """Delete them batch by batch, each in a transaction of its own."""
    number = 0
    for _ in range(_BATCHES):
        batch = list(rows.order_by().values_list("pk", flat=True)[:_BATCH])
        number += rows.filter(pk__in=batch).delete()[0] if batch else 0
        if len(batch) < _BATCH:
            break
    return number
