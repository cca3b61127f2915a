"""Actors of public entries by a part of their name or of another name of theirs, in any script and spelling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django import forms

from actors.enums import ActorKind
from actors.resolving import resolve
from timeline.parameters import PageParameters
from timeline.published_actors import Published

MOST_SHOWN = 10
_KINDS = dict(ActorKind.choices)


@dataclass(frozen=True)
class Found:
    """An actor, and the name under which it was found where that is another than the one it goes by."""

    slug: str
    name: str
    kind: str
    known_as: str


class ActorSearch(PageParameters):
    """The parameters of the search for actors: a name or its beginning, and as of when they are known."""

    q = forms.CharField(required=False, max_length=80)


def actors_called(typed: str, as_of: datetime | None = None) -> list[Found]:
    """Up to ten actors that occur in entries that are current, or were at the moment; the likeliest first."""
    published = Published(as_of)
    found = []
    for match in resolve(typed, beginning=True, most=MOST_SHOWN, among=published):
        actor = published.public[match.actor.pk]
        known_as = "" if match.name == actor.name else match.name
        found.append(Found(actor.slug, actor.name, str(_KINDS[match.actor.kind]), known_as))
    return found
