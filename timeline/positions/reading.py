"""Positions out of the database: what is read of them is bounded by what a page shows, not by what there is."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db import connection
from django.db.models import Subquery, Value

from actors.models import ActorMerge
from claims.enums import LinkKind, Verdict
from claims.models import IssueMerge
from lib.merges import to_the_end
from timeline.models import Entry, Position, Withdrawal
from timeline.positions.deriving import Interval, Voice, intervals_of

# Of each cell so many statements are read, and whatever else was said on the day of the last of them.
_READ = 8
# An issue's page draws so many statements, the latest ones.
_MOST = 200
# What ends a position without taking its place.
_ENDS = (LinkKind.WALKS_BACK, LinkKind.SUPERSEDES)

_SEEN = """known_at <= %(moment)s::timestamptz
    AND (superseded_at IS NULL OR superseded_at > %(moment)s::timestamptz)"""
# A claim that was found false was never said so, and takes no position.
_KNOWN = f"{_SEEN} AND verdict <> '{Verdict.FALSE.value}'"
_COLUMNS = """id, actor_id, issue_id, claim_id, statement_id, stance, day, speaker_name, conditions, directness,
    verdict, said_edtf, actor_name, issue_name, known_at"""

_LAST = f"""
SELECT asked.day AS asked, last.*
FROM unnest(%(days)s::date[], %(read)s::int[]) AS asked(day, read)
CROSS JOIN unnest(%(actors)s::bigint[]) AS actor(id)
CROSS JOIN unnest(%(issues)s::bigint[]) AS issue(id)
CROSS JOIN LATERAL (
    SELECT {_COLUMNS} FROM timeline_position
    WHERE actor_id = actor.id AND issue_id = issue.id AND day <= asked.day AND {_KNOWN}
    ORDER BY day DESC FETCH FIRST (asked.read) ROWS WITH TIES
) AS last
"""  # noqa: S608  # constants of this module

# The claims come as one array: thousands of parameters cost more than the rows that they find.
_ENDED = f"""
SELECT other_id, min(day) FROM timeline_statementlink
WHERE other_id = ANY (%(claims)s::bigint[]) AND kind = ANY (%(kinds)s) AND {_SEEN} GROUP BY other_id
"""  # noqa: S608  # as above

# Seconds. What is published anew is counted anew.
_KEPT = 600

_COUNTS = f"""
SELECT actor_id, issue_id, day, count(*) FROM timeline_position
WHERE is_side AND (%(issues)s::bigint[] IS NULL OR issue_id = ANY (%(issues)s::bigint[])) AND {_KNOWN}
GROUP BY GROUPING SETS ((actor_id), (issue_id), (day))
"""  # noqa: S608  # as above

_COUNTS_WITHIN = f"""
SELECT actor_id, issue_id, day, count(*) FROM timeline_position AS one
WHERE (%(issues)s::bigint[] IS NULL OR issue_id = ANY (%(issues)s::bigint[])) AND {_KNOWN}
    AND EXISTS (SELECT FROM timeline_position AS side
        WHERE side.statement_id = one.statement_id AND side.actor_id = ANY (%(side)s))
GROUP BY GROUPING SETS ((actor_id), (issue_id), (day))
"""  # noqa: S608  # as above


_FIELDS = [name.strip().removesuffix("_id") for name in _COLUMNS.replace("\n", " ").split(",")]


class _Row(NamedTuple):
    asked: date
    id: int
    actor: int
    issue: int
    claim: int
    statement: int
    stance: str
    day: date
    speaker: str
    conditions: str
    directness: str
    verdict: str
    said_edtf: str
    actor_name: str
    issue_name: str
    known_at: datetime


@dataclass(frozen=True)
class Ways:
    """As which actors and issues that were merged went on."""

    actors: dict[int, int]
    issues: dict[int, int]

    @classmethod
    def at(cls, moment: datetime | None) -> "Ways":
        """Those of a moment, in one query."""
        actors, issues = (
            merges.in_force(moment).order_by().values_list(Value(kind), "gone", "kept")
            for kind, merges in (("actor", ActorMerge.objects), ("issue", IssueMerge.objects))
        )
        steps: dict[str, dict[int, int]] = {"actor": {}, "issue": {}}
        for kind, gone, kept in actors.union(issues, all=True):
            steps[kind][gone] = kept
        return cls(to_the_end(steps["actor"]), to_the_end(steps["issue"]))


def all_of(kept: Iterable[int], ways: Mapping[int, int]) -> list[int]:
    """These, and whatever went on as one of them."""
    kept = set(kept)
    return sorted(kept | {gone for gone, end in ways.items() if end in kept})


@dataclass(frozen=True)
class Counts:
    """How many statements take a position: by actor, by issue and by the day on which they were said."""

    actors: dict[int, int] = field(default_factory=dict)
    issues: dict[int, int] = field(default_factory=dict)
    days: dict[date, int] = field(default_factory=dict)


def count_positions(
    issues: Collection[int] | None, *, moment: datetime | None, ways: Ways, side: int | None = None
) -> Counts:
    """What is known of positions on these issues (None: on all): of the sides, or of all who speak for one side.

    One query, or two: what is counted of today's sides is kept until something else is published.
    """
    meant = None if issues is None else all_of(issues, ways.issues)
    within = None if side is None else all_of([side], ways.actors)
    found = Counts(defaultdict(int), defaultdict(int), {})
    for actor, issue, day, number in _kept_counts(meant, within, moment):
        if actor is not None:
            found.actors[ways.actors.get(actor, actor)] += number
        elif issue is not None:
            found.issues[ways.issues.get(issue, issue)] += number
        else:
            found.days[day] = number
    return found


def _kept_counts(issues: list[int] | None, side: list[int] | None, moment: datetime | None) -> list[tuple[Any, ...]]:
    """Rows of actor, issue or day with a number: 100,000 positions take some 40 ms to count."""
    asked = {"issues": issues, "side": side, "moment": _moment(moment)}
    if moment or side:  # there are too many of these to keep
        return _counted(asked)
    key = hashlib.sha256(f"{asked} {_state()}".encode()).hexdigest()[:32]
    rows: list[tuple[Any, ...]] | None = cache.get(f"positions:{key}")
    if rows is None:
        rows = _counted(asked)
        cache.set(f"positions:{key}", rows, _KEPT)
    return rows


def _counted(asked: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS if asked["side"] is None else _COUNTS_WITHIN, asked)
        return list(cursor.fetchall())


def _state() -> tuple[object, ...] | None:
    """Changes with every publication and withdrawal, which alone open and close positions."""
    newest = Position.objects.order_by("-pk").values("pk")[:1]
    withdrawn = Withdrawal.objects.order_by("-pk").values("pk")[:1]
    entries = Entry.objects.order_by("-pk").values_list("pk", "known_at", Subquery(newest), Subquery(withdrawn))
    return entries.first()


@dataclass(frozen=True)
class Held:
    """The positions of one actor on one issue; `further` says that older statements of it were not read."""

    intervals: list[Interval]
    further: bool = False


@dataclass(frozen=True)
class Read:
    """What was read for each day that was asked for, by actor and issue; and what both are called there."""

    by_day: dict[date, dict[tuple[int, int], Held]]
    actor_names: dict[int, str]
    issue_names: dict[int, str]

    def held(self, day: date, actor: int, issue: int) -> Held:
        """The positions as they stood on a day that was asked for."""
        return self.by_day[day].get((actor, issue), Held([]))


def read_positions(
    *,
    actors: Collection[int],
    issues: Collection[int],
    on: date,
    moment: datetime | None,
    ways: Ways,
    compared: date | None = None,
) -> Read:
    """The last statements of each actor on each issue until a day, as positions; two queries.

    Of the day `compared` with it no more is read than what stood then.
    """
    read = {on: _READ} | ({compared: 1} if compared not in {None, on} else {})
    asked: dict[str, Any] = {
        "actors": all_of(actors, ways.actors),
        "issues": all_of(issues, ways.issues),
        "days": list(read),
        "read": list(read.values()),
        "moment": _moment(moment),
    }
    with connection.cursor() as cursor:
        cursor.execute(_LAST, asked)
        rows = [_Row(*row) for row in cursor.fetchall()]
    ended = ends_of({row.claim for row in rows}, moment)
    by_cell: dict[tuple[date, int, int], list[_Row]] = defaultdict(list)
    names: tuple[dict[int, tuple[datetime, str]], dict[int, tuple[datetime, str]]] = ({}, {})
    for row in rows:
        actor, issue = ways.actors.get(row.actor, row.actor), ways.issues.get(row.issue, row.issue)
        by_cell[row.asked, actor, issue].append(row)
        for kept, raw, name, known in (
            (actor, row.actor, row.actor_name, names[0]),
            (issue, row.issue, row.issue_name, names[1]),
        ):
            if kept == raw and known.get(kept, (row.known_at, ""))[0] <= row.known_at:
                known[kept] = (row.known_at, name)
    by_day: dict[date, dict[tuple[int, int], Held]] = {day: {} for day in read}
    for (day, actor, issue), found in by_cell.items():
        by_day[day][actor, issue] = _held(found, ended)
    actor_names, issue_names = ({key: name for key, (_, name) in known.items()} for known in names)
    return Read(by_day, actor_names, issue_names)


def _held(rows: list[_Row], ended: Mapping[int, date]) -> Held:
    """Rows of several actors that are one are read as far back as each of them was."""
    oldest = []
    by_source: dict[tuple[int, int], list[_Row]] = defaultdict(list)
    for row in rows:
        by_source[row.actor, row.issue].append(row)
    oldest = [min(row.day for row in found) for found in by_source.values() if len(found) >= _READ]
    floor = max(oldest, default=date.min)
    return Held(intervals_of(voices_of((row for row in rows if row.day >= floor), ended)), further=bool(oldest))


def voices_of(rows: Iterable[Any], ended: Mapping[int, date]) -> list[Voice]:
    """Each claim once, as it was published last."""
    newest: dict[int, Any] = {}
    for row in rows:
        other = newest.get(row.claim)
        if other is None or (other.known_at, other.id) < (row.known_at, row.id):
            newest[row.claim] = row
    return [
        Voice(
            claim=row.claim,
            statement=row.statement,
            stance=row.stance,
            day=row.day,
            speaker=row.speaker,
            conditions=row.conditions,
            directness=row.directness,
            verdict=row.verdict,
            said_edtf=row.said_edtf,
            ended=ended.get(row.claim),
        )
        for row in newest.values()
    ]


def ends_of(claims: Collection[int], moment: datetime | None) -> dict[int, date]:
    """When each of these claims was walked back or superseded by another one that readers know; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_ENDED, {"claims": list(claims), "kinds": list(_ENDS), "moment": _moment(moment)})
        return dict(cursor.fetchall())


@dataclass(frozen=True)
class Lived:
    """All positions of one actor on one issue, and what the actor was called last."""

    slug: str
    name: str
    intervals: list[Interval]


@dataclass(frozen=True)
class History:
    """The positions of actors on one issue, those first who said most; `cut`: there are older statements."""

    actors: list[Lived]
    cut: bool


def whole_history(
    issue: int,
    *,
    moment: datetime | None,
    ways: Ways,
    actors: Collection[int] = (),
    side: int | None = None,
    until: date,
    most: int = _MOST,
) -> History:
    """How the sides stood on an issue until a day, or these actors, or all who speak for one side; two queries.

    The latest statements are read; of the first day among too many, which may not be whole, nothing is.
    """
    found = Position.objects.known(moment).exclude(verdict=Verdict.FALSE)
    found = found.filter(issue__in=all_of([issue], ways.issues), day__lte=until)
    if actors:
        found = found.filter(actor__in=all_of(actors, ways.actors))
    elif side is not None:
        found = found.filter(statement__positions__actor__in=all_of([side], ways.actors)).distinct()
    else:
        found = found.filter(is_side=True)
    rows = [
        (slug, _Row(date.min, *row))
        for *row, slug in found.order_by("-day", "-pk").values_list(*_FIELDS, "actor__slug")[: most + 1]
    ]
    cut = len(rows) > most
    if cut:
        rows = [(slug, row) for slug, row in rows if row.day > rows[-1][1].day]
    ended = ends_of({row.claim for _slug, row in rows}, moment)
    by_actor: dict[int, list[_Row]] = defaultdict(list)
    slugs: dict[int, str] = {}
    for slug, row in rows:
        by_actor[ways.actors.get(row.actor, row.actor)].append(row)
        slugs[row.actor] = slug
    lived = [
        Lived(slugs.get(actor, slugs[found[0].actor]), found[0].actor_name, intervals_of(voices_of(found, ended)))
        for actor, found in by_actor.items()
    ]
    lived.sort(key=lambda one: (-sum(len(interval.voices) for interval in one.intervals), one.name))
    return History(lived, cut)


def _moment(moment: datetime | None) -> datetime | str:
    return moment or "infinity"
