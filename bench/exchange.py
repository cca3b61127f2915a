"""What goes in and out in bulk: the generator and the files for machines, each beside PostgreSQL's bare COPY."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from typing import Any

from psycopg import sql

from bench.asking import Browser
from bench.public_pages import Page

_CURRENT = """
    SELECT event_id, revision, title, occurred_edtf, type, verdict, statement_count, origins, actors, place_name,
        place_precision, place_country, latitude, longitude, known_at, correction_note, summary, slug
    FROM timeline_entry WHERE superseded_at IS NULL ORDER BY occurred DESC, id DESC
"""
_DOCUMENT = f"SELECT row_to_json(one) FROM ({_CURRENT} LIMIT 200) one"  # noqa: S608  # constants


def files(browser: Browser, connection: Any) -> dict[str, Callable[[], bytes]]:
    """What is told of all entries, or of a page of them, by what makes it."""

    def told(address: str) -> Callable[[], bytes]:
        return lambda: browser.page(Page(address, address))

    return {
        "CSV of all entries": told("/events.csv"),
        "floor: COPY as CSV": lambda: copied(connection, f"COPY ({_CURRENT}) TO STDOUT WITH (FORMAT csv, HEADER)"),
        "GeoJSON, 200 entries": told("/events.geojson"),
        "JSON Feed": told("/events.json"),
        "Atom": told("/events.atom"),
        "floor: COPY of JSON, 200": lambda: copied(connection, f"COPY ({_DOCUMENT}) TO STDOUT"),
    }


def copied(connection: Any, statement: str) -> bytes:
    """What COPY gives."""
    into = io.BytesIO()
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for part in copy:
            into.write(part)
    return into.getvalue()


class BareCopy:
    """The rows that `seed_scale` wrote, copied into tables without indexes and triggers, and taken back."""

    def __init__(self, connection: Any) -> None:
        from timeline.scale.bare_tables import tables_of
        from timeline.scale.sheets import TABLES

        self._connection = connection
        self._files: dict[str, Any] = {}
        for table in tables_of(TABLES):
            file = self._files[table] = tempfile.TemporaryFile()  # noqa: SIM115  # closed when this is
            with connection.cursor() as cursor, cursor.copy(_sql("COPY {} TO STDOUT", table)) as copy:
                for part in copy:
                    file.write(part)

    def write(self) -> int:
        """All of them once; how many bytes that were."""
        written = 0
        with self._connection.transaction(force_rollback=True), self._connection.cursor() as cursor:
            for table, file in self._files.items():
                into = sql.Identifier(f"bare_{table}")
                cursor.execute(
                    sql.SQL("CREATE TABLE {} (LIKE {} INCLUDING GENERATED)").format(into, sql.Identifier(table))
                )
                file.seek(0)
                with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(into)) as copy:
                    while part := file.read(1 << 20):
                        copy.write(part)
                        written += len(part)
        return written

    def close(self) -> None:
        """Let go of the rows."""
        for file in self._files.values():
            file.close()


def _sql(text: str, table: str) -> sql.Composed:
    return sql.SQL(text).format(sql.Identifier(table))  # type: ignore[arg-type]
