"""What every public page needs is read before the first reader asks."""

import gc
import logging

from django.db import DatabaseError, connections

from lib.time_zones import zone_of
from timeline.counting.corpus import corpus
from timeline.published import published

logger = logging.getLogger(__name__)


def warm_up() -> None:
    """Read the sets that lists and counts come from, so that processes forked from this one share them.

    Among a million entries that is 4 s and 100 MB, which each process would have spent on its first reader. Without a
    database it is left to them. Connections are closed: a forked process must not go on with another one's.
    """
    try:
        corpus(published().state)
    except DatabaseError as error:
        logger.warning("What is published is read when somebody asks: %s", error)
    finally:
        connections.close_all()
    zone_of("UKR", None, None)
    # What is there now stays for good: the collector need not look through it, nor write to memory that is shared.
    gc.collect()
    gc.freeze()
