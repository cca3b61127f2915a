"""One keeper of the embedded services per data folder, and any number of commands that use them.

Two files of the data folder are locked with flock(2), which ends with the process however it ends. `lock` is
held by whoever started the services. `in-use` is shared by every command that talks to them, so that one that
started them for itself does not take them away from another.
"""

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from typing import IO

from config.services import paths


@dataclass(frozen=True)
class Holder:
    """Who keeps the services: a process, the command it runs, and the address it serves at, if it serves."""

    pid: int
    command: str
    address: str = ""

    def __str__(self) -> str:
        return f"{self.command}, pid {self.pid}" + (f", at {self.address}" if self.address else "")


class Held(Exception):  # noqa: N818 - a state, not a fault
    """Somebody else keeps the services."""

    def __init__(self, holder: Holder | None) -> None:
        super().__init__(str(holder) if holder else "a process that is just starting")
        self.holder = holder


@contextmanager
def keep(holder: Holder) -> Iterator[None]:
    """Be the one who keeps the services; raises `Held` where somebody else is."""
    with _opened("lock") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Held(_read(file)) from error
        file.truncate(0)
        file.write(json.dumps(asdict(holder)) + "\n")
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


def holder() -> Holder | None:
    """Who keeps the services now; None where nobody does."""
    try:
        with keep(Holder(os.getpid(), "looking")):
            return None
    except Held as held:
        return held.holder or Holder(0, str(held))


@contextmanager
def use() -> Iterator[Callable[[Callable[[], None]], None]]:
    """Say that the services are in use; yields a function that waits until nobody else uses them."""
    with _opened("in-use") as file:
        fcntl.flock(file, fcntl.LOCK_SH)

        def wait_for_others(tell: Callable[[], None]) -> None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                tell()
                fcntl.flock(file, fcntl.LOCK_EX)

        yield wait_for_others


@contextmanager
def _opened(name: str) -> Iterator[IO[str]]:
    with (paths.ensure_data_dir() / name).open("a+") as file:
        yield file


def _read(file: IO[str]) -> Holder | None:
    """The holder's own words; it may need a moment to write them."""
    for _ in range(20):
        file.seek(0)
        with suppress(ValueError, TypeError):
            return Holder(**json.loads(file.read()))
        time.sleep(0.02)
    return None
