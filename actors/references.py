"""Every row that names an actor, filled in by the apps that have such rows (see `lib.references`)."""

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _

from accounts.models import Follow
from actors.models import Actor, ActorMerge, ActorName, Conflict, NotSame, Office
from lib.references import Reference, Registry

actor_references = Registry()
# The lowest is locked first: events, then claims, then the actors themselves.
EVENTS, CLAIMS = 1, 2


def _follows_of_actors() -> dict[str, ContentType]:
    return {"content_type": ContentType.objects.get_for_model(Actor)}


def add_own() -> None:
    """The rows of this app and of those below it."""
    actor_references.add(
        Reference(model=ActorName, column="actor_id", what=_("names"), beside=("text", "kind")),
        Reference(model=Office, column="actor_id", what=_("offices and memberships"), beside=("title", "start_edtf")),
        Reference(model=Office, column="organisation_id", what=_("offices of others in it"), example="actor"),
        Reference(model=Actor, column="acts_for_id", what=_("actors that act for it")),
        Reference(
            model=Conflict.parties.through,
            column="actor_id",
            what=_("conflicts that it is a party of"),
            beside=("conflict_id",),
            example="conflict",
        ),
        Reference(
            model=Follow,
            column="object_id",
            what=_("people who follow it"),
            beside=("user_id", "content_type_id"),
            of_kind=_follows_of_actors,
            example="user",
        ),
    )
    # Who was merged into whom, and who is not whom, stays with the one that it was said of.
    actor_references.stay(ActorMerge, NotSame)
