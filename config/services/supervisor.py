"""Keeps services running: starts them, restarts one that dies, stops all of them in order."""

import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from config.services.child import Child, Service, rotate, stop_together, tail
from config.services.errors import ServiceError

LOOK_EVERY = 0.2
FIRST_PAUSE = 0.5
# Also how long a killed part can keep the others waiting.
LONGEST_PAUSE = 10.0
# What lived longer did not fail at its start: it was killed, and comes back at once however often that happens.
LONG_LIFE = 10.0


class Supervisor:
    """Owns child processes from `start` to `stop`.

    The watching thread restarts children, and it lives as long as the process does: the kernel sends the
    parent-death signal when the *thread* that started a child ends.
    """

    def __init__(self, *, say: Callable[[str], None]) -> None:
        self.say = say
        self._children: dict[str, Child] = {}
        self._levels: dict[str, int] = {}
        self._settled: set[str] = set()
        self._pauses: dict[str, float] = {}
        self._due: dict[str, float] = {}
        self._lock = threading.RLock()
        self._stopping = threading.Event()
        self._stopped = threading.Event()
        self._hurry = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="supervisor", daemon=True)

    def __enter__(self) -> Self:
        self._watcher.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self, service: Service, *, level: int) -> None:
        """Start a service; those of a higher `level` are stopped first."""
        rotate(service.log)
        with self._lock:
            self._children[service.name] = Child(service)
            self._levels[service.name] = level

    def settle(self, name: str) -> None:
        """From now on restart this service when it dies."""
        with self._lock:
            self._settled.add(name)

    def wait_until(self, name: str, ready: Callable[[], bool], *, within: float) -> None:
        """Wait until `ready()`; one that ends instead or takes too long fails with its log's last lines."""
        child = self._children[name]
        deadline = time.monotonic() + within
        while not ready():
            if not child.running:
                raise self._failure(child, f"ended at once ({child.how_it_ended()})")
            if time.monotonic() > deadline:
                raise self._failure(child, f"does not answer after {within:.0f} s")
            time.sleep(0.02)
        self.settle(name)

    def hurry(self) -> None:
        """Stop with little patience: somebody pressed Ctrl-C twice."""
        self._hurry.set()

    def stop(self) -> None:
        """Stop everything, the highest level first."""
        self._stopping.set()
        with self._lock:
            for level in sorted(set(self._levels.values()), reverse=True):
                stop_together(
                    [child for name, child in self._children.items() if self._levels[name] == level],
                    hurry=self._hurry.is_set,
                )
            self._children.clear()
            self._levels.clear()
        self._stopped.set()

    def _failure(self, child: Child, what: str) -> ServiceError:
        name, log = child.service.name, child.service.log
        return ServiceError(f"{name} {what}. The end of {log}:\n{tail(log)}")

    def _watch(self) -> None:
        while not self._stopping.wait(LOOK_EVERY):
            with self._lock:
                if self._stopping.is_set():
                    break
                for name in self._settled & self._children.keys():
                    self._look_after(name)
        self._stopped.wait()  # or what was started again would be told now, all at once, that we are dead

    def _look_after(self, name: str) -> None:
        child, now = self._children[name], time.monotonic()
        if child.running:
            return
        if name not in self._due:
            lived = now - child.started
            pause = FIRST_PAUSE if lived > LONG_LIFE else self._pauses.get(name, FIRST_PAUSE)
            self._pauses[name] = min(pause * 2, LONGEST_PAUSE)
            self._due[name] = now + pause
            self.say(
                f"{name} died ({child.how_it_ended()}); starting it again in {pause:.1f} s. "
                f"Its log is {child.service.log}"
            )
        elif now >= self._due[name]:
            del self._due[name]
            child.kill_group()  # a killed leader may have left members of its group
            try:
                self._children[name] = Child(child.service)
            except OSError as error:
                self.say(f"{name} cannot be started again: {error}")
                self._due[name] = now + LONGEST_PAUSE
