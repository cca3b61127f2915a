"""Whether a worker's memory grows over ten thousand articles: a real Celery worker, watched from outside."""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import pages
from bench.ground import children_of, resident, scratch
from bench.origin import serving

# So many articles are on their way at a time: enough to keep the worker busy, and few for Redis.
_AHEAD = 60
# Some time before that a page is the first that needs jusText, whose word lists in all languages take 31 MB.
_WARM = 2000
# Afterwards a worker may gain this much in all; more would be growth.
_ALLOWED = 0.05
_STANDSTILL = 300.0


@contextmanager
def worker() -> Iterator[int]:
    """One Celery worker with one process in its pool; gives the number of its first process."""
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", "-c", "1", "-Q", "celery,fetch"]
    command += ["--loglevel", "ERROR", "--without-gossip", "--without-mingle", "--without-heartbeat"]
    running = subprocess.Popen(command)  # noqa: S603  # our own command
    try:
        yield running.pid
    finally:
        running.terminate()
        running.wait(60)


def watch(articles: int, seed: int, every: int) -> list[tuple[int, int]]:
    """The worker's memory in bytes after so many articles."""
    from articles import actions  # after `scratch()`
    from claims.models import SuggestionRun

    curve: list[tuple[int, int]] = []
    asked = done = 0
    moved = time.monotonic()
    with worker() as first:
        while done < articles:
            while asked < articles and asked < done + _AHEAD:
                actions.request_fetch(url=pages.page_url(asked, seed=seed), by=None)
                asked += 1
            time.sleep(0.2)
            before, done = done, SuggestionRun.objects.filter(state="done").count()
            if done != before:
                moved = time.monotonic()
            elif time.monotonic() - moved > _STANDSTILL:
                raise SystemExit(f"Nothing has moved for {_STANDSTILL:.0f} s; {done} articles are read.")
            if done // every > before // every:
                curve.append((done, sum(map(resident, children_of(first)))))
                sys.stderr.write(f"{done:>7,} articles  {curve[-1][1] / 2**20:7.1f} MB\n")
    return curve


def verdict(curve: list[tuple[int, int]], *, warm: int = _WARM) -> dict[str, float]:
    """The slope after so many, in bytes of each, and what the last tenth has over the first of those that follow."""
    later = [point for point in curve if point[0] >= warm] or curve
    part = max(1, len(later) // 10)
    start, end = (statistics.median(size for _, size in points) for points in (later[:part], later[-part:]))
    slope = statistics.linear_regression(*zip(*later, strict=True)).slope if len(later) > 1 else 0.0
    return {"slope": slope, "start": start, "end": end, "growth": end / start - 1}


def main(argv: list[str]) -> int:
    """Watch, print the curve and the verdict; 1 where the worker has grown."""
    parser = argparse.ArgumentParser(prog="python -m bench memory", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--every", type=int, default=100, help="articles between two looks")
    parser.add_argument("--json", type=Path, help="write the curve to this file")
    options = parser.parse_args(argv)
    began = time.monotonic()
    with serving(), scratch():
        curve = watch(options.articles, options.seed, options.every)
    found = verdict(curve)
    most = max(size for _, size in curve)
    for done, size in curve[:: max(1, len(curve) // 25)]:
        print(f"{done:>7,}  {size / 2**20:7.1f} MB  {'#' * round(60 * size / most)}")
    grows = found["growth"] > _ALLOWED
    if options.articles < 2 * _WARM:
        says = "Too few articles for a verdict."
    else:
        says = f"Memory {'GROWS' if grows else 'does not grow'}."
    print(
        f"{options.articles:,} articles in {time.monotonic() - began:,.0f} s. After the first {_WARM:,}: "
        f"{found['slope']:+.0f} bytes an article; {found['start'] / 2**20:.1f} MB at first, "
        f"{found['end'] / 2**20:.1f} MB at last ({found['growth']:+.1%}). "
        f"{says}"
    )
    if options.json:
        options.json.write_text(json.dumps({"curve": curve, **found}, indent=1) + "\n")
    return int(grows)
