"""Data folders to start servers in, and a keeper: a process that has started them and can be stopped or killed."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from config.services import leftovers, paths
from config.services.home import Home, servers_home

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the servers as another user")
needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

# The real way to the services, of a command that lives until its input ends.
KEEPER = """
import sys
from config.services.command import services_for
with services_for(["manage.py", "probe"]):
    print("ready", flush=True)
    sys.stdin.read()
"""


def services_env(**more) -> dict[str, str]:
    """The environment of somebody who has no servers: whatever this test run itself uses is not theirs."""
    env = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    return {**env, "ATTESTED_DATA": os.environ["ATTESTED_DATA"], "PYTHONPATH": str(paths.REPOSITORY), **more}


class Keeper:
    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", KEEPER],
            env=services_env(),
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait_ready(self) -> "Keeper":
        line = self.process.stdout.readline()
        assert line == "ready\n", self.process.stderr.read()
        return self

    def end(self, *, by: signal.Signals | None = None) -> str:
        """End it by closing its input or by a signal; return what it said meanwhile."""
        if by:
            self.process.send_signal(by)
        else:
            self.process.stdin.close()
        self.process.wait(30)
        return self.process.stderr.read()


def until(true, *, within: float = 60.0) -> bool:
    """Whether something becomes true in time."""
    deadline = time.monotonic() + within
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def our_processes() -> list[int]:
    return leftovers.find(paths.data_dir(), servers_home())


def pid_of_postgres(home: Home) -> int:
    return int((home.database / "postmaster.pid").read_text().split()[0])


@pytest.fixture(autouse=True)
def _no_outside_servers(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)


@pytest.fixture
def folder():
    """An empty folder that the servers' user may enter; pytest's own are closed to others."""
    path = Path(tempfile.mkdtemp(prefix="attested-test-")).resolve()
    path.chmod(0o755)
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def use_data(monkeypatch):
    """Make a path the data folder, and leave no server and no file of it behind."""
    used = []

    def use(path: Path) -> Path:
        monkeypatch.setenv("ATTESTED_DATA", str(path))
        used.append(path)
        return path

    yield use
    for path in used:
        monkeypatch.setenv("ATTESTED_DATA", str(path))
        if path.exists():
            home = servers_home()
            leftovers.stop(paths.data_dir(), home)
            home.remove()


@pytest.fixture
def data(folder, use_data) -> Path:
    return use_data(folder / "data")


@pytest.fixture
def keep():
    """Start keepers; those still running at the end are ended."""
    keepers = []

    def start() -> Keeper:
        keepers.append(Keeper())
        return keepers[-1]

    yield start
    for keeper in keepers:
        if keeper.process.poll() is None:
            keeper.end(by=signal.SIGTERM)
