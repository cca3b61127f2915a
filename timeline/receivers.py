"""What events do when something happens to claims."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.dispatch import receiver

from accounts.models import User
from claims.models import Claim
from claims.signals import claims_merged, claims_to_be_merged
from timeline.actions.editing import _touched
from timeline.models import Event


@receiver(claims_to_be_merged)
def hold_events(claim: Claim, **_kwargs: Any) -> None:
    """Events are locked before claims, everywhere: else a merge and a publication could wait for each other."""
    list(Event.objects.telling_of(claim).select_for_update(of=("self",)))


@receiver(claims_merged)
def tie_to_the_other_claim(claim: Claim, into: Claim, by: User, **_kwargs: Any) -> None:
    """Where an event tells of the merged claim it tells of the other one, in the same place and once."""
    try:
        # All but always locked by `hold_events`; one tied in between is not waited for, which would be out of order.
        events = list(Event.objects.telling_of(claim).select_for_update(of=("self",), nowait=True))
    except OperationalError as error:
        raise ValidationError("Somebody is tying this claim to an event right now. Try again.") from error
    for event in events:
        known = {row.kind for row in event.figures.filter(claim=into)}
        for figure in event.figures.filter(claim=claim):
            if figure.kind in known:
                figure.delete()
            else:
                figure.claim = into
                figure.save()
        tied = event.event_claims.filter(claim=into).exists()
        for tie in event.event_claims.filter(claim=claim):
            if tied:
                tie.delete()
            else:
                tie.claim = into
                tie.save()
        _touched(event, by)
