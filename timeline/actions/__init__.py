"""Every write to events, and the one bridge to the public side."""

from timeline.actions.delivering import deliver
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
from timeline.actions.linking import link_events, remove_link
from timeline.actions.merging import merge_events, split_event, unmerge_event
from timeline.actions.news import forget_old_news, match_news
from timeline.actions.publishing import Outcome, changes_of_all, changes_to_publish, publish, publish_many
from timeline.actions.scheduling import cancel_schedule, publish_scheduled, schedule_publication, set_embargo
from timeline.actions.search_mail import mail_searches, people_to_mail_searches
from timeline.actions.searches import (
    add_webhook,
    change_search,
    delete_search,
    enable_webhook,
    remove_webhook,
    save_search,
    test_webhook,
)
from timeline.actions.withdrawing import withdraw

__all__ = [
    "EventContent",
    "Outcome",
    "add_figure",
    "add_webhook",
    "assign_event",
    "cancel_schedule",
    "change_figure",
    "change_search",
    "changes_of_all",
    "changes_to_publish",
    "delete_search",
    "deliver",
    "edit_event",
    "enable_webhook",
    "event_from_claim",
    "forget_old_news",
    "index_stale_entries",
    "link_events",
    "mail_searches",
    "match_news",
    "merge_events",
    "move_claim",
    "people_to_mail_searches",
    "publish",
    "publish_many",
    "publish_scheduled",
    "remove_figure",
    "remove_link",
    "remove_webhook",
    "save_search",
    "schedule_publication",
    "set_embargo",
    "split_event",
    "tell_of_due_events",
    "test_webhook",
    "tie_claim",
    "unmerge_event",
    "untie_claim",
    "withdraw",
    "write_event",
]
