"""Claims and who is named in them."""

from datetime import UTC, date
from typing import ClassVar, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Now, TruncDay
from django.urls import reverse

from accounts.models import NAME, User, named
from actors.models import Conflict, Place
from claims.enums import (
    AttributionRole,
    ClaimKind,
    Directness,
    Outcome,
    Relation,
    Stage,
    Stance,
    Verdict,
)
from claims.models.attribution import Attribution
from claims.models.evidence import IN_CONTEXT, Evidence
from claims.models.issue import Issue
from claims.models.review import Review
from lib.edtf_dates import EDTFField, FuzzyDate
from lib.history import keeps_history_with
from lib.kept_questions import Given
from lib.labels import in_words
from lib.nested_rows import NestingQuerySet


class ClaimQuerySet(NestingQuerySet["Claim"]):
    def awaiting_review(self) -> Self:
        """Claims that wait for a second person, oldest request first."""
        return self.filter(stage=Stage.IN_REVIEW).order_by("submitted_at", "pk")

    def reviewable_by(self, user: User | Given) -> Self:
        """Of these, the ones that this person did not write."""
        return self.exclude(author=user).exclude(edited_by=user)

    def written_by(self, user: User | Given) -> Self:
        """Of these, the ones that this person wrote or last changed."""
        return self.filter(Q(author=user) | Q(edited_by=user))

    def worked_on_by(self, user: User | Given) -> Self:
        """Open claims that this person wrote, last touched first."""
        return self.filter(author=user, stage__in=[Stage.DRAFT, Stage.IN_REVIEW]).order_by("-updated_at", "-pk")

    def unconfirmed(self) -> Self:
        """Claims that one person approved alone, as urgent, longest waiting for a second one first."""
        return self.filter(stage=Stage.APPROVED, approver__isnull=True).order_by("approved_at", "pk")

    def assigned_to(self, user: User | Given) -> Self:
        """Open claims that this person was given to do: the earliest day first, those without a day last."""
        given = self.filter(assignee=user, stage__in=[Stage.DRAFT, Stage.IN_REVIEW])
        return given.order_by(F("due_on").asc(nulls_last=True), "pk")

    def due_between(self, first: date, last: date) -> Self:
        """Open claims that somebody is to do by a day of this span."""
        due = self.filter(assignee__isnull=False, due_on__range=(first, last))
        return due.filter(stage__in=[Stage.DRAFT, Stage.IN_REVIEW]).select_related("assignee").order_by("pk")

    def promised(self) -> Self:
        """Approved commitments with a deadline of which nothing was observed yet, the earliest deadline first."""
        found = self.filter(stage=Stage.APPROVED, deadline_latest__isnull=False, outcome__in=["", Outcome.PENDING])
        return found.order_by("deadline_latest", "pk")

    def overdue(self) -> Self:
        """Of these, the ones whose deadline was over before today."""
        return self.promised().filter(deadline_latest__lt=TruncDay(Now(), tzinfo=UTC))

    def open_or_approved(self) -> Self:
        """Without what was dismissed or retracted."""
        return self.exclude(stage__in=[Stage.DISMISSED, Stage.RETRACTED])

    def beside(self, claim: "Claim") -> Self:
        """The other claims of its conflict that stand."""
        return self.open_or_approved().filter(conflict=claim.conflict_id).exclude(pk=claim.pk)

    def for_cards(self) -> Self:
        """With everything a claim card shows."""
        # Not all the people of a claim: PostgreSQL takes 10 ms to plan a join of nine tables, and one to plan six.
        people = ("author", "urgent_by")
        return (
            self.select_related("issue", "place", "conflict", *people)
            .nest("attributions", "actor", rows=Attribution.objects.order_by("pk"))
            .prefetch_related(Prefetch("evidence", Evidence.objects.for_cards()))
        )

    def for_queue(self) -> Self:
        """With what the review queue shows of each, and what `since_approval()` compares; one question."""
        capture, evidence = "excerpt__snapshot", Evidence.objects.only("claim", "relation", "excerpt").order_by("pk")
        shown = ("excerpt__exact", f"{capture}__language", f"{capture}__article__origin_group")
        return (
            self.select_related("issue", "place", "conflict")
            .lead("author", "urgent_by", only=NAME)
            .nest("attributions", "actor__name", rows=Attribution.objects.order_by("pk"))
            .nest("evidence", *shown, rows=evidence)
        )

    def for_page(self) -> Self:
        """With everything that a claim's own page shows of it, the passages in their context; one question."""
        people = ("author", "edited_by", "translated_by", "translation_checked_by")
        deciding = ("approver", "urgent_by", "assignee")
        return (
            self.select_related("conflict", "issue", "place", "merged_into")
            .lead(*people, *deciding, only=NAME)
            .nest("attributions", "actor", rows=Attribution.objects.order_by("pk"))
            .nest("evidence", *IN_CONTEXT, rows=Evidence.objects.in_context())
            .nest("suggestions", "excerpt")
            .nest("reviews", *named("by"))
            .nest("checks", *named("by"))
            .nest("merged")
        )

    def for_matches(self) -> Self:
        """With what a list of claims like another shows: speakers, and origins without the articles' texts."""
        evidence = Evidence.objects.select_related("excerpt__snapshot__article").only(
            "claim", "relation", "excerpt__snapshot__article__origin_group"
        )
        attributions = Attribution.objects.select_related("actor").only("claim", "role", "actor__name")
        # Twenty columns more would take as long to ask for and to make objects of as all the rest of a look-up.
        return self.only("text", "stage", "stance", "said_edtf").prefetch_related(
            Prefetch("attributions", attributions.order_by("pk")), Prefetch("evidence", evidence.order_by("pk"))
        )

    def for_thread(self) -> Self:
        """With what a line of a thread tells: who says it, and on whose behalf."""
        found = self.only("text", "stage", "verdict", "said_edtf")
        return found.nest("attributions", "actor__name", rows=Attribution.objects.order_by("pk"))

    def to_compare(self) -> Self:
        """With what others are compared with it by: conflict, issue, and the speakers with whom they act for."""
        attributions = Attribution.objects.select_related("actor").order_by("pk")
        return self.select_related("conflict", "issue").prefetch_related(Prefetch("attributions", attributions))

    def for_lines(self) -> Self:
        """With who says it, as `speaker_names`, which is all that a line shows beside the claim."""
        speakers = Attribution.objects.filter(claim=OuterRef("pk"), role=AttributionRole.SPEAKER).order_by("pk")
        return self.annotate(speaker_names=ArraySubquery(speakers.values("actor__name")))

    def with_last_step(self) -> Self:
        """`last_outcome` and `last_reasons`: the newest step of the workflow and why it was taken."""
        last = Review.objects.filter(claim=OuterRef("pk")).order_by("-pk")
        return self.annotate(
            last_outcome=Subquery(last.values("outcome")[:1]), last_reasons=Subquery(last.values("reasons")[:1])
        )


@keeps_history_with(models.Index(fields=["pgh_created_at"], name="claims_claimversion_created"))
class Claim(models.Model):
    """What somebody asserts."""

    Kind = ClaimKind
    Stage = Stage
    Verdict = Verdict

    conflict = models.ForeignKey(Conflict, on_delete=models.PROTECT, related_name="claims")
    text = models.TextField(help_text="The claim in the newsroom's words.")
    quote = models.TextField(blank=True, default="", help_text="The speaker's words as the source has them.")
    quote_language = models.CharField(max_length=8, blank=True, default="")
    translation = models.TextField(blank=True, default="", help_text="Of the quote, into English.")
    translated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    translation_checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who compared the translation with the quote; somebody else than its translator.",
    )
    kind = models.CharField(max_length=10, choices=ClaimKind.choices)
    directness = models.CharField(max_length=18, choices=Directness.choices)
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, null=True, blank=True, related_name="claims")
    stance = models.CharField(max_length=24, choices=Stance.choices, blank=True, default="")
    conditions = models.CharField(
        max_length=300, blank=True, default="", help_text="What an acceptance or a commitment depends on."
    )
    said_edtf = EDTFField("said (EDTF)", earliest_field="said_earliest", latest_field="said_latest")
    said_earliest = models.DateTimeField(null=True, blank=True, editable=False)
    said_latest = models.DateTimeField(null=True, blank=True, editable=False)
    happened_edtf = EDTFField(
        "happened (EDTF)", help_text="When what the claim is about happened, if it says so.", blank=True
    )
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    deadline_edtf = EDTFField("deadline (EDTF)", latest_field="deadline_latest", help_text="Of a commitment.")
    deadline_latest = models.DateTimeField(null=True, blank=True, editable=False)
    outcome = models.CharField(
        max_length=9,
        choices=Outcome.choices,
        blank=True,
        default="",
        help_text="Of a commitment, what was observed; empty while nobody has looked.",
    )

    stage = models.CharField(max_length=9, choices=Stage.choices, default=Stage.DRAFT)
    verdict = models.CharField(max_length=12, choices=Verdict.choices, default=Verdict.UNVERIFIED)
    rationale = models.TextField(blank=True, default="", help_text="How it was checked and what was found.")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="claims_written")
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who last changed its content.",
    )
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claims_approved",
    )
    urgent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who approved it alone, as urgent; it stays here after a second person has confirmed it.",
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="claims_assigned"
    )
    due_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    version = models.PositiveIntegerField(
        default=1, help_text="Grows with every change; a form on an old one is refused."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[ClaimQuerySet] = ClaimQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approver__isnull=True) | (~Q(approver=F("author")) & ~Q(approver=F("edited_by"))),
                name="claims_claim_approver_is_not_author",
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.APPROVED)
                | (
                    (Q(approver__isnull=False) | Q(urgent_by__isnull=False))
                    & Q(approved_at__isnull=False)
                    & ~Q(rationale="")
                ),
                name="claims_claim_approved_by_another_or_as_urgent",
            ),
            models.CheckConstraint(
                condition=Q(translation_checked_by__isnull=True)
                | (Q(translated_by__isnull=False) & ~Q(translation_checked_by=F("translated_by"))),
                name="claims_claim_translation_is_checked_by_another",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True)
                | (~Q(merged_into=F("id")) & Q(stage__in=[Stage.RETRACTED, Stage.DISMISSED])),
                name="claims_claim_merged_is_closed",
            ),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.UNVERIFIED) | ~Q(rationale=""),
                name="claims_claim_verdict_has_rationale",
            ),
            models.CheckConstraint(
                condition=Q(stance="") | Q(kind=ClaimKind.POSITION, issue__isnull=False),
                name="claims_claim_stance_is_on_an_issue",
            ),
            models.CheckConstraint(
                condition=Q(kind=ClaimKind.COMMITMENT) | Q(deadline_edtf="", outcome=""),
                name="claims_claim_outcome_is_of_a_commitment",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="claims_claim_has_text"),
        ]
        indexes = [
            models.Index(
                fields=["submitted_at", "id"], condition=Q(stage=Stage.IN_REVIEW), name="claims_claim_queue"
            ),
            models.Index(fields=["author", "stage"], name="claims_claim_author_stage"),
            models.Index(
                fields=["assignee", "due_on"], condition=Q(assignee__isnull=False), name="claims_claim_assigned"
            ),
            models.Index(
                fields=["approved_at"],
                condition=Q(stage=Stage.APPROVED, approver__isnull=True),
                name="claims_claim_unconfirmed",
            ),
            # For the desk's reports: what waits, longest first, and what was written and decided in a period.
            models.Index(fields=["created_at", "id"], condition=Q(stage=Stage.DRAFT), name="claims_claim_drafts"),
            models.Index(
                fields=["approved_at", "id"], condition=Q(stage=Stage.APPROVED), name="claims_claim_approved"
            ),
            models.Index(fields=["created_at"], name="claims_claim_written"),
            models.Index(
                fields=["deadline_latest", "id"],
                condition=Q(deadline_latest__isnull=False, outcome__in=["", Outcome.PENDING]),
                name="claims_claim_promised",
            ),
            GinIndex(SearchVector("text", config="english"), fastupdate=False, name="claims_claim_text"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="claim_is_found_by_its_words",
                when=pgtrigger.After,
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf(  # type: ignore[no-untyped-call]
                    "text", "quote", "quote_language", "translation", "issue_id", "said_edtf"
                ),
                func="""
                    IF TG_OP = 'UPDATE' AND (OLD.text, OLD.quote, OLD.quote_language, OLD.translation, OLD.issue_id,
                        OLD.said_edtf) IS NOT DISTINCT FROM (NEW.text, NEW.quote, NEW.quote_language, NEW.translation,
                        NEW.issue_id, NEW.said_edtf) THEN
                        RETURN NULL;
                    END IF;
                    INSERT INTO claims_claimwords (claim_id, grams, stale) VALUES (NEW.id, '{}', true)
                    ON CONFLICT (claim_id) DO UPDATE SET stale = true;
                    RETURN NULL;
                """,
            ),
        ]
        permissions = [
            ("use_desk", "Can use the desk"),
            ("write_claim", "Can write claims and add evidence"),
            ("review_claim", "Can approve claims and send them back"),
            ("publish_alone", "Can approve and publish alone what is urgent"),
        ]

    get_kind_display = in_words("kind", ClaimKind)
    get_directness_display = in_words("directness", Directness)
    get_stance_display = in_words("stance", Stance)

    def __str__(self) -> str:
        return self.text if len(self.text) <= 120 else f"{self.text[:119]}…"

    def get_absolute_url(self) -> str:
        """The claim on the desk."""
        return reverse("claims:claim", args=[self.pk])

    @property
    def said(self) -> FuzzyDate:
        """When it was said."""
        return FuzzyDate.parse(self.said_edtf)

    @property
    def happened(self) -> FuzzyDate:
        """When what it is about happened."""
        return FuzzyDate.parse(self.happened_edtf)

    def attributed(self, role: str) -> list[Attribution]:
        """The attributions of one role; uses what `for_cards()` or `for_matches()` prefetched."""
        return [attribution for attribution in self.attributions.all() if attribution.role == role]

    @property
    def deadline(self) -> FuzzyDate:
        """By when a commitment is to be kept."""
        return FuzzyDate.parse(self.deadline_edtf)

    @property
    def is_unconfirmed(self) -> bool:
        """Whether one person approved it alone, as urgent, and no second one has confirmed it yet."""
        return self.stage == Stage.APPROVED and self.approver_id is None

    @property
    def speakers(self) -> list[Attribution]:
        """Who says it."""
        return self.attributed(AttributionRole.SPEAKER)

    def origin_count(self) -> int:
        """On how many independent reports it rests, from what `for_cards()` or `for_matches()` prefetched."""
        return len(
            {
                evidence.excerpt.snapshot.article.origin_group_id
                for evidence in self.evidence.all()
                if evidence.relation == Relation.SUPPORTS
            }
        )
