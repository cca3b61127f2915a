"""Rows that belong to entries, by what readers knew at a moment."""

from datetime import datetime

from django.db.models import Case, Q, When


def of_entries_known(moment: datetime | None) -> Q:
    """Rows that belong to entries, of those that readers saw at a moment (None is now)."""
    if moment is None:
        return Q(entry__superseded_at__isnull=True)
    still = Q(entry__superseded_at__isnull=True) | Q(entry__superseded_at__gt=moment)
    return Q(entry__known_at__lte=moment) & still


def known_first(as_of: datetime | None) -> list[Case]:
    """An order of rows that belong to entries: those that were known at a moment before all others."""
    return [Case(When(entry__known_at__lte=as_of, then=0), default=1)] if as_of else []
