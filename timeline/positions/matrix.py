"""Actors by issues, each cell with the stance that was held on a day: what pages and frames show of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.http import QueryDict
from django.utils.translation import gettext as _

from actors.models import Actor, Conflict
from timeline.addresses import address, with_values
from timeline.cards import actor_url, at_moment, issue_url
from timeline.positions.deriving import Interval, held_on, stances_on, standing_on
from timeline.positions.issue_tree import Branch, IssueTree, Node, branches_of, issue_address
from timeline.positions.reading import Counts, Held, Read, Ways, count_positions, read_positions
from timeline.positions.wording import Told, day_in_words, stances_in_words

ROWS = 12
COLUMNS = 10
_SHIFTS = 12
_A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Asked:
    """The state of the page: on which day, compared with which, as known when, and what of it is shown."""

    on: date
    since: date
    as_of: datetime | None = None
    conflict: int | None = None
    issue: str = ""
    actors: tuple[str, ...] = ()
    side: str = ""
    page: int = 1
    issues_page: int = 1

    @classmethod
    def from_values(cls, values: Mapping[str, object], today: date) -> Asked:
        """From checked parameters: the day is today, or the last one that was known; compared is a week before."""
        as_of = values.get("as_of")
        until = min(today, as_of.date()) if isinstance(as_of, datetime) else today
        on = values.get("on")
        on = on if isinstance(on, date) else until
        since = values.get("since")
        return cls(
            on=on,
            since=since if isinstance(since, date) else on - min(_A_WEEK, on - date.min),
            as_of=as_of if isinstance(as_of, datetime) else None,
        )


@dataclass(frozen=True)
class Cell:
    """How one actor stands on one issue on the day; nothing where nothing is known of it."""

    url: str
    held: list[Told] = field(default_factory=list)
    contradicts: bool = False
    before: str = ""  # what it was on the day compared with, where it is another now
    ended: str = ""  # where the last position was taken back and nothing took its place: which, and when

    @property
    def is_empty(self) -> bool:
        """Whether the actor has said nothing on the issue by that day."""
        return not self.held and not self.ended


@dataclass(frozen=True)
class Row:
    """One actor."""

    slug: str
    name: str
    url: str
    cells: list[Cell]


@dataclass(frozen=True)
class Column:
    """One issue."""

    node: Node
    name: str
    url: str


@dataclass(frozen=True)
class Group:
    """Columns that are parts of one issue."""

    name: str
    width: int


@dataclass(frozen=True)
class Shift:
    """A day on which somebody’s stance became another one."""

    day: date
    words: str
    actor: str
    issue: str
    before: str
    after: Told
    url: str


@dataclass(frozen=True)
class Matrix:
    """What a page shows: rows, columns, the shifts behind them, and what there is beside what is shown."""

    asked: Asked
    rows: list[Row]
    columns: list[Column]
    groups: list[Group]
    shifts: list[Shift]
    counts: Counts
    tree: list[Branch]
    actors: int
    issues: int
    pages: int
    issue_pages: int
    unknown: list[str]  # slugs that were asked for and have taken no position
    conflicts: list[Conflict] = field(default_factory=list)  # of which something is published

    @property
    def has_groups(self) -> bool:
        """Whether any column is a part of a wider issue."""
        return any(group.name for group in self.groups)


def matrix_of(asked: Asked, query: QueryDict) -> Matrix:
    """The matrix that is asked for, in seven queries; `query` is kept in its links."""
    ways = Ways.at(asked.as_of)
    tree = IssueTree.at(asked.as_of, ways.issues)
    named = _ids([*asked.actors, *([asked.side] if asked.side else [])])
    side = ways.actors.get(named.get(asked.side, 0), named.get(asked.side, 0)) if asked.side else None
    meant = [node for node in _within(tree, asked) if asked.conflict in {None, node.conflict}]
    whole = not asked.issue and asked.conflict is None
    counts = count_positions(None if whole else [node.pk for node in meant], moment=asked.as_of, ways=ways, side=side)
    spoken_on = [node for node in meant if counts.issues.get(node.pk)]
    nodes = _columns(spoken_on, counts, asked.issues_page)
    chosen, total = _rows(asked, counts, ways, named)
    slugs = _slugs(chosen, named)
    read = read_positions(
        actors=chosen,
        issues=[node.pk for node in nodes],
        on=asked.on,
        compared=asked.since,
        moment=asked.as_of,
        ways=ways,
    )
    kept = _kept(query)
    columns = [
        Column(node, read.issue_names.get(node.pk, node.name), issue_address(node.slug, kept)) for node in nodes
    ]
    rows = [_row(actor, slugs[actor], columns, read, asked, kept) for actor in chosen]
    return Matrix(
        asked=asked,
        rows=rows,
        columns=columns,
        groups=_groups(nodes, tree),
        shifts=_shifts(chosen, columns, rows, read, asked, kept),
        counts=counts,
        tree=branches_of(tree.roots, counts.issues, kept),
        actors=total,
        issues=len(spoken_on),
        pages=-(-total // ROWS),
        issue_pages=-(-len(spoken_on) // COLUMNS),
        unknown=[slug for slug in asked.actors if ways.actors.get(pk := named.get(slug, 0), pk) not in chosen],
    )


def _within(tree: IssueTree, asked: Asked) -> list[Node]:
    """Every issue, or one with its parts."""
    if not asked.issue:
        return list(tree.in_order())
    node = tree.called(asked.issue)
    return list(node.family()) if node else []


def _columns(spoken_on: list[Node], counts: Counts, page: int) -> list[Node]:
    """The issues of the page, those first that most is said on, each page in the order of the tree."""
    most = sorted(spoken_on, key=lambda node: (-counts.issues[node.pk], node.name, node.pk))
    shown = {node.pk for node in most[(page - 1) * COLUMNS : page * COLUMNS]}
    return [node for node in spoken_on if node.pk in shown]


def _ids(slugs: list[str]) -> dict[str, int]:
    return dict(Actor.objects.filter(slug__in=slugs).values_list("slug", "pk")) if slugs else {}


def _rows(asked: Asked, counts: Counts, ways: Ways, named: Mapping[str, int]) -> tuple[list[int], int]:
    """The actors of the page, those first who said most; and how many there are on all pages."""
    if not asked.actors:
        ordered = sorted(counts.actors, key=lambda actor: (-counts.actors[actor], actor))
        return ordered[(asked.page - 1) * ROWS : asked.page * ROWS], len(ordered)
    ids = (named.get(slug, 0) for slug in asked.actors)
    chosen = [one for one in dict.fromkeys(ways.actors.get(pk, pk) for pk in ids) if counts.actors.get(one)]
    return chosen, len(chosen)


def _slugs(actors: list[int], named: Mapping[str, int]) -> dict[int, str]:
    """Under which slug each of these actors is found."""
    known = {pk: slug for slug, pk in named.items()}
    if known.keys() >= set(actors):
        return known
    return dict(Actor.objects.filter(pk__in=actors).values_list("pk", "slug"))


def _row(actor: int, slug: str, columns: list[Column], read: Read, asked: Asked, kept: QueryDict) -> Row:
    own = address(with_values(kept, actor=slug))
    cells = [
        _cell(
            read.held(asked.on, actor, column.node.pk),
            read.held(asked.since, actor, column.node.pk),
            asked,
            f"{issue_url(column.node.slug)}{own}#said",
        )
        for column in columns
    ]
    name = read.actor_names.get(actor) or slug
    return Row(slug, name, at_moment(actor_url(slug), kept.get("as_of", "")), cells)


def _cell(now: Held, then: Held, asked: Asked, url: str) -> Cell:
    """What was held on the day; on a day of change, what held until then stands beside it."""
    held = held_on(now.intervals, asked.on)
    stands = standing_on(now.intervals, asked.on)
    before, after = stances_on(then.intervals, asked.since), stances_on(now.intervals, asked.on)
    return Cell(
        url=url,
        held=[Told(one, asked.on, further=_may_be_older(one, now)) for one in held],
        contradicts=len({one.stance for one in stands}) > 1,
        before=stances_in_words(before) if before != after else "",
        ended="" if held else _ended(now, asked.on),
    )


def _may_be_older(interval: Interval, held: Held) -> bool:
    return held.further and interval.since == min(one.since for one in held.intervals)


def _ended(held: Held, on: date) -> str:
    gone = [one for one in held.intervals if one.until and one.until <= on]
    if not gone:
        return ""
    last = max(gone, key=lambda one: (one.until or date.min, one.since))
    words = _("%(stance)s until %(day)s, then taken back")
    return words % {"stance": stances_in_words([last.stance]), "day": day_in_words(last.until or date.min)}


def _groups(nodes: list[Node], tree: IssueTree) -> list[Group]:
    """Above columns that stand side by side and are parts of one issue, that issue’s name."""
    found: list[tuple[int, str, int]] = []
    for node in nodes:
        root = tree.root_of(node)
        if found and found[-1][0] == root.pk:
            found[-1] = (root.pk, root.name, found[-1][2] + 1)
        else:
            found.append((root.pk, "" if root is node else root.name, 1))
    return [Group(name, width) for _pk, name, width in found]


def _shifts(
    actors: list[int], columns: list[Column], rows: list[Row], read: Read, asked: Asked, kept: QueryDict
) -> list[Shift]:
    """The latest changes of stance of what is shown, newest first, until the day and among what was read."""
    found = []
    for actor, row in zip(actors, rows, strict=True):
        for column in columns:
            held = read.held(asked.on, actor, column.node.pk)
            found += [
                (one.since, row.name, column.name, one, held.intervals, row, column)
                for one in held.intervals
                if one.is_dated and not _may_be_older(one, held)
            ]
    found.sort(key=lambda shift: shift[:3], reverse=True)
    # Only what is shown is put into words.
    return [
        Shift(
            day=one.since,
            words=day_in_words(one.since),
            actor=row.name,
            issue=column.name,
            before=stances_in_words(before) if (before := _before(one, intervals)) else "",
            after=Told(one, one.since),
            url=_cell_url(column, with_values(kept, on=one.since.isoformat()), row.slug),
        )
        for *_key, one, intervals, row, column in found[:_SHIFTS]
    ]


def _before(one: Interval, intervals: list[Interval]) -> set[str]:
    """What ended when this began, be it that it began on that day, too."""
    return {other.stance for other in intervals if other is not one and other.until == one.since}


def _kept(query: QueryDict) -> QueryDict:
    """What links to other pages of positions keep of the address."""
    kept = QueryDict(mutable=True)
    for name in ("on", "since", "as_of"):
        if value := query.get(name):
            kept[name] = value
    return kept


def _cell_url(column: Column, kept: QueryDict, slug: str) -> str:
    """The statements behind a cell."""
    return f"{issue_address(column.node.slug, with_values(kept, actor=slug))}#said"
