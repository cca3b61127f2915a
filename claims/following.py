"""What a person follows, and what they are offered to follow."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext

from accounts.actions import followed_of
from accounts.models import Follow, User


@dataclass(frozen=True)
class Followable:
    """Something that is offered to be followed."""

    kind: str
    thing: Model
    words: str
    is_followed: bool


@dataclass(frozen=True)
class Followed:
    """Something that somebody follows; `address` is its page on the desk, if it has one."""

    follow: Follow
    kind: str
    thing: Model
    address: str

    @property
    def kind_in_words(self) -> str:
        """What kind of thing it is."""
        return _KINDS[self.kind]() if self.kind in _KINDS else self.kind


_KINDS: dict[str, Callable[[], str]] = {
    "claim": lambda: gettext("claim"),
    "event": lambda: gettext("event"),
    "issue": lambda: gettext("issue"),
    "actor": lambda: gettext("actor"),
}


def offered(user: User, kind: str, things: Iterable[Model]) -> list[Followable]:
    """These things of one kind, each with whether this person follows it."""
    listed = list(things)
    followed = followed_of(user, *listed) if listed else set()
    return [Followable(kind, thing, str(thing), thing in followed) for thing in listed]


def followed_by(user: User) -> list[Followed]:
    """All that somebody follows, kind by kind and by its words; what is gone is left out."""
    found = []
    for follow in user.follows.select_related("content_type").prefetch_related("followed"):
        thing: Any = follow.followed
        if thing is not None:
            address = thing.get_absolute_url() if hasattr(thing, "get_absolute_url") else ""
            found.append(Followed(follow, follow.content_type.name, thing, address))
    return sorted(found, key=lambda one: (one.kind, str(one.thing).casefold()))
