"""Numbers of rows that are asked for as parts of one question."""

from typing import Any, Self

from django.db.models import IntegerField, QuerySet, Subquery


class HowMany(Subquery):
    """How many rows a queryset has, or different values of a column; with a limit, of so many rows at most."""

    template = "(SELECT COUNT(%(counts)s) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet[Any], *, at_most: int | None = None, different: str = "", **more: Any) -> None:
        # With a limit in their order, so that an index is read no further than it has to be.
        found = rows.values(different or "pk")
        limited = found[:at_most] if at_most else found.order_by()
        super().__init__(limited, counts="DISTINCT counted" if different else "*", **more)


class UpTo(int):
    """A number that was counted no further than one beyond a limit."""

    has_more: bool

    def __new__(cls, number: int, limit: int) -> Self:
        """The number, or the limit where it went beyond that."""
        made = super().__new__(cls, min(number, limit))
        made.has_more = number > limit
        return made

    @property
    def in_words(self) -> str:
        """The number as it is shown: "12", or "1,000+" where there are more."""
        return f"{int(self):,}+" if self.has_more else str(int(self))


class UpToField(IntegerField):  # type: ignore[type-arg]  # django-stubs' IntegerField is generic, Django's is not
    """A number in an answer that was counted no further than one beyond a limit: it comes as `UpTo`."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def from_db_value(self, value: int, *_how: Any) -> UpTo:
        """The number, or the limit where it went beyond that."""
        return UpTo(value, self._limit)
