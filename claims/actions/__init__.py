"""Every write to excerpts, suggestions and claims."""

from claims.actions.inbox_filters import delete_filter, rename_filter, save_filter
from claims.actions.inbox_refresh import mark_inbox, refresh_inbox, refresh_inbox_of
from claims.actions.inbox_steps import assign_items, dismiss_items, reopen_items, snooze_items, undo_step
from claims.actions.muting import mute_pattern, sweep_mute, unmute_pattern
from claims.actions.passages import mark_passage
from claims.actions.placing import place_passage, place_passages, settle
from claims.actions.rereading import request_rereading
from claims.actions.suggestions import (
    accept_suggestion,
    make_suggestions,
    read_again,
    reject_suggestion,
    request_readings,
    request_suggestions,
)
from claims.actions.workflow import approve, dismiss, reopen, retract, send_back, submit
from claims.actions.writing import (
    ClaimContent,
    add_evidence,
    edit_claim,
    link_claims,
    remove_evidence,
    write_claim,
)

__all__ = [
    "ClaimContent",
    "accept_suggestion",
    "add_evidence",
    "approve",
    "assign_items",
    "delete_filter",
    "dismiss",
    "dismiss_items",
    "edit_claim",
    "link_claims",
    "make_suggestions",
    "mark_inbox",
    "mark_passage",
    "mute_pattern",
    "place_passage",
    "place_passages",
    "read_again",
    "refresh_inbox",
    "refresh_inbox_of",
    "reject_suggestion",
    "remove_evidence",
    "rename_filter",
    "reopen",
    "reopen_items",
    "request_readings",
    "request_rereading",
    "request_suggestions",
    "retract",
    "save_filter",
    "send_back",
    "settle",
    "snooze_items",
    "submit",
    "sweep_mute",
    "undo_step",
    "unmute_pattern",
    "write_claim",
]
