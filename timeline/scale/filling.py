"""Filling an empty database with a synthetic newsroom: in parts, by several processes, then its indexes."""

from __future__ import annotations

import gc
import multiprocessing
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import translation
from psycopg import sql

from actors.models import ActorName, PlaceName
from timeline.indexing import learn_terms, terms_of
from timeline.models import Entry, EntryActor, Event, SearchGram, SearchTerm, Statement
from timeline.scale import bare_tables, world
from timeline.scale.drawing import PART, Calendar, Drawing, Part, parts_of
from timeline.scale.patterns import columns_of
from timeline.scale.pool import Pool
from timeline.scale.rows import Writer
from timeline.scale.sheets import TABLES

# Sorting a table's keys in memory; given back with the connection.
_MEMORY = "512MB"

Say = Callable[[str, int, int], None]

# Of this process: what it draws from, made once.
_drawn_from: dict[tuple[int, int], tuple[Pool, Calendar]] = {}


class CannotFillError(Exception):
    """Why this database is not filled."""


def _state() -> bare_tables.State | None:
    """How far this database was filled; None where it was not, or was emptied since."""
    found = bare_tables.state()
    return None if found and found.finished and not Event.objects.exists() else found


def why_not(events: int, seed: int) -> str | None:
    """Why this database cannot be filled so, in words; None where it can, or where that was begun."""
    found = _state()
    if found is None:
        held = [table._meta.verbose_name_plural for table in TABLES if table.objects.exists()]  # noqa: SLF001
        if held:
            return f"This database holds {', '.join(map(str, held))} of a newsroom. --events is for an empty one."
        return None
    if found.finished:
        return f"This database holds {found.events:,} events of --seed {found.seed} already. It is filled once."
    if (found.events, found.seed) != (events, seed):
        return (
            f"This database was being filled with --events {found.events} --seed {found.seed}: go on with these, "
            "or take an empty one."
        )
    return None


def fill(*, events: int, seed: int, processes: int, say: Say) -> dict[str, float]:
    """Write so many events with all that belongs to them; how many seconds each step took.

    What an interrupted call of the same numbers has written is kept, and gone on from.
    """
    if reason := why_not(events, seed):
        raise CannotFillError(reason)
    _drawn_from.clear()  # the world may be another one
    took: dict[str, float] = {}
    tables = bare_tables.tables_of(TABLES)
    with translation.override(settings.LANGUAGE_CODE):
        with _timed(took, "world"):
            if _state() is None:
                _begin(events, seed, tables)
        with _timed(took, "rows"):
            _write_parts(processes, events, seed, say)
        with _timed(took, "indexes"):
            _put_back(processes, say)
        for number, (name, step) in enumerate(FINISHING.items(), 1):
            with _timed(took, name):
                step()
            say(name, number, len(FINISHING))
        found = bare_tables.state()
        assert found is not None  # noqa: S101  # `_begin()` has noted it
        found.finished = True
        bare_tables.note(found)
    return took


@contextmanager
def _timed(took: dict[str, float], name: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    took[name] = time.monotonic() - began


def _begin(events: int, seed: int, tables: list[str]) -> None:
    with transaction.atomic():
        world.make(events, seed)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # tables are not altered while checks wait
        bare_tables.note(bare_tables.State(events, seed, missing=bare_tables.strip(tables)))


def _parts_to_write(events: int) -> list[Part]:
    """The parts that no earlier call has written; each is written whole or not at all."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT (id - 1) / %s FROM timeline_event", [PART])
        written = {number for (number,) in cursor.fetchall()}
    return [part for part in parts_of(events) if part.place not in written]


def _write_part(part: Part, events: int, seed: int) -> int:
    if (events, seed) not in _drawn_from:
        _drawn_from.clear()
        _drawn_from[events, seed] = Pool(world.load(seed), events), Calendar(seed)
        gc.freeze()  # the pool stays: what is looked through after each part is what the part has left
    pool, calendar = _drawn_from[events, seed]
    rows = Writer(Drawing(pool, calendar, part)).write()
    with transaction.atomic(), connection.cursor() as cursor:
        for table, lines in rows.items():
            _copy(cursor, table, lines)
    del rows
    gc.collect()
    return part.size


def _copy(cursor: Any, table: type[models.Model], lines: list[str]) -> None:
    columns = sql.SQL(", ").join(sql.Identifier(str(one.column)) for one in columns_of(table))
    name = sql.Identifier(table._meta.db_table)  # noqa: SLF001  # Django's documented model API
    with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(name, columns)) as copy:
        copy.write("".join(lines).encode())


def _write_parts(processes: int, events: int, seed: int, say: Say) -> None:
    parts = _parts_to_write(events)
    done = events - sum(part.size for part in parts)
    if processes == 1:
        for part in parts:
            done += _write_part(part, events, seed)
            say("events", done, events)
        return
    with _workers(processes) as workers:
        futures = [workers.submit(_in_language, _write_part, part, events, seed) for part in parts]
        for future in _as_done(workers, futures):
            done += future.result()
            say("events", done, events)


def _in_language(work: Callable[..., int], *arguments: Any) -> int:
    with translation.override(settings.LANGUAGE_CODE):
        return work(*arguments)


def _as_done(workers: ProcessPoolExecutor, futures: list[Future[int]]) -> Iterator[Future[int]]:
    try:
        yield from as_completed(futures)
    except BaseException:
        workers.shutdown(wait=False, cancel_futures=True)
        raise


@contextmanager
def _workers(processes: int) -> Iterator[ProcessPoolExecutor]:
    """Processes with connections of their own; what was imported need not be imported again."""
    connection.close()
    # Rows are texts in lists: looking for circles in them while they are made took a twentieth of the time.
    with ProcessPoolExecutor(
        processes, mp_context=multiprocessing.get_context("fork"), initializer=gc.disable
    ) as workers:
        yield workers


def _put_back(processes: int, say: Say) -> None:
    """Keys and indexes, then what refers to keys; each kind at once in as many processes."""
    found = bare_tables.state()
    assert found is not None  # noqa: S101
    total = len(found.missing)
    while found.missing:
        references = [text for text in found.missing if " FOREIGN KEY " in text]
        now = [text for text in found.missing if text not in references] or references
        _put_back_these(now, processes, found, total, say)
    bare_tables.switch_triggers_on(bare_tables.tables_of(TABLES))


def _put_back_these(statements: list[str], processes: int, found: bare_tables.State, total: int, say: Say) -> None:
    if processes == 1:
        for statement in statements:
            _put_one_back(statement)
            _noted(found, statement, total, say)
        return
    with _workers(processes) as workers:
        waiting = {workers.submit(_put_one_back, statement): statement for statement in statements}
        for future in _as_done(workers, list(waiting)):
            future.result()
            _noted(found, waiting[future], total, say)


def _put_one_back(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('maintenance_work_mem', %s, false)", [_MEMORY])
        cursor.execute("SELECT set_config('max_parallel_maintenance_workers', '0', false)")
    bare_tables.put_back(statement)
    return 1


def _noted(found: bare_tables.State, statement: str, total: int, say: Say) -> None:
    found.missing.remove(statement)
    bare_tables.note(found)
    say("indexes", total - len(found.missing), total)


def _learn_words() -> None:
    """The words that searches are proposed."""
    SearchGram.objects.all().delete()
    SearchTerm.objects.all().delete()
    texts: set[str] = set()
    for table, columns in (
        (Entry, ("title", "summary", "place_name")),
        (Statement, ("text", "quote", "translation", "issue_name")),
        (EntryActor, ("name",)),
    ):
        for column in columns:
            texts |= set(table.objects.order_by().values_list(column, flat=True).distinct())
    actors = EntryActor.objects.order_by().values("actor").distinct()
    texts |= set(ActorName.objects.filter(actor__in=actors).values_list("text", flat=True))
    places = Entry.objects.order_by().values("place_slug").distinct()
    texts |= set(PlaceName.objects.filter(place__slug__in=places).values_list("text", flat=True))
    learn_terms(terms_of(texts))


def _analyze() -> None:
    """What the planner knows of tables, and which of their pages all can see."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.get_autocommit() else "ANALYZE")


def _count_on() -> None:
    bare_tables.count_on(TABLES)


# What is done once all rows are there, by name. Rollups that are kept beside entries belong here too.
FINISHING: dict[str, Callable[[], None]] = {
    "sequences": _count_on,
    "words": _learn_words,
    "vacuum": _analyze,
}
