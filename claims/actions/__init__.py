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
from claims.actions.translating import check_translation
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
    "check_translation",
    "dismiss",
    "edit_claim",
    "link_claims",
    "make_suggestions",
    "mark_passage",
    "mute_pattern",
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
