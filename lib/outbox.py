"""Work to do as rows, written in the same transaction as its cause.

PostgreSQL is the truth and the broker may be lost at any time: a row says what is to be done, a lease who is
doing it, and a beat task re-publishes what nobody has done. `run()` is safe to call twice, at once, or never.
Work that the outside world is not ready for is put off with RetryLaterError, and waits until its time has come.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.dispatch import Signal
from django.utils import timezone

logger = logging.getLogger(__name__)

# A job that kills its worker must not loop.
MAX_ATTEMPTS = 3


def usual_lease() -> timedelta:
    """How soon a killed worker's job is taken up again.

    A worker that is alive may take longer: it holds its job's row locked, and `lease()` passes over a locked row.
    """
    return timedelta(seconds=settings.OUTBOX_LEASE)


class JobState(models.TextChoices):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class JobQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        """Jobs whose time has come and that nobody is working on: new ones, and those whose worker has gone."""
        now = timezone.now()
        return self.filter(
            Q(state=JobState.WAITING) & (Q(not_before__isnull=True) | Q(not_before__lte=now))
            | Q(state=JobState.RUNNING, leased_until__lt=now)
        ).order_by("pk")

    def unfinished(self) -> Self:
        """Jobs that have neither succeeded nor failed for good."""
        return self.filter(state__in=[JobState.WAITING, JobState.RUNNING])

    def failed(self) -> Self:
        """Jobs that were given up; each waits for a person."""
        return self.filter(state=JobState.FAILED)


class Job(models.Model):
    """One piece of work with its state; a concrete model adds what the work is about."""

    State = JobState

    state = models.CharField(max_length=8, choices=JobState.choices, default=JobState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0, help_text="Begun and not ended, as by a killed worker.")
    retries = models.PositiveSmallIntegerField(default=0, help_text="Put off because the world was not ready.")
    not_before = models.DateTimeField(null=True, blank=True, help_text="Put off until then.")
    leased_until = models.DateTimeField(null=True, blank=True)
    cause = models.CharField(max_length=24, blank=True, default="", help_text="Why it failed, for counting.")
    error = models.TextField(blank=True, default="", help_text="Why it failed, in plain words.")
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = JobQuerySet.as_manager()

    class Meta:
        abstract = True


# Sent after the commit that wrote a job; each app's `tasks.py` hears it and tells the broker.
job_waiting = Signal()


def announce(job: Job) -> None:
    """Have the job picked up once this transaction is committed.

    A broker that cannot be reached is logged and no more: the row stands, and beat announces it again.
    """
    transaction.on_commit(lambda: job_waiting.send(sender=type(job), pk=job.pk, job=job), robust=True)


class PermanentError(Exception):
    """The work cannot succeed by trying again; its message says why to a person."""

    def __init__(self, message: str, *, cause: str = "") -> None:
        super().__init__(message)
        self.cause = cause


class RetryLaterError(PermanentError):
    """The work may succeed when this much time has passed; its message says to a person what it waits for.

    `counts` says whether that is one of the job's retries, or nothing that went wrong.
    """

    def __init__(self, message: str, *, after: timedelta, cause: str = "", counts: bool = True) -> None:
        super().__init__(message, cause=cause)
        self.after, self.counts = after, counts


def start_again(job: Job) -> None:
    """Put a finished job back to where it began, for somebody who holds its row locked; then announce it."""
    job.state, job.attempts, job.retries, job.not_before = JobState.WAITING, 0, 0, None
    job.error, job.cause, job.finished_at = "", "", None
    job.save()
    announce(job)


def put_off(job: Job, until: datetime) -> None:
    """Let a waiting job wait until then; nothing is counted against it."""
    type(job).objects.filter(pk=job.pk, state=JobState.WAITING).update(not_before=until)


JobT = TypeVar("JobT", bound=Job)


def lease(model: type[JobT], pk: int, lasting: Callable[[JobT], timedelta] | None = None) -> JobT | None:
    """Take the job for this process, or None where it is done, being done, or has used up its attempts."""
    with transaction.atomic():
        job: JobT | None = model.objects.waiting().select_for_update(skip_locked=True).filter(pk=pk).first()
        if job is None:
            return None
        if job.attempts >= MAX_ATTEMPTS:
            _finish(job, JobState.FAILED, job.error or f"gave up after {MAX_ATTEMPTS} attempts that did not end")
            return None
        until = timezone.now() + (lasting(job) if lasting else usual_lease())
        job.state, job.attempts, job.leased_until = JobState.RUNNING, job.attempts + 1, until
        job.save(update_fields=["state", "attempts", "leased_until"])
        return job


def run(
    model: type[JobT],
    pk: int,
    work: Callable[[JobT], None],
    *,
    prepare: Callable[[JobT], None] | None = None,
    lasting: Callable[[JobT], timedelta] | None = None,
) -> bool:
    """Do a job's work if nobody else is; True when it is done by this call.

    `work` and the row that says "done" are one transaction, so that work is never done by halves or twice. An
    exception puts the job back until its attempts are used up; a PermanentError ends it at once. Both undo what the
    work wrote. A RetryLaterError puts the job off, and what was written before it stays.

    `prepare` comes before, outside of the transaction: it may wait for others, and what it writes stays. It has to be
    done before the lease is over, which takes as long as `lasting` says, or another worker does it as well.
    """
    job = lease(model, pk, lasting)
    if job is None:
        return False
    try:
        if prepare is not None:
            try:
                prepare(job)
            except RetryLaterError as error:
                with transaction.atomic():
                    held = model.objects.select_for_update().get(pk=pk)
                    if held.state == JobState.RUNNING and held.attempts == job.attempts:
                        _come_back(held, error)
                return False
        with transaction.atomic():
            # The lock makes a second worker, whose lease began when ours ran out, wait and then see "done".
            held = model.objects.select_for_update().get(pk=pk)
            if held.state != JobState.RUNNING or held.attempts != job.attempts:
                return False
            held.error = held.cause = ""  # of an earlier try; work that is done and was in vain says so anew
            try:
                work(held)
            except RetryLaterError as error:
                _come_back(held, error)
                return False
            _finish(held, JobState.DONE, held.error)
    except PermanentError as error:
        job.cause = error.cause
        _finish(job, JobState.FAILED, str(error))
        return False
    except Exception as error:
        logger.exception("%s %s failed", model.__name__, pk)
        final = job.attempts >= MAX_ATTEMPTS
        job.error = f"{type(error).__name__}: {error}"
        if final:
            _finish(job, JobState.FAILED, job.error)
        else:
            job.state, job.leased_until = JobState.WAITING, None
            job.save(update_fields=["state", "leased_until", "error"])
        return False
    except BaseException:  # Ctrl-C: whoever comes next need not wait for our lease to end
        job.state, job.leased_until, job.attempts = JobState.WAITING, None, job.attempts - 1
        job.save(update_fields=["state", "leased_until", "attempts"])
        raise
    return True


def settle(job: Job, work: Callable[[], object], *, patience: timedelta = timedelta(seconds=60)) -> None:
    """Do a job here, or wait for the worker that has it, until it is done, has failed, or is put off for longer."""
    while True:
        work()
        job.refresh_from_db()
        if job.state in {JobState.DONE, JobState.FAILED}:
            return
        if job.state == JobState.WAITING and job.not_before and job.not_before > timezone.now() + patience:
            return
        time.sleep(0.1)


def _come_back(job: Job, error: RetryLaterError) -> None:
    job.state, job.leased_until, job.attempts, job.retries = JobState.WAITING, None, 0, job.retries + error.counts
    job.not_before, job.cause, job.error = timezone.now() + error.after, error.cause, str(error)
    job.save()


def _finish(job: Job, state: JobState, error: str) -> None:
    job.state, job.error, job.leased_until, job.finished_at = state, error, None, timezone.now()
    job.save()
