"""A Celery worker without its broker."""

import os
import signal
import subprocess
import sys
from contextlib import suppress

import pytest
from redis import Redis
from redis.exceptions import RedisError

from config.services import paths
from config.services.home import servers_home
from config.services.programs import programs
from tests.config.conftest import until


@pytest.fixture
def broker(data):
    """A Redis that keeps nothing, as a process to kill and the address of its socket."""
    paths.ensure_data_dir()
    home = servers_home()
    home.prepare()
    socket = data / "redis.sock"
    options = ("--port", "0", "--unixsocket", str(socket), "--save", "", "--appendonly", "no")
    process = subprocess.Popen([str(programs(home).redis_server), *options], cwd=data, stdout=subprocess.DEVNULL)

    def answers():
        try:
            return Redis(unix_socket_path=str(socket)).ping()
        except RedisError:
            return False

    assert until(answers)
    yield process, f"redis+socket://{socket}?virtual_host=0"
    process.kill()
    process.wait()


@pytest.fixture
def worker(broker, data):
    """A worker that is ready; it and its pool are one process group."""
    log = data / "worker.log"
    started = []

    def start(*options):
        command = [sys.executable, "-m", "celery", "-A", "config", "worker", "--loglevel", "INFO", *options]
        environment = os.environ | {"REDIS_URL": broker[1], "DATABASE_URL": "postgres://nobody@localhost/nothing"}
        with log.open("wb") as said:
            process = subprocess.Popen(
                command, cwd=paths.REPOSITORY, env=environment, stdout=said, stderr=said, start_new_session=True
            )
        started.append(process)
        assert until(lambda: "ready." in log.read_text(), within=60), log.read_text()
        return process

    yield start
    for process in started:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.parametrize("pool", ["prefork", "threads"])
def test_a_worker_whose_broker_was_killed_ends_with_all_its_processes(broker, worker, pool):
    process = worker("--pool", pool, "--concurrency", "2")
    broker[0].kill()
    assert process.wait(30) == 1

    def gone():
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return True
        return False

    assert until(gone)
