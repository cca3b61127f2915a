"""How many names in sentences get the right country: recall and precision over `labelled/countries.yaml`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from claims.suggest.types import NameMention

LABELLED = Path(__file__).parent / "labelled" / "countries.yaml"


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over names: those with a country in the gold, those found right, and all countries that were said."""

    wanted: int
    right: int
    said: int
    said_right: int
    missed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def recall(self) -> float:
        """The part of the names with a country that got it."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def precision(self) -> float:
        """The part of the countries said for labelled names that are right."""
        return self.said_right / self.said if self.said else 0.0


def labelled(half: str | None = None) -> list[dict[str, Any]]:
    """The labelled sentences, all or those of one half ("before" or "after" the rules)."""
    rows: list[dict[str, Any]] = yaml.safe_load(LABELLED.read_text("utf-8"))
    return [row for row in rows if half is None or row["half"] == half]


def country_score(rows: Iterable[dict[str, Any]], names_of: Callable[[str], Sequence[NameMention]]) -> Score:
    """Scores the country of each labelled name: the mention that overlaps it most says it."""
    wanted = right = said = said_right = 0
    missed, wrong = [], []
    for row in rows:
        text = row["text"]
        found = names_of(text)
        for name, country in row["names"].items():
            start = text.index(name)
            answer = _country_at(found, start, start + len(name))
            if country is not None:
                wanted += 1
                right += answer == country
                if answer != country:
                    missed.append(f"{name} ({country}): {answer} in: {text}")
            if answer is not None:
                said += 1
                said_right += answer == country
                if answer != country:
                    wrong.append(f"{name} ({country}): {answer} in: {text}")
    return Score(wanted, right, said, said_right, tuple(missed), tuple(wrong))


def _country_at(found: Sequence[NameMention], start: int, end: int) -> str | None:
    over = [one for one in found if one.start < end and one.end > start]
    best = max(over, key=lambda one: (min(one.end, end) - max(one.start, start), one.end - one.start), default=None)
    return best.country if best else None
