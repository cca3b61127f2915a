"""Who occurs in what readers see: a narrow row for each actor of an entry."""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, OuterRef, QuerySet, Subquery

from actors.models import Actor
from lib.rows_as_json import JSONRowsQuerySet
from timeline.models.entry import PUBLIC_ROWS_STAY, Entry
from timeline.models.known import known_first


class EntryActorQuerySet(JSONRowsQuerySet["EntryActor"]):
    def named(self, slugs: list[str], as_of: datetime | None = None) -> Self:
        """One row for each of these actors that was ever published, with its latest published name.

        At a moment, where one is given; an actor that had not been published then has its later name.
        """
        return self._last(Actor.objects.filter(slug__in=slugs), as_of)

    def last_of(self, actor_ids: Iterable[int], as_of: datetime | None = None) -> Self:
        """The same by the numbers of the actors."""
        return self._last(Actor.objects.filter(pk__in=actor_ids), as_of)

    def _last(self, actors: QuerySet[Actor], as_of: datetime | None) -> Self:
        rows = self.filter(actor=OuterRef("pk")).order_by(*known_first(as_of), "-entry_id")
        return self.filter(pk__in=actors.values(row=Subquery(rows.values("pk")[:1])))


class EntryActor(models.Model):
    """Entry to actor, for lists and counts by actor, which ask the entry when it happened and was known."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="entry_actors", db_index=False)
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+", db_index=False)
    slug = models.CharField(max_length=80)
    name = models.CharField(max_length=200)

    objects: ClassVar[EntryActorQuerySet] = EntryActorQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "actor"], name="timeline_entryactor_is_listed_once"),
        ]
        indexes = [models.Index(F("actor"), F("entry").desc(), name="timeline_entryactor_newest")]
        triggers = PUBLIC_ROWS_STAY

    def __str__(self) -> str:
        return self.name
