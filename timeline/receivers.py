"""What events do when something happens to claims."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.db.models import Max
from django.dispatch import receiver

from accounts.models import User
from claims.actions import touch
from claims.models import Claim
from claims.signals import (
    claims_linked,
    claims_merged,
    claims_to_be_merged,
    claims_to_be_unmerged,
    claims_unlinked,
    claims_unmerged,
)
from lib.history import changed_in
from timeline.actions.editing import _touched
from timeline.actions.linking import gone_on_as
from timeline.models import Event, EventClaim, EventLink, Figure, Statement, StatementLink


@receiver(claims_linked)
def tell_how_it_stands(claim: Claim, other: Claim, **_kwargs: Any) -> None:
    """Of two claims that readers know there is something new to say; else `publish()` of the other one sees to it."""
    known = Statement.objects.known().filter(claim__in=[claim, other])
    if set(known.values_list("claim", flat=True)) == {claim.pk, other.pk}:
        touch(claim)


@receiver(claims_unlinked)
def tell_no_more(claim: Claim, other: Claim, kind: str, **_kwargs: Any) -> None:
    """What was published with the link waits to be published without it."""
    if StatementLink.objects.known().filter(claim=claim, other=other, kind=kind).exists():
        touch(claim)


@receiver(claims_to_be_unmerged)
def hold_events_of_both(into: Claim, **_kwargs: Any) -> None:
    """What tells of the two now as one."""
    hold_events(claim=into)


@receiver(claims_to_be_merged)
def hold_events(claim: Claim, **_kwargs: Any) -> None:
    """Events are locked before claims, everywhere: else a merge and a publication could wait for each other."""
    list(Event.objects.telling_of(claim).select_for_update(of=("self",)))


@receiver(claims_merged)
def tie_to_the_other_claim(claim: Claim, into: Claim, by: User, **_kwargs: Any) -> None:
    """Where an event tells of the merged claim it tells of the other one, in the same place and once."""
    for event in _held(claim):
        known = {row.kind for row in event.figures.filter(claim=into)}
        for figure in event.figures.filter(claim=claim):
            if figure.kind in known:
                figure.delete()
            else:
                figure.claim = into
                figure.save()
        for link in event.links.filter(claim=claim):
            link.claim = into
            link.save()
        tied = event.event_claims.filter(claim=into).exists()
        for tie in event.event_claims.filter(claim=claim):
            if tied:
                tie.delete()
            else:
                tie.claim = into
                tie.save()
        _touched(event, by)


def _held(claim: Claim) -> list[Event]:
    """The events that tell of a claim; it is locked."""
    try:
        # All but always locked by `hold_events`; one tied in between is not waited for, which would be out of order.
        return list(Event.objects.telling_of(claim).select_for_update(of=("self",), nowait=True))
    except OperationalError as error:
        raise ValidationError("Somebody is tying this claim to an event right now. Try again.") from error


@receiver(claims_unmerged)
def tie_to_both_claims_again(claim: Claim, into: Claim, merge: int, by: User, **_kwargs: Any) -> None:
    """Where an event told of the merged claim it does so again, if it tells of the other one still.

    Of an event that was merged since, the one that it goes on as.
    """
    ties, figures, links = (changed_in(merge, model, claim_id=claim.pk) for model in (EventClaim, Figure, EventLink))
    told = {gone_on_as(was.event_id) for was in (*ties, *figures)}
    for event in _held(into):
        if event.pk not in told:
            continue
        for was in ties:
            if gone_on_as(was.event_id) == event.pk:
                _tie_again(event, was, claim, into)
        for was in figures:
            if gone_on_as(was.event_id) == event.pk:
                _count_again(event, was, claim, into)
        event.links.filter(pk__in=[was.id for was in links], claim=into).update(claim=claim)
        _touched(event, by)


def _tie_again(event: Event, was: Any, claim: Claim, into: Claim) -> None:
    if event.event_claims.filter(claim=claim).exists():
        return
    if not event.event_claims.filter(pk=was.id, claim=into).update(claim=claim):
        last = event.event_claims.aggregate(last=Max("position"))["last"] or 0
        EventClaim.objects.create(event=event, claim=claim, position=last + 1)


def _count_again(event: Event, was: Any, claim: Claim, into: Claim) -> None:
    if event.figures.filter(claim=claim, kind=was.kind).exists():
        return
    if not event.figures.filter(pk=was.id, claim=into).update(claim=claim):
        Figure.objects.create(event=event, claim=claim, kind=was.kind, low=was.low, high=was.high)
