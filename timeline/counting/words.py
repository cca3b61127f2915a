"""The entries that have words, of the searches that were asked last: a word of many entries is read once."""

from __future__ import annotations

import threading
from collections import OrderedDict

from django.contrib.postgres.aggregates import ArrayAgg
from pyroaring import BitMap

from timeline.counting.days import union
from timeline.models import EntrySearch
from timeline.search.query import IndexedQuery, Search

# A set of every second one of a million entries has 125 kB.
_KEPT = 64


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
            rows = EntrySearch.objects.filter(vector=IndexedQuery(asked), entry__gt=until, entry__lte=newest)
            found = found | BitMap(rows.aggregate(ids=ArrayAgg("entry"))["ids"] or ())
        with self._lock:
            self._kept[asked] = max(until, newest), found
            self._kept.move_to_end(asked)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found
