"""Publications that come later, and embargoes until which none comes."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import notify
from accounts.enums import NotificationKind
from accounts.models import User
from claims.policies import StaleVersionError
from lib.attributed import attributed, require
from timeline.actions.publishing import changes_to_publish, hold_claims, needs_note, publish
from timeline.enums import ScheduleState
from timeline.models import Entry, Event, Schedule
from timeline.newsroom import newsroom_time
from timeline.policies import why_embargoed, why_not_publish

# What is further away than this is a slip of the year.
_FURTHEST = timedelta(days=366)


def schedule_publication(*, event: Event, at: datetime, seen: str, by: User, note: str = "") -> Schedule:
    """Have an event published at a moment, as this person has `seen` it (the digest of its entry).

    The same once more gives the one that waits. Raises as `publish` does, StaleVersionError where the event is not
    what was seen, and ValidationError for a moment that is past or under embargo, or where one waits already.
    """
    with attributed(by, f"to be published at {at.isoformat()}"):
        current = _locked(event)
        hold_claims([current.pk])
        if reason := why_not_publish(current, by):
            raise PermissionDenied(reason)
        waiting = current.schedules.waiting().first()
        if waiting is not None and (waiting.at, waiting.seen, waiting.by_id) == (at, seen, by.pk):
            return waiting
        _check_moment(current, at)
        if waiting is not None:
            raise ValidationError(
                _("It is to be published at %(newsroom_time)s already: cancel that first.")
                % {"newsroom_time": newsroom_time(waiting.at)}
            )
        frozen, live, changes = changes_to_publish(current)
        if frozen.problems:
            raise ValidationError(frozen.problems)
        if frozen.entry.digest != seen:
            raise StaleVersionError(current)
        if live is not None and live.digest == seen:
            raise ValidationError(_("Readers see it as it stands already."))
        if needs_note(changes) and not note.strip():
            raise ValidationError(
                {"note": _("Published facts change: say in a sentence what was wrong and what is right.")}
            )
        return Schedule.objects.create(event=current, at=at, by=by, note=note.strip(), seen=seen)


def _check_moment(event: Event, at: datetime) -> None:
    now = timezone.now()
    if at <= now:
        raise ValidationError({"at": _("That moment is past. Choose one that is still to come, or publish now.")})
    if at > now + _FURTHEST:
        raise ValidationError({"at": _("That is more than a year away.")})
    if reason := why_embargoed(event, at):
        raise ValidationError({"at": reason})


def cancel_schedule(*, schedule: Schedule, by: User) -> Schedule:
    """Do not publish it by itself after all; what is settled stays as it is."""
    require(by, "timeline.publish_event")
    with attributed(by, "cancelled a publication to come"):
        _hold(schedule)
        current = Schedule.objects.select_for_update(of=("self",)).get(pk=schedule.pk)
        if current.state == ScheduleState.WAITING:
            _settle(current, ScheduleState.CANCELLED, _("Cancelled by %(by)s.") % {"by": by})
            _tell(
                current,
                _("%(by)s cancelled the publication of “%(event)s”.") % {"by": by, "event": current.event},
                by=by,
            )
    return current


def drop_waiting(event: Event, why: str, *, by: User) -> None:
    """Cancel what waits for a locked event, because something else happened to it."""
    for waiting in event.schedules.waiting().select_for_update(of=("self",)):
        _settle(waiting, ScheduleState.CANCELLED, why)
        _tell(
            waiting, _("“%(event)s” will not be published by itself: %(why)s") % {"event": event, "why": why}, by=by
        )


def publish_scheduled(*, schedule_id: int) -> Schedule:
    """Publish, in the name of who scheduled it, exactly what they saw, or say why not. Settles it once."""
    schedule = Schedule.objects.select_related("by").get(pk=schedule_id)
    with attributed(schedule.by, f"published as scheduled for {schedule.at.isoformat()}"):
        _hold(schedule)
        current = Schedule.objects.select_for_update(of=("self",)).select_related("by", "event").get(pk=schedule_id)
        if current.state != ScheduleState.WAITING or current.at > timezone.now():
            return current
        try:
            entry = _publish_as_seen(current)
        except StaleVersionError:
            _fail(
                current,
                _("It was changed after it was scheduled, so it was not published. Read it and decide again."),
            )
        except PermissionDenied as error:
            _fail(current, str(error))
        except ValidationError as error:
            _fail(current, " ".join(error.messages))
        else:
            _settle(current, ScheduleState.DONE, "")
            # The others hear of it as of every publication.
            text = _("“%(event)s” was published as scheduled: revision %(revision)s.") % {
                "event": current.event,
                "revision": entry.revision,
            }
            _tell(current, text, people=[current.by])
    return current


@transaction.atomic
def _publish_as_seen(schedule: Schedule) -> Entry:
    """A savepoint: what turns out to be something else than was seen is taken back."""
    entry = publish(event=schedule.event, by=schedule.by, note=schedule.note)
    if entry.digest != schedule.seen:
        raise StaleVersionError(schedule.event)
    return entry


def _hold(schedule: Schedule) -> None:
    """Events are locked before what hangs on them, everywhere."""
    Event.objects.select_for_update(of=("self",)).get(pk=schedule.event_id)


def _fail(schedule: Schedule, why: str) -> None:
    _settle(schedule, ScheduleState.FAILED, why)
    _tell(schedule, _("“%(event)s” was not published as scheduled: %(why)s") % {"event": schedule.event, "why": why})


def _settle(schedule: Schedule, state: ScheduleState, fault: str) -> None:
    schedule.state, schedule.fault, schedule.settled_at = state, fault, timezone.now()
    schedule.save(update_fields=["state", "fault", "settled_at"])


def _tell(schedule: Schedule, text: str, *, by: User | None = None, people: list[User] | None = None) -> None:
    event = schedule.event
    notify(
        people=people or [schedule.by, event.author, event.edited_by],
        kind=NotificationKind.PUBLISHED,
        text=text,
        path=event.get_absolute_url(),
        key=f"schedule:{schedule.pk}:{schedule.state}",
        by=by,
    )


def set_embargo(*, event: Event, until: datetime | None, reason: str, by: User) -> Event:
    """Let nobody publish an event before a moment; None lifts the embargo.

    Who writes events may set one or make it longer; to lift or shorten one takes the right to publish. Raises
    ValidationError for a moment that is past, without a reason, or where a publication is to come before the moment.
    """
    require(by, "timeline.write_event")
    words = _("embargo until %(isoformat)s") % {"isoformat": until.isoformat()} if until else "lifted the embargo"
    with attributed(by, f"{words}: {reason.strip()}"):
        current = _locked(event)
        held = current.embargo_until
        if until == held:
            return current
        if not reason.strip():
            raise ValidationError({"reason": _("Say why, in a sentence that a colleague will understand in a year.")})
        if held is not None and current.is_embargoed and (until is None or until < held):
            require(by, "timeline.publish_event")
        if until is not None and until <= timezone.now():
            raise ValidationError({"until": _("That moment is past.")})
        waiting = current.schedules.waiting().first()
        if waiting is not None and until is not None and waiting.at < until:
            raise ValidationError(
                _("It is to be published at %(newsroom_time)s: cancel that first.")
                % {"newsroom_time": newsroom_time(waiting.at)}
            )
        current.embargo_until = until
        # Not `_touched`: it is no part of what the event says, and who sets it may still publish the event.
        current.save(update_fields=["embargo_until"])
    return current


def _locked(event: Event) -> Event:
    current = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    if current.merged_into_id is not None:
        raise PermissionDenied(_("This event was merged into another one and stays as it was."))
    return current
