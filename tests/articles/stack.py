"""The product itself beside a test: what `manage.py up` starts, in a data folder of its own, to be killed with -9."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest
from celery import Celery
from django.db import connection
from redis import Redis
from redis.exceptions import RedisError

from config.services import addresses, leftovers, paths, processes
from config.services.child import tail
from config.services.home import servers_home

# What the supervisor keeps alive, each by words of its command line.
PARTS = {
    "postgres": "/bin/postgres -D",
    "redis": "redis-server",
    "worker": "--queues celery,clock",
    "fetcher": "--queues fetch",
    "beat": "celery -A config beat",
    "web": "gunicorn",
}
STARTS_WITHIN = 300.0
STOPS_WITHIN = 60.0


class Stack:
    """`manage.py up` on the data folder that is set; `world` are variables for all its processes."""

    def __init__(self, world):
        self.port = _free_port()
        self.said = paths.data_dir().parent / "up.log"
        environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
        environment |= world | {"DJANGO_SETTINGS_MODULE": "tests.articles.stack_settings"}
        command = ["manage.py", "up", "--no-demo", "--data", str(paths.data_dir()), "--port", str(self.port)]
        with self.said.open("wb") as said:
            self.up = psutil.Popen(
                [sys.executable, *command],
                cwd=paths.REPOSITORY,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.broker = Celery(broker=addresses.redis_url(), set_as_current=False)

    def wait_until_it_serves(self):
        deadline = time.monotonic() + STARTS_WITHIN
        while "Attested serves at" not in self.said.read_text():
            assert self.up.poll() is None, f"It ended.\n{self.tails()}"
            assert time.monotonic() < deadline, f"It does not start.\n{self.tails()}"
            time.sleep(0.1)

    def part(self, name):
        """The process that the supervisor has started for a part; None between its death and its next start."""
        for child in self.up.children():
            with suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
                if PARTS[name] in " ".join(child.cmdline()):
                    return child
        return None

    def kill(self, name, chance, *, whole=False):
        """Kill a part with -9: itself, one process below it, or (`whole`) all of it at once; gives which, in words."""
        deadline = time.monotonic() + STARTS_WITHIN
        while (part := self.part(name)) is None:
            assert time.monotonic() < deadline, f"{name} is not started again\n{self.tails()}"
            time.sleep(0.05)
        below = part.children(recursive=True)
        if whole:
            part.suspend()  # it must not see its children die
            victims, words = [part, *below], f"all {len(below) + 1} processes of {name}"
        elif below and chance.random() < 0.3:
            victims, words = [chance.choice(below)], f"a process of {name}"
        else:
            victims, words = [part], name
        for victim in victims:
            with suppress(psutil.NoSuchProcess):
                victim.kill()
        return words

    def redis(self):
        return Redis(unix_socket_path=str(addresses.redis_socket()), socket_timeout=5)

    def unanswering(self):
        """The parts that are not there or do not answer at the moment."""
        away = [name for name in PARTS if self.part(name) is None]
        try:
            self.redis().ping()
        except RedisError:
            away.append("redis")
        try:
            psycopg.connect(**connection.get_connection_params() | {"connect_timeout": 5}).close()
        except psycopg.OperationalError:
            away.append("postgres")
        if not processes.healthy("127.0.0.1", self.port):
            away.append("web")
        return away

    def stop(self):
        """Ctrl-C, as a person would; what does not hear it is killed."""
        self.broker.close()
        with suppress(psutil.NoSuchProcess):  # it ended at once
            self.up.send_signal(signal.SIGINT)
        try:
            self.up.wait(STOPS_WITHIN)
        except psutil.TimeoutExpired:
            self.up.kill()
            self.up.wait()

    def tails(self):
        """The end of everything that was said."""
        return "\n".join(
            f"--- {log.name}\n{tail(log, 40)}" for log in [self.said, *sorted(paths.log_dir().iterdir())]
        )


@pytest.fixture
def stack(internet, monkeypatch, django_db_blocker):
    """A stack that serves, and its database in the place of the test's; nothing of it is left afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="attested-test-")).resolve()
    folder.chmod(0o755)  # the servers' user may not enter pytest's own
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ATTESTED_DATA", str(folder / "data"))
    paths.ensure_data_dir()
    started = Stack(internet.environment())
    connection.close()
    before = connection.settings_dict
    try:
        started.wait_until_it_serves()
        connection.settings_dict = before | addresses.database_settings()
        with django_db_blocker.unblock():
            yield started
    finally:
        connection.close()
        connection.settings_dict = before
        started.stop()
        home = servers_home()
        left = leftovers.stop(paths.data_dir(), home)
        if (home.database / "postmaster.pid").exists():
            _start_and_stop_the_servers()  # a killed PostgreSQL's shared memory is removed by its next start
        home.remove()
        shutil.rmtree(folder, ignore_errors=True)
    assert not left, f"{left} processes outlived their supervisor"


def _start_and_stop_the_servers():
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    subprocess.run(
        [sys.executable, "manage.py", "showmigrations"], cwd=paths.REPOSITORY, env=environment, check=False
    )


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
