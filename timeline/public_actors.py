"""Which actors readers may know of: those that occur in something published, as of a moment.

An actor occurs where it takes part in an event or speaks (`EntryActor`), where a statement names it, and where
somebody speaks on its behalf. The gazetteer knows many more, and of those that occur it knows what nobody published.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from actors.models import Actor, ActorQuerySet
from lib.history import versions_of
from timeline.models import EntryActor, EntryTag
from timeline.models.search import EntryTagQuerySet


def public_actors(moment: datetime | None = None, *, ever: bool = False) -> ActorQuerySet:
    """Actors that occur in an entry that readers saw at a moment (None is now) or `ever`, merged or not.

    Statements name actors by the slug that they had then: of one whose slug was changed since only what it takes part
    in and what it says is found.
    """
    takes_part, is_named = EntryActor.objects.filter(actor=OuterRef("pk")), tags_naming(OuterRef("slug"))
    if not ever:
        takes_part, is_named = takes_part.known(moment), is_named.known(moment)
    # One row of each: PostgreSQL would otherwise read all of them, and then look whose they are. What was known at a
    # moment stands among the oldest, all that came since among the newest.
    order = ("occurred", "entry_id") if moment else ("-occurred", "-entry_id")
    listed, named = takes_part.order_by(*order), is_named.order_by(*order)
    found = Actor.objects.alias(listed=Subquery(listed.values("pk")[:1]), named=Subquery(named.values("pk")[:1]))
    return found.filter(Q(listed__isnull=False) | Q(named__isnull=False))


def tags_naming(slug: OuterRef) -> EntryTagQuerySet:
    """Of entries whose statements name the actor of an outer row, in whatever role, or are made on its behalf."""
    return EntryTag.objects.filter(kind=EntryTag.Kind.NAMED, slug=slug)


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
