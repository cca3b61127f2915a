"""A thread of claims to read from the top down: who said it first, who denies it, who repeats it.

It is made of claims and of the links between them, whoever reads them: the desk (`claims.linked_claims`) or readers.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.enums import LinkKind
from claims.wording import linked_from
from lib.edtf_dates import DatePrecision, FuzzyDate

# A page tells so many claims of a thread, and none further than so many links from its own.
MOST, DEEPEST = 40, 4
# What is looked at before the nearest are chosen, so that nothing that is linked without end costs without end.
LOOKED_AT = 2_000

Edge = tuple[int, str, int]  # a claim, how it stands to another, and that one


class Said(Protocol):
    """A claim as a line of a thread tells it (`claims/said.html`)."""

    @property
    def claim_id(self) -> int: ...
    @property
    def date(self) -> FuzzyDate: ...
    @property
    def said(self) -> str: ...
    @property
    def speaker_name(self) -> str: ...
    @property
    def is_here(self) -> bool: ...


@dataclass(frozen=True)
class Further:
    """One more way in which a claim stands to one of its thread."""

    how: str
    to: Said


@dataclass(frozen=True)
class Post:
    """One claim of a thread with those that repeat it, how it stands to what it hangs on, and what hangs on it."""

    first: Said
    repeats: list[Said]
    how: str = ""
    further: list[Further] = field(default_factory=list)
    answers: list["Post"] = field(default_factory=list)

    @property
    def repeated(self) -> str:
        """Who said it first and how often it was repeated, in words; "" where it was not."""
        if not self.repeats:
            return ""
        first = ", ".join(words for words in (self.first.said, self.first.speaker_name) if words)
        number = len(self.repeats)
        says = [_("first said: %(first)s") % {"first": first}] if first else []
        says.append(ngettext("repeated %(number)s time", "repeated %(number)s times", number) % {"number": number})
        if self.repeats[-1].said:
            says.append(_("last: %(last)s") % {"last": self.repeats[-1].said})
        return capfirst("; ".join(says))

    @property
    def has_here(self) -> bool:
        """Whether one of the repetitions is the claim whose page this is."""
        return any(one.is_here for one in self.repeats)


@dataclass(frozen=True)
class Thread:
    """What is joined, the earliest first; `more` where that is not all of it."""

    posts: list[Post] = field(default_factory=list)
    more: bool = False

    def __bool__(self) -> bool:
        return bool(self.posts)


def threaded(said: Mapping[int, Said], edges: Iterable[Edge]) -> list[Post]:
    """Each claim once, below what it answers: the first said on top, each next one where it is first linked.

    What hangs together in more than one way, or in a circle, has its other links told beside it.
    """
    edges = sorted({edge for edge in edges if edge[0] in said and edge[2] in said})
    groups = _repeated(said, edges)
    order = sorted({group[0] for group in groups.values()}, key=lambda claim: _when(said[claim]))
    linked: dict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        ends = {groups[edge[0]][0], groups[edge[2]][0]}
        if edge[1] != LinkKind.REPEATS or len(ends) > 1:
            for first in ends:
                linked[first].append(edge)
    posts: dict[int, Post] = {}
    top: list[Post] = []
    while waiting := [first for first in order if first not in posts]:
        first = next((one for one in waiting if _placed(linked[one], groups, one, posts)), waiting[0])
        ways = sorted(_placed(linked[first], groups, first, posts), key=lambda edge: _first_way(edge, groups, first))
        hangs_on = ways[0] if ways else None
        others = ways[1:] + [edge for edge in linked[first] if groups[edge[0]] is groups[edge[2]]]
        posts[first] = Post(
            first=said[first],
            repeats=[said[claim] for claim in groups[first][1:]],
            how=_seen_from(first, hangs_on, groups) if hangs_on else "",
            further=[_further(first, edge, groups, said) for edge in others],
        )
        if hangs_on:
            posts[_other_end(first, hangs_on, groups)].answers.append(posts[first])
        elif linked[first] or len(groups[first]) > 1:
            top.append(posts[first])
    for post in posts.values():
        post.answers.sort(key=lambda answer: _when(answer.first))
    return top


def _when(one: Said) -> tuple[bool, float, int]:
    """Earliest first; of what has no date it is not known that anything came later."""
    date = one.date
    return date.precision == DatePrecision.UNKNOWN, date.sort.timestamp(), one.claim_id


def _repeated(said: Mapping[int, Said], edges: list[Edge]) -> dict[int, list[int]]:
    """By claim, all that say the same, whoever repeats whom, in the order in which they were said."""
    groups = {claim: [claim] for claim in said}
    for one, kind, other in edges:
        if kind == LinkKind.REPEATS and groups[one] is not groups[other]:
            both = sorted(groups[one] + groups[other], key=lambda claim: _when(said[claim]))
            groups |= dict.fromkeys(both, both)
    return groups


def _other_end(first: int, edge: Edge, groups: dict[int, list[int]]) -> int:
    """What a link leads to, seen from one end of it."""
    ends = [groups[edge[0]][0], groups[edge[2]][0]]
    return ends[1] if ends[0] == first else ends[0]


def _placed(edges: list[Edge], groups: dict[int, list[int]], first: int, posts: dict[int, Post]) -> list[Edge]:
    """Of these links, those that lead to what has its place already."""
    return [edge for edge in edges if _other_end(first, edge, groups) in posts]


def _first_way(edge: Edge, groups: dict[int, list[int]], first: int) -> tuple[bool, int, Edge]:
    """What a claim says itself of another comes before what that one says of it."""
    return groups[edge[0]][0] != first, LinkKind.values.index(edge[1]), edge


def _seen_from(first: int, edge: Edge, groups: dict[int, list[int]]) -> str:
    says_it = groups[edge[0]][0] == first
    return _label(edge[1]) if says_it else linked_from(edge[1])


def _label(kind: str) -> str:
    return str(LinkKind(kind).label)


def _further(first: int, edge: Edge, groups: dict[int, list[int]], said: Mapping[int, Said]) -> Further:
    one, kind, other = edge
    # Between two that say the same, it is told from the end of the first that said it.
    if groups[one] is groups[other]:
        from_first = other == first
        return Further(linked_from(kind) if from_first else _label(kind), said[one if from_first else other])
    return Further(_seen_from(first, edge, groups), said[other if groups[one][0] == first else one])
