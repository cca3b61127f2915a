"""How a claim may stand to recorded ones: what similarity proposes, for people to confirm or refuse."""

from dataclasses import dataclass

from claims.enums import LinkKind
from claims.models import Claim
from claims.similar.finding import Asked, Match, matches_of
from claims.similar.hints import Hint, Otherwise, contradictions
from claims.similar.terms import terms_of

_LOOKED_AT = 12
# A claim that is less alike does not say the same.
_REPEATS = 0.6
# More than a person would go through.
MOST = 6


@dataclass(frozen=True, slots=True)
class Proposed:
    """One claim perhaps repeats, contradicts, denies … another; `score` is how alike they are, 0 to 1."""

    claim: Claim
    other: Claim
    kind: LinkKind
    score: float
    why: str

    @property
    def pair(self) -> frozenset[int]:
        """The two claims, whichever comes first."""
        return frozenset({self.claim.pk, self.other.pk})


def propose(claim: Claim) -> list[Proposed]:
    """How a claim may stand to recorded ones, contradictions first; `claim` comes from `to_compare()`."""
    asked = Asked(
        text=claim.text,
        quote=claim.quote,
        language=claim.quote_language,
        conflict=claim.conflict,
        speakers=[item.actor for item in claim.speakers],
        issue=claim.issue,
        said=claim.said_edtf,
        other_than=claim.pk,
    )
    matches = matches_of(asked, limit=_LOOKED_AT)
    scores = {match.claim.pk: match.score for match in matches}
    hints = contradictions(asked, stance=claim.stance, matches=matches)
    found = [_otherwise(claim, hint, scores.get(hint.claim.pk, 0.0)) for hint in hints]
    told = {hint.claim.pk for hint in hints}
    found += [_repeats(claim, one) for one in matches if one.score >= _REPEATS and one.claim.pk not in told]
    return found[:MOST]


def _repeats(claim: Claim, match: Match) -> Proposed:
    later, earlier = _in_order(claim, match.claim)
    return Proposed(later, earlier, LinkKind.REPEATS, match.score, ", ".join(match.reasons))


def _otherwise(claim: Claim, hint: Hint, score: float) -> Proposed:
    later, earlier = _in_order(claim, hint.claim)
    same, after = _same_speaker(claim, hint.claim), _is_dated_after(later, earlier)
    if hint.how == Otherwise.DENIES:
        return Proposed(hint.claim, claim, LinkKind.DENIES, score, "the same words, and a denial")
    if hint.how == Otherwise.DENIED:
        return Proposed(claim, hint.claim, LinkKind.DENIES, score, "the same words, and a denial")
    if hint.how == Otherwise.NUMBER:
        kind = LinkKind.SUPERSEDES if same and after else LinkKind.CONTRADICTS
        return Proposed(later, earlier, kind, score, _figures(later, earlier))
    kind = LinkKind.WALKS_BACK if same and after else LinkKind.CONTRADICTS
    who = "the same speaker" if same else "the same side"
    why = f"{who} on {claim.issue}: {earlier.get_stance_display()}, then {later.get_stance_display()}"
    return Proposed(later, earlier, kind, score, why)


def _figures(later: Claim, earlier: Claim) -> str:
    now, before = terms_of(later.text).numbers, terms_of(earlier.text).numbers
    return f"other figures: {_listed(before - now)}, then {_listed(now - before)}"


def _listed(numbers: frozenset[str]) -> str:
    return " and ".join(sorted(numbers, key=lambda number: (len(number), number))) or "none"


def _same_speaker(one: Claim, two: Claim) -> bool:
    return bool({item.actor_id for item in one.speakers} & {item.actor_id for item in two.speakers})


def _is_dated_after(later: Claim, earlier: Claim) -> bool:
    """Whether both dates are known and no moment of the one may lie in the other."""
    begins, ended = later.said.earliest, earlier.said.latest
    return bool(begins and ended and begins > ended)


def _in_order(one: Claim, two: Claim) -> tuple[Claim, Claim]:
    """The later one first: by when it was said, and where that does not tell, by when it was recorded."""
    if _is_dated_after(one, two):
        return one, two
    if _is_dated_after(two, one):
        return two, one
    return (one, two) if one.pk > two.pk else (two, one)
