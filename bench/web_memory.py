"""Whether the memory of web processes grows over a hundred thousand requests: gunicorn, watched from outside."""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from bench.corpora import corpora
from bench.ground import children_of, scratch
from bench.memory import verdict
from bench.serving import served

# By then cards and panels fill what is kept of them.
_WARM = 10_000
_ALLOWED = 0.05
_READERS = 4
_LINE = "{requests:>9,.0f} requests  {resident:7.1f} MB resident  {proportional:7.1f} by proportion  {own:7.1f} own"
_WORDS = ("ceasefire", "grain", "talks", "prisoners", "shelling", "envoy", "corridor", "sanctions")
_MORE = {"HX-Request": "true", "HX-Target": "more"}

Asked = tuple[str, dict[str, str]]


class Readers:
    """What people ask for: mostly further pages and events, now and then a filter, a moment, a word or the map."""

    def __init__(self, seed: int) -> None:
        from timeline.models import Entry, EntryActor, EntryTag  # after `scratch()`

        newest = Entry.objects.current().order_by("-pk")
        self._events = [entry.get_absolute_url() for entry in newest[:2_000]]
        places = Entry.objects.current().newest().values_list("occurred", "pk")[:100_000:50]
        self._places = [f"{moment.timestamp() * 1e6:.0f}_{pk}" for moment, pk in places]
        self._days = sorted({f"{moment:%Y-%m-%d}" for moment in newest.values_list("known_at", flat=True)[:20_000:7]})
        self._actors = list({row.slug for row in EntryActor.objects.order_by("-pk")[:5_000]})
        self._issues = list({tag.slug for tag in EntryTag.objects.filter(kind="issue").order_by("-pk")[:5_000]})
        self._chance = random.Random(seed)

    def next(self) -> Asked:
        """An address and what htmx says beside it."""
        chance, of = self._chance.random(), self._chance.choice
        if chance < 0.3:
            return f"/?cursor={of(self._places)}", _MORE
        if chance < 0.55:
            return of(self._events), {}
        asked: dict[str, Any] = {}
        if chance < 0.7:
            asked = {"actor": of(self._actors)}
        elif chance < 0.8:
            asked = {"issue": of(self._issues), "verdict": of(["verified", "disputed", "corroborated"])}
        elif chance < 0.85:
            asked = {"q": of(_WORDS)}
        elif chance < 0.9:
            asked = {"as_of": of(self._days)}
        elif chance < 0.95:
            west, south = self._chance.randint(-20, 40), self._chance.randint(10, 50)
            window = f"{west},{south},{west + 12},{south + 8}"
            return f"/events.geojson?cluster={self._chance.randint(2, 8)}&window={window}", {}
        return f"{of(['/', '/uk/', '/ru/'])}?{urlencode(asked)}".removesuffix("?"), {}


def watch(address: str, processes: list[int], requests: int, every: int, seed: int) -> list[dict[str, float]]:
    """Memory of the processes, in MB, after so many requests: resident, by proportion and of their own."""
    readers, host = Readers(seed), urlsplit(address).netloc
    found = [{"requests": 0, **_memory(processes)}]
    with ThreadPoolExecutor(_READERS) as pool:
        while found[-1]["requests"] < requests:
            asked = [readers.next() for _ in range(every)]
            done = sum(pool.map(lambda part: _ask(host, part), [asked[place::_READERS] for place in range(_READERS)]))
            found.append({"requests": found[-1]["requests"] + done, **_memory(processes)})
            sys.stderr.write(f"{_LINE.format(**found[-1])}\n")
    return found


def _ask(host: str, asked: list[Asked]) -> int:
    connection = HTTPConnection(host, timeout=120)
    for address, said in asked:
        connection.request("GET", address, headers={"Accept-Encoding": "gzip", **said})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"{address} answers {answer.status}.")
    connection.close()
    return len(asked)


def _memory(processes: list[int]) -> dict[str, float]:
    """Means of the processes."""
    said = [_said_of(pid) for pid in processes]
    sums = {
        "resident": [one["Rss"] for one in said],
        "proportional": [one["Pss"] for one in said],
        "own": [one["Private_Clean"] + one["Private_Dirty"] for one in said],
    }
    return {name: statistics.mean(values) / 1024 for name, values in sums.items()}


def _said_of(pid: int) -> dict[str, int]:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    return {name: int(said.split()[0]) for name, said in (line.split(":") for line in lines)}


def main(argv: list[str]) -> int:
    """Watch, print the curve and the verdict; 1 where the processes have grown."""
    parser = argparse.ArgumentParser(prog="python -m bench web_memory", description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--every", type=int, default=2_000, help="requests between two looks")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="keep the database for the next call")
    parser.add_argument("--json", type=Path, help="write the curve to this file")
    options = parser.parse_args(argv)
    began = time.monotonic()
    with scratch(), corpora([options.events], keep=options.keep) as (corpus,):
        corpus.use()
        with served(corpus.connection) as (address, server):
            curve = watch(address, children_of(server), options.requests, options.every, options.seed)
    for one in curve[:: max(1, len(curve) // 25)]:
        print(_LINE.format(**one))
    points = [(int(one["requests"]), round(one["own"] * 2**20)) for one in curve]
    found = verdict(points, warm=_WARM)
    grows = found["growth"] > _ALLOWED
    print(
        f"{options.requests:,} requests in {time.monotonic() - began:,.0f} s, a mean process. "
        f"After the first {_WARM:,} its own memory went from {found['start'] / 2**20:.1f} to "
        f"{found['end'] / 2**20:.1f} ({found['growth']:+.1%}, {found['slope']:+.0f} bytes a request). "
        f"Memory {'GROWS' if grows else 'does not grow'}."
    )
    if options.json:
        options.json.write_text(json.dumps({"curve": curve, **found}, indent=1) + "\n")
    return int(grows)
