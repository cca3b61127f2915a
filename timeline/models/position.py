"""Where actors stand on issues and how claims stand to each other, as published: rows that questions are asked of.

Both are read off statements when they are published and close with their entry, by a trigger; nobody writes them by
hand, so that a position is never typed in beside the claim that it comes from.
"""

from datetime import date, datetime
from typing import ClassVar, Self, TypeVar

import pgtrigger
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from actors.models import Actor
from claims.enums import Directness, LinkKind, Stance, Verdict
from claims.models import Claim, Issue
from lib.edtf_dates import FuzzyDate
from lib.rows_as_json import JSONRowsQuerySet
from timeline.models.entry import Entry
from timeline.models.statement import LINE, Statement

# A row closes with its entry and is else never changed.
_CLOSES_ONCE = [
    pgtrigger.Protect(name="public_row_is_kept", operation=pgtrigger.Delete),
    pgtrigger.ReadOnly(name="public_row_only_closes", exclude=["superseded_at"]),
]


RowT = TypeVar("RowT", bound=models.Model)


class KnownQuerySet(JSONRowsQuerySet[RowT]):
    """Of rows that close with their entry."""

    def known(self, moment: datetime | None = None) -> Self:
        """What readers saw at a moment (None is now)."""
        if moment is None:
            return self.filter(superseded_at__isnull=True)
        return self.filter(known_at__lte=moment).filter(Q(superseded_at__isnull=True) | Q(superseded_at__gt=moment))

    def wrong(self) -> list[int]:
        """The entries with a row that does not close when they do; none, we trust."""
        return list(self._that_differ().order_by("entry").values_list("entry", flat=True).distinct())

    def work_out(self) -> int:
        """Have those rows close when their entries do; how many there were."""
        closes = Entry.objects.filter(pk=OuterRef("entry")).values("superseded_at")
        return self._that_differ().update(superseded_at=Subquery(closes))

    def _that_differ(self) -> Self:
        return self.exclude(superseded_at=F("entry__superseded_at")).exclude(
            superseded_at__isnull=True, entry__superseded_at__isnull=True
        )


class PositionQuerySet(KnownQuerySet["Position"]):
    pass


class StatementLinkQuerySet(KnownQuerySet["StatementLink"]):
    def for_lines(self) -> Self:
        """With what a line shows of the statement that says so."""
        columns = [f"statement__{name}" for name in LINE]
        return self.select_related("statement__entry").only("claim_id", "other_id", "kind", *columns)


class Position(models.Model):
    """One published statement of where somebody stands on an issue: a row for each on whose behalf it was said."""

    # Without indexes of their own: one that is named below begins with each.
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="positions", db_index=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="positions")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+", db_index=False)
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+", db_index=False)
    actor_name = models.CharField(max_length=200)
    speaks = models.BooleanField(help_text="Whether it is the speaker; else somebody spoke on its behalf.")
    is_side = models.BooleanField(help_text="Whether nobody stands behind it: it is one of the sides of the talks.")
    speaker_name = models.CharField(max_length=200)
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="+", db_index=False)
    issue_name = models.CharField(max_length=200)
    stance = models.CharField(max_length=24, choices=Stance.choices)
    conditions = models.CharField(max_length=300, blank=True, default="")
    directness = models.CharField(max_length=18, choices=Directness.choices)
    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    day = models.DateField(help_text="FuzzyDate.sort of when it was said: orders positions and is never shown.")
    said_edtf = models.CharField(max_length=64, blank=True, default="")
    known_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[PositionQuerySet] = PositionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "actor"], name="timeline_position_is_taken_once"),
        ]
        indexes = [
            models.Index(
                F("actor"),
                F("issue"),
                F("day").desc(),
                include=["known_at", "superseded_at"],
                name="timeline_position_of_actor",
            ),
            models.Index(F("issue"), F("day").desc(), name="timeline_position_on_issue"),
            models.Index(fields=["claim"], name="timeline_position_claim"),
            # What the matrix counts of sides, issues and days, without reading the rows.
            models.Index(
                fields=["issue", "actor", "day"],
                include=["known_at", "superseded_at", "verdict"],
                condition=Q(is_side=True),
                name="timeline_position_counted",
            ),
        ]
        triggers = _CLOSES_ONCE

    def __str__(self) -> str:
        return f"{self.actor_name} {self.get_stance_display()} {self.issue_name}"

    @property
    def said(self) -> FuzzyDate:
        """When it was said."""
        return FuzzyDate.parse(self.said_edtf)


class StatementLink(models.Model):
    """How the claim of a published statement stands to another claim, read from left to right.

    Readers are told of it only where something is published of the other claim too.
    """

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="link_rows", db_index=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+", db_index=False)
    other = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=11, choices=LinkKind.choices)
    day = models.DateField(help_text="FuzzyDate.sort of when `claim` was said; never shown.")
    known_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[StatementLinkQuerySet] = StatementLinkQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "other", "kind"], name="timeline_statementlink_is_drawn_once"
            ),
        ]
        indexes = [
            models.Index(fields=["other", "kind"], name="timeline_statementlink_other"),
            models.Index(fields=["claim"], name="timeline_statementlink_claim"),
        ]
        triggers = _CLOSES_ONCE

    def __str__(self) -> str:
        return f"claim {self.claim_id} {self.get_kind_display()} claim {self.other_id}"


def day_of(said: FuzzyDate) -> date:
    """The day that orders what was said; the first of all days where it is unknown."""
    return said.sort.date()
