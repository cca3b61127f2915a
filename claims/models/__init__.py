"""What is claimed, on what evidence, and where the work on it stands."""

from claims.models.claim import Attribution, Claim, ClaimLink, Evidence, Issue, Review
from claims.models.matching import ClaimWords
from claims.models.passage import Excerpt, Placement, Suggestion, SuggestionRun

__all__ = [
    "Attribution",
    "Claim",
    "ClaimLink",
    "ClaimWords",
    "Evidence",
    "Excerpt",
    "Issue",
    "Placement",
    "Review",
    "Suggestion",
    "SuggestionRun",
]
