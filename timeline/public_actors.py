"""Which actors readers may know of: those that occur in something published, as of a moment.

An actor occurs where it takes part in an event or speaks (`EntryActor`), where a statement names it, and where
somebody speaks on its behalf. The gazetteer knows many more, and of those that occur it knows what nobody published.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    BooleanField,
    CharField,
    Exists,
    F,
    Field,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce
from pyroaring import BitMap

from actors.models import Actor, ActorQuerySet
from lib.history import versions_of
from timeline.counting.corpus import Corpus
from timeline.counting.narrowing import Counted
from timeline.filters import Question
from timeline.merged_actors import MergedActors
from timeline.merges import Merges
from timeline.models import EntryActor, EntryTag

_NAMED = EntryTag.Kind.NAMED


class _AnyOf(Func):
    """Whether a column has one of these values: as one array, since thousands of parameters cost more than asking."""

    template, arg_joiner, output_field = "%(expressions)s)", " = ANY(", BooleanField()

    def __init__(self, column: str, values: Collection[Any], field: Field[Any, Any]) -> None:
        super().__init__(F(column), Value(list(values), output_field=ArrayField(field)))


def ever_public() -> ActorQuerySet:
    """Actors that occur in an entry, whatever became of it; merged or not."""
    listed = Exists(EntryActor.objects.filter(actor=OuterRef("pk")))
    return Actor.objects.filter(listed | Exists(EntryTag.objects.filter(kind=_NAMED, slug=OuterRef("slug"))))


class Occurring:
    """In which entries actors occur, of those that readers saw at a moment (None is now); two queries at most.

    Statements name actors by the slug that they had then: of one whose slug was changed since only what it takes part
    in and what it says is found.
    """

    def __init__(self, moment: datetime | None) -> None:
        self.moment = moment
        self._counted = Counted(Question(as_of=moment, merges=Merges(moment)))

    @property
    def corpus(self) -> Corpus:
        """The sets that this is found in."""
        return self._counted.corpus

    @cached_property
    def entries(self) -> BitMap:
        """All entries that readers saw."""
        return self._counted.entries

    @property
    def merged(self) -> MergedActors:
        """Which actors were one."""
        return self._counted.question.merges.actors

    def taking_part(self, actors: Collection[int]) -> dict[int, BitMap]:
        """Entries in which each of these takes part or speaks, whatever its slug was; none of who does not occur."""
        found: dict[int, BitMap] = {}
        for (pk, _), named in self.corpus.actors.items():
            if pk in actors and (here := named.entries & self.entries):
                found[pk] = found[pk] | here if pk in found else here
        return found

    def called(self, actors: Collection[int]) -> dict[int, tuple[str, str]]:
        """Slug and name of each of these in the entry that was published last; none of who does not occur."""
        newest: dict[int, tuple[int, str, str]] = {}
        for (pk, slug), named in self.corpus.actors.items():
            if pk in actors:
                for name, entries in named.by_name.items():
                    if here := entries & self.entries:
                        newest[pk] = max(newest.get(pk, (0, "", "")), (here.max(), slug, name))
        return {pk: (slug, name) for pk, (_, slug, name) in newest.items()}

    def naming(self, slug: str) -> BitMap:
        """Entries that do not list an actor and whose statements name it, in whatever role, or are made for it."""
        named = self.corpus.tags.get((_NAMED, slug))
        return named.entries & self.entries if named else BitMap()

    def actors(self) -> ActorQuerySet:
        """All that occur, merged or not."""
        sets = self.corpus
        listed = [key for key, named in sets.actors.items() if named.entries.intersect(self.entries)]
        named = (slug for (kind, slug), one in sets.tags.items() if kind == _NAMED and self._occurs(one.entries))
        slugs = set(named).difference(slug for _, slug in listed)
        ids = {pk for pk, _ in listed}
        return Actor.objects.filter(_AnyOf("pk", ids, BigIntegerField()) | _AnyOf("slug", slugs, CharField()))

    def _occurs(self, entries: BitMap) -> bool:
        return bool(entries.intersect(self.entries))


def called_then(actors: QuerySet[Any], moment: datetime | None) -> Any:
    """With `called`, the name that each had at a moment (None is now); its first, if it was written down later."""
    if moment is None:
        return actors.annotate(called=F("name"))
    versions = versions_of(Actor).filter(pgh_obj=OuterRef("pk"))  # the id as well, and there is an index of it
    then = versions.filter(pgh_created_at__lte=moment).order_by("-pgh_id").values("name")[:1]
    return actors.annotate(called=Coalesce(Subquery(then), Subquery(versions.values("name")[:1]), F("name")))


def naming(slugs: Iterable[str]) -> Q:
    """Statements that name one of these actors, in whatever role, or are made on behalf of one."""
    found = Q(pk__in=[])
    for slug in slugs:
        found |= Q(attributions__contains=[{"slug": slug}]) | Q(on_behalf_of__contains=[{"slug": slug}])
    return found
