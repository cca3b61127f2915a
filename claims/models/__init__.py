"""What is claimed, on what evidence, and where the work on it stands."""

from claims.models.claim import Attribution, Claim, ClaimLink, Evidence, Issue, Review
from claims.models.engines import EngineAnswer, EngineCall
from claims.models.matching import ClaimWords
from claims.models.muting import Mute, MuteSweep
from claims.models.passage import Excerpt, Placement, Suggestion, SuggestionRun

__all__ = [
    "Attribution",
    "Claim",
    "ClaimLink",
    "ClaimWords",
    "EngineAnswer",
    "EngineCall",
    "Evidence",
    "Excerpt",
    "Issue",
    "Mute",
    "MuteSweep",
    "Placement",
    "Review",
    "Suggestion",
    "SuggestionRun",
]
