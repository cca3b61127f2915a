"""Four pages of the desk beside floors that say the same: inbox, workbench, a claim, review queue.

`python -m bench desk_floors [--rounds 15] [--json FILE]` fills a database by `seed_scale`, puts the
work of a desk on it (`bench/desk_ground.py`), and asks in each round for each page and its floor in turn, as a
reviewer who has logged in. CPU is this process's time and that of its PostgreSQL backend. A floor that does not say
what the page says ends the run: words, addresses and what a browser would send are compared first.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import statistics
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.asking import Browser
from bench.corpora import bare, corpora
from bench.desk_floor.claim import claim
from bench.desk_floor.inbox import inbox
from bench.desk_floor.review import review
from bench.desk_floor.workbench import workbench
from bench.desk_ground import Desk, furnish
from bench.ground import processor_time, scratch, spread

_AIM = 3.0
_EVENTS = 20_000  # of the first seed: floors say what stands on the pages there, and stop at anything else
_TIMES = 5  # a round asks so often for each
_TRIES = 30  # a queue of 25 has 25 moments at which some row's seconds change


@dataclass
class Pair:
    """A page and its floor; ms of CPU of each round."""

    name: str
    ours: Callable[[], bytes]
    floor: Callable[[], str]
    clock: Callable[[], float]
    took: dict[str, list[float]] = field(default_factory=lambda: {"ours": [], "floor": []})

    def measure(self) -> None:
        """One round of both."""
        for which, ask, clock in (("ours", self.ours, processor_time), ("floor", self.floor, self.clock)):
            gc.collect()
            began = clock()
            for _ in range(_TIMES):
                ask()
            self.took[which].append((clock() - began) / _TIMES)

    @property
    def ratios(self) -> list[float]:
        """Of each round."""
        return [ours / floor for ours, floor in zip(self.took["ours"], self.took["floor"], strict=True)]


def pairs_of(desk: Desk, connection: Any) -> list[Pair]:
    """The pages, each with its floor on a connection of its own."""
    browser, floors = Browser(), (inbox, workbench, claim, review)
    headers, backend = {"cookie": f"sessionid={desk.session}"}, connection.info.backend_pid

    def of(address: str) -> Callable[[], bytes]:
        return lambda: browser.get(address, headers).content

    def bare(make: Callable[..., str], number: int | None) -> Callable[[], str]:
        more = [] if number is None else [number]
        return lambda: make(connection, desk.session, *more)

    numbers = (None, desk.article, desk.claim, None)
    return [
        Pair(name, of(address), bare(make, number), lambda: processor_time(backend))
        for (name, address), make, number in zip(desk.pages.items(), floors, numbers, strict=True)
    ]


def told(page: str) -> dict[str, list[str]]:
    """What a page says: its words, where it leads, and what a browser would send of its forms."""
    from lxml import html

    root = html.document_fromstring(page)
    for one in root.xpath("//script | //style"):
        one.drop_tree()
    forms = [
        f"{form.get('method')} {form.get('action')} {one.get('type', '')} {one.get('name')}={one.get('value', '')}"
        for form in root.iter("form")
        for one in form.xpath(".//input | .//select | .//textarea | .//button")
        if one.get("name") not in {"csrfmiddlewaretoken", "once"}
    ]
    choices = [f"{one.getparent().get('id')} {one.get('value')} {one.get('selected')}" for one in root.iter("option")]
    return {
        "text": ["".join(root.body.text_content().split())],
        "addresses": [str(one) for one in root.xpath("//body//@href")],
        "forms": forms,
        "choices": choices,
    }


def unlike(pair: Pair) -> str:
    """The first thing in which a floor differs from its page, "" where it says the same."""
    found = ""
    for _ in range(_TRIES):  # both say how many seconds ago something was, and one may pass between them
        if not (found := _difference(pair)):
            break
    return found


def _difference(pair: Pair) -> str:
    ours, floor = told(pair.ours().decode()), told(pair.floor())
    for what in ("addresses", "forms", "choices", "text"):
        if ours[what] != floor[what]:
            place = next(
                (n for n, (one, other) in enumerate(zip(ours[what], floor[what], strict=False)) if one != other),
                min(len(ours[what]), len(floor[what])),
            )
            one, other = ("".join(said[what][place : place + 1]) for said in (ours, floor))
            same = next(
                (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
            )
            begin = max(0, same - 80)
            return f"{what} {place}: {one[begin : same + 120]!r}, the floor {other[begin : same + 120]!r}"
    return ""


def main(argv: list[str]) -> int:
    """Fill, compare, ask, tell."""
    parser = argparse.ArgumentParser(prog="python -m bench desk_floors", description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", type=Path, help="a file for all that was measured")
    options = parser.parse_args(argv)
    before = os.getloadavg()[0]
    with scratch(), corpora([_EVENTS], keep=False) as (corpus,):
        corpus.use()
        desk = furnish()
        with bare(corpus) as connection:
            pairs = pairs_of(desk, connection)
            measure(pairs, options.rounds)
        print(f"load of the machine {before:.1f} before, {os.getloadavg()[0]:.1f} after")
    if options.json:
        options.json.write_text(json.dumps({pair.name: pair.took for pair in pairs}, indent=1) + "\n")
    return 0


def measure(pairs: list[Pair], rounds: int) -> None:
    """Compare what they say, ask in turn, and print what it took."""
    for pair in pairs:
        if difference := unlike(pair):
            raise SystemExit(f"The floor of the {pair.name} says something else. {difference}")
    gc.collect()
    gc.freeze()
    for _ in range(rounds):
        for pair in pairs:
            pair.measure()
    gc.unfreeze()
    print(f"{'page':<14}{'ours, ms':>30}{'floor, ms':>30}{'ratio':>30}   kB")
    for pair in pairs:
        missed = "" if statistics.median(pair.ratios) <= _AIM else "  *"
        sizes = f"{len(pair.ours()) / 1000:.0f} {len(pair.floor().encode()) / 1000:.0f}"
        figures = "".join(f"{spread(one):>30}" for one in (pair.took["ours"], pair.took["floor"], pair.ratios))
        print(f"{pair.name:<14}{figures}   {sizes}{missed}")
