"""New rows by COPY, for what is written so often that Django's putting an INSERT together is most of its cost."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import AutoField, DateField, JSONField, Model, QuerySet
from django.db.models.expressions import DatabaseDefault
from psycopg import sql

M = TypeVar("M", bound=Model)

_NUMBERS = """
    SELECT ARRAY(SELECT nextval(sequence) FROM generate_series(1, many))
    FROM unnest(%s::text[], %s::text[], %s::int[]) WITH ORDINALITY AS wanted (of_table, of_column, many, place),
        pg_get_serial_sequence(of_table, of_column) AS sequence
    ORDER BY place
"""


class CopiedQuerySet(QuerySet[M]):
    """Writes many rows by COPY, which is what `bulk_create()` is for, with a quarter of the work."""

    def bulk_create(
        self,
        objs: Iterable[M],
        batch_size: int | None = None,
        ignore_conflicts: bool = False,  # noqa: FBT001, FBT002  # as Django has it
        update_conflicts: bool = False,  # noqa: FBT001, FBT002
        update_fields: Collection[str] | None = None,
        unique_fields: Collection[str] | None = None,
    ) -> list[M]:
        """As Django has it: by INSERT where there may be conflicts, or a default of the database is wanted."""
        rows = list(objs)
        if ignore_conflicts or update_conflicts or any(map(_leaves_a_default, rows)):
            return super().bulk_create(
                rows, batch_size, ignore_conflicts, update_conflicts, update_fields, unique_fields
            )
        _number([row for row in rows if row.pk is None], using=self.db)
        if rows:
            _copy(rows, self.db)
        return rows


def write(*kinds: Sequence[Model]) -> None:
    """Write new rows of several models, in this order; one question asks for the numbers of all.

    Rows may refer to others that have no number yet.
    """
    _number(*kinds)
    for rows in kinds:
        if rows:
            type(rows[0])._default_manager.bulk_create(rows)  # noqa: SLF001  # Django's documented model API


def _number(*kinds: Sequence[Model], using: str = DEFAULT_DB_ALIAS) -> None:
    """Give rows the numbers that inserting them would give."""
    wanted = [rows for rows in kinds if rows and isinstance(rows[0]._meta.pk, AutoField)]  # noqa: SLF001
    if not wanted:
        return
    keys: list[Any] = [rows[0]._meta.pk for rows in wanted]  # noqa: SLF001
    tables, columns = [key.model._meta.db_table for key in keys], [key.column for key in keys]  # noqa: SLF001
    with connections[using].cursor() as cursor:
        cursor.execute(_NUMBERS, [tables, columns, [len(rows) for rows in wanted]])
        for rows, (numbers,) in zip(wanted, cursor.fetchall(), strict=True):
            for row, number in zip(rows, numbers, strict=True):
                row.pk = number


def _leaves_a_default(row: Model) -> bool:
    fields = _fields_with_defaults(type(row))
    return any(isinstance(getattr(row, one), DatabaseDefault) for one in fields)


@cache
def _fields_with_defaults(model: type[Model]) -> list[str]:
    fields = model._meta.concrete_fields  # noqa: SLF001
    return [one.attname for one in fields if one.has_db_default()]


def _copy(rows: Sequence[Any], using: str) -> None:
    connection = connections[using]
    model: type[Model] = type(rows[0])
    statement, values = _way(model)
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as into:
        for row in rows:
            row._prepare_related_fields_for_save(operation_name="bulk_create")  # noqa: SLF001  # as bulk_create()
            into.write_row(values(row, connection))
    for row in rows:
        row._state.adding, row._state.db = False, using  # noqa: SLF001


@cache
def _way(model: type[Model]) -> tuple[str, Callable[[Model, Any], Sequence[Any]]]:
    """The statement that takes rows of a model, and what it takes of each."""
    about = model._meta  # noqa: SLF001
    fields = about.concrete_fields
    columns = sql.SQL(", ").join(sql.Identifier(str(one.column)) for one in fields)
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(about.db_table), columns)
    as_they_are = attrgetter(*(one.attname for one in fields))
    # Of all others what a row has is what PostgreSQL reads.
    prepared = [(place, one) for place, one in enumerate(fields) if isinstance(one, (JSONField, DateField))]

    def values(row: Model, connection: Any) -> list[Any]:
        found = list(as_they_are(row))
        for place, one in prepared:
            found[place] = one.get_db_prep_save(one.pre_save(row, add=True), connection)
        return found

    return statement.as_string(None), values
