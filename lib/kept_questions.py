"""Questions that Django puts together once, where that is most of what they cost: half a millisecond of each."""

from collections.abc import Callable
from copy import copy
from functools import cached_property, reduce
from typing import Any, Generic, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, F, Field, Func, Lookup, QuerySet
from django.db.models.sql import Query

Row = TypeVar("Row")


class Given(Expression):
    """The place of a value that a question is asked with, by its name."""

    def __init__(self, name: str, output_field: Field[Any, Any] | None = None) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, _compiler: Any, _connection: Any) -> tuple[str, Any]:
        return "%s", [self]


class _Among(Lookup[Any]):
    """As `__in`, for a list of any length."""

    lookup_name = "among"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        column, params = self.process_lhs(compiler, connection)
        values, of_values = compiler.compile(self.rhs)
        return f"{column} = ANY({values})", [*params, *of_values]


def among(column: str, *lists: str | QuerySet[Any, Any]) -> _Among:
    """A condition: the column is in one of these lists, with which the question is asked, or which it finds itself.

    They are one list, for which an index is used; with OR between them PostgreSQL reads the table.
    """
    values: list[Any] = [Given(one) if isinstance(one, str) else ArraySubquery(one) for one in lists]
    return _Among(F(column), reduce(lambda one, other: Func(one, other, function="array_cat"), values))


class _Asked(Query):
    """A query whose SQL is known; `given` are the values in it."""

    kept: "KeptQuestion[Any]"
    given: dict[str, Any]
    part: tuple[int, int] | None = None  # how many rows, after how many others

    def get_compiler(self, using: str | None = None, connection: Any = None, elide_empty: bool = True) -> Any:  # noqa: ARG002, FBT001, FBT002  # as Django calls it
        compiler, converters, sql, params = self.kept.compiled
        asked = copy(compiler)
        asked.connection = connection or connections[using or DEFAULT_DB_ALIAS]
        values = tuple(self.given[one.name] if isinstance(one, Given) else one for one in params)
        if self.part is not None:
            sql, values = f"{sql} LIMIT %s OFFSET %s", values + self.part
        asked.as_sql, asked.get_converters = lambda: (sql, values), lambda _columns: converters
        return asked


class Parts(Generic[Row]):
    """Rows of which each slice is one question, such as a page's."""

    def __init__(self, ask: Callable[[int, int], list[Row]]) -> None:
        self._ask = ask

    def __getitem__(self, part: slice) -> list[Row]:
        first = part.start or 0
        return self._ask(first, part.stop - first)


class KeptQuestion(Generic[Row]):
    """A queryset whose SQL is kept from the first time on; all that may differ between two times is `Given`.

    The queryset is made when it is first asked for, and must not depend on the person, the language or the time.
    """

    def __init__(self, rows: Callable[[], QuerySet[Any, Row]]) -> None:
        self._rows = rows

    @cached_property
    def compiled(self) -> tuple[Any, Any, str, tuple[Any, ...]]:
        """What Django knows of the answer's columns, and the SQL with its parameters."""
        rows = self._rows()
        compiler: Any = rows.query.get_compiler(rows.db)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([column for column, *_ in compiler.select[: compiler.col_count]])
        compiler.connection = None  # each thread has its own
        return compiler, converters, sql, params

    @cached_property
    def _asked(self) -> QuerySet[Any, Row]:
        rows = self._rows()
        query: Any = rows.query.chain(_Asked)
        query.kept = self
        rows._query = query  # type: ignore[attr-defined]  # noqa: SLF001  # setting `query` forgets what values are
        return rows

    def ask(self, **given: Any) -> list[Row]:
        """The rows, as the queryset would give them."""
        return self._rows_of(given, None)

    def _rows_of(self, given: dict[str, Any], part: tuple[int, int] | None) -> list[Row]:
        rows = self._asked.all()
        query: Any = rows.query
        query.given, query.part = given, part
        return list(rows)

    def rows(self, **given: Any) -> "Parts[Row]":
        """The rows to be asked for in parts; of a queryset that has no limit of its own and locks nothing."""
        return Parts(lambda skip, most: self._rows_of(given, (most, skip)))

    def first(self, **given: Any) -> Row | None:
        """The first of them; None where there is none."""
        return next(iter(self.ask(**given)), None)
