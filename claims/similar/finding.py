"""The same claim, recorded already: candidates from the indexes, compared one by one."""

from collections.abc import Collection
from dataclasses import dataclass

from actors.models import Actor, Conflict
from claims.models import Claim, Issue
from claims.similar.candidates import candidates
from claims.similar.indexing import context_terms, index_stale_claims
from claims.similar.rarity import rarity_for
from claims.similar.scoring import likeness
from claims.similar.terms import Terms, terms_of

# What is less alike than this is not worth an editor's look.
LEAST = 0.03


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A statement as somebody wrote it; who said it, on what and when, as far as that is known."""

    text: str
    quote: str = ""
    language: str = ""
    conflict: Conflict | None = None
    speakers: Collection[Actor] = ()
    issue: Issue | None = None
    said: str = ""
    other_than: int | None = None

    def terms(self) -> Terms:
        """What it is found by."""
        terms = terms_of(self.text, self.language)
        return terms | terms_of(self.quote, self.language) if self.quote and self.quote not in self.text else terms


@dataclass(frozen=True, slots=True)
class Match:
    """A recorded claim that may say the same: how alike, 0 to 1, and why."""

    claim: Claim
    score: float
    reasons: tuple[str, ...]


def similar_claims(  # each says one thing of the statement
    *,
    text: str,
    quote: str = "",
    language: str = "",
    conflict: Conflict | None = None,
    speaker: Actor | None = None,
    issue: Issue | None = None,
    said: str = "",
    limit: int = 5,
) -> list[Match]:
    """Recorded claims that say the same or nearly, the likest first; the text alone is enough."""
    speakers = [speaker] if speaker else []
    return matches_of(
        Asked(
            text=text,
            quote=quote,
            language=language,
            conflict=conflict,
            speakers=speakers,
            issue=issue,
            said=said,
        ),
        limit=limit,
    )


def matches_of(asked: Asked, *, limit: int = 5) -> list[Match]:
    """Recorded claims that say what is asked, the likest first."""
    index_stale_claims()
    terms = asked.terms()
    about = context_terms(
        speakers=[actor.pk for actor in asked.speakers],
        issue=asked.issue.pk if asked.issue else None,
        said=asked.said,
    )
    rarity = rarity_for(terms.words | about)
    found = [
        (likeness(terms, about, one, rarity), one.pk)
        for one in candidates(
            terms,
            about,
            rarity=rarity,
            conflict=asked.conflict.pk if asked.conflict else None,
            other_than=asked.other_than,
        )
    ]
    found = sorted((pair for pair in found if pair[0].score >= LEAST), key=lambda pair: (-pair[0].score, pair[1]))
    claims = {claim.pk: claim for claim in Claim.objects.for_cards().filter(pk__in=[pk for _, pk in found[:limit]])}
    return [Match(claims[pk], like.score, like.reasons) for like, pk in found[:limit] if pk in claims]
