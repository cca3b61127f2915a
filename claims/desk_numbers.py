"""The numbers on the pages of the desk: however many a page shows, they are one question."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db.models import Value

from accounts.models import Notification, User
from claims.changed_sources import unsettled
from claims.models import Claim
from lib.how_many import HowMany
from lib.kept_questions import Given
from lib.nested_rows import KeptLists, Lists


class PageNumbers:
    """What the navigation shows a person, and what one page shows beside it, in one question.

    The navigation shows `unread` notifications; `changed`, passages that claims rest on and that are gone from their
    articles with nobody's word on it; `waits_for_me`, claims that wait for a decision or a confirmation that they may
    make. The page's own expressions and lists know the person as `Given("person")`.
    """

    def __init__(self, page: Callable[[], Lists] = dict) -> None:
        # Who may review is asked something else.
        self._of = {reviews: KeptLists(partial(_asked, page, reviews=reviews)) for reviews in (False, True)}

    def ask(self, user: User, **given: Any) -> dict[str, Any]:
        """The answers by name."""
        return self._of[user.has_perm("claims.review_claim")].ask(person=user.pk, **given)


def person() -> Any:
    """The row over which questions are asked that are one person's."""
    return User.objects.filter(pk=Given("person"))


def _asked(page: Callable[[], Lists], *, reviews: bool) -> tuple[Any, Lists]:
    to_review = Claim.objects.awaiting_review() | Claim.objects.unconfirmed()
    return person(), {
        "unread": HowMany(Notification.objects.unread().filter(user=Given("person"), shown=True)),
        "changed": HowMany(unsettled()),
        "waits_for_me": HowMany(to_review.reviewable_by(Given("person"))) if reviews else Value(0),
        **page(),
    }


navigation = PageNumbers()
