"""One service as a child process: how it is started, watched and stopped."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from config.services import paths
from config.services.system_user import SystemUser

# Every process below a child carries this in its environment, so that a later start knows it for ours.
MARK = "ATTESTED_SUPERVISED_FOR"

LOG_LIMIT = 5_000_000
LOGS_KEPT = 3
TAIL_LINES = 15


def _nothing() -> None:
    """Most services have nothing to do before a start."""


@dataclass(frozen=True, kw_only=True)
class Service:
    """What to run. `stop` asks to end, `hurry` asks again after `patience` seconds, and SIGKILL asks nobody.

    `orphaned` is what the kernel sends when the supervisor dies without a word.
    """

    name: str
    argv: tuple[str, ...]
    cwd: Path = paths.REPOSITORY
    env: Mapping[str, str] = field(default_factory=dict)
    user: SystemUser | None = None
    umask: int | None = None
    nice: int = 0
    stop: signal.Signals = signal.SIGTERM
    hurry: signal.Signals = signal.SIGTERM
    orphaned: signal.Signals = signal.SIGTERM
    patience: float = 10.0
    before_start: Callable[[], None] = _nothing

    @property
    def log(self) -> Path:
        return paths.log_dir() / f"{self.name}.log"


class Child:
    """A running service, leader of a session and process group of its own so that Ctrl-C reaches only us."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.started = time.monotonic()
        service.before_start()
        how = {
            "parent": os.getpid(),
            "death_signal": int(service.orphaned),
            "umask": service.umask,
            "nice": service.nice,
            "uid": service.user.uid if service.user else None,
            "gid": service.user.gid if service.user else None,
            "groups": service.user.groups if service.user else (),
        }
        with service.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own command lines
                [
                    sys.executable,
                    "-IS",
                    str(Path(__file__).with_name("launch.py")),
                    json.dumps(how),
                    *service.argv,
                ],
                cwd=service.cwd,
                env={**service.env, MARK: str(paths.data_dir())},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def running(self) -> bool:
        return self.process.poll() is None

    def how_it_ended(self) -> str:
        """The exit in words: "exit code 1" or "signal SIGKILL"."""
        code = self.process.wait()
        return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"

    def send(self, which: signal.Signals) -> None:
        if self.running:
            self.process.send_signal(which)

    def kill_group(self) -> None:
        """Kill whatever is left of the group, the leader included."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def stop_together(children: list[Child], *, hurry: Callable[[], bool]) -> None:
    """Stop `children` at once: ask, ask again after their patience, kill; `hurry()` cuts every wait short."""
    asked = time.monotonic()
    for child in children:
        child.send(child.service.stop)
    pressed: set[str] = set()
    while waiting := [child for child in children if child.running]:
        for child in waiting:
            over = time.monotonic() - asked - (1.0 if hurry() else child.service.patience)
            if over > 0 and child.service.name not in pressed:
                pressed.add(child.service.name)
                child.send(child.service.hurry)
            elif over > (1.0 if hurry() else 5.0):
                child.kill_group()
        time.sleep(0.02)
    for child in children:
        child.kill_group()


def rotate(log: Path) -> None:
    """Set a log aside that has grown too long; called before its service starts."""
    if not log.exists() or log.stat().st_size <= LOG_LIMIT:
        return
    for number in range(LOGS_KEPT, 0, -1):
        older = log.with_name(f"{log.name}.{number - 1}") if number > 1 else log
        if older.exists():
            older.replace(log.with_name(f"{log.name}.{number}"))


def tail(log: Path, lines: int = TAIL_LINES) -> str:
    """The last lines of a log, indented, for a message on the terminal."""
    try:
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - 20_000))
            last = file.read().decode(errors="replace").splitlines()[-lines:]
    except OSError:
        return ""
    return "\n".join(f"    {line}" for line in last)
