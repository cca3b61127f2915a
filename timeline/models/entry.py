"""What readers see of an event: immutable, typed, and complete without a join."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value
from django.db.models.lookups import GreaterThan, LessThan
from django.urls import reverse

from actors.enums import PlacePrecision
from actors.models import Conflict, ConflictQuerySet
from claims.enums import Verdict
from lib.edtf_dates import DatePrecision, FuzzyDate
from lib.rows_as_json import JSONRowsQuerySet
from timeline.enums import EventType
from timeline.models.event import Event

if TYPE_CHECKING:
    from timeline.models.schedule import Withdrawal

PUBLIC_ROWS_STAY = [
    pgtrigger.Protect(name="public_row_is_kept", operation=pgtrigger.Delete),
    pgtrigger.ReadOnly(name="public_row_is_never_changed"),
]

# What a map has a place for; a country is not a point, even where somebody has given it one.
ON_MAP = Q(longitude__isnull=False) & ~Q(place_precision=PlacePrecision.COUNTRY)

# Entries that name what they followed from, which are few.
LINKED = ~Q(links=[])


# "Since May": it stands at its start and may be of any day after.
OPEN_END = Q(occurred_latest__isnull=True, occurred_earliest__isnull=False)


class EntryQuerySet(JSONRowsQuerySet["Entry"]):
    def current(self) -> Self:
        """The newest revision of each event."""
        return self.filter(superseded_at__isnull=True)

    def as_of(self, moment: datetime) -> Self:
        """What was public at a moment."""
        return self.filter(known_at__lte=moment).filter(Q(superseded_at__isnull=True) | Q(superseded_at__gt=moment))

    def known(self, moment: datetime | None) -> Self:
        """What readers saw at a moment (None is now)."""
        return self.current() if moment is None else self.as_of(moment)

    def between(self, first: datetime | None, last: datetime | None) -> Self:
        """Those whose time, as exactly as it is known, may fall into a span; open where None."""
        rows = self
        if first:
            rows = rows.filter(Q(occurred_latest__gte=first) | OPEN_END)
        if last:
            always_open = Q(occurred_earliest__isnull=True, occurred_latest__isnull=False)
            rows = rows.filter(Q(occurred_earliest__lte=last) | always_open)
        return rows

    def behind(self, occurred: datetime, entry: int, *, newest: bool) -> Self:
        """Those after this place in the order.

        Compared as rows, which is what an index starts from: thousands may stand at one moment, the end of a month.
        """
        here = Func(F("occurred"), F("pk"), function="ROW", output_field=models.BooleanField())
        place = Func(Value(occurred), Value(entry), function="ROW", output_field=models.BooleanField())
        return self.filter(LessThan(here, place) if newest else GreaterThan(here, place))

    def naming(self, actors: Iterable[Sequence[int]]) -> Self:
        """Entries in which all these actors appear, each under one of its numbers."""
        listed = apps.get_model("timeline", "EntryActor").objects
        entries = self
        for numbers in actors:
            entries = entries.filter(pk__in=listed.filter(actor__in=numbers).values("entry"))
        return entries

    def tagged(self, kind: str, slugs: Sequence[str]) -> Self:
        """Entries with a tag under one of its slugs: an issue, an outlet, a place or a mark (see EntryTag)."""
        one = {"slug": slugs[0]} if len(slugs) == 1 else {"slug__in": slugs}
        tags = apps.get_model("timeline", "EntryTag").objects.filter(kind=kind, **one)
        return self.filter(pk__in=tags.values("entry"))

    def matching(self, query: SearchQuery) -> Self:
        """Entries whose words a query means (see timeline.search.query)."""
        found = apps.get_model("timeline", "EntrySearch").objects.filter(vector=query)
        return self.filter(pk__in=found.values("entry"))

    def inside(self, west: float, south: float, east: float, north: float) -> Self:
        """Entries whose place lies in a box of degrees; west of a box across the 180th meridian is more than east."""
        across = west > east
        longitudes = Q(longitude__gte=west) | Q(longitude__lte=east) if across else Q(longitude__range=(west, east))
        return self.filter(longitudes, latitude__range=(south, north))

    def off_the_map(self) -> Self:
        """Entries that no point of a map stands for: known by their country alone, or by no place."""
        return self.exclude(ON_MAP)

    def for_cards(self) -> Self:
        """With what a card of the timeline shows and no more: no join, and no people's names."""
        return self.only(
            "event_id",
            "revision",
            "slug",
            "title",
            "summary",
            "type",
            "occurred",
            "occurred_edtf",
            "occurred_precision",
            "occurred_earliest",
            "occurred_latest",
            "place_name",
            "place_precision",
            "place_country",
            "latitude",
            "longitude",
            "actors",
            "verdict",
            "verdict_counts",
            "origins",
            "lines",
            "known_at",
            "correction_note",
            "single_person",
        )

    def for_rows(self) -> Self:
        """With what machine formats say of an entry: no join, no statements, and no people's names."""
        return self.only(
            "event_id",
            "revision",
            "slug",
            "title",
            "summary",
            "type",
            "occurred",
            "occurred_edtf",
            "place_slug",
            "place_name",
            "place_precision",
            "place_country",
            "latitude",
            "longitude",
            "actors",
            "verdict",
            "statement_count",
            "origins",
            "known_at",
            "correction_note",
        )

    def revisions_of(self, event_id: int) -> Self:
        """Everything that was ever published of an event, newest first."""
        return self.filter(event=event_id).select_related("withdrawal").order_by("-revision")

    def linked_with(self, entry: "Entry") -> Self:
        """What an entry says it followed from, and entries that say they followed from its event."""
        named = Q(event__in={link["event"] for link in entry.links})
        return self.filter(named | LINKED & Q(links__contains=[{"event": entry.event_id}]))

    def conflicts(self) -> ConflictQuerySet:
        """The conflicts of which something is published."""
        return Conflict.objects.filter(Exists(self.filter(conflict=OuterRef("pk"))))

    def corrections(self) -> Self:
        """Revisions that changed a published fact, the newest first."""
        return self.exclude(correction_note="").order_by("-known_at", "-pk")

    def newest(self) -> Self:
        """Latest first."""
        return self.order_by("-occurred", "-pk")

    def oldest(self) -> Self:
        """Earliest first."""
        return self.order_by("occurred", "pk")


class Entry(models.Model):
    """One published revision of an event."""

    # Without an index of its own: what is unique begins with it.
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="entries", db_index=False)
    revision = models.PositiveIntegerField()
    conflict = models.ForeignKey(Conflict, on_delete=models.PROTECT, related_name="entries")
    slug = models.SlugField(max_length=80, db_index=False, help_text="For people: addresses have the event's number.")
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True, default="")
    type = models.CharField(max_length=9, choices=EventType.choices)
    occurred = models.DateTimeField(help_text="Orders the timeline; see FuzzyDate.sort. Never shown.")
    occurred_edtf = models.CharField(max_length=64, blank=True, default="")
    occurred_precision = models.CharField(max_length=11, choices=DatePrecision.choices)
    occurred_earliest = models.DateTimeField(null=True, blank=True)
    occurred_latest = models.DateTimeField(null=True, blank=True)
    place_slug = models.CharField(max_length=80, blank=True, default="")
    place_name = models.CharField(max_length=200, blank=True, default="")
    place_precision = models.CharField(max_length=8, choices=PlacePrecision.choices)
    place_country = models.CharField(max_length=3, blank=True, default="")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    actor_ids = ArrayField(models.BigIntegerField(), default=list)
    actors = models.JSONField(default=list, help_text="[{slug, name, kind, role}], as they were called then.")
    verdict = models.CharField(max_length=12, choices=Verdict.choices, help_text="See overall_verdict().")
    verdict_counts = models.JSONField(default=dict, help_text="{verdict: number of statements}")
    statement_count = models.PositiveSmallIntegerField()
    origins = models.PositiveSmallIntegerField(help_text="Independent reports that support its statements.")
    # A line that contradicts another also has "against": [{kind, position of the other}].
    lines = models.JSONField(
        default=list,
        help_text="What a card shows of each statement: [{text, speaker, speaker_slug, office, quote, "
        "quote_language, translation, directness, kind, verdict, origins, issue, issue_slug, stance, on_behalf_of}].",
    )
    figures = models.JSONField(
        default=list, help_text="[{kind, low, high, claim, speaker}]: people counted, each as one claim has it."
    )
    links = models.JSONField(
        default=list,
        help_text="[{event, kind, note, claim, says, position, title}]: what it followed from, on whose word, "
        "and what readers called that then.",
    )
    single_person = models.BooleanField(
        default=False, help_text="Published by one person alone, as urgent; the revision that confirms it is not."
    )
    urgency = models.TextField(
        blank=True, default="", help_text="Why one person published it alone; for the desk, not for readers."
    )
    digest = models.CharField(
        max_length=64, help_text="SHA-256 of the public content: the same is not published twice."
    )
    known_at = models.DateTimeField(help_text="When it was published here.")
    superseded_at = models.DateTimeField(null=True, blank=True)
    changes = models.JSONField(default=list, help_text="[{what, before, after}] against the revision before.")
    correction_note = models.TextField(blank=True, default="")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[EntryQuerySet] = EntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-occurred", "-pk"]
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(fields=["event", "revision"], name="timeline_entry_revision_is_used_once"),
            models.UniqueConstraint(
                fields=["event"],
                condition=Q(superseded_at__isnull=True),
                name="timeline_entry_one_is_current",
            ),
            models.CheckConstraint(condition=Q(revision__gte=1), name="timeline_entry_revision_starts_at_1"),
            models.CheckConstraint(
                condition=~Q(published_by=F("written_by")) | Q(single_person=True),
                name="timeline_entry_publisher_is_not_author_or_says_so",
            ),
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=True) | Q(superseded_at__gte=F("known_at")),
                name="timeline_entry_is_known_before_superseded",
            ),
            models.CheckConstraint(condition=Q(statement_count__gte=1), name="timeline_entry_has_a_statement"),
        ]
        indexes = [
            models.Index(
                F("occurred").desc(),
                F("id").desc(),
                condition=Q(superseded_at__isnull=True),
                name="timeline_entry_feed",
            ),
            # The order within a day, where a list starts or ends in it: see timeline.counting.order.
            models.Index(F("occurred").desc(), F("id").desc(), name="timeline_entry_order"),
            models.Index(
                F("conflict"),
                F("occurred").desc(),
                F("id").desc(),
                condition=Q(superseded_at__isnull=True),
                name="timeline_entry_by_conflict",
            ),
            models.Index(
                F("type"),
                F("occurred").desc(),
                F("id").desc(),
                condition=Q(superseded_at__isnull=True),
                name="timeline_entry_by_type",
            ),
            models.Index(
                F("verdict"),
                F("occurred").desc(),
                F("id").desc(),
                condition=Q(superseded_at__isnull=True),
                name="timeline_entry_by_verdict",
            ),
            GinIndex(
                OpClass("links", name="jsonb_path_ops"),
                fastupdate=False,
                condition=LINKED,
                name="timeline_entry_links",
            ),
            # For the desk's reports: what was published in a period, corrected, and published by one person.
            models.Index(fields=["known_at"], name="timeline_entry_known"),
            # For steps between changes: most entries are never superseded.
            models.Index(
                fields=["superseded_at"], condition=Q(superseded_at__isnull=False), name="timeline_entry_superseded"
            ),
            models.Index(
                F("known_at").desc(),
                F("id").desc(),
                condition=~Q(correction_note=""),
                name="timeline_entry_corrections",
            ),
            models.Index(fields=["known_at"], condition=Q(single_person=True), name="timeline_entry_single_person"),
        ]
        triggers = [
            pgtrigger.Protect(name="entry_is_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="entry_is_never_changed", exclude=["superseded_at"]),
            pgtrigger.Protect(
                name="entry_is_superseded_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__superseded_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} (revision {self.revision})"

    def get_absolute_url(self) -> str:
        """The event's page, which always shows the current revision."""
        return reverse("timeline:event", args=[self.event_id, self.slug])

    @property
    def happened(self) -> FuzzyDate:
        """When it happened, from the frozen columns: nothing is parsed where a page shows 50 of them."""
        precision = DatePrecision(self.occurred_precision)
        return FuzzyDate(self.occurred_edtf, precision, self.occurred_earliest, self.occurred_latest)

    @property
    def withdrawn(self) -> "Withdrawal | None":
        """What took it from the timeline; None where it stands or a later revision took its place."""
        return getattr(self, "withdrawal", None) if self.superseded_at else None

    @property
    def is_correction(self) -> bool:
        """Whether it replaced a published fact."""
        return bool(self.correction_note)
