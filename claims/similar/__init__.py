"""Claims that say the same, whatever their wording and language, and claims that say otherwise."""

from claims.similar.finding import Asked, Match, similar_claims
from claims.similar.hints import Hint, contradictions
from claims.similar.indexing import index_claims, index_stale_claims

__all__ = [
    "Asked",
    "Hint",
    "Match",
    "contradictions",
    "index_claims",
    "index_stale_claims",
    "similar_claims",
]
