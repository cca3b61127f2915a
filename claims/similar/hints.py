"""Recorded claims that say otherwise: another stance of the same side, a denial, or another number."""

from dataclasses import dataclass
from enum import Enum

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from claims.enums import AttributionRole, Stance
from claims.models import Claim
from claims.similar.finding import Asked, Match, matches_of
from claims.similar.scoring import SAME_WORDS
from claims.similar.terms import terms_of

_FOR = frozenset({Stance.PROPOSES, Stance.ACCEPTS, Stance.ACCEPTS_WITH_CONDITIONS, Stance.DEMANDS})
_AGAINST = frozenset({Stance.REJECTS, Stance.WITHDRAWS})
# So alike two claims must be to be about the same thing; a denial says the same words.
_SAME_MATTER = 0.4
_LOOKED_AT = 12
_SHOWN = 3


class Otherwise(Enum):
    """In what two claims differ that may contradict each other."""

    STANCE = "stance"
    DENIES = "denies"  # the recorded one denies what is asked
    DENIED = "denied"  # the other way round
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Hint:
    """A recorded claim that may contradict, and why."""

    claim: Claim
    reason: str
    how: Otherwise


def contradictions(asked: Asked, *, stance: str = "", matches: list[Match] | None = None) -> list[Hint]:
    """Recorded claims that contradict what is asked, three at the most."""
    hints = _other_stance(asked, stance)
    seen = {hint.claim.pk for hint in hints}
    mine = asked.terms()
    for match in matches if matches is not None else matches_of(asked, limit=_LOOKED_AT):
        if match.score < _SAME_MATTER or match.claim.pk in seen:
            continue
        its = terms_of(match.claim.text) if mine.words else mine
        reason, how = "", Otherwise.NUMBER
        # A "no" elsewhere in a longer claim denies nothing.
        if mine.negated != its.negated and SAME_WORDS in match.reasons:
            denies = _("Another claim says the same and denies it")
            reason = denies if its.negated else _("Another claim does not deny it")
            how = Otherwise.DENIES if its.negated else Otherwise.DENIED
        elif (gives := its.numbers - mine.numbers) and (here := mine.numbers - its.numbers):
            reason = _("Another claim gives %(theirs)s, not %(ours)s") % {
                "theirs": _listed(gives),
                "ours": _listed(here),
            }
        if reason:
            hints.append(Hint(match.claim, reason, how))
    return hints[:_SHOWN]


def _other_stance(asked: Asked, stance: str) -> list[Hint]:
    """Claims of the same speaker, or of those whom the speaker acts for, with the opposite stance on the issue."""
    opposite = _AGAINST if stance in _FOR else _FOR if stance in _AGAINST else frozenset()
    speakers = {actor.pk for actor in asked.speakers}
    if not opposite or not speakers or asked.issue is None:
        return []
    sides = {actor.acts_for_id for actor in asked.speakers if actor.acts_for_id}
    claims = (
        Claim.objects.open_or_approved()
        .filter(issue=asked.issue, stance__in=opposite, attributions__role__in=_SPEAKING)
        .filter(attributions__actor__in=speakers | sides)
        .exclude(pk=asked.other_than or 0)
        .for_matches()
        .distinct()
        .order_by("-said_latest", "-pk")[:_SHOWN]
    )
    return [Hint(claim, _stance_in_words(claim, speakers), Otherwise.STANCE) for claim in claims]


_SPEAKING = (AttributionRole.SPEAKER, AttributionRole.SPOKESPERSON_FOR)


def _stance_in_words(claim: Claim, speakers: set[int]) -> str:
    same = any(item.actor_id in speakers for item in claim.speakers)
    if claim.said_edtf:
        words = (
            _("On %(date)s the same speaker %(stance)s this")
            if same
            else _("On %(date)s the same side %(stance)s this")
        )
    else:
        words = _("The same speaker %(stance)s this") if same else _("The same side %(stance)s this")
    return words % {"date": claim.said, "stance": claim.get_stance_display()}


def _listed(numbers: frozenset[str]) -> str:
    return get_text_list(sorted(numbers, key=lambda number: (len(number), number)), _("and"))
