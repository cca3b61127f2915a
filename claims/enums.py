"""Code lists for what is claimed and how it was checked."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ClaimKind(models.TextChoices):
    FACT = "fact", pgettext_lazy("claim", "fact")
    POSITION = "position", pgettext_lazy("claim", "position")
    COMMITMENT = "commitment", pgettext_lazy("claim", "commitment")
    THREAT = "threat", pgettext_lazy("claim", "threat")
    PREDICTION = "prediction", pgettext_lazy("claim", "prediction")
    OPINION = "opinion", pgettext_lazy("claim", "opinion")


class Directness(models.TextChoices):
    VERBATIM = "verbatim", _("verbatim")
    PARAPHRASE = "paraphrase", _("paraphrase")
    ANONYMOUS_OFFICIAL = "anonymous_official", _("anonymous official")
    RELAYED = "relayed", _("relayed")


class Stance(models.TextChoices):
    """How a speaker stands on an issue."""

    PROPOSES = "proposes", _("proposes")
    ACCEPTS = "accepts", _("accepts")
    ACCEPTS_WITH_CONDITIONS = "accepts_with_conditions", _("accepts with conditions")
    REJECTS = "rejects", _("rejects")
    DEMANDS = "demands", _("demands")
    WITHDRAWS = "withdraws", _("withdraws")
    SILENT = "silent", _("silent")

    @property
    def shape(self) -> str:
        """A mark that differs in shape, not only in colour."""
        return STANCE_SHAPES[self.value]


STANCE_SHAPES = {
    "proposes": "→",
    "accepts": "✓",
    "accepts_with_conditions": "≈",
    "rejects": "✗",
    "demands": "!",
    "withdraws": "←",
    "silent": "…",
}


class SpeechAct(models.TextChoices):
    """What somebody does by saying it: PLOVER's sixteen types (PLOVER codebook, Open Event Data Alliance).

    The verbal ones are what is *declared*; whether it was also done is what events tell.
    """

    AGREE = "agree", _("agrees")
    CONSULT = "consult", _("consults")
    SUPPORT = "support", _("supports")
    CONCEDE = "concede", _("concedes")
    COOPERATE = "cooperate", _("cooperates")
    AID = "aid", _("aids")
    RETREAT = "retreat", _("retreats or releases")
    REQUEST = "request", _("requests or demands")
    ACCUSE = "accuse", _("accuses")
    REJECT = "reject", _("rejects")
    THREATEN = "threaten", _("threatens")
    PROTEST = "protest", _("protests")
    SANCTION = "sanction", _("sanctions")
    MOBILIZE = "mobilize", _("mobilises")
    COERCE = "coerce", _("coerces")
    ASSAULT = "assault", _("attacks")


class AttributionRole(models.TextChoices):
    SPEAKER = "speaker", pgettext_lazy("role", "speaker")
    SPOKESPERSON_FOR = "spokesperson_for", pgettext_lazy("role", "spokesperson for")
    RELAYED_BY = "relayed_by", pgettext_lazy("role", "relayed by")
    ADDRESSEE = "addressee", pgettext_lazy("role", "addressee")
    SUBJECT = "subject", pgettext_lazy("role", "subject")


class Relation(models.TextChoices):
    """What a piece of evidence does to a claim."""

    SUPPORTS = "supports", pgettext_lazy("evidence", "supports")
    DISPUTES = "disputes", pgettext_lazy("evidence", "disputes")
    CONTEXT = "context", pgettext_lazy("evidence", "context")


class LinkKind(models.TextChoices):
    """How one claim stands to another; the last two say of a commitment what became of it."""

    REPEATS = "repeats", _("repeats")
    CONTRADICTS = "contradicts", _("contradicts")
    DENIES = "denies", _("denies")
    WALKS_BACK = "walks_back", _("walks back")
    SUPERSEDES = "supersedes", _("supersedes")
    FULFILS = "fulfils", _("reports as kept")
    BREACHES = "breaches", _("reports as broken")


class Outcome(models.TextChoices):
    """What was observed of a commitment; a finding, as the verdict is."""

    PENDING = "pending", pgettext_lazy("commitment", "pending")
    KEPT = "kept", pgettext_lazy("commitment", "kept")
    BROKEN = "broken", pgettext_lazy("commitment", "broken")
    CONTESTED = "contested", pgettext_lazy("commitment", "contested")


class Stage(models.TextChoices):
    """Where the work stands."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    APPROVED = "approved", _("approved")
    RETRACTED = "retracted", _("retracted")
    DISMISSED = "dismissed", _("dismissed")


class Verdict(models.TextChoices):
    """What we found, after ClaimReview's idea of a rating; `shape` is drawn beside the word."""

    VERIFIED = "verified", _("verified")
    CORROBORATED = "corroborated", _("corroborated")
    UNVERIFIED = "unverified", _("unverified")
    DISPUTED = "disputed", _("disputed")
    MISLEADING = "misleading", _("misleading")
    FALSE = "false", _("false")
    UNVERIFIABLE = "unverifiable", _("unverifiable")

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

    PENDING = "pending", pgettext_lazy("suggestion", "pending")
    ACCEPTED = "accepted", pgettext_lazy("suggestion", "accepted as it stands")
    EDITED = "edited", pgettext_lazy("suggestion", "accepted with changes")
    REJECTED = "rejected", pgettext_lazy("suggestion", "rejected")
    SAME = "same", pgettext_lazy("suggestion", "the same as another")


class CallOutcome(models.TextChoices):
    """What became of a question to an engine."""

    PENDING = "pending", pgettext_lazy("engine", "on its way")
    ANSWERED = "answered", pgettext_lazy("engine", "answered")
    KEPT = "kept", pgettext_lazy("engine", "answered before")
    FAILED = "failed", pgettext_lazy("engine", "failed")
    LOST = "lost", pgettext_lazy("engine", "never came back")


class AnchorMethod(models.TextChoices):
    """By what a passage was found again in a changed text."""

    EXACT = "exact", _("the same characters")
    CONTEXT = "context", _("the same characters, told apart by what stands around them")
    FUZZY = "fuzzy", _("the same words, set differently")


class ExcerptState(models.TextChoices):
    ANCHORED = "anchored", _("anchored")
    MOVED = "moved", _("moved")
    ORPHANED = "orphaned", _("orphaned")


class ReviewOutcome(models.TextChoices):
    APPROVED = "approved", _("approved")
    SENT_BACK = "sent_back", _("sent back")
    RETRACTED = "retracted", _("retracted")
    DISMISSED = "dismissed", _("dismissed")
    REOPENED = "reopened", _("re-opened")
    SUBMITTED = "submitted", _("asked for review")
    URGENT = "urgent", _("approved alone, as urgent")
    CONFIRMED = "confirmed", _("confirmed as a second person")
    MERGED = "merged", _("merged")
    SPLIT = "split", _("split")
    UNMERGED = "unmerged", _("took a merge back")


class Credibility(models.IntegerChoices):
    """How credible what a passage says is, apart from who says it: the second half of the Admiralty code (1 to 6)."""

    CONFIRMED = 1, _("1 · confirmed by other sources")
    PROBABLE = 2, _("2 · probably true")
    POSSIBLE = 3, _("3 · possibly true")
    DOUBTFUL = 4, _("4 · doubtful")
    IMPROBABLE = 5, _("5 · improbable")
    UNJUDGED = 6, _("6 · cannot be judged")


class CheckState(models.TextChoices):
    """The answer to one line of a checklist."""

    MET = "met", _("yes")
    NOT_MET = "not_met", _("no")
    NOT_APPLICABLE = "not_applicable", _("does not apply")


class ProposalState(models.TextChoices):
    """What became of a proposed link."""

    OPEN = "open", pgettext_lazy("proposal", "open")
    CONFIRMED = "confirmed", pgettext_lazy("proposal", "confirmed")
    REFUSED = "refused", pgettext_lazy("proposal", "refused")
