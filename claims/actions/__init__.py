"""Every write to excerpts, suggestions and claims."""

from claims.actions.checking import answer_check
from claims.actions.contradicting import note_contradictions
from claims.actions.deciding import accept_suggestion, reject_suggestion
from claims.actions.discussing import comment, reopen_thread, resolve_thread
from claims.actions.forgetting import forget_old_engine_calls
from claims.actions.handling import assign_claim, tell_of_due_work
from claims.actions.inbox_filters import delete_filter, rename_filter, save_filter
from claims.actions.inbox_refresh import mark_inbox, refresh_inbox, refresh_inbox_of
from claims.actions.inbox_steps import assign_items, dismiss_items, reopen_items, snooze_items, undo_step
from claims.actions.issues import IssueContent, edit_issue, merge_issues, unmerge_issues, write_issue
from claims.actions.link_search import propose_links, seek_links
from claims.actions.linking import confirm_proposal, refuse_proposal, unlink_claims
from claims.actions.merging import merge_claims, split_claim
from claims.actions.muting import mute_pattern, sweep_mute, unmute_pattern
from claims.actions.office_evidence import add_office_evidence, remove_office_evidence
from claims.actions.passages import mark_passage
from claims.actions.placing import place_passage, place_passages, settle
from claims.actions.rating import rate_evidence
from claims.actions.rereading import request_rereading
from claims.actions.suggestions import (
    make_suggestions,
    read_again,
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
from claims.actions.translating import check_translation
from claims.actions.unmerging import unmerge_claim
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
    touch,
    write_claim,
)

__all__ = [
    "ClaimContent",
    "IssueContent",
    "accept_suggestion",
    "add_evidence",
    "add_office_evidence",
    "answer_check",
    "approve",
    "approve_alone",
    "assign_claim",
    "assign_items",
    "begin_sending",
    "check_translation",
    "comment",
    "confirm",
    "confirm_proposal",
    "delete_filter",
    "dismiss",
    "dismiss_items",
    "edit_claim",
    "edit_issue",
    "end_sending",
    "forget_old_engine_calls",
    "forget_old_forms",
    "keep_draft",
    "link_claims",
    "make_suggestions",
    "mark_inbox",
    "mark_passage",
    "merge_claims",
    "merge_issues",
    "mute_pattern",
    "note_contradictions",
    "place_passage",
    "place_passages",
    "propose_links",
    "rate_evidence",
    "read_again",
    "refresh_inbox",
    "refresh_inbox_of",
    "refuse_proposal",
    "reject_suggestion",
    "release_edit_lock",
    "remove_evidence",
    "remove_office_evidence",
    "rename_filter",
    "reopen",
    "reopen_items",
    "reopen_thread",
    "request_readings",
    "request_rereading",
    "request_suggestions",
    "resolve_thread",
    "retract",
    "save_filter",
    "seek_links",
    "send_back",
    "settle",
    "snooze_items",
    "split_claim",
    "submit",
    "sweep_mute",
    "take_edit_lock",
    "tell_of_due_work",
    "throw_draft_away",
    "touch",
    "undo_step",
    "unlink_claims",
    "unmerge_claim",
    "unmerge_issues",
    "unmute_pattern",
    "write_claim",
    "write_issue",
]
