"""Run a command with throwaway servers: `python -m config.services.run -- pytest`.

The servers live in a temporary data folder, promise nothing about power cuts, and are gone afterwards,
however the command ended. A server that DATABASE_URL or REDIS_URL names is used as it is.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from config.services import embedded, environment, lock
from config.services.errors import ServiceError
from config.services.home import servers_home
from config.services.supervisor import Supervisor

PREFIX = "attested-run-"


def main() -> int:
    """Run what stands behind `--` and give its exit code."""
    if sys.argv[1:2] != ["--"] or len(sys.argv) < 3:
        sys.stderr.write("usage: python -m config.services.run -- COMMAND…\n")
        return 2
    environment.load()
    try:
        with throwaway_services():
            return _in_foreground(sys.argv[2:])
    except ServiceError as error:
        sys.stderr.write(f"{error}\n")
        return 1


@contextmanager
def throwaway_services() -> Iterator[Path]:
    """Servers of our own in a temporary data folder, which `ATTESTED_DATA` names meanwhile."""
    _sweep()
    data = Path(tempfile.mkdtemp(prefix=PREFIX)).resolve()
    data.chmod(0o711 if os.geteuid() == 0 else 0o700)
    environment.data_folder(str(data))
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)
    try:
        with lock.keep(lock.Holder(os.getpid(), "config.services.run")), Supervisor(say=_say) as supervisor:
            began = time.monotonic()
            embedded.start(supervisor, done=lambda _name, _seconds: None, note=_say, throwaway=True)
            if embedded.wanted():
                _say(f"throwaway {' and '.join(embedded.wanted())} in {data}, {time.monotonic() - began:.1f} s")
            yield data
    finally:
        _remove(data)


def _in_foreground(argv: list[str]) -> int:
    """Run a command that shares our terminal: Ctrl-C reaches it directly, and we only wait for it to end."""
    process = subprocess.Popen(argv)  # noqa: S603 - the command is what we were asked to run
    try:
        while True:
            try:
                code = process.wait()
            except KeyboardInterrupt:
                continue
            return code if code >= 0 else 128 - code
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _sweep() -> None:
    """Remove the folders of runs that were killed: those of ours whose lock nobody holds."""
    for data in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if data.is_symlink() or data.stat().st_uid != os.geteuid() or not (data / "lock").exists():
            continue
        with (data / "lock").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            environment.data_folder(str(data))
            _remove(data)


def _remove(data: Path) -> None:
    if embedded.wanted():
        servers_home().remove()
    shutil.rmtree(data, ignore_errors=True)


def _end(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
