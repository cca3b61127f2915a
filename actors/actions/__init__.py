"""Every write to the gazetteers from outside the admin."""

from actors.actions.adding import add_actor, index_stale_names
from actors.actions.editing import (
    ActorContent,
    add_name,
    add_office,
    change_name,
    change_office,
    edit_actor,
    remove_name,
    remove_office,
)
from actors.actions.merging import merge_actors, say_not_same, split_actor, unmerge_actors

__all__ = [
    "ActorContent",
    "add_actor",
    "add_name",
    "add_office",
    "change_name",
    "change_office",
    "edit_actor",
    "index_stale_names",
    "merge_actors",
    "remove_name",
    "remove_office",
    "say_not_same",
    "split_actor",
    "unmerge_actors",
]
