"""What each public page may cost, where no clock is needed to say so: queries, buffers, bytes, elements, plans.

`python -m bench budgets [--keep]` writes bench/budgets.json from what it measures; tests/timeline/test_scale_budget
fails where a page costs more than that and some air. Run it after a page has become cheaper, so that it stays so.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.asking import Browser, forget_html
from bench.buffers import plans_of, queries_of
from bench.corpora import Corpus, corpora
from bench.ground import scratch
from bench.public_pages import Page, pages, unchanged
from bench.weights import weight

EVENTS = 100_000
_MADE = 20_000  # of them; the others are copies, which PostgreSQL makes in a fraction of the time
FILE = Path(__file__).with_name("budgets.json")
# That no public page should read from end to end; those that one still does stand in its budget.
GREAT_TABLES = frozenset({"timeline_entry", "timeline_statement", "timeline_entryactor", "timeline_entrytag"})
# How much more than its budget a page may have.
_AIR = {"queries": 1.0, "buffers": 1.25, "bytes": 1.05, "brotli": 1.05, "nodes": 1.05}
_LEAST_BUFFERS = 40  # of air: a page of few buffers may have some more

Budget = Mapping[str, Any]


def main(argv: list[str]) -> int:
    """Measure, write, and say what changed."""
    parser = argparse.ArgumentParser(prog="python -m bench budgets")
    parser.add_argument("--keep", action="store_true", help="leave the filled database for the next run")
    options = parser.parse_args(argv)
    before = budgets() if FILE.exists() else {}
    with scratch(), corpus_of_budgets(keep=options.keep) as corpus:
        browser = Browser()
        found = {page.name: cost(browser, page, corpus.connection) for page in asked_for(browser).values()}
    FILE.write_text(json.dumps(found, indent=1) + "\n")
    for name, now in found.items():
        told = [f"{what} {before.get(name, {}).get(what, '–')} → {now[what]}" for what in (*_AIR, "reads_whole")]
        print(f"{name}: {', '.join(told)}")
    return 0


@contextmanager
def corpus_of_budgets(*, keep: bool = False, template: str = "") -> Iterator[Corpus]:
    """The same rows in the same order, and statistics of all of them: what is planned is then the same each time."""
    from bench.repeating import repeat_events  # its tables are there once Django is

    with corpora([_MADE], keep=keep, template=template, processes=1) as (corpus,):
        corpus.use()
        if corpus.filled is not None:
            repeat_events(EVENTS // _MADE)
        with corpus.connection.cursor() as cursor:
            cursor.execute("SET default_statistics_target = 1000")  # 300,000 rows of a table, where 30,000 are usual
            cursor.execute("ANALYZE")
        yield corpus


def budgets() -> dict[str, Budget]:
    """The budget of each page, by its name."""
    found: dict[str, Budget] = json.loads(FILE.read_text())
    return found


def asked_for(browser: Browser) -> dict[str, Page]:
    """The pages of the database that is in use, by their names."""
    return {page.name: page for page in [*pages(), unchanged(browser)]}


def cost(browser: Browser, page: Page, connection: Any) -> dict[str, Any]:
    """What a page costs when its sets are there already, and its cards and panel are not."""
    browser.page(page)
    forget_html()
    with queries_of(connection) as queries:
        body = browser.page(page)
    plans = plans_of(connection, queries)
    weighed = weight(body)
    return {
        "queries": len(queries),
        "buffers": sum(plan.buffers for plan in plans),
        **{what: weighed[what] for what in ("bytes", "brotli", "nodes")},
        "reads_whole": sorted(GREAT_TABLES.intersection(table for plan in plans for table in plan.scanned)),
    }


def over(budget: Budget, found: Budget) -> list[str]:
    """What of it is more than the budget allows, in words."""
    told = []
    for what, air in _AIR.items():
        most = int(budget[what] * air) + (_LEAST_BUFFERS if what == "buffers" else 0)
        if found[what] > most:
            told.append(f"{found[what]:,} {what}, where {budget[what]:,} were and {most:,} are allowed")
    told += [f"reads all of {table}" for table in found["reads_whole"] if table not in budget["reads_whole"]]
    return told
