"""The public pages by how many events there are, each beside its floor and its peers in one run.

`python -m bench [--events 10000,100000,1000000] [--rounds 7] [--peers] [--keep] [--json FILE] [--svg FILE]` runs it.
A database of each size is filled by `seed_scale`, or found where `--keep` left one on the server of DATABASE_URL.
In each round each of them is asked for everything once, in turn; what a process keeps of cards and panels is there,
but for what is called "made anew". CPU is this process's time and that of its PostgreSQL backend, which has no
parallel workers, whatever else the machine does; ratios are taken within a round, and told as their median with the
least and the most. Buffers and SQL time are those of EXPLAIN (ANALYZE, BUFFERS) of what a page asked, made anew.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import statistics
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import aims, exchange, floors, growth, peers, publishing
from bench.asking import Browser, forget_html
from bench.buffers import plans_of, queries_of
from bench.corpora import Corpus, bare, connected, copy, corpora, drop
from bench.ground import processor_time, scratch, unheard
from bench.public_pages import PAGE, Page, pages, unchanged
from bench.weights import first_visit, weight

FEED, FEED_AND_PANEL = "floor: feed only", "floor: feed and panel"
TUTORIAL, DATASETTE = "peer: tutorial ListView", "peer: Datasette, two facets"
# Asked so often in one round that the kernel's accounts, which go by 4 ms on some machines, tell one from another.
_LEAST_MS, _MOST_TIMES = 150.0, 40
_EXPLAINED = 10
_WARM_UP = 20  # publications
_AT_ONCE, _PARTS = 100, 3
_COPIED_AT_MOST = 100_000  # 17 kB an event, all tables together, are written twice
_DRAWN = (
    *("timeline", "rows fragment", "most frequent actor", "three filters", "search by date", "as of"),
    *(FEED, FEED_AND_PANEL),
)


@dataclass
class Item:
    """Something that is asked for in each round; `cpu` are its ms, a round each; `application` without PostgreSQL."""

    name: str
    ask: Callable[[], bytes]
    clock: Callable[[], float] = processor_time
    exact: dict[str, Any] = field(default_factory=dict)
    keeps: bool = True  # whether it is asked for once before each round, for what is kept after it
    times: int = 1
    cpu: list[float] = field(default_factory=list)
    application: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)

    def warm(self) -> None:
        """Once for what is kept after it, once to know how often it has to be asked to be measured."""
        self.ask()
        began = self.clock()
        body = self.ask()
        took = max(self.clock() - began, 0.01)
        self.times = max(1, min(_MOST_TIMES, int(_LEAST_MS / took)))
        self.exact |= weight(body)

    def measure(self) -> None:
        """One round."""
        if self.keeps:
            self.ask()
        gc.collect()
        began, own, cpu = time.perf_counter(), time.process_time(), self.clock()
        for _ in range(self.times):
            self.ask()
        self.cpu.append((self.clock() - cpu) / self.times)
        self.application.append(1000 * (time.process_time() - own) / self.times)
        self.wall.append(1000 * (time.perf_counter() - began) / self.times)


def main(argv: list[str]) -> int:
    """Fill, ask, tell."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.partition("\n")[0])
    parser.add_argument("--events", default="10000,100000,1000000", help="sizes, with commas between")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="leave the filled databases for the next run")
    parser.add_argument("--publications", type=int, default=500, help="0 leaves publication out")
    parser.add_argument("--no-files", action="store_true", help="leave COPY and the files for machines out")
    parser.add_argument("--peers", action="store_true", help="Datasette, ListView, TimelineJS, vis-timeline too")
    parser.add_argument("--json", type=Path, help="a file for all that was measured")
    parser.add_argument("--svg", type=Path, help="a file for the growth curves")
    options = parser.parse_args(argv)
    sizes = sorted({int(size) for size in options.events.split(",")})
    found: dict[str, Any] = {
        "load_before": os.getloadavg(),
        "rounds": options.rounds,
        "seed": options.seed,
        "sizes": {},
    }
    with scratch(), corpora(sizes, seed=options.seed, keep=options.keep) as filled:
        items = _measured(filled, options)
        for corpus in filled:
            found["sizes"][corpus.events] = {"filled_s": corpus.filled, "items": _told(items[corpus.events])}
            _print(corpus, items[corpus.events])
        if not options.no_files:
            found["copy"] = _copying(filled)
        if options.publications:
            found["publication"] = _publication(filled[0], options.publications)
        if options.peers:
            found["browser"] = _in_browser(filled[-1])
    found["load_after"] = os.getloadavg()
    figures = {
        size: {item.name: aims.Figures(item.cpu, item.application, item.exact) for item in of}
        for size, of in items.items()
    }
    found["aims"] = [aim.told() for aim in aims.of(figures, found)]
    _print_aims(found["aims"])
    print(f"load of the machine {found['load_before'][0]:.1f} before, {found['load_after'][0]:.1f} after")
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n")
    if options.svg:
        options.svg.write_text(_curves(items))
    return 0


def _measured(filled: list[Corpus], options: argparse.Namespace) -> dict[int, list[Item]]:
    """Everything of every size, its rounds in turn."""
    found: dict[int, list[Item]] = {}
    with ExitStack() as stack:
        for corpus in filled:
            corpus.use()
            found[corpus.events] = _items(corpus, options, stack, smallest=corpus is filled[0])
            print(f"{corpus.events:,} events are there; {len(found[corpus.events])} things to ask for", flush=True)
        gc.collect()
        gc.freeze()  # what was made until now stays, and a request need not pay for it
        for number in range(options.rounds):
            for corpus in filled:
                corpus.use()
                for item in found[corpus.events]:
                    item.measure()
            print(f"round {number + 1} of {options.rounds}, load {os.getloadavg()[0]:.1f}", flush=True)
        gc.unfreeze()
    return found


def _items(corpus: Corpus, options: argparse.Namespace, stack: ExitStack, *, smallest: bool) -> list[Item]:
    browser = Browser()
    found = []
    for page in [*pages(), unchanged(browser)]:
        item = Item(page.name, lambda page=page: browser.page(page))  # type: ignore[misc]
        item.exact |= {"address": page.address} | _asked(item.ask, corpus.connection)
        found.append(item)
    for name in ("timeline", "rows fragment"):
        page = next(page for page in pages() if page.name == name)
        found.append(Item(f"{name}, made anew", _made_anew(browser, page), keeps=False))
    found.append(Item("timeline, the first of a process", _first_of_a_process(browser), keeps=False))
    found[0].exact |= {"first_visit": first_visit(found[0].ask())}
    raw = stack.enter_context(bare(corpus))
    pid = raw.info.backend_pid

    def clock() -> float:
        return processor_time(pid)

    found.append(Item(FEED, lambda: floors.feed(raw).encode(), clock))
    found.append(Item(FEED_AND_PANEL, lambda: floors.feed_with_panel(raw).encode(), clock))
    if smallest and not options.no_files:
        for name, ask in exchange.files(browser, raw).items():
            found.append(Item(name, ask, clock if name.startswith("floor") else processor_time))
    if options.peers:
        found.append(Item(TUTORIAL, peers.tutorial()))
        found.append(Item(f"{TUTORIAL}, page 100", peers.tutorial(min(100, corpus.events // PAGE))))
        try:
            served = stack.enter_context(peers.datasette(raw))
            found.append(Item(DATASETTE, served.page, served.cpu))
        except peers.MissingError as error:
            print(error)
    for item in found:
        item.warm()
    return found


def _made_anew(browser: Browser, page: Page) -> Callable[[], bytes]:
    """A page of which no card and no panel is kept."""

    def ask() -> bytes:
        forget_html()
        return browser.page(page)

    return ask


def _first_of_a_process(browser: Browser) -> Callable[[], bytes]:
    """The timeline, asked of a process that has yet to read what it counts by."""
    from timeline.counting import corpus

    def ask() -> bytes:
        corpus.forget()
        forget_html()
        return browser.get("/").content

    return ask


def _asked(ask: Callable[[], bytes], connection: Any) -> dict[str, Any]:
    """How many queries it took, and what they cost when they are explained: of three times, the quickest.

    The page's HTML is made for it: what is kept of it costs less.
    """
    ask()
    forget_html()
    with queries_of(connection) as queries:
        ask()
    times = [plans_of(connection, queries) for _ in range(_EXPLAINED)]
    plans = min(times, key=lambda plans: sum(plan.milliseconds for plan in plans))
    slow = sorted(plans, key=lambda plan: -plan.milliseconds)[:3]
    return {
        "queries": len(queries),
        "buffers": sum(plan.buffers for plan in plans),
        "sql_ms": sum(plan.milliseconds for plan in plans),
        "slowest": [{"sql": one.sql[:2000], "buffers": one.buffers, "ms": one.milliseconds} for one in slow],
    }


def _told(items: list[Item]) -> dict[str, Any]:
    return {
        item.name: item.exact | {"cpu_ms": item.cpu, "application_ms": item.application, "wall_ms": item.wall}
        for item in items
    }


def _print(corpus: Corpus, items: list[Item]) -> None:
    filled = "found filled" if corpus.filled is None else f"filled in {corpus.filled:.0f} s"
    print(f"\n{corpus.events:,} events, {filled}")
    heads = {"SQL, ms": 9, "queries": 8, "buffers": 10, "kB": 7, "gzip": 7, "brotli": 7, "nodes": 7}
    print(f"{'':<30}{'CPU, ms':>22}" + "".join(f"{head:>{width}}" for head, width in heads.items()))
    for item in items:
        exact = item.exact
        low, middle, high = min(item.cpu), statistics.median(item.cpu), max(item.cpu)
        sizes = "".join(f"{exact[name] / 1000:7.1f}" for name in ("bytes", "gzip", "brotli"))
        asked = (
            f"{exact['sql_ms']:9.1f}{exact['queries']:8}{exact['buffers']:10,}" if "queries" in exact else f"{'':27}"
        )
        print(f"{item.name:<30}{middle:8.2f} [{low:.1f}–{high:.1f}]".ljust(52) + f"{asked}{sizes}{exact['nodes']:7}")


def _print_aims(found: list[dict[str, Any]]) -> None:
    print("\nThe aims, at the largest size:")
    for aim in found:
        print(f"  {'met ' if aim['met'] else 'NOT '} {aim['what']:<62}{aim['aim']:>12}   {aim['measured']}")


def _copying(filled: list[Corpus]) -> dict[int, dict[str, float]]:
    """What bare COPY takes for the rows that `seed_scale` wrote, by the clock and of a processor."""
    found = {}
    for corpus in filled:
        if corpus.events > _COPIED_AT_MOST:
            continue
        with bare(corpus) as raw:
            written = exchange.BareCopy(raw)
            began, cpu = time.perf_counter(), processor_time(raw.info.backend_pid)
            size = written.write()
            took = time.perf_counter() - began
            found[corpus.events] = {
                "seed_scale_s": corpus.filled or 0.0,
                "copy_s": took,
                "copy_cpu_s": (processor_time(raw.info.backend_pid) - cpu) / 1000,
                "megabytes": size / 1e6,
            }
            written.close()
        beside = f", seed_scale with indexes {corpus.filled / took:.1f} times that" if corpus.filled else ""
        print(f"bare COPY of {corpus.events:,} events, {size / 1e6:.0f} MB: {took:.1f} s{beside}", flush=True)
    return found


def _publication(corpus: Corpus, number: int) -> dict[str, Any]:
    """`publish()` beside saving its row, in a copy of the smallest corpus that is thrown away."""
    from django.db import DEFAULT_DB_ALIAS, connections

    corpus.connection.close()
    name = f"{corpus.name}_publishing"
    drop(corpus.connection, name)
    copy(corpus.connection, name, corpus.name)
    before = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = into = connected(name)
    try:
        measured = 2 * number  # one is saved, the next one published
        events = publishing.waiting_events(_WARM_UP + measured + _PARTS * _AT_ONCE)
        with unheard():  # what Celery is handed is measured by itself
            publishing.costs(events[:_WARM_UP], processor_time)
            gc.collect()
            gc.freeze()  # as for pages: what was made until now stays
            began = time.perf_counter()
            costs = publishing.costs(events[_WARM_UP : _WARM_UP + measured], processor_time)
            took = time.perf_counter() - began
            many = publishing.costs_of_many(events[_WARM_UP + measured :], processor_time, at_once=_AT_ONCE)
        handing_over = publishing.cost_of_handing_over(processor_time)
        gc.unfreeze()
    finally:
        connections[DEFAULT_DB_ALIAS] = before
        into.close()
        drop(corpus.connection, name)
    saved, published = (statistics.median(one[place] for one in costs) for place in (0, 1))
    parts = [costs[start::5] for start in range(5)]
    ratios = sorted(sum(one[1] for one in part) / sum(one[0] for one in part) for part in parts)
    print(
        f"publish() {published:.1f} ms of CPU, saving its row {saved:.2f}: {statistics.median(ratios):.1f} times "
        f"[{ratios[0]:.1f}–{ratios[-1]:.1f}]; {1000 / published:.0f} publications a second of CPU. "
        f"{_AT_ONCE} at once: {statistics.median(many):.2f} ms each, "
        f"{1000 / statistics.median(many):.0f} a second of CPU. Handing its news to Celery: {handing_over:.2f} ms"
    )
    return {
        "handing_over_ms": handing_over,
        "publish_ms": published,
        "save_ms": saved,
        "ratios": ratios,
        "seconds": took,
        "publications": len(costs),
        "many_ms": many,
    }


def _in_browser(corpus: Corpus) -> list[dict[str, Any]]:
    if not peers.with_npm():
        print("TimelineJS and vis-timeline are left out: they need npm and Chromium.")
        return []
    from bench import frontend

    corpus.use()
    return frontend.beside_peers(corpus.connection)


def _curves(items: dict[int, list[Item]]) -> str:
    curves: dict[str, dict[int, float]] = {}
    for size, of in items.items():
        for item in of:
            if item.name in _DRAWN:
                curves.setdefault(item.name, {})[size] = statistics.median(item.cpu)
    return growth.drawing(
        "What a page costs, by how many events there are",
        "ms of CPU, application and PostgreSQL",
        curves,
        floors=(FEED, FEED_AND_PANEL),
    )
