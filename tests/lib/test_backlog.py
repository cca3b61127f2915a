"""What is queued already is not queued again and again."""

import uuid

import pytest
from celery import Celery
from django.conf import settings

from lib.backlog import room_for


@pytest.fixture
def task():
    """A task with a queue of its own, which nobody serves."""
    app = Celery("backlog", broker=settings.CELERY_BROKER_URL, set_as_current=False)
    app.conf.task_default_queue = f"test-{uuid.uuid4().hex}"

    @app.task(name="made", shared=False)
    def made(number):
        return number

    yield made
    with app.connection_for_write() as broker:
        broker.default_channel.queue_delete(app.conf.task_default_queue)


def test_a_queue_takes_so_many_and_all_of_them_again_when_its_broker_has_forgotten(task):
    assert room_for(task, 5) == 5
    for number in range(3):
        task.delay(number)
    assert room_for(task, 5) == 2
    for number in range(9):
        task.delay(number)
    assert room_for(task, 5) == 0
    with task.app.connection_for_write() as broker:
        broker.default_channel.queue_purge(task.app.conf.task_default_queue)
    assert room_for(task, 5) == 5
