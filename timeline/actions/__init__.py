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
from timeline.actions.handling import assign_event, tell_of_due_events
from timeline.actions.indexing import index_stale_entries
from timeline.actions.merging import merge_events, split_event, unmerge_event
from timeline.actions.publishing import changes_to_publish, publish
from timeline.actions.scheduling import cancel_schedule, publish_scheduled, schedule_publication, set_embargo
from timeline.actions.withdrawing import withdraw

__all__ = [
    "EventContent",
    "add_figure",
    "assign_event",
    "cancel_schedule",
    "change_figure",
    "changes_to_publish",
    "edit_event",
    "event_from_claim",
    "index_stale_entries",
    "merge_events",
    "move_claim",
    "publish",
    "publish_scheduled",
    "remove_figure",
    "schedule_publication",
    "set_embargo",
    "split_event",
    "tell_of_due_events",
    "tie_claim",
    "unmerge_event",
    "untie_claim",
    "withdraw",
    "write_event",
]
