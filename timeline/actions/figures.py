"""Figures of an event: people counted, each number tied to the claim that has it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from claims.models import Claim
from lib.attributed import attributed, require
from lib.typed_counts import Count
from timeline.actions.editing import _locked, _touched
from timeline.enums import FigureKind
from timeline.models import Event, Figure


def add_figure(*, event: Event, claim: Claim, kind: str, count: Count, version: int, by: User) -> Figure:
    """How many people of a kind one of the event's claims counts.

    Raises StaleVersionError where `version` is not the event's, and ValidationError where the claim is not tied to
    the event or has a figure of this kind already.
    """
    require(by, "timeline.write_event")
    if kind not in FigureKind.values:
        raise ValidationError({"kind": f"{kind!r} is not a kind of figure."})
    with attributed(by, "added a figure"):
        current = _locked(event, version)
        if not current.event_claims.filter(claim=claim).exists():
            raise ValidationError({"claim": _("That claim is not tied to this event.")})
        if current.figures.filter(claim=claim, kind=kind).exists():
            raise ValidationError(
                {
                    "claim": _("It has a figure of %(label)s already: change that one.")
                    % {"label": FigureKind(kind).label}
                }
            )
        figure = Figure.objects.create(event=current, claim=claim, kind=kind, low=count.low, high=count.high)
        _touched(current, by)
    return figure


def change_figure(*, figure: Figure, count: Count, version: int, by: User) -> Figure:
    """Another number; what is the same already stays as it is. Raises StaleVersionError on an old `version`."""
    require(by, "timeline.write_event")
    with attributed(by, "changed a figure"):
        event = _locked(figure.event, version)
        current = Figure.objects.select_for_update(of=("self",)).get(pk=figure.pk)
        if (current.low, current.high) != count:
            current.low, current.high = count
            current.save()
            _touched(event, by)
    return current


def remove_figure(*, figure: Figure, version: int, by: User) -> None:
    """Take a figure away. Raises StaleVersionError on an old `version`."""
    require(by, "timeline.write_event")
    with attributed(by, "removed a figure"):
        event = _locked(figure.event, version)
        if Figure.objects.filter(pk=figure.pk).delete()[0]:
            _touched(event, by)
