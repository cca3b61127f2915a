"""What the desk's pages show of who works on what, what is followed, and what waits for a second person."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.translation import gettext

from accounts.actions import followed_of
from accounts.models import User
from claims.following import Followable
from claims.forms import AssignForm
from claims.models import Claim
from claims.my_work import Work
from claims.my_work import my_work as work_of
from claims.since_approval import SinceApproval, since_approval

register = template.Library()


@dataclass(frozen=True)
class Followables:
    """What stands open on the panel: the claim, and what is followed; the rest of what it offers is folded."""

    shown: list[Followable]
    folded: list[Followable]


@register.simple_tag
def my_work(user: User) -> list[Work]:
    """What was assigned to this person, overdue first."""
    return work_of(user)


@register.simple_tag
def assign_form(thing: Any, form: AssignForm | None = None) -> AssignForm:
    """The form that assigns a claim or an event; `form` is one that was refused."""
    return form or AssignForm(initial={"to": thing.assignee_id, "due_on": thing.due_on}, auto_id="assign-%s")


@register.simple_tag
def followables(claim: Claim, user: User) -> Followables:
    """The claim, its issue and the people in it, each with whether this person follows it."""
    things: list[tuple[str, Any, str]] = [("claim", claim, gettext("this claim"))]
    things += [("issue", claim.issue, gettext("the issue %(issue)s") % {"issue": claim.issue})] if claim.issue else []
    actors = dict.fromkeys(item.actor for item in claim.attributions.all())
    things += [("actor", actor, str(actor)) for actor in actors]
    followed = followed_of(user, *(thing for _, thing, _ in things))
    this, *others = (Followable(kind, thing, words, thing in followed) for kind, thing, words in things)
    return Followables(
        [this, *(one for one in others if one.is_followed)], [one for one in others if not one.is_followed]
    )


@register.simple_tag
def changed_since_approval(claim: Claim) -> SinceApproval | None:
    """What changed in a claim since it was last approved; None where it never was, or stands as approved."""
    return since_approval([claim]).get(claim.pk)
