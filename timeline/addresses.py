"""Addresses of the timeline: each state is a URL, and each active filter has one without it."""

from dataclasses import dataclass, replace
from itertools import islice

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from claims.enums import Verdict
from timeline.enums import EventType
from timeline.filters import LIST, NEWEST, Question, TimelineFilters
from timeline.search.query import Search
from timeline.search.spelling import respelled
from timeline.wording import moment_in_words

_SAY_NOTHING = {("order", NEWEST), ("view", LIST)}
# Each proposal is asked for before it is made.
_MOST_TRIED = 6


@dataclass(frozen=True)
class Chip:
    """A filter that is on: what it is, its value in words, and the address without it."""

    what: str
    words: str
    url: str


def tidy(given: QueryDict) -> QueryDict:
    """The parameters as a URL to share has them: without those that say nothing."""
    query = QueryDict(mutable=True)
    for name, values in given.lists():
        if said := [value for value in values if value and (name, value) not in _SAY_NOTHING]:
            query.setlist(name, said)
    return query


def without(query: QueryDict, *names: str) -> QueryDict:
    """The same query without these parameters."""
    query = query.copy()
    for name in names:
        query.pop(name, None)
    return query


def with_values(query: QueryDict, **values: str) -> QueryDict:
    """The same query with these parameters set."""
    query = query.copy()
    for name, value in values.items():
        query[name] = value
    return query


def address(query: QueryDict) -> str:
    """The query as a link on the page that it is about; "." is that page without parameters."""
    return f"?{query.urlencode()}" if query else "."


def chips_of(form: TimelineFilters, query: QueryDict) -> list[Chip]:
    """The filters that are on, in the order of the panel; only for a valid form."""
    values = form.cleaned_data
    bare = without(query, "cursor")
    chips = []
    for actor in form.chosen_actors:
        others = bare.copy()
        others.setlist("actor", [slug for slug in bare.getlist("actor") if slug != actor.slug])
        chips.append(Chip(_("Actor"), actor.name, address(others)))
    tags = {kind: tag.name if tag else "" for kind, tag in form.chosen_tags.items()}
    in_words = {
        "q": (_("Text"), f"“{values['q']}”"),
        "conflict": (_("Conflict"), form.chosen_conflict.name if form.chosen_conflict else ""),
        "type": (_("Type"), str(dict(EventType.choices).get(values["type"], ""))),
        "verdict": (_("Verdict"), str(dict(Verdict.choices).get(values["verdict"], ""))),
        "issue": (_("Issue"), tags["issue"]),
        "place": (_("Place"), tags["place"]),
        "source": (_("Outlet"), tags["source"]),
        "bbox": (pgettext("a box of the map", "Inside"), f"{values['bbox']}"),
        "contested": (_("Only"), _("contested")),
        "corrected": (_("Only"), _("corrected")),
        "from": (_("From"), str(values["from"])),
        "to": (_("To"), str(values["to"])),
        "as_of": (_("As known on"), moment_in_words(values["as_of"])),
    }
    return chips + [
        Chip(what, words, address(without(bare, name)))
        for name, (what, words) in in_words.items()
        if values.get(name)
    ]


def meant(question: Question, query: QueryDict) -> list[tuple[str, str]]:
    """Words that a search which finds nothing may have meant, each with the address that asks for it."""
    found = []
    for words in islice(respelled(query.get("q", "")), _MOST_TRIED):
        other = replace(question, search=Search.parse(words), cursor=None)
        if other.counted.entries:
            found.append((words, address(with_values(query, q=words))))
    return found
