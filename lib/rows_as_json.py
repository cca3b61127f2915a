"""New rows as JSON, for what is written so often that Django's putting an INSERT together is most of its cost."""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import AutoField, DateField, Model, QuerySet
from django.db.models.expressions import DatabaseDefault
from psycopg import sql

from lib.one_at_a_time import ONE_AT_A_TIME

M = TypeVar("M", bound=Model)
_AT_ONCE = 5_000

# Numbers are drawn for rows of a join, of which there are none before the lock is there.
_NUMBERS = """
    SELECT ARRAY(SELECT nextval(sequence) FROM generate_series(1, many))
    FROM {alone}unnest(%s::regclass[], %s::int[]) WITH ORDINALITY AS wanted (sequence, many, place)
    ORDER BY place
"""
_IN_ANY_ORDER = _NUMBERS.format(alone="")
_ALONE = _NUMBERS.format(alone=f"(SELECT {ONE_AT_A_TIME}) AS alone, ")


class JSONRowsQuerySet(QuerySet[M]):
    """Writes many rows as JSON, where `bulk_create()` puts an INSERT of each row's values together (ADR 29)."""

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
        most = batch_size or _AT_ONCE
        with transaction.atomic(using=self.db, savepoint=False):
            for start in range(0, len(rows), most):
                _insert([rows[start : start + most]], self.db)
        return rows


def number(*kinds: Sequence[Model], one_at_a_time: str) -> None:
    """Give new rows, of which there are some, the numbers that `write()` would give them.

    Until this transaction ends nobody else does that `one_at_a_time` for the same thing: whoever asks waits.
    """
    _number(*kinds, alone=one_at_a_time)


def write(*kinds: Sequence[Model]) -> None:
    """Write new rows of several models in one statement; one question asks for the numbers that they do not have.

    Rows may refer to others that have no number yet. What is left to a default of the database is written after them.
    """
    written = [rows for rows in kinds if rows]
    _number(*([row for row in rows if row.pk is None] for rows in written))
    whole: list[Sequence[Model]] = []
    others: list[Sequence[Model]] = []
    for rows in written:
        (others if any(map(_leaves_a_default, rows)) else whole).append(rows)
    _insert(whole, DEFAULT_DB_ALIAS)
    for rows in others:
        type(rows[0])._default_manager.bulk_create(rows)  # noqa: SLF001  # Django's documented model API


def _number(*kinds: Sequence[Model], using: str = DEFAULT_DB_ALIAS, alone: str = "") -> None:
    """Give rows the numbers that inserting them would give."""
    wanted = [rows for rows in kinds if rows and isinstance(rows[0]._meta.pk, AutoField)]  # noqa: SLF001
    if not wanted:
        return
    models: list[Any] = [type(rows[0]) for rows in wanted]
    given: list[Any] = [[_sequence_of(model, using) for model in models], [len(rows) for rows in wanted]]
    with connections[using].cursor() as cursor:
        if alone:
            cursor.execute(_ALONE, [alone, *given])
        else:
            cursor.execute(_IN_ANY_ORDER, given)
        for rows, (numbers,) in zip(wanted, cursor.fetchall(), strict=True):
            for row, number in zip(rows, numbers, strict=True):
                row.pk = number


@cache
def _sequence_of(model: type[Model], using: str) -> str:
    """What numbers the rows of a model; PostgreSQL looks that up in its catalogue, which is kept here."""
    key: Any = model._meta.pk  # noqa: SLF001  # Django's documented model API
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [key.model._meta.db_table, key.column])  # noqa: SLF001
        return str(cursor.fetchone()[0])


def _leaves_a_default(row: Model) -> bool:
    fields = _fields_with_defaults(type(row))
    return any(isinstance(getattr(row, one), DatabaseDefault) for one in fields)


@cache
def _fields_with_defaults(model: type[Model]) -> list[str]:
    fields = model._meta.concrete_fields  # noqa: SLF001
    return [one.attname for one in fields if one.has_db_default()]


def _insert(kinds: Sequence[Sequence[Any]], using: str) -> None:
    if not kinds:
        return
    ways, given = [], []
    for rows in kinds:
        model: Any = type(rows[0])
        ways.append(way := _way(model))
        objects = [dict(zip(way.columns, way.values(row), strict=True)) for row in rows]
        given.append(json.dumps(objects, ensure_ascii=False, default=_in_words))
    with connections[using].cursor() as cursor:
        cursor.execute(_statement(tuple(way.inserting for way in ways)), given)
    for row in chain.from_iterable(kinds):
        row._state.adding, row._state.db = False, using  # noqa: SLF001  # as bulk_create()


def _in_words(value: object) -> str:
    """A date or a time, for which JSON has no word, as PostgreSQL reads it."""
    if isinstance(value, date):
        return str(value)
    raise TypeError(f"{value!r} cannot be written as JSON.")


@cache
def _statement(parts: tuple[str, ...]) -> str:
    named = (f"rows_{place} AS ({part})" for place, part in enumerate(parts))
    return f"WITH {', '.join(named)} SELECT"


@dataclass(frozen=True)
class _Way:
    """How rows of a model are written, and what of each, by column."""

    inserting: str
    columns: list[str]
    values: Callable[[Any], list[Any]]


@cache
def _way(model: Any) -> _Way:
    about = model._meta  # noqa: SLF001  # Django's documented model API
    fields = about.concrete_fields
    names = [str(one.column) for one in fields]
    inserting = sql.SQL("INSERT INTO {0} ({1}) SELECT {1} FROM jsonb_populate_recordset(NULL::{0}, %s)").format(
        sql.Identifier(about.db_table), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    as_they_are = attrgetter(*(one.attname for one in fields))
    dates = [(place, one) for place, one in enumerate(fields) if isinstance(one, DateField)]

    def values(row: Any) -> list[Any]:
        row._prepare_related_fields_for_save(operation_name="bulk_create")  # noqa: SLF001  # as bulk_create()
        found = list(as_they_are(row))
        for place, one in dates:  # those that are set when a row is saved
            found[place] = one.pre_save(row, add=True)
        return found

    return _Way(inserting.as_string(None), names, values)
