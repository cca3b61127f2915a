"""Every write to excerpts, suggestions and claims."""

from claims.actions.contradicting import note_contradictions
from claims.actions.deciding import accept_suggestion, reject_suggestion
from claims.actions.forgetting import forget_old_engine_calls
from claims.actions.muting import mute_pattern, sweep_mute, unmute_pattern
from claims.actions.passages import mark_passage
from claims.actions.placing import place_passage, place_passages, settle
from claims.actions.rereading import request_rereading
from claims.actions.suggestions import (
    make_suggestions,
    read_again,
    request_readings,
    request_suggestions,
)
from claims.actions.workflow import (
    approve,
    approve_alone,
    confirm,
    dismiss,
    reopen,
    retract,
    send_back,
    submit,
)
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
    "approve_alone",
    "confirm",
    "dismiss",
    "edit_claim",
    "forget_old_engine_calls",
    "link_claims",
    "make_suggestions",
    "mark_passage",
    "mute_pattern",
    "note_contradictions",
    "place_passage",
    "place_passages",
    "read_again",
    "reject_suggestion",
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
    "unmute_pattern",
    "write_claim",
]
