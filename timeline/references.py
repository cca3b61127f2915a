"""The rows of the timeline that name actors and issues (see `lib.references`)."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actors.references import EVENTS, actor_references
from claims.references import issue_references
from lib.references import Reference
from timeline.models import EntryActor, Event, EventActor, Position


def _with(actors: Collection[int]) -> QuerySet[Event]:
    return Event.objects.filter(pk__in=EventActor.objects.filter(actor__in=actors).values("event"))


def _hold(actors: Collection[int]) -> None:
    list(_with(actors).order_by("pk").select_for_update(of=("self",)).values_list("pk"))


def _touch(actors: Collection[int]) -> None:
    """What was published of them waits to be published again; who did it has not changed what they say."""
    _with(actors).update(updated_at=timezone.now())


def add_references() -> None:
    """Called once, when the models are there. Public rows stay as they were published."""
    actor_references.add(
        Reference(
            model=EventActor,
            column="actor_id",
            what=_("events with it"),
            beside=("event_id", "role"),
            example="event",
        )
    )
    actor_references.holds(EVENTS, _hold)
    actor_references.looks(_touch)
    actor_references.stay(EntryActor, Position)
    issue_references.stay(Position)
