"""What the page of one issue shows: lanes, the same as a table, and the statements that they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404, QueryDict

from actors.models import Actor
from claims.enums import Stance
from timeline.addresses import address, with_values, without
from timeline.cards import at_moment, event_url, issue_url
from timeline.dossier import StatementView, statement_view
from timeline.models import EntryTag, Statement
from timeline.positions.deriving import Interval
from timeline.positions.issue_tree import Branch, IssueTree, Node, branches_of, issue_address
from timeline.positions.lanes import Lanes, lanes_of
from timeline.positions.reading import Counts, Lived, Ways, count_positions, whole_history
from timeline.positions.wording import Told, what_came_after

_LANES = 12
_STATEMENTS = 30


@dataclass(frozen=True)
class Line:
    """One position in the table."""

    actor: str
    url: str
    told: Told
    after: str


@dataclass(frozen=True)
class Said:
    """A statement that takes a position, and where it stands with its evidence."""

    view: StatementView
    url: str
    shape: str


@dataclass(frozen=True)
class IssuePage:
    """One issue on a day."""

    node: Node
    above: list[Branch]
    parts: list[Branch]
    lanes: Lanes | None
    lines: list[Line]
    said: list[Said]
    counts: Counts
    cut: bool
    others: int  # actors that have no lane here
    own_url: str


def issue_page(
    slug: str,
    *,
    on: date,
    as_of: datetime | None,
    query: QueryDict,
    actors: Sequence[str] = (),
    side: str = "",
) -> IssuePage | str:
    """The page, or the slug of the issue as which this one went on. At most seven queries.

    Raises Http404 for an issue on which nothing was published by then.
    """
    ways = Ways.at(as_of)
    tree = IssueTree.at(as_of, ways.issues)
    node = tree.called(slug)
    if node is None:
        raise Http404("There is no such issue.")
    if node.pk in ways.issues:
        return tree.nodes[ways.issues[node.pk]].slug
    family = list(node.family())
    counts = count_positions([one.pk for one in family], moment=as_of, ways=ways)
    if not counts.issues and not _is_told_of(family, as_of):
        raise Http404("Nothing is published on that issue.")
    chosen = _ids([*actors, *([side] if side else [])], ways)
    lived = whole_history(
        node.pk,
        moment=as_of,
        ways=ways,
        actors=[chosen.get(one, 0) for one in actors],
        side=chosen.get(side, 0) if side else None,
        until=on,
    )
    meant = lived.actors
    shown = meant[:_LANES]
    moment = without(query, *(name for name in query if name not in {"on", "as_of"}))
    return IssuePage(
        node=node,
        above=[Branch(one.name, issue_address(one.slug, moment), 0, []) for one in tree.above(node)],
        parts=branches_of(node.children, counts.issues, moment),
        lanes=lanes_of([(one.slug, one.name, _one_url(query, one.slug), one.intervals) for one in shown], on),
        lines=[
            Line(one.name, _one_url(query, one.slug), Told(each, on), _after(each, one.intervals, on))
            for one in shown
            for each in one.intervals
        ],
        said=_said(meant, on, query.get("as_of", "")),
        counts=counts,
        cut=lived.cut,
        others=len(meant) - len(shown),
        own_url=issue_url(slug),
    )


def _is_told_of(family: list[Node], as_of: datetime | None) -> bool:
    """Whether a published entry is about one of these issues, be it that nobody takes a position there."""
    tags = EntryTag.objects.filter(kind=EntryTag.Kind.ISSUE, slug__in=[one.slug for one in family])
    if as_of is None:
        return tags.filter(entry__superseded_at__isnull=True).exists()
    return tags.filter(entry__known_at__lte=as_of).exclude(entry__superseded_at__lte=as_of).exists()


def _ids(slugs: list[str], ways: Ways) -> dict[str, int]:
    if not slugs:
        return {}
    found = Actor.objects.filter(slug__in=slugs).values_list("slug", "pk")
    return {slug: ways.actors.get(pk, pk) for slug, pk in found}


def _after(one: Interval, intervals: list[Interval], on: date) -> str:
    """What came after a position by the day that is shown."""
    return what_came_after(one, intervals) if one.until and one.until <= on else ""


def _one_url(query: QueryDict, slug: str) -> str:
    """The same page with what one actor said."""
    return f"{address(with_values(query, actor=slug))}#said"


def _said(lived: list[Lived], on: date, as_of: str) -> list[Said]:
    """The statements behind the positions, the latest first; each once, whoever's lanes it stands in."""
    voices = {voice.statement: voice for one in lived for each in one.intervals for voice in each.voices}
    latest = sorted((voice for voice in voices.values() if voice.day <= on), key=lambda one: (one.day, one.claim))
    numbers = [voice.statement for voice in latest[::-1][:_STATEMENTS]]
    found = Statement.objects.select_related("entry").in_bulk(numbers)
    return [
        Said(
            view=statement_view(one, []),
            url=at_moment(f"{event_url(one.entry)}#statement-{one.position}", as_of),
            shape=Stance(one.stance).shape,
        )
        for one in (found[number] for number in numbers)
    ]
