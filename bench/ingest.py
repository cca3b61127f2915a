"""Articles per second per core, from the fetch to the suggestions, beside bare trafilatura and bare feedparser."""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from bench import pages
from bench.ground import Clock, Cost, postmaster, scratch, spread, unheard
from bench.origin import serving

_FEEDS = 5
_STEPS = {"Fetch": "fetch", "IngestJob": "ingest", "SuggestionRun": "suggest"}
_LABELS = {
    "trafilatura": "(a) trafilatura.bare_extraction(page, with_metadata=True)",
    "read": "(b) our read() alone",
    "request": "    ask for the address",
    "fetch": "    fetch it (TLS, guard, robots, store)",
    "ingest": "    read, identify, archive",
    "suggest": "    suggest",
    "pipeline": "(c) the whole pipeline",
    "fingerprint": "    part: fingerprint() alone",
    "engine": "    part: the engine alone",
    "store": "    part: store.put() alone",
    "feedparser": "(d) feedparser.parse",
    "read_feed": "    our read_feed()",
    "poll": "    a whole poll with 50 new pieces",
}


class Run:
    """One run: its rounds, each with new articles, since an article can be brought in only once."""

    def __init__(self, articles: int, seed: int, heard: list[tuple[str, int]]) -> None:
        self.articles, self.seed, self.heard = articles, seed, heard
        self.clock = Clock(postmaster())
        self.costs: dict[str, list[Cost]] = defaultdict(list)  # for each round, of one article or feed
        self.suggestions: list[float] = []
        self.words: list[float] = []

    def round(self, number: int, *, counted: bool = True, articles: int | None = None) -> None:
        """Measure everything once, in turn."""
        articles = articles or self.articles
        seed = self.seed * 1000 + number
        made = [pages.page(at, seed=seed) for at in range(articles)]
        costs = self._extractors(made) | self._pipeline(made) | self._parts(made) | self._feeds(seed)
        if counted:
            for name, cost in costs.items():
                self.costs[name].append(cost)

    def _measured(self, count: int, work: Callable[[], object]) -> Cost:
        gc.collect()
        self.clock.cost()
        work()
        cost = self.clock.cost()
        return Cost(cost.python / count, cost.postgres / count, cost.wall / count)

    def _extractors(self, made: list[pages.Page]) -> dict[str, Cost]:
        import trafilatura  # as late as the product

        from articles.ingest.formats import read

        def bare() -> None:
            for page in made:
                trafilatura.bare_extraction(page.body, with_metadata=True)

        def ours() -> None:
            for page in made:
                read(page.body, "text/html", url=page.url, charset=page.charset)

        return {"trafilatura": self._measured(len(made), bare), "read": self._measured(len(made), ours)}

    def _pipeline(self, made: list[pages.Page]) -> dict[str, Cost]:
        from articles import actions as articles  # after `scratch()`
        from claims import actions as claims

        calls: dict[str, Callable[[int], bool]] = {
            "Fetch": lambda pk: articles.fetch(job_id=pk),
            "IngestJob": lambda pk: articles.ingest(job_id=pk),
            "SuggestionRun": lambda pk: claims.make_suggestions(run_id=pk),
        }
        self.heard.clear()
        costs = {
            "request": self._measured(
                len(made), lambda: [articles.request_fetch(url=page.url, by=None) for page in made]
            )
        }
        for model, step in _STEPS.items():
            waiting = [pk for name, pk in self.heard if name == model]
            if len(waiting) != len(made):
                raise SystemExit(f"{len(waiting)} of {len(made)} articles came as far as {step}")
            costs[step] = self._measured(len(made), lambda work=calls[model], waiting=waiting: [*map(work, waiting)])  # type: ignore[misc]
        parts = list(costs.values())
        costs["pipeline"] = Cost(
            python=sum(part.python for part in parts),
            postgres=sum(part.postgres for part in parts),
            wall=sum(part.wall for part in parts),
        )
        return costs

    def _parts(self, made: list[pages.Page]) -> dict[str, Cost]:
        from articles.ingest import store  # after `scratch()`
        from articles.ingest.fingerprint import fingerprint
        from articles.models import Snapshot
        from claims.actions.gazetteers import current_gazetteer
        from claims.models import Suggestion
        from claims.suggest import suggest

        taken = list(Snapshot.objects.select_related("article").order_by("-pk")[: len(made)])
        gazetteer = current_gazetteer()
        self.words.append(statistics.mean(len(one.text.split()) for one in taken))
        self.suggestions.append(Suggestion.objects.filter(run__snapshot__in=taken).count() / len(taken))
        return {
            "fingerprint": self._measured(len(made), lambda: [fingerprint(one.text) for one in taken]),
            "engine": self._measured(len(made), lambda: [suggest(one, gazetteer=gazetteer) for one in taken]),
            "store": self._measured(len(made), lambda: [store.put(page.body + b"\n") for page in made]),
        }

    def _feeds(self, seed: int) -> dict[str, Cost]:
        import feedparser  # as late as the product

        from articles import actions as articles  # after `scratch()`
        from articles.feeds.documents import read_feed
        from articles.models import Feed, FeedHealth, FeedPoll, Source

        urls = [f"https://{pages.host(at)}/feed-{seed}-{at * 50}.xml" for at in range(_FEEDS)]
        bodies = [pages.feed(at * 50, seed=seed) for at in range(_FEEDS)]
        outlet = Source.objects.first()
        polls = []
        for url in urls:
            feed = Feed.objects.create(source=outlet, url=url)
            FeedHealth.objects.create(feed=feed)
            polls.append(FeedPoll.objects.create(feed=feed).pk)
        return {
            "feedparser": self._measured(_FEEDS, lambda: [feedparser.parse(body) for body in bodies]),
            "read_feed": self._measured(
                _FEEDS,
                lambda: [read_feed(body, url=url, charset="utf-8") for body, url in zip(bodies, urls, strict=True)],
            ),
            "poll": self._measured(_FEEDS, lambda: [articles.poll(poll_id=pk) for pk in polls]),
        }

    # ---- what came of it

    def figures(self) -> dict[str, object]:
        """Milliseconds of one article or feed: CPU with its parts, and wall; medians and all rounds."""
        bare = [cost.cpu for cost in self.costs["trafilatura"]]
        parsed = [cost.cpu for cost in self.costs["feedparser"]]
        table = {}
        for name, costs in self.costs.items():
            base = parsed if name in {"feedparser", "read_feed", "poll"} else bare
            cpu = [cost.cpu * 1000 for cost in costs]
            ratios = [cost.cpu / other for cost, other in zip(costs, base, strict=True)]
            table[name] = {
                "cpu_ms": statistics.median(cpu),
                "cpu_ms_rounds": cpu,
                "python_ms": statistics.median(cost.python * 1000 for cost in costs),
                "postgres_ms": statistics.median(cost.postgres * 1000 for cost in costs),
                "wall_ms": statistics.median(cost.wall * 1000 for cost in costs),
                "per_second_per_core": 1000 / statistics.median(cpu),
                "ratio": statistics.median(ratios),
                "ratio_rounds": ratios,
            }
        return {
            "articles_a_round": self.articles,
            "seed": self.seed,
            "words_an_article": statistics.mean(self.words),
            "suggestions_an_article": statistics.mean(self.suggestions),
            "measured": table,
        }


def main(argv: list[str]) -> int:
    """Measure, print the table, and write it as JSON where a file is named."""
    parser = argparse.ArgumentParser(prog="python -m bench ingest", description=__doc__)
    parser.add_argument("--articles", type=int, default=300, help="in each round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    options = parser.parse_args(argv)
    with serving(), scratch(), unheard() as heard:
        from config.celery import settle  # after `scratch()`

        run = Run(options.articles, options.seed, heard)
        run.round(0, counted=False, articles=10)  # imports, models of languages, plans
        settle()  # as a worker does; trafilatura and feedparser gain by it as well
        for number in range(1, options.rounds + 1):
            run.round(number)
            sys.stderr.write(f"round {number} of {options.rounds}\n")
        figures = run.figures()
    _show(figures, run.costs)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n")
    return 0


def _show(figures: dict[str, object], costs: dict[str, list[Cost]]) -> None:
    table: dict[str, dict[str, float]] = figures["measured"]  # type: ignore[assignment]
    print(
        f"\n{len(costs['pipeline'])} rounds of {figures['articles_a_round']} articles, "
        f"{figures['words_an_article']:.0f} words and {figures['suggestions_an_article']:.1f} suggestions in each; "
        "without Celery. CPU of an article (or a feed of 50) in ms: median [least to most]; the ratio is to "
        "trafilatura (or to feedparser).\n"
    )
    print(f"{'':<58}{'CPU ms':^28}{'Python':>8}{'PostgreSQL':>11}{'/s/core':>9}{'ratio':>7}")
    for name, label in _LABELS.items():
        row = table[name]
        print(
            f"{label:<58}{spread([cost.cpu * 1000 for cost in costs[name]]):<28}{row['python_ms']:>8.2f}"
            f"{row['postgres_ms']:>11.2f}{row['per_second_per_core']:>9.1f}{row['ratio']:>7.2f}"
        )
