"""Whom a step of a claim, or a change to it, is told: who can decide, who wrote it, who follows it."""

from collections.abc import Callable, Iterable

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.actions import followers_of, notify, settle_notifications
from accounts.enums import NotificationKind
from accounts.models import User
from claims.enums import Stage
from claims.models import Claim


def tell_of_step(claim: Claim, name: str, *, by: User) -> None:
    """Tell of a step of the workflow, once each: the first that fits a person is the one that they get."""
    _ask_or_settle(claim, by=by)
    if name == "approve_alone":
        _tell(
            claim,
            NotificationKind.URGENT,
            _deciders(claim),
            lambda: _("Approved by one person alone, to be confirmed: %(claim)s") % {"claim": claim},
            by,
        )
    authors = [claim.author, claim.edited_by]
    if name == "send_back":
        _tell(claim, NotificationKind.SENT_BACK, authors, lambda: _("Sent back: %(claim)s") % {"claim": claim}, by)
    if name in {"approve", "confirm"}:
        _tell(claim, NotificationKind.APPROVED, authors, lambda: _approved_as(claim), by)
        tell_followers(claim, lambda: _approved_as(claim), by=by, and_of_its_subjects=True)
    if name == "retract":
        _tell(claim, NotificationKind.RETRACTED, [*authors, *_approver(claim)], lambda: _retracted(claim), by)
        tell_followers(claim, lambda: _retracted(claim), by=by, and_of_its_subjects=True)


def _approved_as(claim: Claim) -> str:
    return _("Approved as %(verdict)s: %(claim)s") % {"verdict": claim.get_verdict_display(), "claim": claim}


def _retracted(claim: Claim) -> str:
    return _("Retracted: %(claim)s") % {"claim": claim}


def tell_of_change(claim: Claim, *, by: User) -> None:
    """Tell the followers of a claim that its content changed, and, if that brings it to review, who can decide."""
    _ask_or_settle(claim, by=by)
    tell_followers(claim, lambda: _("Changed: %(claim)s") % {"claim": claim}, by=by)


def _ask_or_settle(claim: Claim, *, by: User) -> None:
    """What was asked of people is done, or is asked again of who can decide on the claim as it is now."""
    kinds = [NotificationKind.REVIEW_ASKED, *([] if claim.is_unconfirmed else [NotificationKind.URGENT])]
    settle_notifications(kinds=kinds, paths=[claim.get_absolute_url()])
    if claim.stage == Stage.IN_REVIEW:
        words = gettext_noop("Waits for review: %(claim)s")
        _tell(claim, NotificationKind.REVIEW_ASKED, _deciders(claim), lambda: _(words) % {"claim": claim}, by)


def tell_followers(claim: Claim, text: Callable[[], str], *, by: User, and_of_its_subjects: bool = False) -> None:
    """Tell who follows a claim and, of what is decided about it, also who follows its issue or somebody in it."""
    things = [claim, *_subjects(claim)] if and_of_its_subjects else [claim]
    _tell(claim, NotificationKind.CHANGED, followers_of(*things), text, by)


def _tell(claim: Claim, kind: NotificationKind, people: Iterable[User], text: Callable[[], str], by: User) -> None:
    key = f"claim:{claim.pk}:{claim.version}"
    notify(people=people, kind=kind, text=text, path=claim.get_absolute_url(), key=key, by=by)


def _deciders(claim: Claim) -> QuerySet[User]:
    return User.objects.with_perm("claims.review_claim").exclude(pk__in=[claim.author_id, claim.edited_by_id])


def _approver(claim: Claim) -> list[User]:
    return [person for person in (claim.approver, claim.urgent_by) if person]


def _subjects(claim: Claim) -> list[Model]:
    actors = [item.actor for item in claim.attributions.select_related("actor")]
    return [*([claim.issue] if claim.issue else []), *actors]
