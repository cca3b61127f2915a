"""Tables without what makes single rows slow to write: indexes, constraints and triggers, all put back afterwards.

What is taken away is kept as a comment on a table in the same transaction, so that whoever is interrupted can go on:
nothing of it is known from anywhere else then. The owner of the tables may do all of this; no superuser is needed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import connection, models
from psycopg import sql

from timeline.models import Entry

_NAMED = re.compile(r'(?:ALTER TABLE \S+ ADD CONSTRAINT|CREATE (?:UNIQUE )?INDEX) "?(?P<name>\w+)')


@dataclass
class State:
    """How far a database has been filled, and what has to be put back."""

    events: int
    seed: int
    finished: bool = False
    # Statements that put back a constraint or an index, those first on which others rest.
    missing: list[str] = field(default_factory=list)


def _noted_on() -> sql.Identifier:
    return sql.Identifier(Entry._meta.db_table)  # noqa: SLF001  # Django's documented model API


def state() -> State | None:
    """What was noted; None where this database was never filled."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(%s::regclass, 'pg_class')", [Entry._meta.db_table])  # noqa: SLF001
        (noted,) = cursor.fetchone()
    return State(**json.loads(noted)["seed_scale"]) if noted else None


def note(state: State) -> None:
    """Keep it, as a comment on a table."""
    words = json.dumps({"seed_scale": asdict(state)})
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("COMMENT ON TABLE {} IS {}").format(_noted_on(), sql.Literal(words)))


def tables_of(models_written: Iterable[type[models.Model]]) -> list[str]:
    """The names of their tables."""
    return [model._meta.db_table for model in models_written]  # noqa: SLF001


def strip(tables: list[str]) -> list[str]:
    """Take indexes and constraints away and switch triggers off; the statements that put back what was taken."""
    with connection.cursor() as cursor:
        # What rests on a primary key goes first, wherever it stands, and comes back last.
        cursor.execute(
            """
            SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), contype::text
            FROM pg_constraint WHERE contype IN ('f', 'p', 'u', 'x')
                AND (conrelid = ANY (%s::regclass[]) OR confrelid = ANY (%s::regclass[]))
                AND (contype = 'f' OR conrelid = ANY (%s::regclass[]))
            ORDER BY array_position(ARRAY['p', 'u', 'x', 'f'], contype::text), conrelid::regclass::text, conname
            """,
            [tables, tables, tables],
        )
        constraints = cursor.fetchall()
        for table, name, _definition, _kind in reversed(constraints):
            cursor.execute(
                sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(sql.Identifier(table), sql.Identifier(name))
            )
        cursor.execute(
            "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid), indrelid::regclass::text FROM pg_index"
            " WHERE indrelid = ANY (%s::regclass[]) ORDER BY 3, 1",
            [tables],
        )
        indexes = cursor.fetchall()
        for name, *_rest in indexes:
            cursor.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
        for table in tables:
            cursor.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(sql.Identifier(table)))
    adding = [
        f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}' for table, name, definition, _ in constraints
    ]
    kinds = [kind for *_rest, kind in constraints]
    keys = [text for text, kind in zip(adding, kinds, strict=True) if kind != "f"]
    references = [text for text, kind in zip(adding, kinds, strict=True) if kind == "f"]
    return [*keys, *(definition for _name, definition, _table in indexes), *references]


def put_back(statement: str) -> None:
    """Run one of the statements that `strip()` gave, unless it was run already by a call that was killed before it
    could note that.
    """
    found = _NAMED.match(statement)
    assert found is not None, statement  # noqa: S101  # `strip()` gives no other
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT to_regclass(quote_ident(%(name)s)) IS NOT NULL"
            " OR EXISTS (SELECT FROM pg_constraint WHERE conname = %(name)s)",
            found.groupdict(),
        )
        (is_there,) = cursor.fetchone()
        if not is_there:
            cursor.execute(statement)


def switch_triggers_on(tables: list[str]) -> None:
    """Have the tables' triggers fire again."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(sql.Identifier(table)))


def count_on(written: Iterable[type[models.Model]]) -> None:
    """Have the next row of each table numbered after the last one."""
    with connection.cursor() as cursor:
        for model in written:
            meta: Any = model._meta  # noqa: SLF001  # Django's documented model API
            if not isinstance(meta.pk, models.AutoField):
                continue
            cursor.execute(
                sql.SQL("SELECT setval(pg_get_serial_sequence(%s, %s), GREATEST(max({key}), 1)) FROM {table}").format(
                    key=sql.Identifier(str(meta.pk.column)), table=sql.Identifier(meta.db_table)
                ),
                [meta.db_table, meta.pk.column],
            )
