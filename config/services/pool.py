"""Loaded into the Celery worker: its pool processes die with it, also in the middle of a task."""

import signal

from celery.signals import worker_process_init

from config.services.launch import die_with_parent


@worker_process_init.connect
def die_with_worker(**_kwargs: object) -> None:
    """Be killed when the worker is: it would take the task's time limit with it."""
    die_with_parent(signal.SIGKILL)
