"""What a question means, as a set: each of its filters is one, and all of them are joined."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import QuerySet
from pyroaring import BitMap

from timeline.boxes import Box
from timeline.calendar_bars import DAY, WEEK
from timeline.counting.corpus import ACTOR, Corpus, corpus
from timeline.counting.days import Days, union
from timeline.counting.named import Values, most_frequent
from timeline.models import Entry, EntryTag
from timeline.parameter_fields import Cursor
from timeline.published import published

if TYPE_CHECKING:
    from timeline.filters import Question

Span = tuple[datetime, datetime]


class Counted:
    """The entries that a question means, and how many there are of each kind; two queries, when first asked.

    A search and a time within a day are looked up by the database, one query each.
    """

    def __init__(self, question: Question) -> None:
        self.question = question

    @cached_property
    def corpus(self) -> Corpus:
        """What is published, now or at the moment that is asked for."""
        return corpus((self.question.published or published()).state)

    @cached_property
    def of_any_kind(self) -> BitMap:
        """Whatever their conflict, type and verdict."""
        return self._tagged(self.question.tags)

    @cached_property
    def entries(self) -> BitMap:
        """All that are meant."""
        return self.of_any_kind & self._kind

    def first(self, most: int, behind: Cursor | None = None) -> list[int]:
        """The numbers of so many of them as come first in the list, or next behind a place."""
        return self.corpus.order.first(self.entries, most, newest=self.question.is_newest_first, behind=behind)

    def whatever_its(self, kind: str) -> BitMap:
        """As if no tag of this kind, or no such mark, were asked for."""
        tags = [(one, slug) for one, slug in self.question.tags if kind not in {one, slug}]
        return self._tagged(tags) & self._kind

    def by_kind(self) -> Iterator[tuple[int, str, str, int]]:
        """How many there are of each conflict, type and verdict, of whatever kind."""
        for conflict, of_conflict in self.corpus.conflicts.items():
            here = self.of_any_kind & of_conflict
            if not here:
                continue
            for kind, of_type in self.corpus.types.items():
                both = here & of_type
                if both:
                    for verdict, of_verdict in self.corpus.verdicts.items():
                        if number := both.intersection_cardinality(of_verdict):
                            yield conflict, kind, verdict, number

    def span(self, exactness: str) -> Span | None:
        """From the first day to the end of the last one, among those that are dated "to_a_week" or "to_a_month"."""
        exact = self.entries & self.corpus.mark(exactness)
        first, last = self.corpus.first_days.first_of(exact), self.corpus.last_days.last_of(exact)
        if first is None or last is None:
            return None
        return datetime.combine(first, time.min, UTC), datetime.combine(last, time.max, UTC)

    def bars(self, unit: str) -> Iterator[tuple[date, str, int]]:
        """How many of each verdict have a date that fits a bar of this unit, by a day in the bar: days or months."""
        exact = self.entries & self.corpus.mark(f"fits_{unit}")
        for verdict, of_verdict in self.corpus.verdicts.items():
            days = self.corpus.first_days
            here = exact & of_verdict
            for day, number in days.counted(here) if unit in {DAY, WEEK} else days.counted_by_month(here):
                yield day, verdict, number

    def in_no_bar(self, unit: str) -> Iterator[tuple[bool, str, int]]:
        """How many of each verdict do not fit one, and whether that is because nothing is known of their date."""
        left = self.entries - self.corpus.mark(f"fits_{unit}")
        unknown = self.corpus.mark("unknown")
        for verdict, of_verdict in self.corpus.verdicts.items():
            here = left & of_verdict
            for is_unknown, number in ((True, len(here & unknown)), (False, len(here - unknown))):
                if number:
                    yield is_unknown, verdict, number

    def actors(self, most: int, called: str = "") -> Values:
        """The actors that occur most often."""
        ones = self.corpus.ones(ACTOR, frozenset(self.question.merges.actors_shown_as.items()))
        return most_frequent(ones, self.entries, most, called)

    def tags(self, kind: str, most: int, called: str = "", also: Collection[str] = ()) -> Values:
        """The tags of a kind that occur most often, whatever of it is asked for now; marks beside those that are.

        `also` are listed however seldom they occur.
        """
        is_mark = kind == EntryTag.Kind.MARK
        among = self.entries if is_mark else self.whatever_its(kind)
        ones = self.corpus.ones(kind, frozenset(self.question.merges.tags_shown_as(kind).items()))
        return most_frequent(ones, among, most, called, also)

    # ---- the sets of its filters

    def _tagged(self, tags: Iterable[tuple[str, str]]) -> BitMap:
        found = self._untagged
        for kind, slug in tags:
            slugs = self.question.merges.slugs_meant(kind, slug)
            named = (self.corpus.tags.get((kind, one)) for one in slugs)
            found = found & union(one.entries for one in named if one)
        return found

    @cached_property
    def _untagged(self) -> BitMap:
        question = self.question
        found = self._public
        for numbers in map(set, question.merges.actors_meant(question.actors)):
            found = found & union(named.entries for (pk, _), named in self.corpus.actors.items() if pk in numbers)
        if question.first:
            found = found & self._not_over_before(question.first)
        if question.last:
            found = found & self._begun_by(question.last)
        if isinstance(question.box, Box):
            found = found & union(ids for spot, ids in self.corpus.spots.items() if question.box.has(*spot[:2]))
        elif question.box:
            found = found - self.corpus.mark("on_map")
        if question.search:
            found = BitMap() if question.search.means_nothing else found & self._matching
        return found

    @cached_property
    def _kind(self) -> BitMap:
        question, sets = self.question, self.corpus
        found = sets.entries
        if question.conflict:
            found = found & (sets.conflicts.get(question.conflict.pk) or BitMap())
        if question.type:
            found = found & (sets.types.get(question.type) or BitMap())
        if question.verdict:
            found = found & (sets.verdicts.get(question.verdict) or BitMap())
        return found

    @cached_property
    def _public(self) -> BitMap:
        moment = self.question.as_of
        if moment is None:
            return self.corpus.current
        return _until(moment, self.corpus.known, "known_at") - _until(moment, self.corpus.closed, "superseded_at")

    def _not_over_before(self, moment: datetime) -> BitMap:
        moment = moment.astimezone(UTC)
        day = moment.date()
        over = self.corpus.last_days.before(day)
        if moment.time() != time.min:
            over = over | _ids(self.corpus.last_days.on(day), occurred_latest__lt=moment)
        undated = self.corpus.entries - union(self.corpus.last_days.by_month.values()) - self.corpus.mark("open_end")
        return self.corpus.entries - over - undated

    def _begun_by(self, moment: datetime) -> BitMap:
        return _until(moment, self.corpus.first_days, "occurred_earliest") | self.corpus.mark("open_start")

    @cached_property
    def _matching(self) -> BitMap:
        return self.corpus.words.meant_by(self.question.search, self.corpus.entries)


def _until(moment: datetime, days: Days, column: str) -> BitMap:
    """What a column dates to a moment or before it; a moment within a day is looked up, the end of one is not."""
    moment = moment.astimezone(UTC)
    day = moment.date()
    on_that_day = days.on(day)
    if moment.time() != time.max:
        since_midnight = {f"{column}__range": (datetime.combine(day, time.min, UTC), moment)}
        if column == "occurred_earliest":  # which no index leads to
            on_that_day = _ids(on_that_day, **since_midnight)
        else:
            on_that_day = _found(Entry.objects.filter(**since_midnight))
    return days.before(day) | on_that_day


def _ids(among: BitMap, **asked: Any) -> BitMap:
    return _found(Entry.objects.filter(pk__in=list(among), **asked))


def _found(entries: QuerySet[Entry]) -> BitMap:
    return BitMap(entries.order_by().aggregate(ids=ArrayAgg("pk"))["ids"] or ())
