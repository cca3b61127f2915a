"""What the desk's page of an event shows of publishing alone, and of following it."""

from dataclasses import dataclass

from django import template

from accounts.actions import followed_of
from accounts.models import User
from timeline.desk_forms import PublishAloneForm
from timeline.freezing import Frozen, digest_alone
from timeline.models import Entry, Event
from timeline.policies import publishes_alone

register = template.Library()


@dataclass(frozen=True)
class Alone:
    """What the form that publishes alone needs; `seen` is the digest of what it would publish."""

    seen: str
    form: PublishAloneForm


@register.simple_tag
def publishing_alone(
    event: Event, user: User, frozen: Frozen, live: Entry | None, form: PublishAloneForm | None = None
) -> Alone | None:
    """How this person may publish the event alone; None where they may not, or where readers see that already."""
    if not publishes_alone(event, user):
        return None
    seen = digest_alone(frozen)
    if live is not None and seen == live.digest:
        return None
    return Alone(seen, form or PublishAloneForm(prefix="alone"))


@register.simple_tag
def is_followed(thing: Event, user: User) -> bool:
    """Whether this person is told of its changes."""
    return bool(followed_of(user, thing))
