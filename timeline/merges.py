"""What readers' questions mean of actors and issues that were merged, as of the moment asked for.

Public rows stay as they were published, so what was published under either is counted together here. A thing that
readers do not know by its new name yet goes on under the one that they know.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models.functions import JSONObject

from actors.models import ActorMerge
from claims.models import IssueMerge
from lib.merges import to_the_end
from timeline.merged_actors import MergedActors
from timeline.merged_issues import MergedIssues
from timeline.models import Entry, EntryActor, EntryTag
from timeline.published import Published

ISSUE = EntryTag.Kind.ISSUE.value
_Found = tuple[MergedActors, MergedIssues]
_MOMENTS_KEPT = 32


def _steps(moment: datetime | None) -> dict[str, ArraySubquery]:
    ids = JSONObject(gone="gone_id", kept="kept_id")
    slugs = JSONObject(gone="gone__slug", kept="kept__slug")
    return {
        "merged_actors": ArraySubquery(ActorMerge.objects.in_force(moment).order_by("pk").values(step=ids)),
        "merged_issues": ArraySubquery(IssueMerge.objects.in_force(moment).order_by("pk").values(step=slugs)),
    }


def _ways(steps: Iterable[dict[str, Any]]) -> dict[Any, Any]:
    return to_the_end({step["gone"]: step["kept"] for step in steps})


def merges_at(moment: datetime | None, known: Published | None) -> Merges:
    """The merges that stood at a moment (None is now); kept for all who ask while this is published."""
    return _kept(connection.settings_dict["NAME"], known, moment) if known else Merges(moment)


@lru_cache(_MOMENTS_KEPT)
def _kept(_database: str, _known: Published, moment: datetime | None) -> Merges:
    return Merges(moment)


def forget() -> None:
    """Ask anew for all merges."""
    _kept.cache_clear()


class Merges:
    """The merges that stood at a moment (None is now); asked for once, by whoever wants to know first."""

    def __init__(self, moment: datetime | None = None) -> None:
        self.moment = moment

    @cached_property
    def _found(self) -> _Found:
        # One row, whatever there is.
        asked = Entry.objects.order_by("pk").annotate(**_steps(self.moment)).values(*_steps(None))[:1]
        told = asked.first() or dict.fromkeys(_steps(None), ())
        return MergedActors(_ways(told["merged_actors"])), MergedIssues(_ways(told["merged_issues"]))

    @property
    def actors(self) -> MergedActors:
        """Of actors, by their numbers."""
        return self._found[0]

    @property
    def issues(self) -> MergedIssues:
        """Of issues, by their slugs."""
        return self._found[1]

    # ---- as which readers know them

    @cached_property
    def _shown_actors(self) -> dict[int, EntryActor]:
        """For each that was merged, and each that one was merged into, the row by which readers know it."""
        ways = self.actors.ways
        if not ways:
            return {}
        rows = {row.actor_id: row for row in EntryActor.objects.last_of([*ways, *ways.values()], self.moment)}
        shown = {}
        for pk in {*ways, *ways.values()}:
            known = [rows[one] for one in self.actors.same_as(pk) if one in rows]
            if known:
                shown[pk] = known[0]
        return shown

    @cached_property
    def _shown_issues(self) -> dict[str, EntryTag]:
        ways = self.issues.ways
        if not ways:
            return {}
        rows = {row.slug: row for row in EntryTag.objects.last_of(ISSUE, [*ways, *ways.values()], self.moment)}
        shown = {}
        for slug in {*ways, *ways.values()}:
            known = [rows[one] for one in self.issues.same_as(slug) if one in rows]
            if known:
                shown[slug] = known[0]
        return shown

    def actor_shown(self, row: EntryActor) -> EntryActor:
        """The row of the actor that it goes on as."""
        return self._shown_actors.get(row.actor_id, row)

    def tag_shown(self, row: EntryTag) -> EntryTag:
        """The tag of the issue that it goes on as; other tags are themselves."""
        return self._shown_issues.get(row.slug, row) if row.kind == ISSUE else row

    # ---- what entries are asked for, and how they are counted

    def actors_meant(self, actors: Iterable[EntryActor]) -> list[Sequence[int]]:
        """For each of these actors the numbers that entries may have it under."""
        return [self.actors.same_as(actor.actor_id) for actor in actors]

    def slugs_meant(self, kind: str, slug: str) -> Sequence[str]:
        """The slugs that entries may be tagged with."""
        return self.issues.same_as(slug) if kind == ISSUE else [slug]

    @property
    def actors_shown_as(self) -> dict[int, tuple[str, str]]:
        """For each number of an actor that was merged: slug and name of the one that it goes on as."""
        shown = self._shown_actors
        found = {row.actor_id: (row.slug, row.name) for row in shown.values()}
        return found | {pk: (row.slug, row.name) for pk, row in shown.items()}

    def tags_shown_as(self, kind: str) -> dict[str, tuple[str, str]]:
        """The same of tags, by their slugs."""
        shown = self._shown_issues if kind == ISSUE else {}
        return {slug: (row.slug, row.name) for slug, row in shown.items()}
