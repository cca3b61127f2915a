"""All published revisions as sets of their numbers, kept in the process and brought up to what is published.

A set of a million entries takes 2 bytes or less of each, and two of them are joined in microseconds: whatever filters
are combined, merged or set back to a moment, their number is exact and costs no scan (measured in
docs/performance.md; what else was considered is in ADR 26).

Public rows are never changed but for `superseded_at`, so that a set only grows: what was published since is read and
added. Nothing here is the truth of anything: `manage.py check_counts` compares it with the tables.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.functions import TruncDate
from pyroaring import BitMap

from lib.edtf_dates import DatePrecision
from timeline.calendar_bars import DAY, MONTH, WEEK, YEAR
from timeline.counting.days import Days
from timeline.counting.exactness import TO_A_MONTH, TO_A_WEEK, fits
from timeline.counting.named import Named, One, as_known
from timeline.counting.order import Order
from timeline.counting.spots import Spots, spots_of
from timeline.counting.words import Words
from timeline.models import Entry, EntryActor, EntryTag, Withdrawal
from timeline.models.entry import ON_MAP
from timeline.published import State, published

UNITS = (DAY, WEEK, MONTH, YEAR)
ACTOR = "actor"


# Slug and name by number or slug, of what was merged.
_Shown = frozenset[tuple[Any, tuple[str, str]]]
# Five kinds, as they are now and as they were at the moments that were asked for last.
_ONES_KEPT = 20


@dataclass(frozen=True)
class Corpus:
    """The sets. None of them is changed once it is here: a newer corpus has newer ones."""

    state: State = field(default_factory=State)
    # Another one where everything was read anew: what is kept of entries by their numbers is kept for one of these.
    lineage: object = field(default_factory=object, compare=False)
    entries: BitMap = field(default_factory=BitMap)
    conflicts: Mapping[int, BitMap] = field(default_factory=dict)
    types: Mapping[str, BitMap] = field(default_factory=dict)
    verdicts: Mapping[str, BitMap] = field(default_factory=dict)
    actors: Mapping[tuple[int, str], Named] = field(default_factory=dict)  # by number and slug
    tags: Mapping[tuple[str, str], Named] = field(default_factory=dict)  # by kind and slug
    spots: Spots = field(default_factory=dict)
    # The first and the last day that a date may mean; an entry that is open at an end has no such day.
    first_days: Days = field(default_factory=Days)
    last_days: Days = field(default_factory=Days)
    marked: Mapping[str, BitMap] = field(default_factory=dict)  # see `_MARKS`
    stands: Days = field(default_factory=Days)  # where it stands in the order of lists
    known: Days = field(default_factory=Days)
    closed: Days = field(default_factory=Days)
    words: Words = field(default_factory=Words, compare=False)

    @cached_property
    def current(self) -> BitMap:
        """The newest revision of each event that was not withdrawn."""
        return self.entries - self.marked.get("closed", BitMap())

    @cached_property
    def order(self) -> Order:
        """In which lists show these entries."""
        return Order(self.stands)

    @cached_property
    def ones(self) -> Callable[[str, _Shown], list[One]]:
        """Actors, or the tags of a kind, the most frequent first; what was merged as one, by what it goes on as.

        Kept as long as nothing is published or merged: 2,000 actors took a ninth of a page's time.
        """

        @lru_cache(_ONES_KEPT)
        def ones(kind: str, shown_as: _Shown) -> list[One]:
            if kind == ACTOR:
                return as_known(((pk, slug, named) for (pk, slug), named in self.actors.items()), dict(shown_as))
            tags = ((slug, slug, named) for (one, slug), named in self.tags.items() if one == kind)
            return as_known(tags, dict(shown_as))

        return ones

    def mark(self, name: str) -> BitMap:
        """Entries of which one of `_MARKS` is true."""
        return self.marked.get(name) or BitMap()


# What is true of an entry, be it of its date or of its place.
_MARKS: dict[str, Q] = {
    **{f"fits_{unit}": fits(unit) for unit in UNITS},
    "to_a_week": TO_A_WEEK,
    "to_a_month": TO_A_MONTH,
    "unknown": Q(occurred_precision=DatePrecision.UNKNOWN),
    "open_start": Q(occurred_earliest__isnull=True, occurred_latest__isnull=False),
    "open_end": Q(occurred_earliest__isnull=False, occurred_latest__isnull=True),
    "on_map": ON_MAP,
}

# Entries are read so many at a time: what is read is ten times as large as the sets that are made of it.
_AT_ONCE = 50_000

_lock = threading.Lock()
_kept: dict[str, Corpus] = {}


def corpus(state: State) -> Corpus:
    """The sets as of a state, or a later one; what was published since they were last asked for is read."""
    if not state.newest:
        return Corpus()
    name = connection.settings_dict["NAME"]
    with _lock:  # one thread reads what is new, the others wait for it
        kept = _kept.get(name, Corpus())
        if _has_less(state, kept.state):
            # Another thread has read what was published since this was asked; or a backup was put back.
            state = published().state
        if kept.state != state:
            kept = _kept[name] = _brought_up_to(state, kept if _only_grew(kept.state, state) else Corpus())
        return kept


def _has_less(one: State, other: State) -> bool:
    return one.newest < other.newest or one.withdrawn < other.withdrawn or one.tagged < other.tagged


def _only_grew(old: State, new: State) -> bool:
    """Not so where a backup was put back, or tags of what was read already were written anew."""
    if _has_less(new, old):
        return False
    if old.known_at and not Entry.objects.filter(pk=old.newest, known_at=old.known_at).exists():
        return False
    return not EntryTag.objects.filter(pk__gt=old.tagged, entry__lte=old.newest).exists()


def keep(read: Corpus) -> None:
    """Go on from sets that another process has read of the same database."""
    with _lock:
        _kept[connection.settings_dict["NAME"]] = read


def forget() -> None:
    """Read everything again when somebody asks next."""
    with _lock:
        _kept.clear()


def _brought_up_to(state: State, old: Corpus) -> Corpus:
    """With the entries that were published since, and without those that closed."""
    closed = _closed(old, state)
    found = old
    while found.state.newest < state.newest:
        found = _grown(found, min(found.state.newest + _AT_ONCE, state.newest))
    marked = {**found.marked, "closed": found.mark("closed") | BitMap(pk for pk, _ in closed)}
    return replace(found, state=state, marked=marked, closed=found.closed.joined_by(_grouped(closed)))


def _grown(old: Corpus, newest: int) -> Corpus:
    """With further entries, up to one of them."""
    of_entries = Q(entry__gt=old.state.newest, entry__lte=newest)
    new = Entry.objects.filter(pk__gt=old.state.newest, pk__lte=newest).order_by()
    first = TruncDate("occurred_earliest", tzinfo=UTC)
    last = TruncDate("occurred_latest", tzinfo=UTC)
    # Of all that is new in one question: which entries there are, and of which of them each mark is true.
    marks = new.aggregate(entries=ArrayAgg("pk"), **{name: ArrayAgg("pk", filter=q) for name, q in _MARKS.items()})
    marked = {name: _more(old.marked, name, BitMap(marks[name] or ())) for name in _MARKS}
    kinds = list(new.values_list("conflict", "type", "verdict").annotate(ids=ArrayAgg("pk")))
    return replace(
        old,
        state=old.state._replace(newest=newest),
        entries=old.entries | BitMap(marks["entries"] or ()),
        conflicts=_by_value(old.conflicts, ((conflict, ids) for conflict, _, _, ids in kinds)),
        types=_by_value(old.types, ((kind, ids) for _, kind, _, ids in kinds)),
        verdicts=_by_value(old.verdicts, ((verdict, ids) for _, _, verdict, ids in kinds)),
        actors=_named(old.actors, EntryActor.objects.filter(of_entries), "actor", "slug"),
        tags=_named(old.tags, EntryTag.objects.filter(of_entries), "kind", "slug"),
        spots=_by_value(old.spots, spots_of(new)),
        first_days=old.first_days.joined_by(_days(new, first)),
        last_days=old.last_days.joined_by(_days(new, last)),
        marked={**old.marked, **marked},
        stands=old.stands.joined_by(_days(new, TruncDate("occurred", tzinfo=UTC))),
        known=old.known.joined_by(_days(new, TruncDate("known_at", tzinfo=UTC))),
    )


def _closed(old: Corpus, state: State) -> list[tuple[int, datetime]]:
    """Entries that closed since: another revision took their place, or they were withdrawn."""
    found = Entry.objects.filter(superseded_at__isnull=False, pk__lte=state.newest)
    if old.state.newest:
        new = Entry.objects.filter(pk__gt=old.state.newest, pk__lte=state.newest)
        withdrawn = Withdrawal.objects.filter(pk__gt=old.state.withdrawn, pk__lte=state.withdrawn)
        found = found.filter(Q(event__in=new.values("event")) | Q(pk__in=withdrawn.values("entry")))
    known = old.mark("closed")
    rows = found.order_by().values_list("pk", "superseded_at")
    return [(pk, at) for pk, at in rows if at is not None and pk not in known]


def _grouped(closed: Iterable[tuple[int, datetime]]) -> Iterable[tuple[date, list[int]]]:
    found: defaultdict[date, list[int]] = defaultdict(list)
    for pk, at in closed:
        found[at.astimezone(UTC).date()].append(pk)
    return found.items()


def _more(old: Mapping[str, BitMap], name: str, more: BitMap) -> BitMap:
    return old[name] | more if name in old else more


def _by_value(old: Mapping[Any, BitMap], more: Iterable[tuple[Any, list[int]]]) -> Mapping[Any, BitMap]:
    found = dict(old)
    for value, ids in more:
        found[value] = found[value] | BitMap(ids) if value in found else BitMap(ids)
    return found


def _days(new: QuerySet[Entry], day: TruncDate) -> Iterable[tuple[date, list[int]]]:
    return new.annotate(day=day).filter(day__isnull=False).values_list("day").annotate(ids=ArrayAgg("pk"))


def _named(old: Mapping[tuple[Any, str], Named], rows: QuerySet[Any], *key: str) -> Mapping[tuple[Any, str], Named]:
    names: defaultdict[tuple[Any, str], dict[str, BitMap]] = defaultdict(dict)
    for one, slug, name, ids in rows.order_by().values_list(*key, "name").annotate(ids=ArrayAgg(F("entry_id"))):
        names[one, slug][name] = BitMap(ids)
    found = dict(old)
    for place, more in names.items():
        found[place] = found.get(place, _NOBODY).joined_by(more)
    return found


_NOBODY = Named(BitMap(), {})
