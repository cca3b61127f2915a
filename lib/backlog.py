"""How much of a kind of work is queued already."""

from typing import Any


def room_for(task: Any, most: int) -> int:
    """How many more of this Celery task its queue takes until `most` messages, of whatever task, wait in it.

    A row that waits for a worker is mostly queued already: to queue it again and again has workers look at rows that
    are done. A broker that lost its memory has an empty queue, and so room for all.
    """
    queue = task.app.amqp.router.route({}, task.name)["queue"]
    with task.app.connection_for_write() as broker, broker.channel() as channel:
        waiting: int = queue(channel).queue_declare(passive=False).message_count
    return max(0, most - waiting)
