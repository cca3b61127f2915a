"""The ground a measurement stands on: throwaway servers, an empty archive, and clocks for what both cost."""

from __future__ import annotations

import logging
import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")


@contextmanager
def scratch() -> Iterator[None]:
    """Django on a throwaway database and snapshot store, with the demo's gazetteers in it and nothing else.

    A database that DATABASE_URL names is used where it has no articles. Raises SystemExit where it has some.
    """
    from config.services import environment  # before the settings are read
    from config.services.run import throwaway_services

    environment.load()
    os.environ |= {"DJANGO_SETTINGS_MODULE": "bench.settings", "LOG_LEVEL": "WARNING"}
    with throwaway_services():
        import django  # reads the settings, which need the servers' addresses
        from django.core.management import call_command

        django.setup()
        logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
        call_command("migrate", verbosity=0)
        from articles.models import Article
        from config.demo import gazetteers

        if Article.objects.exists():
            raise SystemExit("This database holds articles. Measure in one that has none, or without DATABASE_URL.")
        gazetteers.load()
        yield


@contextmanager
def unheard() -> Iterator[list[tuple[str, int]]]:
    """Work that would go to the broker, in its order, as (model, id); nobody else hears of it."""
    from django.db.models import Model  # after `scratch()`

    from articles import tasks as article_tasks
    from articles.models import FeedPoll, Fetch, IngestJob
    from claims import tasks as claim_tasks
    from claims.models import SuggestionRun
    from lib.outbox import job_waiting
    from timeline import tasks as timeline_tasks
    from timeline.models import News

    heard: list[tuple[str, int]] = []

    def hear(sender: type[Model], pk: int, **_kwargs: object) -> None:
        heard.append((sender.__name__, pk))

    receivers: list[tuple[Callable[..., None], type[Model]]] = [
        (article_tasks.queue_fetch, Fetch),
        (article_tasks.queue_ingest, IngestJob),
        (article_tasks.queue_poll, FeedPoll),
        (claim_tasks.queue_suggestions, SuggestionRun),
        (timeline_tasks.queue_news, News),
    ]
    for function, model in receivers:
        job_waiting.disconnect(function, sender=model)
    job_waiting.connect(hear)
    try:
        yield heard
    finally:
        job_waiting.disconnect(hear)
        for function, model in receivers:
            job_waiting.connect(function, sender=model)


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of CPU, in this process and in PostgreSQL, and by the clock on the wall."""

    python: float
    postgres: float
    wall: float

    @property
    def cpu(self) -> float:
        return self.python + self.postgres


class Clock:
    """What has been used since it was made. PostgreSQL's own part is told in hundredths of a second."""

    def __init__(self, postmaster: int | None = None) -> None:
        self._postmaster = postmaster
        self._python, self._postgres, self._wall = self._now()

    def cost(self) -> Cost:
        """Since it was made, or since this was last asked."""
        python, postgres, wall = self._now()
        used = Cost(python - self._python, postgres - self._postgres, wall - self._wall)
        self._python, self._postgres, self._wall = python, postgres, wall
        return used

    def _now(self) -> tuple[float, float, float]:
        children = os.times()
        return (
            time.process_time() + children.children_user + children.children_system,
            cpu_of_family(self._postmaster) if self._postmaster else 0.0,
            time.perf_counter(),
        )


def postmaster() -> int | None:
    """PostgreSQL's first process, where it is on this machine."""
    from django.db import connection  # after `scratch()`

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    try:
        return int(_fields(backend)[1])
    except FileNotFoundError:
        return None


def cpu_of_family(parent: int) -> float:
    """Seconds of CPU of a process, of its children, and of those that it has outlived."""
    ticks = sum(map(int, _fields(parent)[11:15]))
    for child in children_of(parent):
        with suppress(FileNotFoundError, ProcessLookupError):  # gone since: its parent has its ticks
            ticks += sum(map(int, _fields(child)[11:13]))
    return ticks / _TICK


def children_of(parent: int) -> list[int]:
    """The processes that this one has started and not outlived."""
    found = []
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            with suppress(FileNotFoundError, ProcessLookupError):
                if int(_fields(int(process.name))[1]) == parent:
                    found.append(int(process.name))
    return found


def resident(pid: int) -> int:
    """Bytes of memory that a process has in RAM."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _fields(pid: int) -> list[str]:
    """The fields of /proc/PID/stat from the state on: 1 is the parent, 11 to 14 are ticks of CPU."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def spread(values: Sequence[float]) -> str:
    """The median, and in brackets the least and the most."""
    return f"{statistics.median(values):8.2f}  [{min(values):.2f} to {max(values):.2f}]"


def processor_time(backend: int | None = None) -> float:
    """How many ms of a processor this process and its backend have had: what a busy machine does not stretch.

    `backend` is another one's than Django's connection has. 0 where the database is on another machine, or the
    kernel does not say.
    """
    from django.db import connection

    if backend is None:
        connection.ensure_connection()
        backend = connection.connection.info.backend_pid
    try:
        counts = [Path("/proc", process, "schedstat").read_text() for process in ("self", str(backend))]
    except OSError:
        return 0.0
    return sum(int(count.split()[0]) for count in counts) / 1e6
