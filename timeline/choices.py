"""Every issue, place, outlet or actor that the timeline can be narrowed to: the panel lists the most frequent."""

from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.urls import reverse

from timeline.addresses import address, with_values, without
from timeline.filters import TAGGED, Question, TimelineFilters

ACTOR = "actor"
KINDS = (*TAGGED, ACTOR)
# Nobody reads on; a part of the name finds the others.
MOST_LISTED = 500


class ChoicesForm(TimelineFilters):
    """The timeline's filters, and a part of the name of what is looked for."""

    called = forms.CharField(required=False, max_length=80)


@dataclass(frozen=True)
class Choice:
    """What can be chosen, with the number of entries that it would show and the address that shows them."""

    name: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True)
class Choices:
    """The most frequent first; `total` is how many there are, listed or not."""

    listed: list[Choice]
    total: int


def choices_of(kind: str, question: Question, query: QueryDict, called: str = "") -> Choices:
    """What the entries asked for can be narrowed to; of an issue, place or outlet, whatever of it is chosen now.

    `query` is the question as an address has it.
    """
    counted = question.counted
    if kind == ACTOR:
        found = counted.actors(MOST_LISTED, called)
        chosen = {actor.slug for actor in question.actors}
    else:
        found = counted.tags(kind, MOST_LISTED, called)
        chosen = {slug for one, slug in question.tags if one == kind}
    return Choices(
        [
            Choice(one.name, one.number, _url(kind, one.slug, query, chosen=one.slug in chosen), one.slug in chosen)
            for one in found.listed
        ],
        found.total,
    )


def _url(kind: str, slug: str, query: QueryDict, *, chosen: bool) -> str:
    """The timeline with it, or without it where it is chosen already."""
    if kind == ACTOR:
        asked = query.copy()
        others = [one for one in query.getlist(ACTOR) if one != slug]
        asked.setlist(ACTOR, others if chosen else [*others, slug])
    else:
        asked = without(query, kind) if chosen else with_values(query, **{kind: slug})
    return f"{reverse('timeline:index')}{address(asked)}".removesuffix(".")
