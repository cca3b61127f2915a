"""Real Celery workers beside a test, to be killed with -9."""

import os
import signal
import subprocess
import sys
import uuid

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.db import connection

from articles import tasks
from claims import tasks as claim_tasks

TASKS = (
    tasks.ingest,
    tasks.fetch,
    tasks.poll,
    tasks.republish_waiting_jobs,
    claim_tasks.make_suggestions,
    claim_tasks.republish_waiting_runs,
)


@pytest.fixture
def queue(monkeypatch):
    """The name of a queue that only this test's workers hear; what the test itself queues goes there."""
    name = f"test-{uuid.uuid4().hex}"
    for task in TASKS:
        monkeypatch.setattr(task, "delay", lambda *ids, task=task: task.apply_async(ids, queue=name))
    yield name
    empty(name)


def empty(queue):
    """Lose everything that is queued, as a broker does that loses its memory."""
    with tasks.ingest.app.connection_for_write() as broker:
        broker.default_channel.queue_delete(queue)


@pytest.fixture
def start_worker(queue, tmp_path):
    """Starts a worker with these options of Celery and these variables; what it says is in `workers.log`."""
    started = []
    log = (tmp_path / "workers.log").open("ab")

    def start(*options, **variables):
        environment = os.environ | variables
        environment |= {
            "DJANGO_SETTINGS_MODULE": "tests.articles.worker_settings",
            "TEST_DATABASE_NAME": connection.settings_dict["NAME"],
            "TEST_SNAPSHOTS": str(storages["snapshots"].location),
            "TEST_QUEUE": queue,
        }
        command = [sys.executable, "-m", "celery", "-A", "config", "worker", "--loglevel", "WARNING", "-Q", queue]
        command += ["--without-gossip", "--without-mingle", "--without-heartbeat", "-n", f"{uuid.uuid4().hex}@test"]
        worker = subprocess.Popen(
            [*command, *(options or ("-c", "2"))],
            cwd=settings.BASE_DIR,
            env=environment,
            start_new_session=True,
            stdout=log,
            stderr=log,
        )
        started.append(worker)
        return worker

    yield start
    for worker in started:
        kill(worker)
    log.close()


def kill(worker):
    """Kill a worker and all its processes with -9, if it is alive."""
    if worker.poll() is None:
        os.killpg(worker.pid, signal.SIGKILL)
    worker.wait(10)
