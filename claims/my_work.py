"""What a person has been given to do."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from accounts.models import User
from claims.models import Claim

_SHOWN = 25


@dataclass(frozen=True)
class Work:
    """A claim to work on, and whether it is late."""

    claim: Claim
    is_overdue: bool
    is_due_today: bool


def my_work(user: User, *, today: date | None = None) -> list[Work]:
    """The open claims that were assigned to somebody: overdue first, then by the day that they are due."""
    today = today or timezone.now().date()
    return [
        Work(claim, bool(claim.due_on and claim.due_on < today), claim.due_on == today)
        for claim in Claim.objects.assigned_to(user)[:_SHOWN]
    ]
