"""How long the desk's pages and reports take among 300,000 claims, beside the same pages among 3,000.

`python -m bench desk_pages [--few 3000] [--many 300000] [--rounds 20]` fills an empty database (in throwaway servers,
or the one that DATABASE_URL names) with three years of a desk's work, asks for each page, and tells median and 95th
percentile of its rounds, and how many queries it took; once among few, once among many. The first time, in which what
is kept of a report is worked out (the clock does that), is told beside them. `--only PART` asks only for
addresses with that in them, `--slow` also prints the queries that take longest.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from dataclasses import dataclass
from typing import Any

from bench.ground import processor_time, scratch
from bench.newsroom import READER, fill

_PAGES = (
    "",
    "articles/{article}/",
    "claims/{claim}/",
    "claims/{draft}/",
    "review/",
    "changed/",
    "events/",
    "events/?q=event",
    "events/{event}/",
    "events/{unpublished}/",
    "quality/",
    "reports/",
    "reports/waiting/",
    "reports/waiting/?what=draft",
    "reports/waiting/?what=approved",
    "reports/waiting/?what=events",
    "reports/waiting/?what=inbox",
    "reports/alone/",
    "reports/verdicts/",
    "reports/verdicts/?days=all",
    "reports/verdicts/?days=all&what=all",
    "reports/corrections/",
    "reports/corrections/?days=all",
    "reports/contradictions/",
    "reports/contradictions/?what=proposed",
    "reports/sources/",
    "reports/sources/?days=all",
    "reports/editors/",
    "reports/editors/?days=all",
)
_AIM = 150  # ms, the 95th percentile


@dataclass(frozen=True)
class Taken:
    """What a page took, in ms."""

    first: float
    median: float
    p95: float
    cpu: float  # 95th percentile of the processor time of this process and of PostgreSQL's
    queries: int


def main(argv: list[str]) -> int:
    """Fill, ask, fill, ask, and tell."""
    parser = argparse.ArgumentParser(prog="python -m bench desk_pages")
    parser.add_argument("--few", type=int, default=3_000)
    parser.add_argument("--many", type=int, default=300_000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--only", default="")
    parser.add_argument("--slow", action="store_true")
    options = parser.parse_args(argv)
    pages = [page for page in _PAGES if options.only in page]
    with scratch():
        few, many = ({}, {})
        for claims, taken in ((options.few, few), (options.many, many)):
            if claims:
                fill(claims)
                taken |= {page: _ask(page, claims, options) for page in pages}
    _tell(pages, few, many, options)
    return 0


def _tell(pages: list[str], few: dict[str, Taken], many: dict[str, Taken], options: argparse.Namespace) -> None:
    print(f"\nload of the machine {os.getloadavg()[0]:.1f}; median and 95th percentile in ms; queries")
    print(f"{'page':<42}{options.few:>16,} claims{options.many:>16,} claims", end="")
    print(f"{'CPU p95':>9}{'first':>9}{'ratio':>8}{'queries':>9}")
    nothing = Taken(0, 0, 0, 0, 0)
    for page in pages:
        small, large = few.get(page, nothing), many.get(page, nothing)
        ratio = f"{large.median / small.median:8.1f}" if small.median and large.median else " " * 8
        queries = f"{small.queries}" if small.queries == large.queries else f"{small.queries}/{large.queries}"
        late = "  *" if large.p95 > _AIM else ""
        print(
            f"/desk/{page:<36}{small.median:10.0f}{small.p95:13.0f}{large.median:10.0f}{large.p95:13.0f}{large.cpu:9.0f}{large.first:9.0f}"
            f"{ratio}{queries:>9}{late}"
        )


def _ask(page: str, claims: int, options: argparse.Namespace) -> Taken:
    from django.core.cache import cache
    from django.db import connection, reset_queries
    from django.test.utils import CaptureQueriesContext

    cache.clear()
    browser, address = _browser(), f"/desk/{page.format(**_numbers(claims))}"
    first = 0.0
    for _ in range(2):  # what a process reads once, the database's own memory, and what the clock keeps
        reset_queries()
        began = time.perf_counter()
        with CaptureQueriesContext(connection) as queries:
            _read(browser, address)
        asked = list(queries.captured_queries)  # the next request empties the log
        first = first or 1000 * (time.perf_counter() - began)
    walls, cpus = [], []
    for _ in range(options.rounds):
        began, cpu = time.perf_counter(), processor_time()
        _read(browser, address)
        walls.append(1000 * (time.perf_counter() - began))
        cpus.append(processor_time() - cpu)
    taken = Taken(first, statistics.median(walls), _p95(walls), _p95(cpus), len(asked))
    print(
        f"  {address:<46}{taken.first:8.0f}{taken.median:8.0f}{taken.p95:8.0f}{taken.cpu:8.0f}{taken.queries:5}",
        flush=True,
    )
    if options.slow:
        for query in sorted(asked, key=lambda query: -float(query["time"]))[:3]:
            if float(query["time"]) > 0.01:
                print(f"    {query['time']} s {query['sql'][:1500]}", flush=True)
    return taken


def _p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20, method="inclusive")[-1]


def _read(browser: Any, address: str) -> None:
    response = browser.get(address)
    assert response.status_code == 200, (address, response.status_code)  # noqa: S101
    if response.streaming:
        response.getvalue()


def _browser() -> Any:
    from django.contrib.auth.models import Group
    from django.test import Client

    from accounts.models import User

    person = User.objects.get(pk=READER)
    person.groups.add(Group.objects.get(name="editor"))
    browser = Client(headers={"host": "localhost"})
    browser.force_login(person)
    return browser


def _numbers(claims: int) -> dict[str, int]:
    """An ordinary article, claim and event of each sort, from the middle of the archive."""
    hundred, events = claims // 200 * 100, claims // 5
    return {
        "article": claims // 6,
        "claim": hundred + 30,
        "draft": hundred + 2,
        "event": events // 2,
        "unpublished": events - 1,
    }
