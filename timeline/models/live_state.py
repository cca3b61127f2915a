"""How an event stands on the desk against what readers see of it."""

from typing import ClassVar, Self

from django.db import connection, models
from django.db.models import F, Q

from timeline.models.event import Event


class LiveStateQuerySet(models.QuerySet["LiveState"]):
    def waiting(self) -> Self:
        """Of events with something that readers do not see yet, those that have waited longest first."""
        return self.filter(waits_since__isnull=False).order_by("waits_since", "pk")

    def wrong(self) -> list[int]:
        """The events whose row is missing or is not what `timeline_livestate_now` works out anew; none, we trust."""
        names = ", ".join(str(field.column) for field in LiveState._meta.concrete_fields)  # noqa: SLF001  # documented API
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT event_id FROM (SELECT {names} FROM timeline_livestate_now"  # noqa: S608  # names of columns
                f" EXCEPT SELECT {names} FROM timeline_livestate) AS wrong ORDER BY event_id"
            )
            return [number for (number,) in cursor.fetchall()]

    def work_out(self, events: list[int]) -> None:
        """Have the database work out these events anew, as it does by itself when something about them changes."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT timeline_keep_live_states(%s::bigint[])", [events])


class LiveState(models.Model):
    """What `to_publish` has to know of an event. Triggers keep it, see `0010_events_that_wait`; nobody writes it.

    Its row is locked after those of its event and its claims, by what changes them, and worked out under that lock.
    """

    event = models.OneToOneField(Event, on_delete=models.CASCADE, primary_key=True, related_name="live_state")
    live_since = models.DateTimeField(
        null=True, help_text="When it was last published or withdrawn; empty for never."
    )
    withdrawn_at = models.DateTimeField(null=True)
    live_alone = models.BooleanField(default=False, help_text="One person alone stands for what readers see of it.")
    waits_since = models.DateTimeField(
        null=True,
        help_text="Since when readers do not see it as it stands: since it was written or, once published, last "
        "changed, itself or a claim of it; empty where they do, and for one that was merged into another.",
    )
    touched_at = models.DateTimeField(help_text="The event's updated_at.")

    objects: ClassVar[LiveStateQuerySet] = LiveStateQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["waits_since", "event"],
                condition=Q(waits_since__isnull=False),
                name="timeline_livestate_longest",
            ),
            models.Index(
                F("touched_at").desc(),
                F("event").desc(),
                condition=Q(waits_since__isnull=False),
                name="timeline_livestate_touched",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event}: {'waits' if self.waits_since else 'as readers see it'}"

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was withdrawn and not published since."""
        return self.withdrawn_at is not None and self.withdrawn_at == self.live_since
