"""What a question means, as a set: each of its filters is one, and all of them are joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from heapq import nlargest

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import QuerySet
from pyroaring import BitMap

from timeline.boxes import Box
from timeline.calendar_bars import DAY, WEEK
from timeline.counting.corpus import Corpus, Named, corpus, state_rows
from timeline.counting.days import union
from timeline.filters import Question
from timeline.models import Entry, EntrySearch, EntryTag

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Value:
    """An actor or a tag that a question could be narrowed to; `number` entries would be left."""

    slug: str
    name: str
    number: int


@dataclass(frozen=True)
class Values:
    """The most frequent ones, and of how many."""

    listed: list[Value]
    total: int


class Counted:
    """The entries that a question means, and how many there are of each kind; two queries, when first asked.

    A search and a time within a day are looked up by the database, one query each.
    """

    def __init__(self, question: Question) -> None:
        self.question = question

    @cached_property
    def corpus(self) -> Corpus:
        """What is published, now or at the moment that is asked for."""
        row = self.question.merges.asked_with(state_rows()).first()
        self.question.merges.told_by(row)
        return corpus(row)

    @cached_property
    def of_any_kind(self) -> BitMap:
        """Whatever their conflict, type and verdict."""
        return self._tagged(self.question.tags)

    @cached_property
    def entries(self) -> BitMap:
        """All that are meant."""
        return self.of_any_kind & self._kind

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
        shown = self.question.merges.actors_shown_as
        found: defaultdict[str, list[tuple[Named, str]]] = defaultdict(list)
        for (pk, slug), named in self.corpus.actors.items():
            goes_on_as = shown.get(pk, (slug, ""))
            found[goes_on_as[0]].append((named, goes_on_as[1]))
        return _most_frequent(found, self.entries, most, called)

    def tags(self, kind: str, most: int, called: str = "", also: Collection[str] = ()) -> Values:
        """The tags of a kind that occur most often, whatever of it is asked for now; marks beside those that are.

        `also` are listed however seldom they occur.
        """
        is_mark = kind == EntryTag.Kind.MARK
        among = self.entries if is_mark else self.whatever_its(kind)
        shown = self.question.merges.tags_shown_as(kind)
        found: defaultdict[str, list[tuple[Named, str]]] = defaultdict(list)
        for (one, slug), named in self.corpus.tags.items():
            if one == kind:
                goes_on_as = shown.get(slug, (slug, ""))
                found[goes_on_as[0]].append((named, goes_on_as[1]))
        return _most_frequent(found, among, most, called, also)

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
        for numbers in question.merges.actors_meant(question.actors):
            found = found & union(
                named.entries for (pk, _), named in self.corpus.actors.items() if pk in set(numbers)
            )
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
        day = moment.astimezone(UTC).date()
        at_once = Entry.objects.filter(pk__in=list(self.corpus.known.on(day)), known_at__lte=moment)
        gone_then = Entry.objects.filter(pk__in=list(self.corpus.closed.on(day)), superseded_at__lte=moment)
        known = self.corpus.known.before(day) | _ids(at_once)
        return known - self.corpus.closed.before(day) - _ids(gone_then)

    def _not_over_before(self, moment: datetime) -> BitMap:
        day, is_whole = _day_and_whether(moment)
        over = self.corpus.last_days.before(day)
        if not is_whole:
            found = Entry.objects.filter(pk__in=list(self.corpus.last_days.on(day)), occurred_latest__lt=moment)
            over = over | _ids(found)
        undated = self.corpus.entries - union(self.corpus.last_days.by_month.values()) - self.corpus.mark("open_end")
        return self.corpus.entries - over - undated

    def _begun_by(self, moment: datetime) -> BitMap:
        # The end of a day is the moment before the next one.
        day, is_whole = _day_and_whether(moment + timedelta(microseconds=1))
        begun = self.corpus.first_days.before(day)
        if not is_whole:
            found = Entry.objects.filter(pk__in=list(self.corpus.first_days.on(day)), occurred_earliest__lte=moment)
            begun = begun | _ids(found)
        return begun | self.corpus.mark("open_start")

    @cached_property
    def _matching(self) -> BitMap:
        rows = EntrySearch.objects.filter(vector=self.question.search.query)
        return BitMap(rows.aggregate(ids=ArrayAgg("entry"))["ids"] or ())


def _day_and_whether(moment: datetime) -> tuple[date, bool]:
    """The day of a moment, and whether it is the first one of it."""
    moment = moment.astimezone(UTC)
    return moment.date(), moment.time() == time.min


def _ids(entries: QuerySet[Entry]) -> BitMap:
    return BitMap(entries.order_by().aggregate(ids=ArrayAgg("pk"))["ids"] or ())


_Found = Mapping[str, Sequence[tuple[Named, str]]]


def _most_frequent(found: _Found, among: BitMap, most: int, called: str, also: Collection[str] = ()) -> Values:
    """Of things by slug: each with all that are one with it, and the name of the one that it goes on as."""
    sets = {slug: _together(ones) for slug, ones in found.items()}
    if called:
        words = called.casefold()
        sets = {
            slug: entries
            for slug, entries in sets.items()
            if entries.intersect(among) and words in _name(found[slug], among).casefold()
        }
    # Those that are frequent altogether come first: once what is left cannot be as frequent, nobody counts it.
    numbers: list[tuple[int, str]] = []
    least = 1
    for slug, entries in sorted(sets.items(), key=lambda item: -len(item[1])):
        if len(entries) < least:
            break
        if (number := entries.intersection_cardinality(among)) >= least:
            numbers.append((number, slug))
            if len(numbers) % most == 0:
                least = nlargest(most, numbers)[-1][0]
    values = [Value(slug, _name(found[slug], among), number) for number, slug in numbers if number >= least]
    values.sort(key=lambda value: (-value.number, value.name, value.slug))
    values = values[:most]
    for slug in set(also) - {value.slug for value in values}:
        if slug in sets and (number := sets[slug].intersection_cardinality(among)):
            values.append(Value(slug, _name(found[slug], among), number))
    return Values(values, sum(entries.intersect(among) for entries in sets.values()))


def _together(ones: Sequence[tuple[Named, str]]) -> BitMap:
    return ones[0][0].entries if len(ones) == 1 else union(named.entries for named, _ in ones)


def _name(ones: Sequence[tuple[Named, str]], among: BitMap) -> str:
    """The name that it goes on under; else the last, in the alphabet, of those that it has among these entries."""
    for _, goes_on_as in ones:
        if goes_on_as:
            return goes_on_as
    return max(name for named, _ in ones for name, entries in named.by_name.items() if entries.intersect(among))
