"""Two events that are one, and one that is two. Rows are locked in one order: events by number, then claims."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Max, Model
from django.utils.translation import gettext as _

from accounts.actions import followers_of, notify
from accounts.enums import NotificationKind
from accounts.models import User
from claims.models import Claim
from claims.policies import StaleVersionError
from lib.attributed import attributed, require
from lib.history import merge_of, versions_of
from lib.one_at_a_time import one_at_a_time
from timeline.actions.editing import EventContent, _touched, write_event
from timeline.actions.linking import check_merge_of_links, give_links_back, move_links, owners_of_moved_links
from timeline.actions.scheduling import drop_waiting
from timeline.actions.withdrawing import close_entry
from timeline.models import Event, EventActor, EventClaim, Figure
from timeline.newsroom import newsroom_time


def merge_events(
    *,
    event: Event,
    into: Event,
    reason: str,
    by: User,
    version: int | None = None,
    into_version: int | None = None,
) -> Event:
    """Let `event` go on as part of `into`: what hangs on it moves there, and it stays as a record.

    Readers see the result after the next publication of `into`; where `event` is published itself, it is withdrawn
    and leads there, which takes the right to withdraw it. Merging again what is merged so changes nothing. Raises
    StaleVersionError where a version is not the one that stands there now.
    """
    require(by, "timeline.write_event")
    if event.pk == into.pk:
        raise ValidationError({"into": _("An event cannot be merged into itself.")})
    with attributed(by, f"merged events: {reason.strip()}"):
        one_at_a_time("link events")
        held = _held(event, into, *Event.objects.filter(links__other=event))
        merged, kept = held[event.pk], held[into.pk]
        if merged.merged_into_id == kept.pk:
            return kept
        _check_merge(merged, kept, reason, version=version, into_version=into_version)
        check_merge_of_links(merged, kept)
        if merged.live_entry is not None:
            close_entry(merged, reason=reason, by=by, moved_to=kept)
        drop_waiting(merged, _("The event was merged into “%(kept)s”.") % {"kept": kept}, by=by)
        _move(merged.event_claims.order_by("position", "pk"), kept)
        _move(merged.actors.order_by("pk"), kept)
        _move(merged.figures.order_by("pk"), kept)
        for owner in move_links(merged, kept):
            _touched(owner, by)
        merged.merged_into = kept
        merged.version += 1
        merged.save()
        if merged.embargo_until and (kept.embargo_until is None or merged.embargo_until > kept.embargo_until):
            _embargo(kept, merged.embargo_until, by)
        _touched(kept, by)
        notify(
            people={merged.author, kept.author, *followers_of(merged, kept)},
            kind=NotificationKind.CHANGED,
            text=lambda: _("“%(merged)s” was merged into “%(kept)s”.") % {"merged": merged, "kept": kept},
            path=kept.get_absolute_url(),
            key=f"merged-event:{merged.pk}:{merged.version}",
            by=by,
        )
    return kept


def _embargo(event: Event, until: datetime, by: User) -> None:
    """Hold an event as the one was held that goes on as part of it; what was to be published before is not."""
    event.embargo_until = until
    if event.schedules.waiting().filter(at__lt=until).exists():
        drop_waiting(
            event,
            _("An embargo until %(newsroom_time)s came with what was merged into it.")
            % {"newsroom_time": newsroom_time(until)},
            by=by,
        )


def _held(*events: Event) -> dict[int, Event]:
    """The events, locked in the order of their numbers, and after them their claims in the order of theirs."""
    numbers = [event.pk for event in events]
    held = Event.objects.filter(pk__in=numbers).order_by("pk").select_for_update(of=("self",))
    found = {event.pk: event for event in held}
    claims = Claim.objects.filter(event_claims__event__in=numbers).order_by("pk")
    list(claims.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))
    return found


def _check_merge(event: Event, into: Event, reason: str, *, version: int | None, into_version: int | None) -> None:
    for row, read in ((event, version), (into, into_version)):
        if read is not None and row.version != read:
            raise StaleVersionError(row)
    if event.merged_into_id is not None:
        raise ValidationError(_("This event was merged into another one already."))
    if into.merged_into_id is not None:
        raise ValidationError(
            {
                "into": _("That event was merged itself, into event %(merged_into_id)s.")
                % {"merged_into_id": into.merged_into_id}
            }
        )
    if event.conflict_id != into.conflict_id:
        raise ValidationError({"into": _("That event belongs to another conflict.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Say why they are one event.")})


def _move(rows: Iterable[EventClaim | EventActor | Figure], into: Event) -> None:
    """Give the rows to another event, behind those that it has and in their order; what it has already is dropped.

    They are made anew and deleted, not changed: so the history tells what `unmerge_event` has to give back.
    """
    for row in rows:
        values = _values(row)
        row.delete()
        _give(into, type(row), values)


def _values(row: EventClaim | EventActor | Figure) -> dict[str, Any]:
    """What the row says apart from its event and its place there."""
    if isinstance(row, EventClaim):
        return {"claim_id": row.claim_id}
    if isinstance(row, EventActor):
        return {"actor_id": row.actor_id, "role": row.role}
    return {"claim_id": row.claim_id, "kind": row.kind, "low": row.low, "high": row.high}


def _give(event: Event, model: type[Model], values: dict[str, Any]) -> None:
    if model is EventClaim:
        last = event.event_claims.aggregate(last=Max("position"))["last"] or 0
        EventClaim.objects.get_or_create(event=event, **values, defaults={"position": last + 1})
    elif model is EventActor:
        EventActor.objects.get_or_create(event=event, **values)
    else:
        numbers = {name: values[name] for name in ("low", "high")}
        known = {name: values[name] for name in ("claim_id", "kind")}
        Figure.objects.get_or_create(event=event, **known, defaults=numbers)


def unmerge_event(*, event: Event, reason: str, by: User) -> Event:
    """Take a merge back: what came from the event goes back to it, what the other had before stays there.

    Its address leads to the other event until it is published again: what readers see changes by publishing only.
    """
    require(by, "timeline.write_event")
    if not reason.strip():
        raise ValidationError({"reason": _("Say why they are two events after all.")})
    with attributed(by, f"took a merge back: {reason.strip()}"):
        one_at_a_time("link events")
        into = Event.objects.filter(merged=event).first()
        held = _held(event, *([into] if into else []), *owners_of_moved_links(event))
        current = held[event.pk]
        if current.merged_into_id is None:
            return current
        kept = held.get(current.merged_into_id)
        if kept is None:
            raise StaleVersionError(current)
        if kept.merged_into_id is not None:
            raise ValidationError(_("“%(kept)s” was merged itself: take that back first.") % {"kept": kept})
        merge = merge_of(current)
        for model in (EventClaim, EventActor, Figure):
            of_merge = versions_of(model).filter(pgh_context=merge)
            given = of_merge.filter(pgh_label="insert", event_id=kept.pk).values_list("pgh_obj_id", flat=True)
            model._default_manager.filter(pk__in=[pk for pk in given if pk], event=kept).delete()  # noqa: SLF001
            for row in of_merge.filter(pgh_label="delete", event_id=current.pk):
                _give(current, model, _restored(model, row))
        owners = give_links_back(current, kept, merge)
        current.merged_into = None
        for owner in owners:
            _touched(owner, by)
        _touched(current, by)
        _touched(kept, by)
    return current


def _restored(model: type[Model], row: Any) -> dict[str, Any]:
    """What a deleted row said; a claim that was merged meanwhile is found where it went."""
    values = _values(model(**{name: getattr(row, name) for name in _COLUMNS[model]}))  # type: ignore[arg-type]
    while "claim_id" in values and (into := Claim.objects.get(pk=values["claim_id"]).merged_into_id):
        values["claim_id"] = into
    return values


_COLUMNS: dict[type[Model], tuple[str, ...]] = {
    EventClaim: ("claim_id",),
    EventActor: ("actor_id", "role"),
    Figure: ("claim_id", "kind", "low", "high"),
}


def split_event(
    *, event: Event, claims: list[Claim], content: EventContent, reason: str, by: User, version: int | None = None
) -> Event:
    """A new event of some of the claims of one, with the figures and links that rest on them; the rest stays.

    Both are saved, or none. Readers see the difference after the next publications. Raises StaleVersionError where
    `version` is not the one that stands there now, and ValidationError where no claim goes or none would stay.
    """
    require(by, "timeline.write_event")
    if not reason.strip():
        raise ValidationError({"reason": _("Say why they are two events.")})
    with attributed(by, f"split an event: {reason.strip()}"):
        current = _held(event)[event.pk]
        if version is not None and current.version != version:
            raise StaleVersionError(current)
        if current.merged_into_id is not None:
            raise PermissionDenied(_("This event was merged into another one and stays as it was."))
        if content.conflict != current.conflict:
            raise ValidationError(_("Both events belong to one conflict."))
        ties = list(current.event_claims.order_by("position", "pk"))
        wanted = {claim.pk for claim in claims}
        going = [tie for tie in ties if tie.claim_id in wanted]
        if not going or len(going) != len(wanted):
            raise ValidationError({"claims": _("Choose at least one of its claims.")})
        if len(going) == len(ties):
            raise ValidationError({"claims": _("Leave it at least one claim: to change all of it, edit the event.")})
        made = write_event(content=content, by=by)
        if current.embargo_until is not None:
            made.embargo_until = current.embargo_until
            made.save(update_fields=["embargo_until"])
        _move(going, made)
        _move(current.figures.filter(claim__in=wanted).order_by("pk"), made)
        move_links(current, made, resting_on=wanted)
        _touched(current, by)
    return made
