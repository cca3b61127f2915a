"""Passages that an office may rest on: cited where its actor speaks or is spoken of, or found by their words."""

from django.db.models import QuerySet

from actors.models import Actor
from claims.models import Attribution, Evidence, Excerpt

_SHOWN = 20


def passages_for(actor: Actor, words: str) -> QuerySet[Excerpt]:
    """The latest passages under claims that name the actor; with words, or the number of one, those of any claim."""
    words = " ".join(words.replace("\0", "").split())
    found = Excerpt.objects.select_related("snapshot__article__source").defer("snapshot__text", "snapshot__headers")
    if words.isdecimal():
        return found.filter(pk=int(words[:17]))
    if words:
        return found.filter(exact__icontains=words).order_by("-pk")[:_SHOWN]
    claims = Attribution.objects.filter(actor=actor).values("claim")
    return found.filter(pk__in=Evidence.objects.filter(claim__in=claims).values("excerpt")).order_by("-pk")[:_SHOWN]
