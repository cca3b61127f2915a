"""The consumer of a Celery worker, which ends when its broker does."""

import logging
import os
import signal
from contextlib import suppress
from typing import NoReturn

from billiard import active_children
from celery.worker.consumer import Consumer as CeleryConsumer

logger = logging.getLogger(__name__)


class Consumer(CeleryConsumer):
    """Celery's own, except that it does not go on with a new connection: whoever watches the worker starts another.

    With a connection that was made again in the same process, Celery has been seen alive, connected and deaf: it read
    on in the middle of a message from its pool, or waited for ever for an answer on the connection that was gone. An
    orderly shutdown waits for the broker as well. To be killed costs nothing: tasks are acknowledged late and
    idempotent.
    """

    def start(self) -> None:
        """Consume until somebody stops the worker, or until something breaks."""
        try:
            super().start()
        except Exception:
            logger.exception("The worker cannot go on")
            _end()

    def on_connection_error_after_connected(self, exc: Exception) -> NoReturn:
        """End: the broker has gone away."""
        logger.critical("The broker has gone away (%s); the worker ends, to be started again", exc)
        _end()


def _end() -> NoReturn:
    for child in active_children():
        with suppress(ProcessLookupError, TypeError):  # gone meanwhile, or not begun
            os.kill(child.pid, signal.SIGKILL)  # type: ignore[arg-type]
    os._exit(1)
