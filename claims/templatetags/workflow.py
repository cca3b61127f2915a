"""What the desk's pages show of who works on what, what is followed, and what waits for a second person."""

from typing import Any

from django import template

from accounts.models import User
from claims.forms import AssignForm
from claims.my_work import Work
from claims.my_work import my_work as work_of

register = template.Library()


@register.simple_tag
def my_work(user: User) -> list[Work]:
    """What was assigned to this person, overdue first."""
    return work_of(user)


@register.simple_tag
def assign_form(thing: Any, form: AssignForm | None = None, people: list[Any] | None = None) -> AssignForm:
    """The form that assigns a claim or an event; `form` is one that was refused, `people` those of `colleagues()`."""
    form = form or AssignForm(initial={"to": thing.assignee_id, "due_on": thing.due_on}, auto_id="assign-%s")
    if people is not None:
        form.offer(people)
    return form
