"""Who drew a link between two events, and when, as the history of the rows has it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from lib.history import versions_of
from timeline.models import EventLink


@dataclass(frozen=True)
class Drawn:
    """The person, None where no version names one, and the time; a merge of events draws links anew."""

    who: User | None
    at: datetime


def drawn(links: Iterable[EventLink]) -> dict[int, Drawn]:
    """By the numbers of the links; two questions, none where there is no link."""
    numbers = [link.pk for link in links]
    if not numbers:
        return {}
    rows = versions_of(EventLink).filter(pgh_label="insert", pgh_obj__in=numbers).select_related("pgh_context")
    by = {row.pgh_obj_id: (row.pgh_context.metadata if row.pgh_context else {}).get("user") for row in rows}
    people = User.objects.in_bulk({pk for pk in by.values() if pk})
    return {row.pgh_obj_id: Drawn(people.get(by[row.pgh_obj_id] or 0), row.pgh_created_at) for row in rows}
