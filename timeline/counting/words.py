"""The entries that have words, of the searches that were asked last: a word of many entries is read once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F
from pyroaring import BitMap

from timeline.counting.days import union
from timeline.models import EntrySearch
from timeline.search.query import IndexedQuery, Search

# A set of every second one of a million entries has 125 kB.
_KEPT = 64
# So many numbers of entries are read at a time: as a list they take forty bytes each, in a set one bit or two. All
# at once they left 18 MB of a process behind that were not used again, for one word among a million entries.
_AT_ONCE = 50_000


class Words:
    """Sets by what was looked for; an entry's words never change, so that a set only grows with what is published."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, tuple[int, BitMap]] = OrderedDict()

    def __reduce__(self) -> tuple[type[Words], tuple[()]]:
        """What was looked for in a process stays there when its sets are handed to another one."""
        return Words, ()

    def meant_by(self, search: Search, entries: BitMap) -> BitMap:
        """Of all entries that there are, those that have what is wanted and nothing that is not."""
        newest = entries.max() if entries else 0
        found = entries & self._having(search.wanted_tsquery, newest) if search.wanted else entries
        return found - union(self._having(term.tsquery, newest) for term in search.unwanted)

    def _having(self, asked: str, newest: int) -> BitMap:
        with self._lock:
            until, found = self._kept.get(asked, (0, BitMap()))
        if until < newest:
            found = union([found, *_read(asked, until, newest)])
        with self._lock:
            self._kept[asked] = max(until, newest), found
            self._kept.move_to_end(asked)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found


def _read(asked: str, after: int, until: int) -> Iterator[BitMap]:
    """Which entries have it, of those after one and up to another, a stretch of them at a time."""
    rows = EntrySearch.objects.filter(vector=IndexedQuery(asked), entry__gt=after, entry__lte=until)
    stretches = rows.values_list(F("entry_id") / _AT_ONCE).annotate(ids=ArrayAgg("entry")).order_by()
    for _, ids in stretches.iterator(chunk_size=1):
        yield BitMap(ids)
