"""Processes that a killed supervisor left behind.

On Linux the kernel tells every child when its supervisor dies, so there is little to find: a worker that is
still finishing, a server that is still writing. They are told from strangers by what cannot be a coincidence:
our mark in the environment, or one of the server programs at home in this very data folder. A number in a pid
file proves nothing, because the system gives numbers out again. Call only while holding the folder's lock.
"""

import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

from config.services.child import MARK
from config.services.errors import ServiceError
from config.services.home import Home

SERVERS = ("postgres", "redis-server")
PATIENCE = 10.0


def find(data: Path, home: Home) -> list[int]:
    """The pids of processes that an earlier supervisor of this data folder started."""
    if sys.platform != "linux":
        return []
    mark = f"{MARK}={data}".encode()
    homes = {str(home.database), str(home.redis)}
    return [
        int(entry.name)
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit() and int(entry.name) != os.getpid() and _is_ours(entry, mark, homes)
    ]


def stop(data: Path, home: Home) -> int:
    """Stop what `find` finds, politely first; return how many there were."""
    found = first = find(data, home)
    deadline = time.monotonic() + PATIENCE
    for pid in found:
        if _leads_its_group(pid):
            _send(pid, signal.SIGINT if _program(pid) == "postgres" else signal.SIGTERM)
    while found and time.monotonic() < deadline + PATIENCE:
        if time.monotonic() > deadline:
            for pid in found:
                _send(pid, signal.SIGKILL)
        time.sleep(0.05)
        found = find(data, home)
    if found:
        raise ServiceError(f"Processes of an earlier start do not end: {', '.join(map(str, found))}.")
    return len(first)


def kill_orphans(folder: Path) -> None:
    """Kill what a killed server has left running in its folder, and wait until it is gone.

    PostgreSQL's processes are sessions of their own, so they do not end with its group; one in the middle of a long
    query ends when that does, and until then no new server starts.
    """
    deadline = time.monotonic() + PATIENCE
    while (orphans := _at_home(folder)) and time.monotonic() < deadline:
        for pid in orphans:
            _send(pid, signal.SIGKILL)
        time.sleep(0.02)


def _at_home(folder: Path) -> list[int]:
    if sys.platform != "linux":
        return []
    entries = (entry for entry in Path("/proc").iterdir() if entry.name.isdigit())
    return [int(entry.name) for entry in entries if _serves(entry, {str(folder)})]


def _is_ours(entry: Path, mark: bytes, homes: set[str]) -> bool:
    try:
        if mark in entry.joinpath("environ").read_bytes().split(b"\0"):
            return not _is_zombie(entry)
    except OSError:  # gone meanwhile, or another user's and none of our business
        return False
    # Servers write their title over their environment, but they stay where their files are.
    return _serves(entry, homes)


def _serves(entry: Path, homes: set[str]) -> bool:
    try:
        return (
            _program(int(entry.name)) in SERVERS
            and str(entry.joinpath("cwd").readlink()) in homes
            and not _is_zombie(entry)
        )
    except OSError:
        return False


def _is_zombie(entry: Path) -> bool:
    return entry.joinpath("stat").read_text().rpartition(")")[2].split()[0] == "Z"


def _program(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/exe").readlink().name.removesuffix(" (deleted)")
    except OSError:
        return ""


def _leads_its_group(pid: int) -> bool:
    try:
        return os.getpgid(pid) == pid
    except ProcessLookupError:
        return False


def _send(pid: int, which: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, which)
