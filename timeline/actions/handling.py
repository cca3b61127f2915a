"""Who works on an event, and until when."""

from datetime import date

from accounts.models import User
from claims.actions.handling import assigning, check_assignment, due_days, hand_over, tell_of_due
from lib.attributed import attributed
from timeline.actions.editing import _locked
from timeline.models import Event


def assign_event(*, event: Event, to: User | None, due_on: date | None, by: User) -> Event:
    """Give an event to somebody to work on until a day; `to` None takes it from whoever has it.

    It changes nothing that the event says, and nobody's right to publish it. Raises ValidationError for somebody who
    cannot work on events, and for a day without a person.
    """
    check_assignment(to, due_on, by, "timeline.write_event", "events")
    with attributed(by, assigning(to)):
        current = _locked(event)
        hand_over(current, to, due_on, by)
    return current


def tell_of_due_events() -> None:
    """Tell people of the events that are due today, once each; of yesterday's too, if the clock stood still."""
    tell_of_due(Event.objects.due_between(*due_days()))
