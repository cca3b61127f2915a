"""What an event followed from: an editor's word, which says on what it rests."""

from collections.abc import Iterable
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from claims.models import Claim
from lib.history import keeps_history
from timeline.enums import SEEN_FROM_THE_OTHER, EventLinkKind
from timeline.models.event import Event

# What can go round in no circle: nothing followed from what followed from it, nor is part of a part of itself.
_FAMILIES = (
    frozenset({EventLinkKind.FOLLOWS.value, EventLinkKind.ANSWERS.value}),
    frozenset({EventLinkKind.PART.value}),
)


def family_of(kind: str) -> frozenset[str]:
    """The kinds that together go round in no circle."""
    return next(family for family in _FAMILIES if kind in family)


class EventLinkQuerySet(models.QuerySet["EventLink"]):
    def of(self, event: Event) -> Self:
        """All links of an event, from it and to it, with both ends and what they rest on."""
        return self.filter(Q(event=event) | Q(other=event)).select_related("event", "other", "claim").order_by("pk")

    def between(self, one: Event, other: Event) -> Self:
        """Links of these two, in either direction."""
        return self.filter(Q(event=one, other=other) | Q(event=other, other=one))

    def way(self, start: int, goal: int, kinds: Iterable[str], *, without_direct: bool = False) -> list[int] | None:
        """The events by way of which one followed from another, None where it did not; one question a step back."""
        came_from: dict[int, int] = {}
        edge = {start}
        while edge:
            steps = self.filter(event__in=edge, kind__in=kinds).order_by("pk")
            if without_direct:
                steps = steps.exclude(event=start, other=goal)
            edge = set()
            for event, other in steps.values_list("event", "other"):
                if other not in came_from and other != start:
                    came_from[other] = event
                    edge.add(other)
            if goal in came_from:
                way, at = [], came_from[goal]
                while at != start:
                    way.append(at)
                    at = came_from[at]
                return way
        return None


@keeps_history
class EventLink(models.Model):
    """`event` followed from `other`, answered it or is part of it, because a claim or the newsroom says so.

    It belongs to the event that came later or is the smaller one: that one's publications tell it to readers.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="links")
    other = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="linked_from")
    kind = models.CharField(max_length=7, choices=EventLinkKind.choices)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, blank=True, related_name="event_links")
    note = models.CharField(max_length=300, blank=True, default="")

    objects: ClassVar[EventLinkQuerySet] = EventLinkQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["event", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "other"], name="timeline_eventlink_is_drawn_once"),
            models.CheckConstraint(condition=~Q(event=F("other")), name="timeline_eventlink_is_of_two_events"),
            models.CheckConstraint(
                condition=Q(claim__isnull=False) | ~Q(note=""), name="timeline_eventlink_rests_on_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.get_kind_display()} “{self.other}”"

    @property
    def from_the_other(self) -> str:
        """The kind as the other event has it."""
        return str(SEEN_FROM_THE_OTHER[EventLinkKind(self.kind)])

    @property
    def contradiction(self) -> str:
        """How the dates of the two contradict the link, "" where they do not, as far as they are known."""
        event, other = self.event, self.other
        dates = {"event": event, "date": event.happened, "other": other, "other_date": other.happened}
        if _is_before(event, other):
            return _("“%(event)s” (%(date)s) happened before “%(other)s” (%(other_date)s).") % dates
        if self.kind == EventLinkKind.PART and _is_before(other, event):
            return _("“%(event)s” (%(date)s) happened after “%(other)s” (%(other_date)s) had ended.") % dates
        return ""


def _is_before(one: Event, other: Event) -> bool:
    """Whether the one was over before the other began, as exactly as either is known."""
    ended, began = one.happened_latest, other.happened_earliest
    return ended is not None and began is not None and ended < began
