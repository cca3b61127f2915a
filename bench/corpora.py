"""Databases of so many synthetic events each, beside the one that `scratch()` made; one is asked at a time."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass
class Corpus:
    """A filled database. `filled` is how many seconds that took; None where it was there already."""

    events: int
    name: str
    filled: float | None
    connection: Any

    def use(self) -> None:
        """From now on it is the one that Django asks."""
        from django.core.cache import cache
        from django.db import DEFAULT_DB_ALIAS, connections  # after `scratch()`

        if connections[DEFAULT_DB_ALIAS] is not self.connection:
            connections[DEFAULT_DB_ALIAS] = self.connection
            cache.clear()


@contextmanager
def corpora(
    sizes: Sequence[int], *, seed: int = 1, keep: bool = False, template: str = "", **options: Any
) -> Iterator[list[Corpus]]:
    """One for each size, filled by `seed_scale` with these options, or found as an earlier call has kept it.

    They live on the server of the scratch database, as copies of it or of `template`; where that server is a
    throwaway one they end with it.
    """
    from django.db import DEFAULT_DB_ALIAS, connections

    scratch = connections[DEFAULT_DB_ALIAS]
    found: list[Corpus] = []
    try:
        for size in sizes:
            found.append(_filled(scratch, template, size, seed, options))
            found[-1].connection.close()  # none may be open while the next one is filled by processes of its own
        yield found
    finally:
        for corpus in found:
            corpus.connection.close()
        connections[DEFAULT_DB_ALIAS] = scratch
        if not keep:
            for corpus in found:
                drop(scratch, corpus.name)


@contextmanager
def bare(corpus: Corpus) -> Iterator[Any]:
    """A connection of psycopg's own, which prepares what it asks again and again."""
    import psycopg

    parameters = corpus.connection.get_connection_params()
    names = ("dbname", "user", "password", "host", "port", "options")
    same = {name: parameters[name] for name in names if name in parameters}
    with psycopg.connect(**same, autocommit=True) as connection:
        yield connection


def connected(name: str) -> Any:
    """A connection of Django's to another database of the same server."""
    from django.db import DEFAULT_DB_ALIAS, connections

    made: Any = connections.create_connection(DEFAULT_DB_ALIAS)
    # It lives as long as the measurement, and has no helpers: the processor time of one backend is what is counted.
    alone = {"options": "-c max_parallel_workers_per_gather=0"}
    options = made.settings_dict.get("OPTIONS", {}) | alone  # DATABASE_URL may name a socket there
    made.settings_dict = made.settings_dict | {"NAME": name, "CONN_MAX_AGE": None, "OPTIONS": options}
    return made


def copy(scratch: Any, name: str, template: str) -> None:
    """A new database like another one, to which nobody may be connected."""
    quoted = [scratch.ops.quote_name(one) for one in (name, template)]
    with scratch._nodb_cursor() as cursor:  # noqa: SLF001  # Django has no other way to a server without a database
        cursor.execute(f"CREATE DATABASE {quoted[0]} TEMPLATE {quoted[1]}")


def drop(scratch: Any, name: str) -> None:
    """Remove a database, if there is one."""
    with scratch._nodb_cursor() as cursor:  # noqa: SLF001
        cursor.execute(f"DROP DATABASE IF EXISTS {scratch.ops.quote_name(name)}")


def _filled(scratch: Any, template: str, size: int, seed: int, options: dict[str, Any]) -> Corpus:
    from django.core.management import call_command
    from django.db import DEFAULT_DB_ALIAS, connections

    from timeline.models import Entry

    own = scratch.settings_dict["NAME"]
    name = f"{own}_bench_{size}_{seed}"
    scratch.close()
    if _is_there(scratch, name) and _is_older(connected(name)):
        drop(scratch, name)
    if not _is_there(scratch, name):
        copy(scratch, name, template or own)
    corpus = Corpus(size, name, None, connected(name))
    connections[DEFAULT_DB_ALIAS] = corpus.connection
    if not Entry.objects.exists() or not _is_whole():
        began = time.monotonic()
        call_command("seed_scale", events=size, seed=seed, **options)
        corpus.filled = time.monotonic() - began
    return corpus


def _is_older(connection: Any) -> bool:
    """Whether it was kept by a release with other tables."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    connection.close()
    return bool(plan)


def _is_whole() -> bool:
    from timeline.scale import bare_tables

    state = bare_tables.state()
    return state is not None and state.finished


def _is_there(scratch: Any, name: str) -> bool:
    with scratch._nodb_cursor() as cursor:  # noqa: SLF001
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None
