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
from actors.actions.merging import merge_actors, say_not_same, split_actor, take_back_not_same, unmerge_actors
from actors.actions.photos import remove_photo, set_photo

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
    "remove_photo",
    "say_not_same",
    "set_photo",
    "split_actor",
    "take_back_not_same",
    "unmerge_actors",
]
