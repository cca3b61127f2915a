"""What a merge of two events would move, before anybody does it."""

from dataclasses import dataclass

from claims.models import Claim
from timeline.models import Entry, Event, EventActor, EventLink, Figure, Schedule


@dataclass(frozen=True)
class MergePreview:
    """What goes over and what is there already; `live` and `into_live` are what readers see of each."""

    claims: list[Claim]
    known_claims: list[Claim]
    actors: list[EventActor]
    figures: list[Figure]
    links: list[EventLink]
    live: Entry | None
    into_live: Entry | None
    waiting: Schedule | None


def preview_merge(event: Event, into: Event) -> MergePreview:
    """What `merge_events` would do to these two."""
    tied = [tie.claim for tie in event.event_claims.select_related("claim").order_by("position", "pk")]
    there = set(into.event_claims.values_list("claim", flat=True))
    roles = set(into.actors.values_list("actor", "role"))
    counted = set(into.figures.values_list("claim", "kind"))
    return MergePreview(
        claims=[claim for claim in tied if claim.pk not in there],
        known_claims=[claim for claim in tied if claim.pk in there],
        actors=[row for row in event.actors.select_related("actor") if (row.actor_id, row.role) not in roles],
        figures=[row for row in event.figures.all() if (row.claim_id, row.kind) not in counted],
        links=[link for link in EventLink.objects.of(event) if into.pk not in {link.event_id, link.other_id}],
        live=event.live_entry,
        into_live=into.live_entry,
        waiting=event.schedules.waiting().first(),
    )
