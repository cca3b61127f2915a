"""What a start shows on the terminal: one line a step, with its seconds."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from config.services.child import tail
from config.services.errors import ServiceError


class Terminal(Protocol):
    """The part of a text stream, or of Django's wrapper around one, that is needed here."""

    def write(self, text: str, /) -> object: ...

    def flush(self) -> None: ...


class Progress:
    """Prints steps and notes, also from two threads, without tearing a line apart."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._lock = threading.Lock()
        self._open = ""

    @contextmanager
    def step(self, name: str, *, done: str = "ready") -> Iterator[None]:
        """Show `name … ready in 0.2 s` around the block."""
        began = time.monotonic()
        self._begin(name)
        yield
        self._finish(name, f"{done} in {time.monotonic() - began:.1f} s")

    def done(self, name: str, seconds: float) -> None:
        """Show a step that was timed elsewhere."""
        self.line(f"{name} … ready in {seconds:.1f} s")

    def note(self, text: str) -> None:
        """Show a line that belongs to the step that is going on."""
        self.line(f"    {text}")

    def line(self, text: str) -> None:
        with self._lock:
            if self._open:
                self._put("\n")
                self._open = ""
            self._put(f"{text}\n")

    def _begin(self, name: str) -> None:
        with self._lock:
            self._put(f"{name} … ")
            self._open = name

    def _finish(self, name: str, how: str) -> None:
        with self._lock:
            self._put(f"{how}\n" if self._open == name else f"{name} … {how}\n")
            self._open = ""

    def _put(self, text: str) -> None:
        self._terminal.write(text)
        self._terminal.flush()


class StepLog:
    """A command's output in a file, and as notes where it is to be seen; `call_command`'s stdout."""

    def __init__(self, path: Path, progress: Progress | None = None) -> None:
        self._path = path
        self._progress = progress
        self._rest = ""
        path.write_text("")

    def write(self, text: str) -> int:
        with self._path.open("a") as file:
            file.write(text)
        *lines, self._rest = (self._rest + text).split("\n")
        for line in lines:
            if self._progress and line.strip():
                self._progress.note(line)
        return len(text)

    def flush(self) -> None:
        """Every write is on its way already."""

    def isatty(self) -> bool:
        return False

    def failed(self, what: str, error: Exception) -> ServiceError:
        """The error to stop with: what failed, and the last lines of the log."""
        return ServiceError(f"{what} failed: {error}\nThe end of {self._path}:\n{tail(self._path)}")
