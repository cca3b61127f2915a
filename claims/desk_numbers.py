"""The numbers on the pages of the desk: however many a page shows, they are one question."""

from typing import Any

from django.db.models import Expression, Subquery, Value

from accounts.models import Notification, User
from claims.changed_sources import unsettled
from claims.models import Claim
from lib.how_many import HowMany


def numbers_for(user: User, **asked: Expression | Subquery) -> dict[str, Any]:
    """What is asked for, and what the navigation shows this person: `unread` notifications; `changed`, passages
    that claims rest on and that are gone from their articles with nobody's word on it; `waits_for_me`, claims that
    wait for a decision or a confirmation that they may make.
    """
    return together(
        user,
        unread=HowMany(Notification.objects.unread().filter(user=user, shown=True)),
        changed=HowMany(unsettled()),
        waits_for_me=_waits_for(user),
        **asked,
    )


def together(user: User, **asked: Expression | Subquery) -> dict[str, Any]:
    """The answers by name, over the row of the one who asks."""
    found: Any = User.objects.filter(pk=user.pk).values(**asked)[0]
    return dict(found)


def _waits_for(user: User) -> Expression | Subquery:
    if not user.has_perm("claims.review_claim"):
        return Value(0)
    return HowMany((Claim.objects.awaiting_review() | Claim.objects.unconfirmed()).reviewable_by(user))
