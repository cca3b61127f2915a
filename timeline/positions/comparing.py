"""Two actors side by side: what each holds on every issue on which either has said something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Subquery
from django.http import QueryDict

from actors.models import Actor
from timeline.addresses import without
from timeline.models import Position
from timeline.positions.deriving import held_on, stances_on
from timeline.positions.issue_tree import IssueTree, Node, issue_address
from timeline.positions.reading import Read, Ways, count_positions, read_positions
from timeline.positions.wording import Told

_OFFERED = 300


@dataclass(frozen=True)
class Both:
    """One issue: what the first holds, what the second holds, and how the two compare."""

    name: str
    url: str
    sides: list[list[Told]]
    agree: bool
    differ: bool


@dataclass(frozen=True)
class Comparison:
    """Two actors; the issues on which they differ stand first."""

    names: list[str]
    slugs: list[str]
    issues: list[Both]
    agreeing: int
    differing: int


def compare(slugs: list[str], *, on: date, as_of: datetime | None, query: QueryDict) -> Comparison | None:
    """Two actors on a day, in five queries; None where one of them has taken no position by then."""
    ways = Ways.at(as_of)
    tree = IssueTree.at(as_of, ways.issues)
    ids = dict(Actor.objects.filter(slug__in=slugs).values_list("slug", "pk"))
    actors = [ways.actors.get(ids.get(slug, 0), ids.get(slug, 0)) for slug in slugs]
    nodes = list(tree.in_order())
    read = read_positions(actors=actors, issues=[one.pk for one in nodes], on=on, moment=as_of, ways=ways)
    if any(actor not in read.actor_names for actor in actors):
        return None
    kept = without(query, "since", "page")
    kept.setlist("actor", slugs)
    both = [found for node in nodes if (found := _both(node, actors, read, on, kept))]
    both.sort(key=lambda one: (not one.differ, not one.agree))
    return Comparison(
        names=[read.actor_names[actor] for actor in actors],
        slugs=slugs,
        issues=both,
        agreeing=sum(one.agree for one in both),
        differing=sum(one.differ for one in both),
    )


def _both(node: Node, actors: list[int], read: Read, on: date, kept: QueryDict) -> Both | None:
    held = [read.held(on, actor, node.pk) for actor in actors]
    sides = [[Told(one, on, further=found.further) for one in held_on(found.intervals, on)] for found in held]
    if not any(sides):
        return None
    stances = [stances_on(found.intervals, on) for found in held]
    return Both(
        name=read.issue_names.get(node.pk, node.name),
        url=issue_address(node.slug, kept),
        sides=sides,
        agree=bool(stances[0]) and stances[0] == stances[1],
        differ=all(stances) and stances[0] != stances[1],
    )


def offered(as_of: datetime | None) -> list[tuple[str, str]]:
    """The sides of which positions are published: slug and name, by name."""
    sides = count_positions(None, moment=as_of, ways=Ways({}, {})).actors
    most = sorted(sides, key=lambda actor: (-sides[actor], actor))[:_OFFERED]
    names = Position.objects.known(as_of).filter(actor=OuterRef("pk")).order_by("issue_id", "-day", "pk")
    rows = Actor.objects.filter(pk__in=most).annotate(called=Subquery(names.values("actor_name")[:1]))
    return list(rows.order_by("called").values_list("slug", "called"))
