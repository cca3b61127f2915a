"""What happened, as editors work on it."""

from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Prefetch, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from actors.enums import PlacePrecision
from actors.models import Actor, Conflict, Place
from claims.models import Claim
from lib.edtf_dates import EDTFField, FuzzyDate
from lib.history import keeps_history
from lib.kept_questions import Given
from timeline.enums import EventRole, EventType

if TYPE_CHECKING:
    from timeline.models.entry import Entry


class EventQuerySet(models.QuerySet["Event"]):
    def for_desk(self) -> Self:
        """Last touched first, with what the desk's list shows."""
        return (
            self.select_related("place", "author", "edited_by", "conflict", "assignee")
            .prefetch_related(
                Prefetch("actors", EventActor.objects.select_related("actor").order_by("pk")),
                Prefetch("event_claims", EventClaim.objects.select_related("claim").order_by("position", "pk")),
            )
            .order_by("-updated_at", "-pk")
        )

    def standing(self) -> Self:
        """Without what was merged into another event."""
        return self.filter(merged_into__isnull=True)

    def of(self, user: User | Given) -> Self:
        """What was given to this person to do."""
        return self.filter(assignee=user)

    def assigned_to(self, user: User | Given) -> Self:
        """What this person is to do still: the earliest day first, those without a day last."""
        return self.of(user).to_be_done().order_by(F("due_on").asc(nulls_last=True), "pk")

    def due_between(self, first: date, last: date) -> Self:
        """What somebody is to do by a day of this span."""
        due = self.filter(assignee__isnull=False, due_on__range=(first, last)).to_be_done()
        return due.select_related("assignee").order_by("pk")

    def to_be_done(self) -> Self:
        """Without what was merged, and what readers see as it stands: work on that is done."""
        return self.filter(live_state__waits_since__isnull=False)

    def beside(self, event: "Event") -> Self:
        """The other events of its conflict."""
        return self.filter(conflict=event.conflict_id).exclude(pk=event.pk)

    def called(self, words: str) -> Self:
        """With these words in the title, or of this number."""
        words = words.replace("\0", "").strip()
        if words.isdecimal():
            return self.filter(pk=int(words[:18]))
        return self.filter(title__icontains=words) if words else self

    def telling_of(self, claim: Claim) -> Self:
        """Events that a claim or a figure of it is in, in the order in which rows are locked."""
        return self.filter(
            Q(pk__in=claim.event_claims.values("event")) | Q(pk__in=claim.figures.values("event"))
        ).order_by("pk")

    def at_the_time(self, conflict: Conflict, first: datetime, last: datetime) -> Self:
        """What may have happened in that span in a conflict, the latest first."""
        return self.filter(conflict=conflict, happened_earliest__lte=last, happened_latest__gte=first).order_by(
            "-happened_latest", "-pk"
        )

    def to_publish(self) -> Self:
        """Events with something that readers do not see yet: never published, touched since, or published alone.

        Last touched first. `live_state` says what readers see, `waits_until` when one is to be published by itself.
        """
        waiting = apps.get_model("timeline", "Schedule").objects.filter(event=OuterRef("pk"), state="waiting")
        return (
            self.filter(live_state__waits_since__isnull=False)
            .select_related("live_state")
            .annotate(waits_until=Subquery(waiting.values("at")[:1]))
            .order_by("-live_state__touched_at", "-pk")
        )


@keeps_history
class Event(models.Model):
    """Something that happened; readers see the entries published from it, never this row."""

    Type = EventType

    conflict = models.ForeignKey(Conflict, on_delete=models.PROTECT, related_name="events")
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True, default="")
    type = models.CharField(max_length=9, choices=EventType.choices)
    happened_edtf = EDTFField("happened (EDTF)", earliest_field="happened_earliest", latest_field="happened_latest")
    happened_earliest = models.DateTimeField(null=True, blank=True, editable=False)
    happened_latest = models.DateTimeField(null=True, blank=True, editable=False)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="events")
    place_precision = models.CharField(max_length=8, choices=PlacePrecision.choices, default=PlacePrecision.UNKNOWN)
    claims: "models.ManyToManyField[Claim, EventClaim]" = models.ManyToManyField(
        Claim, through="EventClaim", related_name="events"
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="events_written")
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    embargo_until = models.DateTimeField(
        null=True, blank=True, help_text="Nobody publishes it before; empty where nothing holds it."
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events_assigned",
        db_index=False,  # a partial one, below
    )
    due_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    waits_until: datetime | None  # by `to_publish()`

    objects: ClassVar[EventQuerySet] = EventQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="timeline_event_has_a_title"),
            models.CheckConstraint(
                condition=Q(place__isnull=False) | Q(place_precision=PlacePrecision.UNKNOWN),
                name="timeline_event_precision_is_of_a_place",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="timeline_event_is_not_merged_into_itself",
            ),
        ]
        indexes = [
            models.Index(
                fields=["assignee", "due_on"], condition=Q(assignee__isnull=False), name="timeline_event_assigned"
            ),
            # What happened in a conflict about the time of an article: the one serves old articles, the other new
            # ones, before which nearly everything happened that is recorded.
            models.Index(
                fields=["conflict", "happened_earliest"],
                include=["happened_latest"],
                name="timeline_event_happened",
            ),
            models.Index(fields=["conflict", "happened_latest", "id"], name="timeline_event_happened_last"),
            # The desk's list.
            models.Index(F("updated_at").desc(), F("id").desc(), name="timeline_event_touched"),
        ]
        permissions = [
            ("write_event", "Can write events and tie claims to them"),
            ("publish_event", "Can publish events"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The event on the desk."""
        return reverse("timeline:desk_event", args=[self.pk])

    @property
    def happened(self) -> FuzzyDate:
        """When it happened."""
        return FuzzyDate.parse(self.happened_edtf)

    @property
    def is_embargoed(self) -> bool:
        """Whether nobody publishes it now."""
        return self.embargo_until is not None and self.embargo_until > timezone.now()

    @property
    def live_entry(self) -> "Entry | None":
        """What readers see of it now."""
        return self.entries.current().first()


@keeps_history
class EventActor(models.Model):
    """Event to actor with a role."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="actors")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="event_roles")
    role = models.CharField(max_length=11, choices=EventRole.choices, default=EventRole.PARTICIPANT)

    class Meta:
        ordering = ["event", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "actor", "role"], name="timeline_eventactor_is_listed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.actor} ({self.get_role_display()})"


@keeps_history
class EventClaim(models.Model):
    """Event to claim, in the order in which readers see the statements."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="event_claims")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="event_claims")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["event", F("position"), "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "claim"], name="timeline_eventclaim_is_tied_once"),
        ]

    def __str__(self) -> str:
        return str(self.claim)
