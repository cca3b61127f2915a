"""Actors and tags as sets: under each name and slug that they were published by, and all that are one together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Any

from pyroaring import BitMap

from timeline.counting.days import union


@dataclass(frozen=True)
class Named:
    """Entries that have an actor or a tag under one slug, by each name that it was published under."""

    entries: BitMap
    by_name: Mapping[str, BitMap]

    def joined_by(self, more: Mapping[str, BitMap]) -> Named:
        """With further entries."""
        names = dict(self.by_name)
        for name, ids in more.items():
            names[name] = names[name] | ids if name in names else ids
        # Nearly everything has one name: then it is the same set.
        return Named(union(names.values()) if len(names) > 1 else next(iter(names.values())), names)


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


@dataclass(frozen=True)
class One:
    """All that readers know as one, by the slug and the name that it goes on as; no name where nothing was merged."""

    slug: str
    merged_as: str
    parts: Sequence[Named]
    entries: BitMap

    def name(self, among: BitMap) -> str:
        """The name that it goes on under; else the last, in the alphabet, of those that these entries have for it."""
        if self.merged_as:
            return self.merged_as
        return max(name for part in self.parts for name, had in part.by_name.items() if had.intersect(among))

    def value(self, number: int, among: BitMap) -> Value:
        """As the panel lists it."""
        return Value(self.slug, self.name(among), number)


def as_known(parts: Iterable[tuple[Any, str, Named]], shown_as: Mapping[Any, tuple[str, str]]) -> list[One]:
    """Of parts with their keys and slugs what they are for readers, the most frequent first.

    `shown_as` has slug and name by key for those that were merged.
    """
    found: defaultdict[str, list[Named]] = defaultdict(list)
    names: dict[str, str] = {}
    for key, slug, named in parts:
        shown, name = shown_as.get(key, (slug, ""))
        found[shown].append(named)
        if name:
            names[shown] = name
    ones = [One(slug, names.get(slug, ""), some, _together(some)) for slug, some in found.items()]
    return sorted(ones, key=lambda one: -len(one.entries))


def _together(parts: Sequence[Named]) -> BitMap:
    return parts[0].entries if len(parts) == 1 else union(one.entries for one in parts)


def most_frequent(
    ones: Sequence[One], among: BitMap, most: int, called: str = "", also: Collection[str] = ()
) -> Values:
    """Those that most of these entries have, of what `as_known` gave; `also` are listed however seldom they occur."""
    if called:
        words = called.casefold()
        ones = [one for one in ones if one.entries.intersect(among) and words in one.name(among).casefold()]
    # Those that are frequent altogether come first: once what is left cannot be as frequent, nobody counts it.
    numbers: list[tuple[int, One]] = []
    least = 1
    for one in ones:
        if len(one.entries) < least:
            break
        if (number := one.entries.intersection_cardinality(among)) >= least:
            numbers.append((number, one))
            if len(numbers) % most == 0:
                least = nlargest(most, (number for number, _ in numbers))[-1]
    values = [one.value(number, among) for number, one in numbers if number >= least]
    values.sort(key=lambda value: (-value.number, value.name, value.slug))
    values = values[:most]
    missing = set(also) - {value.slug for value in values}
    values += [
        one.value(number, among)
        for one in ones
        if one.slug in missing and (number := one.entries.intersection_cardinality(among))
    ]
    return Values(values, sum(one.entries.intersect(among) for one in ones))
