"""Claims whose article no longer says what they rest on."""

from collections.abc import Iterable
from itertools import groupby

from django.db.models import Q, QuerySet

from claims.enums import Stage
from claims.models import Placement

_OPEN = ~Q(excerpt__evidence__claim__stage__in=[Stage.RETRACTED, Stage.DISMISSED])


def unsettled() -> QuerySet[Placement]:
    """Passages that claims rest on, that are gone, and to which nobody has said a word; the latest change first."""
    return (
        Placement.objects.unsettled()
        .filter(_OPEN)
        .select_related("snapshot__article__source", "excerpt__snapshot")
        .prefetch_related("excerpt__evidence__claim__events", "excerpt__evidence__claim__attributions__actor")
        .order_by("-snapshot__fetched_at", "snapshot", "excerpt__start", "pk")
        .distinct()
    )


def by_capture(placements: Iterable[Placement]) -> list[tuple[object, list[Placement]]]:
    """The placements of each capture together."""
    return [(capture, list(group)) for capture, group in groupby(placements, key=lambda one: one.snapshot)]
