"""Passages of snapshots, and what an engine proposes to make of them."""

from typing import ClassVar, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Prefetch, Q
from django.db.models.functions import Length

from accounts.models import NAME
from actors.models import Actor, Place
from articles.models import Snapshot
from claims.enums import AnchorMethod, ClaimKind, Decision, Directness, ExcerptState, SpeechAct, Stance
from lib.edtf_dates import EDTFField, FuzzyDate
from lib.history import keeps_history
from lib.labels import in_words
from lib.nested_rows import NestingQuerySet
from lib.outbox import Job

CONTEXT_LENGTH = 32  # characters of prefix and suffix, as the W3C TextQuoteSelector suggests a few words


@keeps_history
class Excerpt(models.Model):
    """A passage of a snapshot, by position and by quote (W3C Web Annotation selectors).

    `start` and `end` count Unicode code points of `snapshot.text`; `end` is the first one after the passage.
    """

    State = ExcerptState

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="excerpts")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    prefix = models.CharField(max_length=CONTEXT_LENGTH, blank=True, default="")
    suffix = models.CharField(max_length=CONTEXT_LENGTH, blank=True, default="")
    state = models.CharField(max_length=8, choices=ExcerptState.choices, default=ExcerptState.ANCHORED)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text="Empty for an engine.",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["snapshot", "start", "end"]
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "start", "end"], name="claims_excerpt_is_kept_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="claims_excerpt_is_not_empty"),
            models.CheckConstraint(
                condition=Q(end=F("start") + Length("exact")), name="claims_excerpt_is_as_long_as_its_quote"
            ),
        ]
        indexes = [
            GinIndex(SearchVector("exact", config="english"), fastupdate=False, name="claims_excerpt_text"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="excerpt_quotes_its_snapshot",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF (SELECT substr(text, NEW.start + 1, NEW."end" - NEW.start) FROM articles_snapshot
                        WHERE id = NEW.snapshot_id) IS DISTINCT FROM NEW.exact THEN
                        RAISE EXCEPTION 'excerpt is not, character for character, in snapshot %', NEW.snapshot_id
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'claims_excerpt_quotes_its_snapshot';
                    END IF;
                    RETURN NEW;
                """,
            ),
            # What a claim was approved on stays what it was; only whether it is still in its article may change.
            pgtrigger.Protect(name="excerpt_is_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="excerpt_is_never_changed", exclude=["state"]),
        ]

    def __str__(self) -> str:
        return self.exact if len(self.exact) <= 80 else f"{self.exact[:79]}…"

    def overlaps(self, other: "Excerpt") -> bool:
        """Whether both have a character in common; they are of one capture."""
        return self.start < other.end and other.start < self.end

    @property
    def is_lost(self) -> bool:
        """Whether its article no longer has the passage, and nobody has yet said why claims may rest on it still."""
        if self.state != ExcerptState.ORPHANED:
            return False
        placements = sorted(self.placements.all(), key=lambda placement: placement.pk)
        return not placements or placements[-1].settled_by_id is None


class PlacementQuerySet(models.QuerySet["Placement"]):
    def unsettled(self) -> Self:
        """Passages on which claims rest, that the newest text no longer has, and to which nobody has said a word."""
        return self.filter(state=ExcerptState.ORPHANED, settled_at__isnull=True, excerpt__evidence__isnull=False)


class Placement(models.Model):
    """Where a passage of an earlier capture is in a later one, if it is there at all.

    `start` and `end` are empty for an orphaned passage; `near_start` and `near_end` then say what it has become,
    as far as anything like it is left.
    """

    excerpt = models.ForeignKey(Excerpt, on_delete=models.PROTECT, related_name="placements")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="placements")
    state = models.CharField(max_length=8, choices=ExcerptState.choices)
    how = models.CharField(max_length=7, choices=AnchorMethod.choices, blank=True, default="")
    score = models.FloatField(help_text="How alike the words are, 0 to 1.")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    near_start = models.PositiveIntegerField(null=True, blank=True)
    near_end = models.PositiveIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty where a later capture has the passage again.",
    )
    settled_why = models.CharField(max_length=500, blank=True, default="")

    objects: ClassVar[PlacementQuerySet] = PlacementQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["snapshot", "excerpt"]
        constraints = [
            models.UniqueConstraint(fields=["excerpt", "snapshot"], name="claims_placement_is_found_once"),
            models.CheckConstraint(
                condition=Q(state=ExcerptState.ORPHANED, start__isnull=True, end__isnull=True)
                | (~Q(state=ExcerptState.ORPHANED) & Q(start__isnull=False, end__gt=F("start"))),
                name="claims_placement_is_somewhere_or_orphaned",
            ),
        ]
        indexes = [
            models.Index(
                fields=["snapshot"],
                condition=Q(state=ExcerptState.ORPHANED, settled_at__isnull=True),
                name="claims_placement_unsettled",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="placement_is_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="placement_is_never_changed", exclude=["settled_at", "settled_by", "settled_why"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.excerpt}: {self.state}"


class SuggestionRun(Job):
    """One reading of a snapshot by an engine; the outbox row that makes suggestions exactly once."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="suggestion_runs")
    engine = models.CharField(max_length=40)
    engine_version = models.CharField(max_length=20)
    dated = models.CharField(
        max_length=64,
        blank=True,
        default="",
        help_text="The article's date (EDTF) that relative dates were read by.",
    )
    made = models.PositiveIntegerField(default=0, help_text="How many suggestions were kept.")
    dropped = models.JSONField(
        default=dict, blank=True, help_text="How many proposals were not kept, or not whole, by reason."
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "engine", "engine_version", "dated"],
                name="claims_suggestionrun_is_done_once",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "id"], name="claims_suggestionrun_state"),
            models.Index(fields=["created_at"], name="claims_suggestionrun_created"),
        ]

    def __str__(self) -> str:
        return f"{self.engine} {self.engine_version} on snapshot {self.snapshot_id}: {self.state}"


class SuggestionQuerySet(NestingQuerySet["Suggestion"]):
    def pending(self) -> Self:
        """Suggestions that nobody has decided, muted or not."""
        return self.filter(decision=Decision.PENDING)

    def to_decide(self) -> Self:
        """Suggestions that wait for a person."""
        return self.pending().filter(mute__isnull=True)

    def muted(self) -> Self:
        """Suggestions that wait out of sight until their rule is un-muted."""
        return self.pending().filter(mute__isnull=False)

    def seen(self) -> Self:
        """All but the muted ones."""
        return self.exclude(decision=Decision.PENDING, mute__isnull=False)

    def for_cards(self) -> Self:
        """In reading order, with what a card shows; the capture is known to who asks. Two questions."""
        speakers = Prefetch("speaker", Actor.objects.for_cards())
        found = self.select_related("excerpt", "issue", "place", "run", "mute__muted_by")
        found = found.lead("relayed_by", "addressee").lead("decided_by", only=NAME)
        return found.prefetch_related(speakers).order_by("excerpt__start", "excerpt__end", "pk")


@keeps_history
class Suggestion(models.Model):
    """A claim proposed by an engine, and what a person decided about it."""

    run = models.ForeignKey(SuggestionRun, on_delete=models.PROTECT, related_name="suggestions")
    excerpt = models.ForeignKey(Excerpt, on_delete=models.PROTECT, related_name="suggestions")
    rule = models.CharField(max_length=60)
    score = models.FloatField()
    text = models.TextField()
    quote = models.TextField(blank=True, default="", help_text="The words in quotation marks, as written.")
    language = models.CharField(max_length=8, blank=True, default="")
    kind = models.CharField(max_length=10, choices=ClaimKind.choices)
    directness = models.CharField(max_length=18, choices=Directness.choices)
    speaker = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    speaker_name = models.CharField(
        max_length=200, blank=True, default="", help_text="As the text calls the speaker."
    )
    relayed_by = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    addressee = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    subjects = models.ManyToManyField(Actor, blank=True, related_name="+")
    issue = models.ForeignKey("claims.Issue", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    stance = models.CharField(max_length=24, choices=Stance.choices, blank=True, default="")
    act = models.CharField("speech act", max_length=9, choices=SpeechAct.choices, blank=True, default="")
    negated = models.BooleanField(default=False, help_text="That something is not so, or was not said.")
    hedged = models.BooleanField(default=False, help_text="The speaker leaves it open: may, could, probably.")
    doubted = models.BooleanField(default=False, help_text="The article keeps its distance: alleged.")
    worth = models.FloatField("worth checking", default=0.0, help_text="0 to 1; the reasons say why.")
    worth_reasons = models.JSONField("why it is worth checking", blank=True, default=list)
    said_edtf = EDTFField("said (EDTF)")
    happened_edtf = EDTFField("happened (EDTF)")
    date_phrase = models.CharField(
        max_length=120, blank=True, default="", help_text="The text's own words for the date."
    )
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.CharField(max_length=8, choices=Decision.choices, default=Decision.PENDING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True, default="")
    same_as = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="twins",
        db_index=False,  # a partial one, below
        help_text="Another engine's suggestion of the same, which was decided for both.",
    )
    claim = models.ForeignKey(
        "claims.Claim", on_delete=models.PROTECT, null=True, blank=True, related_name="suggestions"
    )
    words_changed = models.PositiveIntegerField(
        null=True, blank=True, help_text="How many words of the text were changed when it was accepted."
    )
    changed = models.JSONField(
        "changed when accepted", blank=True, default=list, help_text="What else than was proposed the claim said."
    )
    mute = models.ForeignKey(
        "claims.Mute", on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="suggestions"
    )

    objects: ClassVar[SuggestionQuerySet] = SuggestionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            # The same words may be a fact that one tells and a position that another takes.
            models.UniqueConstraint(
                fields=["run", "excerpt", "rule", "kind", "text"], name="claims_suggestion_is_made_once"
            ),
            models.CheckConstraint(condition=Q(score__range=(0, 1)), name="claims_suggestion_score_is_0_to_1"),
            models.CheckConstraint(condition=Q(worth__range=(0, 1)), name="claims_suggestion_worth_is_0_to_1"),
            models.CheckConstraint(
                condition=Q(decision=Decision.PENDING, decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(decision=Decision.PENDING) & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="claims_suggestion_decision_has_a_person",
            ),
            models.CheckConstraint(
                condition=Q(decision__in=[Decision.ACCEPTED, Decision.EDITED], claim__isnull=False)
                | Q(decision__in=[Decision.PENDING, Decision.REJECTED, Decision.SAME], claim__isnull=True),
                name="claims_suggestion_accepted_has_a_claim",
            ),
            models.CheckConstraint(
                condition=~Q(decision=Decision.SAME) | Q(same_as__isnull=False),
                name="claims_suggestion_same_has_another",
            ),
        ]
        indexes = [
            models.Index(fields=["same_as"], condition=Q(same_as__isnull=False), name="claims_suggestion_same_as"),
            # What people decided lately, for the page on quality: few rows, whatever the engines have proposed.
            models.Index(
                fields=["decided_at"],
                condition=~Q(decision=Decision.PENDING),
                name="claims_suggestion_decided",
            ),
            # And all that was ever decided, and how it was changed, and why not: counted without the table.
            models.Index(
                fields=["run"],
                include=["rule", "kind", "decision", "score"],
                condition=~Q(decision=Decision.PENDING),
                name="claims_suggestion_judged",
            ),
            models.Index(
                fields=["run"],
                include=["rule", "kind", "words_changed", "changed"],
                condition=Q(decision=Decision.EDITED),
                name="claims_suggestion_edited",
            ),
            models.Index(
                fields=["reason"],
                condition=Q(decision=Decision.REJECTED) & ~Q(reason=""),
                name="claims_suggestion_reasons",
            ),
            # What waits, by reading, for that page: counted without the table.
            models.Index(
                fields=["run"],
                include=["id", "rule", "kind", "mute"],
                condition=Q(decision=Decision.PENDING),
                name="claims_suggestion_waiting",
            ),
            # What waits of a rule, batch by batch, for muting.
            models.Index(
                fields=["rule", "id"], condition=Q(decision=Decision.PENDING), name="claims_suggestion_of_rule"
            ),
            models.Index(fields=["mute", "id"], condition=Q(mute__isnull=False), name="claims_suggestion_muted"),
        ]
        permissions = [("decide_suggestion", "Can accept, edit and reject suggestions")]

    @property
    def waits_muted(self) -> bool:
        """Whether it waits out of sight."""
        return self.decision == Decision.PENDING and self.mute_id is not None

    get_kind_display = in_words("kind", ClaimKind)
    get_directness_display = in_words("directness", Directness)
    get_stance_display = in_words("stance", Stance)

    def __str__(self) -> str:
        return self.text

    @property
    def said(self) -> FuzzyDate:
        """When it was said, as far as the text tells."""
        return FuzzyDate.parse(self.said_edtf)
