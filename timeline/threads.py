"""How published claims stand to each other, as a thread to read: who said it first, who denies it, who repeats it.

The claims are joined by links in either direction, as far as readers may know both ends of them.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection
from django.db.models import Q

from claims.threads import DEEPEST, LOOKED_AT, MOST, Thread, threaded
from lib.edtf_dates import FuzzyDate
from timeline.cards import at_moment, claim_url, event_url
from timeline.models import Entry, Statement, StatementLink
from timeline.moments import INSTANT, parameter
from timeline.wording import day_in_words

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


@dataclass(frozen=True)
class Said:
    """A published claim as a line tells it; its pages are those of the moment that is read."""

    statement: Statement
    url: str
    event_url: str
    said: str
    is_here: bool = False

    @property
    def claim_id(self) -> int:
        """Whose page is `url`."""
        return self.statement.claim_id

    @property
    def text(self) -> str:
        """What is said."""
        return self.statement.text

    @property
    def verdict(self) -> str:
        """What the newsroom found."""
        return self.statement.verdict

    @property
    def date(self) -> FuzzyDate:
        """When it was said."""
        return self.statement.said

    @property
    def speaker_name(self) -> str:
        """The first who says it; "" where nobody does."""
        return self.speaker["name"] if self.speaker else ""

    @property
    def speaker(self) -> dict[str, str] | None:
        """Who says it: {slug, name, role, office}."""
        return self.statement.speakers[0] if self.statement.speakers else None

    @property
    def parties(self) -> list[str]:
        """On whose behalf it is said, nearest first."""
        return [party["name"] for party in self.statement.on_behalf_of]


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


def thread_of_speaker(spoken: Collection[Statement], moment: datetime | None, *, as_of: str = "") -> Thread:
    """The thread of what somebody said last, of these statements that readers knew at the moment."""
    claims = {one.claim_id for one in spoken}
    links = StatementLink.objects.known(moment)
    both = links.filter(Q(claim__in=claims) | Q(other__in=claims)).values_list("claim", "other") if claims else ()
    linked = {claim for pair in both for claim in pair}
    newest = sorted((one for one in spoken if one.claim_id in linked), key=_when_said, reverse=True)
    return thread_of({one.claim_id for one in newest[:_OF_SPEAKER]}, moment, as_of=as_of)


def _when_said(statement: Statement) -> tuple[bool, datetime, int]:
    """Orders statements; what nobody has dated comes last, and so first where the newest are looked for."""
    earliest = statement.said.earliest
    return (earliest is None, earliest or datetime.min.replace(tzinfo=UTC), statement.pk)


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
        "looked_at": LOOKED_AT,
        "most": MOST + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(_REACHED, asked)
        return [claim for (claim,) in cursor.fetchall()]
