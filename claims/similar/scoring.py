"""How alike two claims are, from their terms: pure functions, no database."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from django.utils.translation import gettext_noop
from rapidfuzz import fuzz

from claims.similar.candidates import Candidate
from claims.similar.rarity import Rarity
from claims.similar.terms import Terms, folded_of

_K1, _B, _USUAL_LENGTH = 1.2, 0.4, 16
_ABOUT = "@!~"
# What both are about: its mark among the terms, what it adds to the score, and the reason.
_SAME = (
    ("@", 0.08, gettext_noop("same speaker")),
    ("!", 0.08, gettext_noop("same issue")),
    ("~", 0.06, gettext_noop("same day")),
)
# What the wordings themselves, word by word, can add to the score. Reading them costs more than all the rest, so only
# the claims that this could bring among the likest are read.
_WORDING = 0.1
# The same words are in both, and the recorded claim says not much else.
SAME_WORDS = gettext_noop("same words")
_SAME_WORDS, _COVERED = 0.75, 0.5
# What an embedder adds, by the cosine: from nothing at the first to all of the second where the vectors are one.
_NEAR_FROM, _NEAR = 0.5, 0.4
_NONE: Mapping[int, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Likeness:
    """0 to 1, with the reasons in words."""

    score: float
    reasons: tuple[str, ...]


class _Measured(NamedTuple):
    """What is known of a candidate before its wordings are read."""

    candidate: Candidate
    common: float
    covered: float
    wording: float
    factor: float
    bonus: float
    reasons: tuple[str, ...]

    def score(self, alike: float) -> float:
        return min(1.0, (self.common + self.wording * alike) * self.factor + self.bonus)

    @property
    def most(self) -> float:
        """The score if the wordings are the same."""
        return self.score(1.0)


class Likest:
    """Compares one statement with many recorded claims."""

    def __init__(
        self, asked: Terms, about: Collection[str], rarity: Rarity, *, near: Mapping[int, float] = _NONE
    ) -> None:
        self._asked, self._about, self._rarity = asked, about, rarity
        self._near = near
        self._words = rarity.together(asked.words)
        self._grams = rarity.together(asked.grams)

    def among(self, candidates: Iterable[Candidate], *, limit: int, least: float) -> list[tuple[Likeness, int]]:
        """The likest so many, each with its claim's key; none is less alike than `least`."""
        measured = sorted((self._measured(one) for one in candidates), key=lambda one: (-one.most, one.candidate.pk))
        found: list[tuple[Likeness, int]] = []
        for one in measured:
            if one.most < least or (len(found) >= limit and one.most < found[limit - 1][0].score):
                break
            like = self._likeness(one)
            if like.score >= least:
                found.append((like, one.candidate.pk))
                found.sort(key=lambda pair: (-pair[0].score, pair[1]))
        return found[:limit]

    def _measured(self, candidate: Candidate) -> _Measured:
        asked, rarity = self._asked, self._rarity
        held = {term for term in candidate.words if term[0] not in _ABOUT}
        shared = rarity.together(asked.words & held)
        of_asked = shared / (self._words or 1)
        of_held = shared / (rarity.together(held) or 1)
        spelled = rarity.together(asked.grams & candidate.grams)
        spelled /= min(self._grams, rarity.together(candidate.grams)) or 1
        # Okapi BM25 with every term counted once, as claims are short, by what the statement itself would have.
        ranked = of_asked * (1 + _length(len(asked.words))) / (1 + _length(len(held)))
        common = 0.5 * min(1, ranked) + 0.2 * (2 * of_asked * of_held / ((of_asked + of_held) or 1)) + 0.2 * spelled
        factor, bonus, reasons = 1.0, 0.0, []
        numbers = {term[1:] for term in held if term[0] == "#"} if asked.numbers else frozenset()
        if asked.numbers & numbers:
            reasons.append(gettext_noop("same number"))
        elif numbers:
            factor = 0.9
            reasons.append(gettext_noop("another number"))
        told = {term[0] for term in self._about if term in candidate.words}
        for mark, more, words in _SAME:
            if mark in told:
                bonus += more
                reasons.append(words)
        if (cosine := self._near.get(candidate.pk, 0.0)) > _NEAR_FROM:
            bonus += _NEAR * (cosine - _NEAR_FROM) / (1 - _NEAR_FROM)
            reasons.append(gettext_noop("near in meaning"))
        wording = _WORDING * min(1, 2 * max(of_asked, spelled))
        return _Measured(candidate, common, of_held, wording, factor, bonus, tuple(reasons))

    def _likeness(self, one: _Measured) -> Likeness:
        alike = _alike(self._asked, one.candidate)
        reasons = one.reasons
        if one.common + one.wording * alike >= 0.3:
            same = alike > _SAME_WORDS and one.covered > _COVERED
            reasons = (SAME_WORDS if same else gettext_noop("similar words"), *reasons)
        return Likeness(one.score(alike), reasons)


def _length(terms: int) -> float:
    return _K1 * (1 - _B + _B * terms / _USUAL_LENGTH)


def _alike(asked: Terms, candidate: Candidate) -> float:
    """The better of the claim's wordings against the one that is asked, by their sets of words."""
    wordings = filter(None, (candidate.text, candidate.quote, candidate.translation))
    return max((fuzz.token_set_ratio(asked.folded, folded_of(one)) for one in wordings), default=0.0) / 100
