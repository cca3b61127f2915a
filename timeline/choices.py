"""Every issue, place, outlet or actor that the timeline can be narrowed to: the panel lists the most frequent."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse

from timeline.addresses import address, with_values, without
from timeline.filters import TAGGED, Question, TimelineFilters
from timeline.models import EntryActor, EntryTag

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
    rows: Any  # two models' rows with the same columns
    if kind == ACTOR:
        rows = question.merges.counted_actors(EntryActor.objects.filter(entry__in=question.entries()))
        chosen = {actor.slug for actor in question.actors}
    else:
        asked = question.without_tag(kind)
        rows = question.merges.counted_tags(EntryTag.objects.filter(entry__in=asked.entries(), kind=kind))
        chosen = {slug for one, slug in question.tags if one == kind}
    found = rows.filter(latest_name__icontains=called) if called else rows
    found = found.order_by("-number", "latest_name", "shown").values_list("shown", "latest_name", "number")
    listed = list(found[: MOST_LISTED + 1])
    total = found.count() if len(listed) > MOST_LISTED else len(listed)
    return Choices(
        [
            Choice(name, number, _url(kind, slug, query, chosen=slug in chosen), slug in chosen)
            for slug, name, number in listed[:MOST_LISTED]
        ],
        total,
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
