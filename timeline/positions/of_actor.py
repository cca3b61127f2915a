"""How one actor stands on everything it has taken a position on: for the actor's own page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.http import QueryDict

from timeline.moments import parameter
from timeline.positions.deriving import held_on, standing_on
from timeline.positions.issue_tree import IssueTree, issue_address
from timeline.positions.reading import Ways, read_positions
from timeline.positions.wording import Told


@dataclass(frozen=True)
class OnIssue:
    """One issue, what the actor holds on it on the day, and what it held before that."""

    name: str
    url: str
    held: list[Told]
    before: list[Told]
    contradicts: bool


def positions_of_actor(actor: int, slug: str, *, on: date, as_of: datetime | None) -> list[OnIssue]:
    """The positions of an actor on a day, in the order of the issues; four queries."""
    ways = Ways.at(as_of)
    tree = IssueTree.at(as_of, ways.issues)
    nodes = list(tree.in_order())
    read = read_positions(actors=[actor], issues=[node.pk for node in nodes], on=on, moment=as_of, ways=ways)
    kept = QueryDict(mutable=True)
    kept["on"], kept["actor"] = on.isoformat(), slug
    if as_of:
        kept["as_of"] = parameter(as_of)
    found = []
    for node in nodes:
        held = read.held(on, actor, node.pk)
        if not held.intervals:
            continue
        now = held_on(held.intervals, on)
        found.append(
            OnIssue(
                name=read.issue_names.get(node.pk, node.name),
                url=f"{issue_address(node.slug, kept)}#said",
                held=[Told(one, on) for one in now],
                before=[Told(one, on) for one in held.intervals if one not in now],
                contradicts=len({one.stance for one in standing_on(held.intervals, on)}) > 1,
            )
        )
    return found
