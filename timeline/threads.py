"""How published claims stand to each other, as a thread to read: who said it first, who denies it, who repeats it.

The claims are joined by links in either direction, as far as readers may know both ends of them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.enums import LinkKind
from claims.wording import linked_from
from lib.edtf_dates import DatePrecision
from timeline.cards import at_moment, claim_url, event_url
from timeline.models import Entry, Statement, StatementLink
from timeline.moments import INSTANT, parameter
from timeline.wording import day_in_words

# A page tells so many statements of a thread, and none further than so many links from its own.
MOST, DEEPEST = 40, 4
# What is looked at before the nearest are chosen, so that nothing that is linked without end costs without end.
_LOOKED_AT = 2_000
# With what somebody said last a page of threads begins.
_OF_SPEAKER = 10

# Breadth first: PostgreSQL makes no more of a recursion than its reader takes. What nobody may know is no way on. It
# looks one link too far, from where it comes back to what it began with, if that is linked with anything at all.
_REACHED = """
    WITH RECURSIVE reached (claim, depth) AS (
        SELECT asked.claim, 0 FROM unnest(%(claims)s::bigint[]) AS asked (claim) WHERE EXISTS (
            SELECT FROM timeline_statement statement JOIN timeline_entry entry ON entry.id = statement.entry_id
            WHERE statement.claim_id = asked.claim AND entry.known_at <= %(moment)s::timestamptz
                AND (entry.superseded_at IS NULL OR entry.superseded_at > %(moment)s::timestamptz)
        )
      UNION
        SELECT beside.claim, reached.depth + 1
        FROM reached
        CROSS JOIN LATERAL (
            SELECT link.other_id AS claim FROM timeline_statementlink link
            WHERE link.claim_id = reached.claim AND link.known_at <= %(moment)s::timestamptz
                AND (link.superseded_at IS NULL OR link.superseded_at > %(moment)s::timestamptz)
            UNION ALL
            SELECT link.claim_id FROM timeline_statementlink link
            WHERE link.other_id = reached.claim AND link.known_at <= %(moment)s::timestamptz
                AND (link.superseded_at IS NULL OR link.superseded_at > %(moment)s::timestamptz)
        ) beside
        WHERE reached.depth <= %(deepest)s AND EXISTS (
            SELECT FROM timeline_statement statement JOIN timeline_entry entry ON entry.id = statement.entry_id
            WHERE statement.claim_id = beside.claim AND entry.known_at <= %(moment)s::timestamptz
                AND (entry.superseded_at IS NULL OR entry.superseded_at > %(moment)s::timestamptz)
        )
    )
    SELECT claim FROM (SELECT claim, depth FROM reached LIMIT %(looked_at)s) AS found
    GROUP BY claim HAVING max(depth) > 0 AND min(depth) <= %(deepest)s
    ORDER BY min(depth), claim LIMIT %(most)s
"""

Edge = tuple[int, str, int]  # a claim, how it stands to another, and that one


@dataclass(frozen=True)
class Said:
    """A published claim as a line tells it; its pages are those of the moment that is read."""

    statement: Statement
    url: str
    event_url: str
    said: str
    is_here: bool = False

    @property
    def speaker(self) -> dict[str, str] | None:
        """Who says it: {slug, name, role, office}."""
        return self.statement.speakers[0] if self.statement.speakers else None

    @property
    def parties(self) -> list[str]:
        """On whose behalf it is said, nearest first."""
        return [party["name"] for party in self.statement.on_behalf_of]


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
        who = self.first.speaker
        first = ", ".join(words for words in (self.first.said, who["name"] if who else "") if words)
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


def thread_of(claims: Collection[int], moment: datetime | None, *, as_of: str = "") -> Thread:
    """The thread of these claims at a moment (None is now): three questions, or one where nothing is linked."""
    reached = _reached(claims, moment)
    if not reached:
        return Thread()
    nearest = reached[:MOST]
    links = StatementLink.objects.known(moment).filter(claim__in=nearest, other__in=nearest)
    edges = set(links.values_list("claim", "kind", "other"))
    here = next(iter(claims)) if len(claims) == 1 else None
    said = told_by(nearest, moment, as_of=as_of, here=here)
    return Thread(threaded(said, edges), more=len(reached) > MOST)


def thread_of_speaker(actors: Collection[int], moment: datetime | None, *, as_of: str = "") -> Thread:
    """The thread of what somebody said last; the ids are all that are one with the actor."""
    spoken = Statement.objects.known(moment).filter(speaker_ids__overlap=list(actors))
    links = StatementLink.objects.known(moment)
    linked = Exists(links.filter(claim=OuterRef("claim"))) | Exists(links.filter(other=OuterRef("claim")))
    newest = spoken.filter(linked).order_by("-said_earliest", "-pk").values_list("claim_id", flat=True)
    return thread_of(set(newest[:_OF_SPEAKER]), moment, as_of=as_of)


def thread_on(entry: Entry, claims: Collection[int], moment: datetime | None, as_of: str = "") -> Thread:
    """The thread of the claims of a revision shown at a moment.

    One that was superseded shows what readers knew when it ended, for ever: others go on without it.
    """
    if entry.superseded_at is None:
        return thread_of(claims, moment, as_of=as_of)
    ended = entry.superseded_at - INSTANT
    return thread_of(claims, ended, as_of=parameter(ended))


def told_by(
    claims: Collection[int], moment: datetime | None, *, as_of: str = "", here: int | None = None
) -> dict[int, Said]:
    """What readers know of these claims at a moment, by claim; one question."""
    found = Statement.objects.filter(claim__in=claims).known(moment).one_a_claim().for_lines()
    return {one.claim_id: said_in(one, as_of, is_here=one.claim_id == here) for one in found}


def said_in(statement: Statement, as_of: str = "", *, is_here: bool = False) -> Said:
    """A statement as a line; links lead to that moment."""
    return Said(
        statement=statement,
        url=at_moment(claim_url(statement.claim_id), as_of),
        event_url=at_moment(f"{event_url(statement.entry)}#statement-{statement.position}", as_of),
        said=day_in_words(statement.said),
        is_here=is_here,
    )


def _reached(claims: Collection[int], moment: datetime | None) -> list[int]:
    """The claims that are joined with these, the nearest first, and one more than are told where there are more."""
    if not claims:
        return []
    asked = {
        "claims": sorted(claims),
        "moment": moment or "infinity",
        "deepest": DEEPEST,
        "looked_at": _LOOKED_AT,
        "most": MOST + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(_REACHED, asked)
        return [claim for (claim,) in cursor.fetchall()]


# ---- from claims and links to something that is read from the top down


def threaded(said: dict[int, Said], edges: Iterable[Edge]) -> list[Post]:
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
    date = one.statement.said
    return date.precision == DatePrecision.UNKNOWN, date.sort.timestamp(), one.statement.claim_id


def _repeated(said: dict[int, Said], edges: list[Edge]) -> dict[int, list[int]]:
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


def _further(first: int, edge: Edge, groups: dict[int, list[int]], said: dict[int, Said]) -> Further:
    one, kind, other = edge
    # Between two that say the same, it is told from the end of the first that said it.
    if groups[one] is groups[other]:
        from_first = other == first
        return Further(linked_from(kind) if from_first else _label(kind), said[one if from_first else other])
    return Further(_seen_from(first, edge, groups), said[other if groups[one][0] == first else one])
