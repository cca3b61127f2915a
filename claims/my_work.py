"""What a person has been given to do."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from claims.models import Claim
from lib.kept_questions import Given, KeptQuestion, Parts

_SHOWN = 25


@dataclass(frozen=True)
class Work:
    """A claim or an event to work on, and whether it is late."""

    thing: Any
    is_overdue: bool
    is_due_today: bool


def my_work(user: User, *, today: date | None = None) -> list[Work]:
    """The open claims that were assigned to somebody: overdue first, then by the day that they are due."""
    return work_on(_assigned.rows(person=user.pk), today=today)


@KeptQuestion
def _assigned() -> QuerySet[Claim]:
    return Claim.objects.assigned_to(Given("person"))


def work_on(things: Parts[Any], *, today: date | None = None) -> list[Work]:
    """The first of these, each with how it stands on this day."""
    today = today or timezone.now().date()
    return [
        Work(thing, bool(thing.due_on and thing.due_on < today), thing.due_on == today) for thing in things[:_SHOWN]
    ]
