"""Every write to outlets, feeds, articles and the work of bringing them in."""

from articles.actions.batches import bring_in_addresses, bring_in_files, try_again
from articles.actions.bringing_in import ingest, request_ingest
from articles.actions.dating import set_published
from articles.actions.feeds import (
    add_feed,
    change_feed,
    clean_feed_address,
    forget_old_polls,
    pause_feed,
    poll,
    poll_now,
    resume_feed,
    schedule_due_polls,
)
from articles.actions.fetching import fetch, request_fetch, schedule_due_rechecks
from articles.actions.grouping import join_origins, split_from_origin
from articles.actions.rereading import reread
from articles.actions.sending import bring_in_document, bring_in_page, bring_in_text
from articles.actions.sources import save_source

__all__ = [
    "add_feed",
    "bring_in_addresses",
    "bring_in_document",
    "bring_in_files",
    "bring_in_page",
    "bring_in_text",
    "change_feed",
    "clean_feed_address",
    "fetch",
    "forget_old_polls",
    "ingest",
    "join_origins",
    "pause_feed",
    "poll",
    "poll_now",
    "request_fetch",
    "request_ingest",
    "reread",
    "resume_feed",
    "save_source",
    "schedule_due_polls",
    "schedule_due_rechecks",
    "set_published",
    "split_from_origin",
    "try_again",
]
