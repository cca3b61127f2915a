"""Every write to excerpts, suggestions and claims."""

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
from claims.actions.together import (
    begin_sending,
    end_sending,
    forget_old_forms,
    keep_draft,
    release_edit_lock,
    take_edit_lock,
    throw_draft_away,
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
    "begin_sending",
    "dismiss",
    "edit_claim",
    "end_sending",
    "forget_old_forms",
    "keep_draft",
    "link_claims",
    "make_suggestions",
    "mark_passage",
    "mute_pattern",
    "place_passage",
    "place_passages",
    "read_again",
    "reject_suggestion",
    "release_edit_lock",
    "remove_evidence",
    "reopen",
    "request_readings",
    "request_rereading",
    "request_suggestions",
    "retract",
    "send_back",
    "settle",
    "submit",
    "sweep_mute",
    "take_edit_lock",
    "throw_draft_away",
    "unmute_pattern",
    "write_claim",
]
