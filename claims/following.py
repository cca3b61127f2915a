"""What a person follows, and what they are offered to follow."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext

from accounts.actions import followed_of
from accounts.models import Follow, User
from claims.models import Claim, Issue


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


@dataclass(frozen=True)
class Followables:
    """What stands open on a claim's page: the claim, and what is followed; the rest of what it offers is folded."""

    shown: list[Followable]
    folded: list[Followable]


def followable(claim: Claim) -> list[Model]:
    """The claim, its issue and the people in it."""
    return [
        claim,
        *([claim.issue] if claim.issue else []),
        *dict.fromkeys(one.actor for one in claim.attributions.all()),
    ]


def followables(claim: Claim, user: User, follows: Iterable[Follow]) -> Followables:
    """Of these, each with whether this person follows it; `follows` as `followed_of()` has them."""
    followed = followed_of(user, *followable(claim), follows=follows)
    this, *others = (Followable(*_called(thing), thing in followed) for thing in followable(claim))
    return Followables(
        [this, *(one for one in others if one.is_followed)], [one for one in others if not one.is_followed]
    )


def _called(thing: Model) -> tuple[str, Model, str]:
    if isinstance(thing, Claim):
        return "claim", thing, gettext("this claim")
    if isinstance(thing, Issue):
        return "issue", thing, gettext("the issue %(issue)s") % {"issue": thing}
    return "actor", thing, str(thing)


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
