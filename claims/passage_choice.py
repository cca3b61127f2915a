"""Passages that an office may rest on: cited where its actor speaks or is spoken of, or found by their words."""

from django.db.models import QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from actors.models import Actor
from claims.models import Attribution, Evidence, Excerpt

_SHOWN = 20
# No index knows the letters of a passage, and engines mark millions: this many are compared in some 30 ms.
LATEST = 20_000


def passages_for(actor: Actor, words: str) -> list[Excerpt]:
    """The latest passages under claims that name the actor; with words those of any claim, or the one of a number.

    Words are looked for in the actor's own passages, and in the latest ones of all.
    """
    words = " ".join(words.replace("\0", "").split())
    found = Excerpt.objects.select_related("snapshot__article__source").defer("snapshot__text", "snapshot__headers")
    if words.isdecimal():
        return list(found.filter(pk=int(words[:17])))
    claims = Attribution.objects.filter(actor=actor).values("claim")
    own = found.filter(pk__in=Evidence.objects.filter(claim__in=claims).values("excerpt"))
    if not words:
        return _newest(own)
    named = {one.pk: one for some in (own, _latest(found)) for one in _newest(some.filter(exact__icontains=words))}
    return [named[pk] for pk in sorted(named, reverse=True)][:_SHOWN]


def _newest(found: QuerySet[Excerpt]) -> list[Excerpt]:
    return list(found.order_by("-pk")[:_SHOWN])


def _latest(found: QuerySet[Excerpt]) -> QuerySet[Excerpt]:
    first = Excerpt.objects.order_by("-pk").values("pk")[LATEST - 1 : LATEST]
    return found.filter(pk__gte=Coalesce(Subquery(first), Value(0)))
