"""The gazetteers: the conflict, who takes part in it, and where."""

from actors.models.actor import Actor, ActorName, ActorQuerySet, Office
from actors.models.conflict import Conflict, ConflictQuerySet
from actors.models.merging import ActorMerge, NotSame
from actors.models.place import Place, PlaceName

__all__ = [
    "Actor",
    "ActorMerge",
    "ActorName",
    "ActorQuerySet",
    "Conflict",
    "ConflictQuerySet",
    "NotSame",
    "Office",
    "Place",
    "PlaceName",
]
