"""Questions that cost something: what is known already is not asked again, and no day costs more than its budget.

Each question is a row. What it can cost at most is set aside in that row before anybody is asked, and put right when
the answer is there, so that the day's sum is never less than what has been spent, whoever asks at the same time and
whoever is killed in between.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import ROUND_UP, Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from articles.models import Snapshot
from claims.engines.protocol import EngineError, Reply, Suggester, Usage
from claims.enums import CallOutcome
from claims.models import EngineAnswer, EngineCall
from lib.one_at_a_time import one_at_a_time
from lib.outbox import RetryLaterError

# A question that has not come back after so long was asked by a worker that is gone.
LOST_AFTER = timedelta(minutes=5)
_SMALLEST = Decimal("0.000001")
_MOST_COST = Decimal(999_999)
# Somebody else asks the same at this moment, as for another outlet with the same report.
_WHILE_ASKED = timedelta(seconds=15)


class BudgetSpentError(RetryLaterError):
    """The day's budget does not reach for this question."""


def start_of_day() -> datetime:
    """When the day of budgets began."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def spent_today(engine: str) -> Decimal:
    """What an engine has cost since the day began, and what is set aside for questions on their way."""
    return _spent(engine, start_of_day())


def _spent(engine: str, since: datetime) -> Decimal:
    spent: Decimal | None = EngineCall.objects.filter(engine=engine).since(since).aggregate(sum=Sum("cost"))["sum"]
    return spent or Decimal(0)


class Ledger:
    """Implements claims.engines.protocol.Meter for one reading of a snapshot. Not inside a transaction."""

    def __init__(self, engine: Suggester, snapshot: Snapshot, *, seconds: float) -> None:
        self._engine, self._snapshot = engine, snapshot
        self._until = time.monotonic() + seconds

    def answer(self, *, key: str, most: Usage, ask: Callable[[], Reply]) -> Any:
        """The answer to a question, kept or new. Raises EngineError, and RetryLaterError where it has to wait."""
        kept = EngineAnswer.objects.filter(key=key).first()
        if kept is not None:
            self._note(key)
            return kept.answer
        if time.monotonic() > self._until:
            # What has been answered is kept, so that the next worker goes on from here.
            raise RetryLaterError("a long article, read in parts", after=timedelta(0), cause="goes_on", counts=False)
        call = self._set_aside(key, most)
        began = time.monotonic()
        try:
            reply = ask()
        except EngineError as error:
            self._settle(call, began, error.usage, outcome=CallOutcome.FAILED, error=error)
            raise
        except BaseException:  # a worker that is told to stop, or a plug-in's own mistake
            self._settle(call, began, None, outcome=CallOutcome.LOST)
            raise
        self._settle(call, began, reply.usage, outcome=CallOutcome.ANSWERED, answer=reply.answer)
        return reply.answer

    def _note(self, key: str) -> None:
        self._row(key, outcome=CallOutcome.KEPT).save()

    def _row(self, key: str, **columns: Any) -> EngineCall:
        engine = self._engine
        return EngineCall(
            engine=engine.name, engine_version=engine.version, snapshot=self._snapshot, key=key, **columns
        )

    def _set_aside(self, key: str, most: Usage) -> EngineCall:
        """A row with the most that the question can cost. Raises RetryLaterError."""
        cost = _rounded(self._engine.tariff.cost(most))
        with transaction.atomic():
            one_at_a_time(f"budget of {self._engine.name}")
            now = timezone.now()
            asked = EngineCall.objects.filter(key=key, outcome=CallOutcome.PENDING)
            asked.filter(at__lt=now - LOST_AFTER).update(outcome=CallOutcome.LOST, estimated=True)
            if asked.exists():
                raise RetryLaterError(
                    "the same text is being read for another outlet",
                    after=_WHILE_ASKED,
                    cause="asked_already",
                    counts=False,
                )
            budget, today = self._engine.tariff.budget, start_of_day()
            if budget is not None and _spent(self._engine.name, today) + cost > budget:
                words = f"the budget of {budget:f} for {today:%-d %B} is used up"
                if cost > budget:
                    words = f"one question may cost {cost:f}, which is more than the budget of {budget:f} for a day"
                tomorrow = today + timedelta(days=1)
                raise BudgetSpentError(words, after=tomorrow - now, cause="budget", counts=False)
            call = self._row(key, cost=cost, tokens_in=most.tokens_in, tokens_out=most.tokens_out, estimated=True)
            call.save()
        return call

    def _settle(
        self,
        call: EngineCall,
        began: float,
        usage: Usage | None,
        *,
        outcome: CallOutcome,
        answer: Any = None,
        error: EngineError | None = None,
    ) -> None:
        """What it came to. Where nobody knows, what was set aside stands; where nothing was sold, it is nothing."""
        call.outcome, call.seconds = outcome, round(time.monotonic() - began, 3)
        if usage is None and error is not None and not error.charged:
            usage = Usage()
        if usage is not None:
            call.tokens_in, call.tokens_out, call.estimated = usage.tokens_in, usage.tokens_out, False
            call.cost = _rounded(self._engine.tariff.cost(usage))
        if error is not None:
            call.cause = error.cause[:24]
        with transaction.atomic():
            call.save()
            if outcome == CallOutcome.ANSWERED:
                EngineAnswer.objects.bulk_create(
                    [
                        EngineAnswer(
                            key=call.key, engine=call.engine, engine_version=call.engine_version, answer=answer
                        )
                    ],
                    ignore_conflicts=True,
                )


def _rounded(cost: Decimal) -> Decimal:
    return min(cost.quantize(_SMALLEST, ROUND_UP), _MOST_COST)
