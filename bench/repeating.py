"""Many times the events of a filled database, by PostgreSQL alone: with claims and all that readers see of them.

Pages cost the same among 100,000 of them as among those that `seed_scale` makes, in less than half the time. A
copy has the same words, people, places and passages, and the links that it shows still lead to the first of its kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection, models, transaction
from psycopg import sql

from claims.models import Claim
from timeline.models import (
    Citation,
    Entry,
    EntryActor,
    EntrySearch,
    EntryTag,
    Event,
    LiveState,
    Position,
    Statement,
    StatementLink,
    Withdrawal,
)
from timeline.scale import bare_tables
from timeline.scale.patterns import columns_of

# Those that others point to come first.
_TABLES: Sequence[type[models.Model]] = (
    *(Claim, Event, LiveState, Entry, EntryActor, EntrySearch, EntryTag),
    *(Statement, Citation, Position, StatementLink, Withdrawal),
)


def repeat_events(times: int) -> None:
    """Have each event there so many times, with new numbers, and later by all the time that the events took.

    Entries go on being known in the order of their numbers.
    """
    tables = bare_tables.tables_of(_TABLES)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT max(known_at) - min(known_at) + interval '1 day' FROM timeline_entry")
        (later,) = cursor.fetchone()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # tables are not altered while checks wait
        missing = bare_tables.strip(tables)
        highest = {table: _highest(cursor, table) for table in _TABLES}
        for table in _TABLES:
            cursor.execute(_again(table, highest), {"times": times, "later": later})
        for statement in missing:
            bare_tables.put_back(statement)
        bare_tables.switch_triggers_on(tables)
        bare_tables.count_on(_TABLES)


def _highest(cursor: Any, table: type[models.Model]) -> int:
    """The number to go on from; a row that is numbered by another one's key goes on as that one does."""
    cursor.execute(sql.SQL("SELECT max({}) FROM {}").format(_key(table), _name(table)))
    (found,) = cursor.fetchone()
    return found or 0


def _again(table: type[models.Model], highest: dict[type[models.Model], int]) -> sql.Composed:
    columns = columns_of(table)
    return sql.SQL(
        "INSERT INTO {table} ({columns}) SELECT {values} FROM {table} AS one,"
        " generate_series(1, %(times)s - 1) AS again ORDER BY again, one.{key}"
    ).format(
        table=_name(table),
        columns=sql.SQL(", ").join(sql.Identifier(str(field.column)) for field in columns),
        values=sql.SQL(", ").join(_value(field, table, highest) for field in columns),
        key=_key(table),
    )


def _value(
    field: models.Field[Any, Any], table: type[models.Model], highest: dict[type[models.Model], int]
) -> sql.Composed:
    """A column of a copy: numbers of rows that are copied go on, moments and days are later, the rest is the same."""
    column = sql.SQL("one.{}").format(sql.Identifier(str(field.column)))
    of = field.related_model if field.is_relation else table if field.primary_key else None
    if of in highest:
        return sql.SQL("{} + again * {}").format(column, sql.Literal(highest[of]))
    if isinstance(field, models.DateTimeField):
        return sql.SQL("{} + again * %(later)s").format(column)
    if isinstance(field, models.DateField):
        return sql.SQL("({} + again * %(later)s)::date").format(column)
    return sql.SQL("{}").format(column)


def _key(table: type[models.Model]) -> sql.Identifier:
    return sql.Identifier(next(str(field.column) for field in columns_of(table) if field.primary_key))


def _name(table: type[models.Model]) -> sql.Identifier:
    return sql.Identifier(*bare_tables.tables_of([table]))
