"""What is claimed, on what evidence, and where the work on it stands."""

from claims.models.attribution import Attribution
from claims.models.claim import Claim
from claims.models.discussion import Check, Comment, LinkProposal, LinkSearch
from claims.models.engines import EngineAnswer, EngineCall
from claims.models.evidence import Evidence, OfficeEvidence
from claims.models.inbox import InboxItem, InboxStep, SavedFilter
from claims.models.issue import Issue, IssueMerge
from claims.models.link import ClaimLink
from claims.models.matching import ClaimWords
from claims.models.muting import Mute, MuteSweep
from claims.models.passage import Excerpt, Placement, Suggestion, SuggestionRun
from claims.models.review import Review
from claims.models.together import EditLock, FormDraft, SentForm

__all__ = [
    "Attribution",
    "Check",
    "Claim",
    "ClaimLink",
    "ClaimWords",
    "Comment",
    "EditLock",
    "EngineAnswer",
    "EngineCall",
    "Evidence",
    "Excerpt",
    "FormDraft",
    "InboxItem",
    "InboxStep",
    "Issue",
    "IssueMerge",
    "LinkProposal",
    "LinkSearch",
    "Mute",
    "MuteSweep",
    "OfficeEvidence",
    "Placement",
    "Review",
    "SavedFilter",
    "SentForm",
    "Suggestion",
    "SuggestionRun",
]
