"""The clock of `celery beat`, which survives a schedule file that was left half written."""

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from celery.beat import PersistentScheduler

logger = logging.getLogger(__name__)


class Scheduler(PersistentScheduler):
    """Celery's own, except that a file which cannot be read is set up anew.

    A beat that is killed between two writes leaves a file whose index and contents do not fit together. Celery mends
    some of these, and ends with EOFError or UnpicklingError on others, at every start for ever. What the file holds,
    when each task was last queued, may be lost: every task then has its turn one interval after the start.
    """

    # Of Celery's class, whose published types leave them out.
    schedule_filename: str
    _store: Any
    _remove_db: Callable[[], None]

    def setup_schedule(self) -> None:
        """Read the schedule, or begin a new one."""
        try:
            super().setup_schedule()
        except Exception:
            logger.exception("The schedule file %s cannot be read; it is set up anew", self.schedule_filename)
            with suppress(Exception):
                self._store.close()  # or it would write itself over the new one when it is collected
            self._remove_db()
            super().setup_schedule()
