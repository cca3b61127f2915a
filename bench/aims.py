"""What the pages should cost beside each other, their floors and their peers, and whether they do."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bench.frontend import ONE_WORD

FEED, FEED_AND_PANEL = "floor: feed only", "floor: feed and panel"


@dataclass(frozen=True)
class Figures:
    """Of one page: ms of CPU in each round, those of the application alone, and what is exact."""

    cpu: list[float]
    application: list[float]
    exact: Mapping[str, Any]


@dataclass(frozen=True)
class Aim:
    """One aim: `values` are its rounds, or one that is exact; the median is to be at most `bound`, or at least."""

    what: str
    values: list[float]
    bound: float
    unit: str = "×"
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether the median is."""
        middle = statistics.median(self.values)
        return middle >= self.bound if self.at_least else middle <= self.bound

    def told(self) -> dict[str, Any]:
        """In words and numbers."""
        spread = f" [{min(self.values):.3g} to {max(self.values):.3g}]" if len(self.values) > 1 else ""
        return {
            "what": self.what,
            "aim": f"{'≥' if self.at_least else '≤'} {self.bound:g} {self.unit}",
            "measured": f"{statistics.median(self.values):.3g} {self.unit}{spread}",
            "met": self.met,
            "values": self.values,
        }


def of(sizes: Mapping[int, Mapping[str, Figures]], found: Mapping[str, Any]) -> list[Aim]:
    """All that can be told of what was measured: at the largest size, and from each size to the next."""
    return [*_at(sizes[max(sizes)]), *_growth(sizes), *_beside(found)]


def _ratio(one: Figures, other: Figures) -> list[float]:
    return [mine / theirs for mine, theirs in zip(one.cpu, other.cpu, strict=True)]


def _at(items: Mapping[str, Figures]) -> Iterator[Aim]:
    timeline, fragment = items["timeline"], items["rows fragment"]
    yield Aim("timeline page / floor with panel", _ratio(timeline, items[FEED_AND_PANEL]), 0.8)
    yield Aim("rows fragment / floor of the feed", _ratio(fragment, items[FEED]), 1.5)
    yield Aim("deep page (the 1,000th at most) / page 1", _ratio(items["deep page"], timeline), 1.1)
    for name in ("most frequent actor", "rarest actor"):
        yield Aim(f"{name} / no filter, SQL time", [_sql(items[name]) / _sql(timeline)], 1.6)
        yield Aim(f"{name}, buffers", [items[name].exact["buffers"]], 250, "")
    # The page's SQL without its rows is nearly that of facets and strip: the rows are at most a few ms of it.
    for name, bound in (("timeline", 2.0), ("most frequent actor", 2.0), ("three filters", 8.0)):
        yield Aim(f"SQL of the whole page, {name}", [_sql(items[name])], bound, "ms")
    yield Aim("search by date / timeline", _ratio(items["search by date"], timeline), 2)
    yield Aim("search ranked / timeline", _ratio(items["search ranked"], timeline), 15)
    yield Aim("as of / timeline", _ratio(items["as of"], timeline), 1.5)
    yield Aim("clusters of a part of the map", items["clusters"].cpu, 30, "ms")
    yield Aim("clusters, kB", [items["clusters"].exact["bytes"] / 1000], 40, "kB")
    yield Aim("not modified, queries", [items["not modified"].exact["queries"]], 1, "")
    yield Aim("not modified, CPU of the application", items["not modified"].application, 1, "ms")
    yield Aim("first visit, CSS and JS, brotli", [timeline.exact["first_visit"] / 1000], 25, "kB")
    yield Aim("rows fragment, brotli", [fragment.exact["brotli"] / 1000], 12, "kB")
    for name, bound in (("peer: tutorial ListView", 200), ("peer: Datasette, two facets", 30)):
        if name in items:
            yield Aim(f"{name} / timeline", _ratio(items[name], timeline), bound, at_least=True)


def _sql(figures: Figures) -> float:
    return float(figures.exact["sql_ms"])


def _growth(sizes: Mapping[int, Mapping[str, Figures]]) -> Iterator[Aim]:
    steps = sorted(sizes)
    for small, large in pairwise(steps):
        one, other = sizes[small]["timeline"], sizes[large]["timeline"]
        yield Aim(f"timeline, {small:,} to {large:,}", _ratio(other, one), 1.15)
        yield Aim(f"timeline, {small:,} to {large:,}, buffers", [other.exact["buffers"] / one.exact["buffers"]], 1.3)


def _beside(found: Mapping[str, Any]) -> Iterator[Aim]:
    if publication := found.get("publication"):
        yield Aim("publish() / saving its row", publication["ratios"], 3)
        many = [1000 / cost for cost in publication["many_ms"]]
        yield Aim("publications a second, many at once", many, 500, "", at_least=True)
    visits = {one["page"]: one["runs"] for one in found.get("browser", [])}
    for what, figure in (("first paint of entries", "entries_painted_ms"), ("ready and quiet", "interactive_ms")):
        for peer in sorted(visits.keys() - {"Attested", ONE_WORD}):
            pairs = zip(visits["Attested"], visits[peer], strict=True)
            yield Aim(
                f"{what} / {peer} with 100 events", [ours[figure] / theirs[figure] for ours, theirs in pairs], 0.3
            )
