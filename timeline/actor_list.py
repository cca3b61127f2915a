"""All actors that readers may know of, by name: in how many entries each occurs, and the office it held on a day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from pyroaring import BitMap

from actors.enums import ActorKind, NameKind
from actors.models import Actor, ActorName
from lib.country_names import country_name
from lib.history import versions_of
from timeline.actor_rows import HELD, PERHAPS, posts_then
from timeline.cards import actor_url, at_moment
from timeline.public_actors import Occurring, called_then

PAGE_SIZE = 100
_FINDABLE = [NameKind.FULL, NameKind.SHORT, NameKind.ALIAS, NameKind.TRANSLITERATION, NameKind.FORMER]


@dataclass(frozen=True)
class Listed:
    """An actor of the list, and in how many entries it occurs."""

    name: str
    url: str
    kind: str
    country: str
    offices: list[str]
    entries: int


@dataclass(frozen=True)
class ActorList:
    """One page of the list, and whether another one follows."""

    listed: list[Listed]
    more: bool


def list_of(
    moment: datetime | None, day: date, *, called: str = "", kind: str = "", page: int = 1, as_of: str = ""
) -> ActorList:
    """A page of the actors of what was public at a moment (None is now); five questions, however many there are."""
    occurring = Occurring(moment)
    merged = occurring.merged
    actors = _meant(occurring, called, kind).order_by("called", "pk")
    start = (page - 1) * PAGE_SIZE
    rows = list(actors.values_list("pk", "slug", "called", "kind", "country")[start : start + PAGE_SIZE + 1])
    more, rows = len(rows) > PAGE_SIZE, rows[:PAGE_SIZE]
    ids = [one for pk, *_ in rows for one in merged.same_as(pk)]
    offices = _offices_on(day, ids, occurring)
    counts = _counts(ids, occurring)
    return ActorList(
        [
            Listed(
                name=name,
                url=at_moment(actor_url(slug), as_of),
                kind=str(ActorKind(kind_of).label),
                country=country_name(country) if country else "",
                offices=offices.get(pk, []),
                entries=counts[pk],
            )
            for pk, slug, name, kind_of, country in rows
        ],
        more,
    )


def _meant(occurring: Occurring, called: str, kind: str) -> Any:
    """Actors that go on, where they or one that went into them is public and is called so."""
    merged = occurring.merged
    gone = list(merged.ways)
    public = occurring.actors()
    if gone:
        kept = {merged.kept(pk) for pk in public.filter(pk__in=gone).values_list("pk", flat=True)}
        public = Actor.objects.exclude(pk__in=gone).filter(Q(pk__in=public.values("pk")) | Q(pk__in=kept))
    found = called_then(public, occurring.moment)
    if called:
        found = found.filter(Q(called__icontains=called) | _named(called, occurring))
    return found.filter(kind=kind) if kind else found


def _named(called: str, occurring: Occurring) -> Q:
    """Those with such a name beside the main one; of one that went into another, that other."""
    merged, moment = occurring.merged, occurring.moment
    known = Q(pgh_created_at__lte=moment) if moment else Q()
    names = versions_of(ActorName).order_by().filter(known, text__icontains=called, kind__in=_FINDABLE)
    if moment is None:
        named = Exists(ActorName.objects.filter(actor=OuterRef("pk"), text__icontains=called, kind__in=_FINDABLE))
    else:
        named = Exists(names.filter(actor=OuterRef("pk")))
    if not merged.ways:
        return Q(named)
    gone = called_then(Actor.objects.filter(pk__in=merged.ways), moment)
    meant = gone.filter(Q(called__icontains=called) | Q(named)).values_list("pk", flat=True)
    return Q(named) | Q(pk__in={merged.kept(pk) for pk in meant})


def _offices_on(day: date, ids: list[int], occurring: Occurring) -> dict[int, list[str]]:
    """What each held on a day, as far as readers may know; not memberships, of which a state has dozens."""
    found: dict[int, list[str]] = defaultdict(list)
    posts = posts_then(ids, occurring) if ids else []
    for post in sorted(posts, key=lambda post: (post.span.start.sort, post.pk), reverse=True):
        titles = found[occurring.merged.kept(post.actor_id)]
        if post.is_office and post.span.on(day) in {HELD, PERHAPS} and post.title not in titles:
            titles.append(post.title)
    return found


def _counts(ids: Iterable[int], occurring: Occurring) -> Counter[int]:
    """In how many entries each occurs, by the one that goes on; one that occurs under two names, once."""
    slugs = dict(Actor.objects.filter(pk__in=ids).order_by().values_list("pk", "slug"))
    taking_part = occurring.taking_part(slugs)
    together: dict[int, BitMap] = defaultdict(BitMap)
    for pk, slug in slugs.items():
        together[occurring.merged.kept(pk)] |= occurring.naming(slug) | taking_part.get(pk, BitMap())
    return Counter({pk: len(entries) for pk, entries in together.items()})
