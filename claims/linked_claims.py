"""How claims of any stage stand to each other at the desk: the thread that readers have of published ones."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import QuerySet

from accounts.models import named
from claims.enums import AttributionRole, Stage
from claims.models import Claim, ClaimLink
from claims.threads import DEEPEST, LOOKED_AT, MOST, Thread, threaded
from claims.wording import linked_from
from lib.edtf_dates import FuzzyDate
from lib.kept_questions import KeptQuestion, among

# As `timeline.threads` has it, but for what is published.
_REACHED = """
    WITH RECURSIVE reached (claim, depth) AS (
        SELECT %(claim)s::bigint, 0
      UNION
        SELECT beside.claim, reached.depth + 1
        FROM reached
        CROSS JOIN LATERAL (
            SELECT link.other_id AS claim FROM claims_claimlink link WHERE link.claim_id = reached.claim
            UNION ALL
            SELECT link.claim_id FROM claims_claimlink link WHERE link.other_id = reached.claim
        ) beside
        WHERE reached.depth <= %(deepest)s
    )
    SELECT claim FROM (SELECT claim, depth FROM reached LIMIT %(looked_at)s) AS found
    GROUP BY claim HAVING max(depth) > 0 AND min(depth) <= %(deepest)s
    ORDER BY min(depth), claim LIMIT %(most)s
"""


@dataclass(frozen=True)
class Direct:
    """A link with the claim whose page this is, and how that one stands to the other."""

    link: ClaimLink
    how: str


@dataclass(frozen=True)
class SaidAtDesk:
    """A claim as a line of a thread tells it to the desk."""

    claim: Claim
    is_here: bool = False
    direct: list[Direct] = field(default_factory=list)

    @property
    def claim_id(self) -> int:
        """Its number."""
        return self.claim.pk

    @property
    def text(self) -> str:
        """What is said."""
        return self.claim.text

    @property
    def url(self) -> str:
        """Its page at the desk."""
        return self.claim.get_absolute_url()

    @property
    def stage(self) -> str:
        """How far it has come."""
        return self.claim.stage

    @property
    def verdict(self) -> str:
        """What was found, where that is approved."""
        return self.claim.verdict if self.claim.stage == Stage.APPROVED else ""

    @property
    def date(self) -> FuzzyDate:
        """When it was said."""
        return self.claim.said

    @property
    def said(self) -> str:
        """When it was said, in words; "" where that is unknown."""
        return str(self.claim.said) if self.claim.said_edtf else ""

    @property
    def speaker_name(self) -> str:
        """The first who says it; "" where nobody does."""
        return self.speaker["name"] if self.speaker else ""

    @property
    def speaker(self) -> dict[str, str] | None:
        """Who says it, and in which office."""
        first = next(iter(self.claim.attributed(AttributionRole.SPEAKER)), None)
        return {"name": first.actor.name, "office": first.office} if first else None

    @property
    def parties(self) -> list[str]:
        """On whose behalf it is said."""
        return [one.actor.name for one in self.claim.attributed(AttributionRole.SPOKESPERSON_FOR)]


@KeptQuestion
def _linked() -> QuerySet[Claim]:
    """Claims with the links from each to others of them."""
    beside = ClaimLink.objects.filter(among("other_id", "claims")).order_by("pk")
    return Claim.objects.filter(among("pk", "claims")).for_thread().nest("links", *named("added_by"), rows=beside)


def thread_at_desk(claim: Claim) -> Thread:
    """The thread of a claim: two questions, or one where it is linked with nothing."""
    reached = _reached(claim)
    if not reached:
        return Thread()
    nearest = reached[:MOST]
    claims = _linked.ask(claims=nearest)
    links = [link for one in claims for link in one.links.all()]
    direct: dict[int, list[Direct]] = defaultdict(list)
    for link in links:
        if link.claim_id == claim.pk:
            direct[link.other_id].append(Direct(link, str(link.get_kind_display())))
        elif link.other_id == claim.pk:
            direct[link.claim_id].append(Direct(link, linked_from(link.kind)))
    said = {one.pk: SaidAtDesk(one, is_here=one.pk == claim.pk, direct=direct[one.pk]) for one in claims}
    edges = {(link.claim_id, link.kind, link.other_id) for link in links}
    return Thread(threaded(said, edges), more=len(reached) > MOST)


def _reached(claim: Claim) -> list[int]:
    """What is joined with a claim, the nearest first, and one more than is told where there is more."""
    asked = {"claim": claim.pk, "deepest": DEEPEST, "looked_at": LOOKED_AT, "most": MOST + 1}
    with connection.cursor() as cursor:
        cursor.execute(_REACHED, asked)
        return [pk for (pk,) in cursor.fetchall()]
