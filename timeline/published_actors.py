"""Actors as readers know them: those of public entries, by the names that they were published under."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.db.models.functions import Coalesce

from actors.models import Actor, ActorName
from lib.history import versions_of
from lib.naming.ranking import Known
from timeline.public_actors import Occurring


@dataclass(frozen=True, slots=True)
class PublicActor:
    """The address and the name under which readers find an actor."""

    slug: str
    name: str


class Published:
    """Whom a name may mean for readers, now or as it was known at a moment (see `actors.resolving.Among`).

    An actor that was merged into one that no entry names goes on under its own published name.
    """

    def __init__(self, as_of: datetime | None = None) -> None:
        self._as_of = as_of
        self._occurring = Occurring(as_of)
        self._names: dict[int, set[str]] = {}  # of each actor, those of its public entries
        self._then: set[tuple[int, str]] = set()  # other names, and whose they were, at the moment
        self.public: dict[int, PublicActor] = {}

    def extra_names(self) -> Iterable[Known]:
        """The names that actors had before somebody renamed them: entries keep those."""
        before = versions_of(Actor).filter(pgh_obj__isnull=False).exclude(name=F("pgh_obj__name"))
        rows = before.order_by().annotate(owner=Coalesce("pgh_obj__merged_into", "id"))
        for owner, name, kind in rows.values_list("owner", "name", "kind").distinct():
            yield Known(owner, name, "main", person=kind == Actor.Kind.PERSON)

    def those_of(self, actors: Collection[int]) -> Collection[int]:
        """Those of these actors that occur in a public entry, themselves or as one that was merged into them."""
        kept = self._with_merged(actors)
        called = self._occurring.called(kept)
        shown: dict[int, list[tuple[bool, PublicActor]]] = defaultdict(list)
        for pk, (slug, name) in sorted(called.items()):
            shown[kept[pk]].append((pk == kept[pk], PublicActor(slug, name)))
        for pk, found_as in shown.items():
            self._names[pk] = {actor.name for _, actor in found_as}
            self.public[pk] = max(found_as, key=lambda one: one[0])[1]
        if self._as_of:
            then = versions_of(ActorName).filter(pgh_created_at__lte=self._as_of, actor__in=kept)
            self._then = {(kept[pk], text) for pk, text in then.values_list("actor", "text")}
        return shown.keys()

    def goes_by(self, actor: int, known: Known) -> bool:
        """By its published names, and by others that the gazetteer has, or had at the moment."""
        if known.kind == "main":
            return known.text in self._names[actor]
        if self._as_of is None:
            return True
        return (actor, known.text) in self._then

    @staticmethod
    def _with_merged(pks: Collection[int]) -> dict[int, int]:
        """For each actor, and for each that was merged into one of them, the one that goes on."""
        kept = {pk: pk for pk in pks}
        newest: Collection[int] = pks
        while newest:
            rows = Actor.objects.filter(merged_into__in=newest).exclude(pk__in=kept)
            merged: dict[int, int] = dict(rows.values_list("pk", "merged_into"))  # type: ignore[arg-type]  # filtered
            kept |= {pk: kept[into] for pk, into in merged.items()}
            newest = merged
        return kept
