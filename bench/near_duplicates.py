"""How long the archive looks for the origin of an article, and whether it finds it.

`python -m bench near_duplicates [--articles 200000] [--seed 1]` fills an empty database with synthetic news (in
throwaway servers, or the one that DATABASE_URL names) and asks the product for the origin of articles that come in.
`--again` asks a database that this command has filled before.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import Pool
from random import Random
from typing import Any

from bench.ground import processor_time
from bench.synthetic_news import News, Sentences, cut

_SOURCE = "near-duplicates-bench"
_CHUNK = 2000
_EXPLAINED = 10
_TABLE = "articles_snapshot"


@dataclass(frozen=True)
class Case:
    """One kind of article that comes in: its text and the group that it belongs to, None for a report of its own."""

    name: str
    make: Callable[[News, int], tuple[Sentences, int | None]]


@dataclass
class Seen:
    """What the database did for some lookups."""

    rows: list[int] = field(default_factory=list)
    buffers: list[int] = field(default_factory=list)
    scans: set[str] = field(default_factory=set)


def _carried(change: Callable[[News, Sentences, int], Sentences], at_least: int = 2, at_most: int = 100_000) -> Any:
    def make(news: News, number: int) -> tuple[Sentences, int]:
        stories = [story for story in news.carried_by(at_least, at_most) if len(news.story(story)) >= 9]
        story = Random(f"{news.seed} {number}").choice(stories)
        return change(news, news.story(story), number), story + 1

    return make


def _most_carried(news: News, number: int) -> tuple[Sentences, int]:
    body = news.story(0)
    changed = (body, cut(body, 1 / 3), news.rewritten(body, 0.3, Random(number)))[number % 3]
    return changed, 1


def _within_another(news: News, number: int) -> tuple[Sentences, int]:
    """A short notice that is stored, in the middle of a long article that comes in."""
    notices = [story for story in range(len(news.sizes)) if len(news.story(story)) <= 8]
    story = Random(f"{news.seed} {number}").choice(notices)
    around = news.new("around", number, 1200)
    return [*around[:20], *news.story(story), *around[20:]], story + 1


CASES = (
    Case("new, related to none", lambda news, number: (news.new("new", number), None)),
    Case("new, 1,500 words", lambda news, number: (news.new("long", number, 1500), None)),
    Case("new, a short notice", lambda news, number: (news.new("notice", number, 90), None)),
    Case("full copy", _carried(lambda _news, body, _number: body)),
    Case("cut to its first third", _carried(lambda _news, body, _number: cut(body, 1 / 3))),
    Case("30% rewritten", _carried(lambda news, body, number: news.rewritten(body, 0.3, Random(number)))),
    Case(
        "a copy, carried by 2 to 5",
        _carried(lambda news, body, number: news.rewritten(body, 0.2, Random(number)), 2, 5),
    ),
    Case("carried by 500 already", _most_carried),
    Case("a stored notice within it", _within_another),
)


def main(argv: list[str] | None = None) -> int:
    """Fill, ask, and print."""
    parser = argparse.ArgumentParser(prog="python -m bench near_duplicates", description=__doc__)
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lookups", type=int, default=60, help="of each kind")
    parser.add_argument("--again", action="store_true", help="the database was filled by this command before")
    wanted = parser.parse_args(argv)
    if not os.environ.get("DATABASE_URL") and not os.environ.get("ATTESTED_DATA"):
        again = [sys.executable, "-m", "bench.near_duplicates", *(sys.argv[1:] if argv is None else argv)]
        return subprocess.call([sys.executable, "-m", "config.services.run", "--", *again])  # noqa: S603  # ourselves
    _set_up()
    news = News(wanted.articles, wanted.seed, carried_most=min(500, wanted.articles // 20))
    if wanted.again:
        _check_is_ours()
    else:
        fill(news)
    _print_sizes()
    for case in CASES:
        print(measure(case, news, wanted.lookups), flush=True)
    return 0


def _set_up() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()


# ---- filling


def fill(news: News) -> None:
    """Store the corpus as if it had come in, the same report in one group. Refuses a database with articles in it."""
    from django.core.management import call_command
    from django.db import connection

    from articles.models import Article, Source

    call_command("migrate", verbosity=0)
    if Article.objects.exists():
        sys.exit("This database holds articles: near_duplicates fills an empty one.")
    began = time.perf_counter()
    source = Source.objects.create(slug=_SOURCE, name=_SOURCE, domain="bench.invalid")
    chunks = [(first, min(first + _CHUNK, news.articles)) for first in range(0, news.articles, _CHUNK)]
    with without_index(), Pool(2, _take, (news,)) as pool:
        for number, rows in enumerate(pool.imap(_written, chunks)):
            store(rows, source.pk)
            _say(f"\r{min((number + 1) * _CHUNK, news.articles):,} articles, {time.perf_counter() - began:.0f} s")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    _say(f"\rfilled in {time.perf_counter() - began:.0f} s" + " " * 20 + "\n")


@contextmanager
def without_index() -> Iterator[None]:
    """Meanwhile there is no index of fingerprints: it is built sooner than it is filled row by row."""
    from django.db import connection

    from articles.models import Snapshot

    index = next(index for index in Snapshot._meta.indexes if index.fields == ["fingerprint"])  # noqa: SLF001
    with connection.schema_editor() as editor:
        editor.remove_index(Snapshot, index)
    yield
    with connection.schema_editor() as editor:
        editor.add_index(Snapshot, index)


_corpus: list[News] = []


def _take(news: News) -> None:
    _corpus.append(news)


def _written(chunk: tuple[int, int]) -> list[tuple[int, int, str, str, list[int]]]:
    """Number, group, agency, text and fingerprint of each article in a run of them."""
    from articles.ingest.fingerprint import fingerprint

    rows = []
    for number in range(*chunk):
        made = _corpus[0].article(number)
        rows.append((number + 1, made.group, made.agency, made.text, fingerprint(made.text)))
    return rows


def store(rows: list[tuple[int, int, str, str, list[int]]], source: int) -> None:
    """Write articles with their snapshots and groups by COPY."""
    from django.db import connection, transaction
    from django.utils import timezone

    now = timezone.now()
    groups = {group: agency for _number, group, agency, _text, _marks in rows}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM articles_origingroup WHERE id = ANY(%s)", [list(groups)])
        for (known,) in cursor.fetchall():
            del groups[known]
        with cursor.copy("COPY articles_origingroup (id, agency, created_at) FROM STDIN") as copy:
            for group, agency in groups.items():
                copy.write_row((group, agency, now))
        with cursor.copy(
            "COPY articles_article (id, source_id, url, title, byline, language, published_edtf, origin_group_id,"
            " gone_how, created_at) FROM STDIN"
        ) as copy:
            for number, group, _agency, _text, _marks in rows:
                url = f"https://bench.invalid/{number}"
                copy.write_row((number, source, url, f"Article {number}", "", "en", "", group, "", now))
        with cursor.copy(
            "COPY articles_snapshot (id, article_id, number, sha256, media_type, charset, headers, via, url,"
            " fetched_at, title, text, language, modified_edtf, extractor, fingerprint) FROM STDIN"
        ) as copy:
            for number, _group, _agency, text, marks in rows:
                came = (number, number, 1, f"{number:064x}", "text/plain", "", "[]", "file", "", now)
                copy.write_row((*came, f"Article {number}", text, "en", "", "bench", marks))
        for table in ("articles_origingroup", "articles_article", "articles_snapshot"):
            cursor.execute(
                "SELECT setval(sequence, greatest(%s, nextval(sequence)))"
                " FROM (SELECT pg_get_serial_sequence(%s, 'id')::regclass AS sequence) AS its",
                [max(max(row[0], row[1]) for row in rows), table],
            )


def _check_is_ours() -> None:
    from articles.models import Article

    if Article.objects.exclude(source__slug=_SOURCE).exists():
        sys.exit("This database holds articles that are not from this command.")


# ---- asking


def measure(case: Case, news: News, lookups: int) -> str:
    """A line of what these lookups took and found."""
    times, locked, worked, right, wrong, expected, seen = [], [], [], 0, 0, 0, Seen()
    for number in range(lookups):
        body, group = case.make(news, number)
        text = ". ".join(body)
        found, took, held, cpu = look_up(text)
        times.append(took)
        locked.append(held)
        worked.append(cpu)
        if found == group or (group and is_like_one_of(group, text)):
            expected += group is not None
            right += group is not None and found == group
        wrong += found not in (None, group)
    for number in range(min(_EXPLAINED, lookups)):
        with explained(seen):
            look_up(". ".join(case.make(news, number)[0]))
    times.sort()
    worked.sort()
    return (
        f"{case.name:28} median {statistics.median(times):7.1f}  p95 {times[int(len(times) * 0.95)]:7.1f}"
        f"  max {times[-1]:7.1f} ms, {statistics.median(locked):.1f} of it in the lock"
        f", CPU median {statistics.median(worked):.1f}  p95 {worked[int(len(worked) * 0.95)]:.1f} ms"
        f" | {_of(right, expected)} found, {wrong} false"
        f" | rows {statistics.median(seen.rows):,.0f} to {max(seen.rows):,}"
        f", buffers {statistics.median(seen.buffers):,.0f} to {max(seen.buffers):,} | {', '.join(sorted(seen.scans))}"
    )


def _of(right: int, expected: int) -> str:
    return f"{right}/{expected}" if expected else "none to be"


def look_up(text: str) -> tuple[int | None, float, float, float]:
    """The stored group that the product finds for a text, None for a new one; ms in all, in the lock, and of CPU."""
    from django.db import transaction

    from articles.ingest.fingerprint import fingerprint
    from articles.ingest.formats import Piece
    from articles.ingest.origins import look_for, origin_of
    from articles.models import Article

    piece, marks = Piece(title="", text=text, extractor="bench"), fingerprint(text)
    with transaction.atomic():
        worked, began = processor_time(), time.perf_counter()
        seen = look_for(marks)
        locked = time.perf_counter()
        group = origin_of(piece, marks, seen)
        ended, worked = time.perf_counter(), processor_time() - worked
        found = group.pk if Article.objects.filter(origin_group=group).exists() else None
        transaction.set_rollback(True)
    return found, (ended - began) * 1000, (ended - locked) * 1000, worked


def is_like_one_of(group: int, text: str) -> bool:
    """Whether a scan of all would find the group: two that were cut and rewritten may have too little in common."""
    from articles.ingest.credits import credit
    from articles.ingest.fingerprint import fingerprint, likeness
    from articles.models import OriginGroup, Snapshot

    marks, agency = fingerprint(text), OriginGroup.objects.get(pk=group).agency
    others = Snapshot.objects.filter(article__origin_group=group).values_list("fingerprint", flat=True)
    same_credit = bool(agency) and credit(text) == agency
    return any(likeness(marks, other, same_credit=same_credit) for other in others)


@contextmanager
def explained(seen: Seen) -> Iterator[None]:
    """Explain what is asked of the snapshots meanwhile, and add it up."""
    from django.db import connection

    total = [0, 0]

    def explain(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001  # Django's
        if _TABLE in sql and sql.lstrip().startswith(("SELECT", "WITH")):
            with connection.connection.cursor() as cursor:
                cursor.execute("EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) " + sql, params)
                plan = cursor.fetchone()[0]
            root = (json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]
            total[1] += root["Shared Hit Blocks"] + root["Shared Read Blocks"]
            for node in _nodes(root):
                if node.get("Relation Name") == _TABLE:
                    total[0] += round(node["Actual Rows"] * node["Actual Loops"])
                    seen.scans.add(node["Node Type"])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        yield
    seen.rows.append(total[0])
    seen.buffers.append(total[1])


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for below in node.get("Plans", ()):
        yield from _nodes(below)


def _print_sizes() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), pg_size_pretty(pg_table_size(%s)), pg_size_pretty(pg_relation_size(%s))"
            " FROM articles_snapshot",
            [_TABLE, "articles_snapshot_fingerprint"],
        )
        number, table, index = cursor.fetchone()
    print(f"{number:,} snapshots, table {table}, index of fingerprints {index}")


def _say(words: str) -> None:
    sys.stderr.write(words)
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
