"""Numbers of rows that are asked for as parts of one question."""

from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery


class HowMany(Subquery):
    """How many rows a queryset has; with a limit, at most that many are looked at."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet[Any], *, at_most: int | None = None) -> None:
        # With a limit in their order, so that an index is read no further than it has to be.
        found = rows.values("pk")
        super().__init__(found[:at_most] if at_most else found.order_by())
