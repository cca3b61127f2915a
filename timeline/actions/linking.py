"""What an event followed from, as an editor says it, on the word of a claim or of the newsroom."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from claims.models import Claim
from lib.attributed import attributed, require
from lib.history import versions_of
from lib.one_at_a_time import one_at_a_time
from timeline.actions.editing import _locked, _touched
from timeline.enums import EventLinkKind
from timeline.models import Event, EventClaim, EventLink
from timeline.models.link import family_of


def link_events(
    *, event: Event, other: Event, kind: str, by: User, claim: Claim | None = None, note: str = "", version: int
) -> EventLink:
    """Say that `event` followed from `other`, answered it or is part of it; one of its claims or a note says why.

    Readers see it on the pages of both once `event` is published again, if they know `other`. Raises
    StaleVersionError where `version` is not the event's, and ValidationError, naming the field, where the two are
    linked already, where it would go round in a circle, and where the dates contradict it.
    """
    require(by, "timeline.write_event")
    note = note.strip()
    if kind not in EventLinkKind.values:
        raise ValidationError({"kind": _("“%(kind)s” is not a kind of link.") % {"kind": kind}})
    if event.pk == other.pk:
        raise ValidationError({"other": _("An event cannot be linked to itself.")})
    if claim is None and not note:
        raise ValidationError({"note": _("Say on what it rests: choose one of the event’s claims, or write a note.")})
    with attributed(by, "linked the event to what it followed from"):
        # Two links that are drawn at once could else make a circle that neither sees.
        one_at_a_time("link events")
        held = {pk: Event.objects.select_for_update(of=("self",)).get(pk=pk) for pk in sorted([event.pk, other.pk])}
        current, earlier = _locked(event, version), held[other.pk]
        link = EventLink(event=current, other=earlier, kind=kind, claim=claim, note=note)
        _check(link)
        link.save()
        _touched(current, by)
    return link


def remove_link(*, link: EventLink, version: int, by: User) -> None:
    """Take a link away. Raises StaleVersionError on an old `version` of the event that it belongs to."""
    require(by, "timeline.write_event")
    with attributed(by, "removed a link to what the event followed from"):
        event = _locked(link.event, version)
        if EventLink.objects.filter(pk=link.pk).delete()[0]:
            _touched(event, by)


def _check(link: EventLink) -> None:
    event, other = link.event, link.other
    if other.merged_into_id is not None:
        raise ValidationError(
            {"other": _("That event was merged into event %(number)s.") % {"number": other.merged_into_id}}
        )
    if event.conflict_id != other.conflict_id:
        raise ValidationError({"other": _("That event belongs to another conflict.")})
    if link.claim is not None and not event.event_claims.filter(claim=link.claim).exists():
        raise ValidationError({"claim": _("That claim is not tied to this event.")})
    if event.links.filter(other=other).exists():
        raise ValidationError({"other": _("The two are linked already: take that link away first.")})
    way = EventLink.objects.way(other.pk, event.pk, family_of(link.kind))
    if way is not None:
        between = [str(one) for one in Event.objects.filter(pk__in=way)]
        raise ValidationError({"other": _in_a_circle(other, event, between)})
    if link.contradiction:
        raise ValidationError({"other": link.contradiction})


def _in_a_circle(other: Event, event: Event, between: list[str]) -> str:
    titles = {"other": other, "event": event, "way": ", ".join(f"“{title}”" for title in between)}
    if between:
        return _("That goes round in a circle: “%(other)s” comes after “%(event)s” by way of %(way)s.") % titles
    return _("That goes round in a circle: “%(other)s” comes after “%(event)s” or is part of it already.") % titles


def check_merge_of_links(event: Event, into: Event) -> None:
    """Raise ValidationError where one of two events that are to be one came of the other by way of a third."""
    for kind in (EventLinkKind.FOLLOWS, EventLinkKind.PART):
        for start, goal in ((event.pk, into.pk), (into.pk, event.pk)):
            way = EventLink.objects.way(start, goal, family_of(kind), without_direct=True)
            if way:
                titles = ", ".join(f"“{one}”" for one in Event.objects.filter(pk__in=way))
                raise ValidationError(
                    {
                        "into": _("One of them comes after the other by way of %(way)s: look at those links first.")
                        % {"way": titles}
                    }
                )


def move_links(event: Event, into: Event, *, resting_on: set[int] | None = None) -> list[Event]:
    """Give the links of an event to another, those to it as well; the events whose links lead elsewhere by that.

    Where only those `resting_on` some claims go, none that leads to it does. What would lead from an event to itself,
    or is there already, goes. They are made anew and deleted, not changed, for `give_links_back`.
    """
    own = event.links.all() if resting_on is None else event.links.filter(claim__in=resting_on)
    for link in own.order_by("pk"):
        link.delete()
        _draw(link, into.pk, link.other_id)
    if resting_on is not None:
        return []
    owners = set()
    for link in event.linked_from.order_by("pk"):
        link.delete()
        _draw(link, link.event_id, into.pk)
        owners.add(link.event_id)
    return list(Event.objects.filter(pk__in=owners - {into.pk}).order_by("pk"))


def _draw(link: Any, event: int, other: int) -> None:
    """The link, or a kept version of one, between other ends; not twice, and not from an event to itself."""
    if event == other or EventLink.objects.filter(event=event, other=other).exists():
        return
    EventLink.objects.create(event_id=event, other_id=other, kind=link.kind, claim_id=link.claim_id, note=link.note)


def owners_of_moved_links(event: Event) -> list[Event]:
    """The events that have had a link to an event which they have no more."""
    gone = versions_of(EventLink).filter(pgh_label="delete", other_id=event.pk)
    return list(Event.objects.filter(pk__in=gone.values("event_id")))


def give_links_back(event: Event, kept: Event, merge: int) -> list[Event]:
    """What `move_links` did in a merge is undone; the other events, locked, whose links lead elsewhere by that."""
    of_merge = versions_of(EventLink).filter(pgh_context=merge)
    made = [pk for pk in of_merge.filter(pgh_label="insert").values_list("pgh_obj_id", flat=True) if pk]
    EventLink.objects.filter(pk__in=made).delete()
    owners = set()
    for was in of_merge.filter(pgh_label="delete"):
        ends = [pk if pk in {event.pk, kept.pk} else gone_on_as(pk) for pk in (was.event_id, was.other_id)]
        was.claim_id = _still_tied(was.claim_id, ends[0])
        if was.claim_id or was.note:
            _draw(was, *ends)
        owners.add(ends[0])
    return list(Event.objects.filter(pk__in=owners - {event.pk, kept.pk}).order_by("pk"))


def gone_on_as(pk: int) -> int:
    """The event that an event goes on as."""
    while into := Event.objects.get(pk=pk).merged_into_id:
        pk = into
    return pk


def _still_tied(claim: int | None, event: int) -> int | None:
    """The claim as it goes on, where it is tied to that event; else None."""
    while claim and (into := Claim.objects.get(pk=claim).merged_into_id):
        claim = into
    return claim if claim and EventClaim.objects.filter(event=event, claim=claim).exists() else None
