"""What a page asked of PostgreSQL, asked again with EXPLAIN: buffers, time, and what is read from end to end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

Query = tuple[str, Any]


@dataclass(frozen=True)
class Plan:
    """One query: 8 kB pages that it touched, ms that it took, and the tables that it read from end to end."""

    sql: str
    buffers: int
    milliseconds: float
    scanned: frozenset[str] = field(default_factory=frozenset)


@contextmanager
def queries_of(connection: Any) -> Iterator[list[Query]]:
    """All that is asked through Django's connection meanwhile, with its parameters."""
    found: list[Query] = []

    def note(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        found.append((str(sql), params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found


def plans_of(connection: Any, queries: list[Query]) -> list[Plan]:
    """Those of them that read, asked again."""
    found = []
    with connection.cursor() as cursor:
        for sql, params in queries:
            if sql.lstrip("( \n").upper().startswith(("SELECT", "WITH")):
                cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {sql}", params)
                found.append(_plan(sql, cursor.fetchone()[0]))
    return found


def _plan(sql: str, told: Any) -> Plan:
    (whole,) = json.loads(told) if isinstance(told, str) else told
    top = whole["Plan"]
    return Plan(
        sql=sql,
        buffers=top.get("Shared Hit Blocks", 0) + top.get("Shared Read Blocks", 0),
        milliseconds=whole["Execution Time"],
        scanned=frozenset(_scanned(top)),
    )


def _scanned(node: dict[str, Any]) -> Iterator[str]:
    if node["Node Type"] == "Seq Scan":
        yield node["Relation Name"]
    for part in node.get("Plans", []):
        yield from _scanned(part)
