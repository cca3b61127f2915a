"""Every write to events, and the one bridge to the public side."""

from timeline.actions.editing import (
    EventContent,
    edit_event,
    event_from_claim,
    move_claim,
    tie_claim,
    untie_claim,
    write_event,
)
from timeline.actions.figures import add_figure, change_figure, remove_figure
from timeline.actions.publishing import changes_to_publish, publish

__all__ = [
    "EventContent",
    "add_figure",
    "change_figure",
    "changes_to_publish",
    "edit_event",
    "event_from_claim",
    "move_claim",
    "publish",
    "remove_figure",
    "tie_claim",
    "untie_claim",
    "write_event",
]
