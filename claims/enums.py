"""Code lists for what is claimed and how it was checked."""

from django.db import models


class ClaimKind(models.TextChoices):
    FACT = "fact", "fact"
    POSITION = "position", "position"
    COMMITMENT = "commitment", "commitment"
    THREAT = "threat", "threat"
    PREDICTION = "prediction", "prediction"
    OPINION = "opinion", "opinion"


class Directness(models.TextChoices):
    VERBATIM = "verbatim", "verbatim"
    PARAPHRASE = "paraphrase", "paraphrase"
    ANONYMOUS_OFFICIAL = "anonymous_official", "anonymous official"
    RELAYED = "relayed", "relayed"


class Stance(models.TextChoices):
    """How a speaker stands on an issue."""

    PROPOSES = "proposes", "proposes"
    ACCEPTS = "accepts", "accepts"
    ACCEPTS_WITH_CONDITIONS = "accepts_with_conditions", "accepts with conditions"
    REJECTS = "rejects", "rejects"
    DEMANDS = "demands", "demands"
    WITHDRAWS = "withdraws", "withdraws"
    SILENT = "silent", "silent"


class SpeechAct(models.TextChoices):
    """What somebody does by saying it: PLOVER's sixteen types (PLOVER codebook, Open Event Data Alliance).

    The verbal ones are what is *declared*; whether it was also done is what events tell.
    """

    AGREE = "agree", "agrees"
    CONSULT = "consult", "consults"
    SUPPORT = "support", "supports"
    CONCEDE = "concede", "concedes"
    COOPERATE = "cooperate", "cooperates"
    AID = "aid", "aids"
    RETREAT = "retreat", "retreats or releases"
    REQUEST = "request", "requests or demands"
    ACCUSE = "accuse", "accuses"
    REJECT = "reject", "rejects"
    THREATEN = "threaten", "threatens"
    PROTEST = "protest", "protests"
    SANCTION = "sanction", "sanctions"
    MOBILIZE = "mobilize", "mobilises"
    COERCE = "coerce", "coerces"
    ASSAULT = "assault", "attacks"


class AttributionRole(models.TextChoices):
    SPEAKER = "speaker", "speaker"
    SPOKESPERSON_FOR = "spokesperson_for", "spokesperson for"
    RELAYED_BY = "relayed_by", "relayed by"
    ADDRESSEE = "addressee", "addressee"
    SUBJECT = "subject", "subject"


class Relation(models.TextChoices):
    """What a piece of evidence does to a claim."""

    SUPPORTS = "supports", "supports"
    DISPUTES = "disputes", "disputes"
    CONTEXT = "context", "context"


class LinkKind(models.TextChoices):
    REPEATS = "repeats", "repeats"
    CONTRADICTS = "contradicts", "contradicts"
    DENIES = "denies", "denies"
    WALKS_BACK = "walks_back", "walks back"
    SUPERSEDES = "supersedes", "supersedes"


class Stage(models.TextChoices):
    """Where the work stands."""

    DRAFT = "draft", "draft"
    IN_REVIEW = "in_review", "in review"
    APPROVED = "approved", "approved"
    RETRACTED = "retracted", "retracted"
    DISMISSED = "dismissed", "dismissed"


class Verdict(models.TextChoices):
    """What we found, after ClaimReview's idea of a rating; `shape` is drawn beside the word."""

    VERIFIED = "verified", "verified"
    CORROBORATED = "corroborated", "corroborated"
    UNVERIFIED = "unverified", "unverified"
    DISPUTED = "disputed", "disputed"
    MISLEADING = "misleading", "misleading"
    FALSE = "false", "false"
    UNVERIFIABLE = "unverifiable", "unverifiable"

    @property
    def shape(self) -> str:
        """A mark that differs in shape, not only in colour."""
        return VERDICT_SHAPES[self.value]


VERDICT_SHAPES = {
    "verified": "●",
    "corroborated": "◑",
    "unverified": "○",
    "disputed": "◆",
    "misleading": "▲",
    "false": "✕",
    "unverifiable": "–",
}


class Decision(models.TextChoices):
    """What became of a suggestion."""

    PENDING = "pending", "pending"
    ACCEPTED = "accepted", "accepted as it stands"
    EDITED = "edited", "accepted with changes"
    REJECTED = "rejected", "rejected"
    SAME = "same", "the same as another"


class CallOutcome(models.TextChoices):
    """What became of a question to an engine."""

    PENDING = "pending", "on its way"
    ANSWERED = "answered", "answered"
    KEPT = "kept", "answered before"
    FAILED = "failed", "failed"
    LOST = "lost", "never came back"


class AnchorMethod(models.TextChoices):
    """By what a passage was found again in a changed text."""

    EXACT = "exact", "the same characters"
    CONTEXT = "context", "the same characters, told apart by what stands around them"
    FUZZY = "fuzzy", "the same words, set differently"


class ExcerptState(models.TextChoices):
    ANCHORED = "anchored", "anchored"
    MOVED = "moved", "moved"
    ORPHANED = "orphaned", "orphaned"


class ReviewOutcome(models.TextChoices):
    APPROVED = "approved", "approved"
    SENT_BACK = "sent_back", "sent back"
    RETRACTED = "retracted", "retracted"
    DISMISSED = "dismissed", "dismissed"
    REOPENED = "reopened", "re-opened"
    SUBMITTED = "submitted", "asked for review"
    URGENT = "urgent", "approved alone, as urgent"
    CONFIRMED = "confirmed", "confirmed as a second person"
    MERGED = "merged", "merged"
    SPLIT = "split", "split"
    UNMERGED = "unmerged", "took a merge back"


class Credibility(models.IntegerChoices):
    """How credible what a passage says is, apart from who says it: the second half of the Admiralty code (1 to 6)."""

    CONFIRMED = 1, "1 · confirmed by other sources"
    PROBABLE = 2, "2 · probably true"
    POSSIBLE = 3, "3 · possibly true"
    DOUBTFUL = 4, "4 · doubtful"
    IMPROBABLE = 5, "5 · improbable"
    UNJUDGED = 6, "6 · cannot be judged"


class CheckState(models.TextChoices):
    """The answer to one line of a checklist."""

    MET = "met", "yes"
    NOT_MET = "not_met", "no"
    NOT_APPLICABLE = "not_applicable", "does not apply"


class ProposalState(models.TextChoices):
    """What became of a proposed link."""

    OPEN = "open", "open"
    CONFIRMED = "confirmed", "confirmed"
    REFUSED = "refused", "refused"
