"""Events: their content and the claims tied to them."""

from dataclasses import dataclass, field, fields
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from actors.enums import PlacePrecision
from actors.models import Actor, Conflict, Place
from actors.standing import hold_standing
from claims.actions.writing import hold_unmerged
from claims.enums import AttributionRole, ClaimKind
from claims.models import Claim
from lib.attributed import attributed, require
from lib.edtf_dates import FuzzyDate
from lib.versions import check_version
from timeline.actions.telling import tell_of_change
from timeline.enums import EventRole, EventType
from timeline.models import Event, EventActor, EventClaim


@dataclass(frozen=True, kw_only=True)
class EventContent:
    """What an event says: everything that its form fills in."""

    conflict: Conflict
    title: str
    summary: str = ""
    type: str = EventType.STATEMENT
    happened_edtf: str = ""
    place: Place | None = None
    place_precision: str = ""
    actors: tuple[tuple[Actor, str], ...] = field(default=())

    def row(self) -> dict[str, object]:
        """The columns of the event itself; a place brings its own precision unless another is given."""
        row = {item.name: getattr(self, item.name) for item in fields(self) if item.name != "actors"}
        if self.place is None:
            row["place_precision"] = PlacePrecision.UNKNOWN
        elif not self.place_precision:
            row["place_precision"] = self.place.precision
        return row

    @classmethod
    def of(cls, event: Event) -> "EventContent":
        """What an event says now."""
        return cls.read_from(event, tuple((item.actor, item.role) for item in event.actors.select_related("actor")))

    @classmethod
    def read_from(cls, row: Any, actors: tuple[tuple[Actor, str], ...]) -> "EventContent":
        """What a row says, be it an event or a kept version of one."""
        names = {item.name for item in fields(cls)} - {"actors", "place_precision"}
        return cls(
            **{name: getattr(row, name) for name in names},
            # An event without a place says nothing yet of how exactly the next one is known.
            place_precision=row.place_precision if row.place else "",
            actors=actors,
        )

    def says_the_same_as(self, other: "EventContent") -> bool:
        """Whether both tell the same event; in which order its actors are listed is no part of it."""
        return self.row() == other.row() and set(self.actors) == set(other.actors)


def _check(content: EventContent) -> None:
    errors: dict[str, str] = {}
    if not content.title.strip():
        errors["title"] = _("An event needs a title.")
    if content.type not in EventType.values:
        errors["type"] = f"{content.type!r} is not a type of event."
    if content.place_precision and content.place_precision not in PlacePrecision.values:
        errors["place_precision"] = f"{content.place_precision!r} is not a precision of a place."
    if unknown := {role for _, role in content.actors} - set(EventRole.values):
        errors["actors"] = _("%(names)s is not a role.") % {"names": ", ".join(sorted(unknown))}
    try:
        FuzzyDate.parse(content.happened_edtf)
    except ValueError as error:
        errors["happened_edtf"] = str(error)
    if errors:
        raise ValidationError(errors)


def _check_conflict(claim: Claim, conflict: Conflict) -> None:
    if claim.conflict_id != conflict.pk:
        raise ValidationError({"claim": _("That claim belongs to another conflict.")})


def _set_actors(event: Event, content: EventContent) -> None:
    standing = hold_standing([actor for actor, _role in content.actors])
    wanted = dict.fromkeys((standing[actor.pk], role) for actor, role in content.actors)
    for known in event.actors.select_related("actor"):
        if (known.actor, known.role) in wanted:
            del wanted[(known.actor, known.role)]
        else:
            known.delete()
    for actor, role in wanted:
        EventActor.objects.create(event=event, actor=actor, role=role)


def write_event(*, content: EventContent, by: User, claims: list[Claim] | None = None) -> Event:
    """A new event with the claims that tell of it, in the given order."""
    require(by, "timeline.write_event")
    _check(content)
    for claim in claims or []:
        _check_conflict(claim, content.conflict)
    with attributed(by, "wrote an event"):
        hold_unmerged(*claims or [])
        event = Event.objects.create(**content.row(), author=by, edited_by=by)
        _set_actors(event, content)
        for position, claim in enumerate(claims or [], start=1):
            EventClaim.objects.create(event=event, claim=claim, position=position)
    return event


# What an event made of one claim most likely is; the editor sees and changes it.
_TYPE_OF_CLAIM = {
    ClaimKind.THREAT: EventType.THREATEN,
    ClaimKind.COMMITMENT: EventType.AGREE,
}
_TYPE_OF_STANCE = {
    "rejects": EventType.REJECT,
    "accepts": EventType.AGREE,
    "accepts_with_conditions": EventType.AGREE,
    "demands": EventType.REQUEST,
    "proposes": EventType.REQUEST,
}


def content_from_claim(claim: Claim) -> EventContent:
    """The event that a claim tells of, as a first draft: nothing that the claim says is typed again."""
    default = _TYPE_OF_CLAIM.get(ClaimKind(claim.kind), EventType.STATEMENT)
    is_fact = claim.kind == ClaimKind.FACT
    roles: dict[Actor, str] = {}
    for attribution in claim.attributions.select_related("actor"):
        if attribution.role == AttributionRole.SPEAKER:
            roles[attribution.actor] = EventRole.SOURCE
        elif attribution.role == AttributionRole.ADDRESSEE:
            roles.setdefault(attribution.actor, EventRole.TARGET)
        elif attribution.role == AttributionRole.SUBJECT:
            roles.setdefault(attribution.actor, EventRole.PARTICIPANT)
    return EventContent(
        conflict=claim.conflict,
        title=claim.text.rstrip(".")[:200],
        summary=claim.text,
        type=_TYPE_OF_STANCE.get(claim.stance, default),
        # A fact happened when the text says it did; a statement happened when it was made.
        happened_edtf=claim.happened_edtf if is_fact else claim.said_edtf,
        place=claim.place,
        actors=tuple(roles.items()),
    )


def event_from_claim(*, claim: Claim, by: User) -> Event:
    """A new event made of what one claim says, with the claim tied to it."""
    return write_event(content=content_from_claim(claim), by=by, claims=[claim])


def _locked(event: Event, version: int | None = None) -> Event:
    current = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    check_version(current, version)
    if current.merged_into_id is not None:
        raise PermissionDenied(_("This event was merged into another one and stays as it was."))
    return current


def _touched(event: Event, by: User) -> None:
    event.edited_by = by
    event.version += 1
    event.save()
    tell_of_change(event, by=by)


def edit_event(*, event: Event, content: EventContent, version: int, by: User) -> Event:
    """Change what an event says; readers see it after the next publication.

    Raises StaleVersionError where `version` is not the one that stands there now.
    """
    require(by, "timeline.write_event")
    _check(content)
    with attributed(by, "edited the event"):
        current = _locked(event, version)
        if EventContent.of(current).says_the_same_as(content):
            return current
        for name, value in content.row().items():
            setattr(current, name, value)
        _set_actors(current, content)
        _touched(current, by)
    return current


def tie_claim(*, event: Event, claim: Claim, by: User, version: int | None = None) -> EventClaim:
    """Add a claim to what tells of an event; a claim that is there stays where it is."""
    require(by, "timeline.write_event")
    _check_conflict(claim, event.conflict)
    with attributed(by, "tied a claim to the event"):
        current = _locked(event, version)
        known = current.event_claims.filter(claim=claim).first()
        if known is not None:
            return known
        hold_unmerged(claim)
        last = current.event_claims.aggregate(last=Max("position"))["last"] or 0
        tie = EventClaim.objects.create(event=current, claim=claim, position=last + 1)
        _touched(current, by)
    return tie


def untie_claim(*, event: Event, claim: Claim, by: User, version: int | None = None) -> None:
    """Take a claim away from an event, and with it the figures and links that rest on it alone here."""
    require(by, "timeline.write_event")
    with attributed(by, "untied a claim from the event"):
        current = _locked(event, version)
        current.figures.filter(claim=claim).delete()
        # A link that a note speaks for as well stands without the claim.
        current.links.filter(claim=claim, note="").delete()
        for link in current.links.filter(claim=claim):
            link.claim = None
            link.save()
        if current.event_claims.filter(claim=claim).delete()[0]:
            _touched(current, by)


def move_claim(*, event: Event, claim: Claim, places: int, by: User, version: int | None = None) -> None:
    """Show a claim so many places later (earlier, if negative) among those of its event."""
    require(by, "timeline.write_event")
    with attributed(by, "put the claims in another order"):
        current = _locked(event, version)
        ties = list(current.event_claims.order_by("position", "pk"))
        place = next((place for place, tie in enumerate(ties) if tie.claim_id == claim.pk), None)
        if place is None:
            raise ValidationError({"claim": _("That claim is not tied to this event.")})
        there = min(max(0, place + places), len(ties) - 1)
        if there == place:
            return
        ties.insert(there, ties.pop(place))
        for position, tie in enumerate(ties, start=1):
            tie.position = position
        EventClaim.objects.bulk_update(ties, ["position"])
        _touched(current, by)
