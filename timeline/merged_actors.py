"""Which actors are one as of a moment: what was published under either belongs to the one that is kept."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from actors.models import ActorMerge


@dataclass(frozen=True)
class MergedActors:
    """The merges that stood at a moment, by the ids of actors: {gone: kept}."""

    ways: dict[int, int]

    @cached_property
    def _gone(self) -> dict[int, list[int]]:
        gone = defaultdict(list)
        for one, kept in sorted(self.ways.items()):
            gone[kept].append(one)
        return gone

    def kept(self, actor_id: int) -> int:
        """As which an actor went on: itself where it was not merged."""
        return self.ways.get(actor_id, actor_id)

    def same_as(self, actor_id: int) -> list[int]:
        """All that are one with an actor: the one that is kept, then those that went into it."""
        kept = self.kept(actor_id)
        return [kept, *self._gone.get(kept, [])]


def merged_actors(moment: datetime | None = None) -> MergedActors:
    """The merges that stood at a moment (None is now); one query."""
    return MergedActors(ActorMerge.objects.ways(moment))


def same_as(actor_ids: Iterable[int], moment: datetime | None = None) -> dict[int, list[int]]:
    """For each of these actors all that were one with it at a moment, the kept one first; one query."""
    merged = merged_actors(moment)
    return {actor_id: merged.same_as(actor_id) for actor_id in actor_ids}
