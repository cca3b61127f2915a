"""How alike two claims are, from their terms: pure functions, no database."""

from collections.abc import Collection
from dataclasses import dataclass

from rapidfuzz import fuzz

from claims.similar.candidates import Candidate
from claims.similar.rarity import Rarity
from claims.similar.terms import Terms, terms_of

_K1, _B, _USUAL_LENGTH = 1.2, 0.4, 16
_ABOUT = "@!~"


@dataclass(frozen=True, slots=True)
class Likeness:
    """0 to 1, with the reasons in words."""

    score: float
    reasons: tuple[str, ...]


def bm25(asked: Collection[str], held: Collection[str], rarity: Rarity) -> float:
    """Okapi BM25 with every term counted once, as claims are short."""
    length = _K1 * (1 - _B + _B * len(held) / _USUAL_LENGTH)
    return sum(rarity.weight(term) for term in asked if term in held) * (_K1 + 1) / (1 + length)


def likeness(asked: Terms, about: Collection[str], candidate: Candidate, rarity: Rarity) -> Likeness:
    """How alike what is asked and a recorded claim are."""
    held = frozenset(term for term in candidate.words if term[0] not in _ABOUT)
    common = asked.words & held
    weight = sum(map(rarity.weight, common))
    of_asked = weight / (sum(map(rarity.weight, asked.words)) or 1)
    of_held = weight / (sum(map(rarity.weight, held)) or 1)
    letters = sum(map(rarity.weight, asked.grams & candidate.grams))
    spelled = letters / (min(sum(map(rarity.weight, asked.grams)), sum(map(rarity.weight, candidate.grams))) or 1)
    alike = _alike(asked, candidate)
    ranked = bm25(asked.words, held, rarity) / ((bm25(asked.words, asked.words, rarity)) or 1)
    score = 0.5 * min(1, ranked) + 0.2 * (2 * of_asked * of_held / ((of_asked + of_held) or 1)) + 0.2 * spelled
    score += 0.1 * alike * min(1, 2 * max(of_asked, spelled))
    reasons = []
    if score >= 0.3:
        reasons.append("same words" if alike > 0.75 else "similar words")
    numbers = {term[1:] for term in held if term[0] == "#"}
    if asked.numbers & numbers:
        reasons.append("same number")
    elif asked.numbers and numbers:
        score *= 0.9
        reasons.append("another number")
    shared = {term[0] for term in about if term in candidate.words}
    for mark, bonus, words in (("@", 0.08, "same speaker"), ("!", 0.08, "same issue"), ("~", 0.06, "same day")):
        if mark in shared:
            score += bonus
            reasons.append(words)
    return Likeness(min(1.0, score), tuple(reasons))


def _alike(asked: Terms, candidate: Candidate) -> float:
    """The better of the claim's wordings against the one that is asked, by their sets of words."""
    wordings = filter(None, (candidate.text, candidate.quote, candidate.translation))
    return max((fuzz.token_set_ratio(asked.folded, folded_of(one)) for one in wordings), default=0.0) / 100


def folded_of(text: str) -> str:
    """A text without its small words, in Latin letters."""
    return terms_of(text).folded
