"""Reading again what published entries are found by."""

from django.db import transaction

from timeline import indexing


def index_stale_entries(*, most: int) -> int:
    """Read so many entries again whose words and tags were read in an older way; how many there were.

    Nothing that readers see of an entry changes, so that it is nobody's doing.
    """
    with transaction.atomic():
        return indexing.index_stale(most=most)
