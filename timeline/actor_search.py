"""Actors of public entries by a part of their name or of another name of theirs, in any script and spelling."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Any

from django import forms
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import OuterRef, Q, Subquery
from django.http import QueryDict

from actors.enums import ActorKind
from actors.models import Actor
from lib.naming.spelling import folded, latin_of
from timeline.filters import given_once, no_such_parameter
from timeline.models import EntryActor
from timeline.search.words import asked_keys, keys_of, words_of

_MOST_SHOWN = 10
_KINDS = dict(ActorKind.choices)
_NAME = "0"  # see timeline.search.words: the keys of names, and of their consonants alone
_SHORTEST_SOUND = 3


@dataclass(frozen=True)
class Found:
    """An actor, and the name under which it was found where that is another than the one it goes by."""

    slug: str
    name: str
    kind: str
    known_as: str


class ActorSearch(forms.Form):
    """The parameter of the search for actors: a name or its beginning."""

    q = forms.CharField(required=False, max_length=80)

    def __init__(self, parameters: QueryDict) -> None:
        super().__init__(parameters)
        self.parameters = parameters

    def clean(self) -> dict[str, Any]:
        """No parameter is ignored silently."""
        for name, given in self.parameters.lists():
            if name not in self.fields:
                self.add_error(None, no_such_parameter(name))
            elif len(given) > 1:
                self.add_error(name, given_once(name))
        return self.cleaned_data


def actors_called(typed: str) -> list[Found]:
    """Up to ten actors that occur in current entries, those whose own name begins so first; one query."""
    asked = [word.written for word in words_of(typed)]
    if not asked:
        return []
    public = EntryActor.objects.filter(actor=OuterRef("pk"), entry__superseded_at__isnull=True)
    actors = (
        Actor.objects.annotate(shown=Subquery(public.order_by("-occurred", "-entry").values("name")[:1]))
        .filter(shown__isnull=False)
        .annotate(others=ArrayAgg("names__text", filter=Q(names__isnull=False), order_by="names__text", default=[]))
        .order_by("shown", "pk")
        .values_list("slug", "shown", "kind", "others")
    )
    found = []
    for slug, name, kind, others in actors:
        meant = next((one for one in (name, *others) if _is_meant(asked, one)), None)
        if meant is not None:
            found.append(Found(slug, name, str(_KINDS[kind]), "" if meant == name else meant))
    beginning = folded(asked[0])
    found.sort(key=lambda actor: (bool(actor.known_as), not folded(actor.name).startswith(beginning)))
    return list(islice(found, _MOST_SHOWN))


def _is_meant(asked: list[str], name: str) -> bool:
    """Whether each word that is asked for is a word of the name or the beginning of one."""
    words = [word.written for word in words_of(name)]
    return all(any(_begins(one, word) for word in words) for one in asked)


def _begins(asked: str, word: str) -> bool:
    start, whole = folded(asked), folded(word)
    if whole.startswith(start) or latin_of(whole).startswith(latin_of(start)):
        return True
    wanted, keys = asked_keys(asked), keys_of(word[:1].upper() + word[1:])
    sounds = [key for key in wanted if key.startswith(_NAME) and len(key) > _SHORTEST_SOUND and key[1] != _NAME]
    return not wanted.isdisjoint(keys) or any(key.startswith(sound) for key in keys for sound in sounds)
