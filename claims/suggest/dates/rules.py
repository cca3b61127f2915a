"""What a rule for dates is, and how its pattern is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from claims.suggest.dates.anchors import Context

Resolver = Callable[[re.Match[str], Context], "str | None"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and the value of what it matches.

    `clues` are the classes of words of which one must be within the match. The resolver gives None for a date that
    cannot be told, and raises ValueError for what is no date.
    """

    name: str
    clues: tuple[str, ...]
    pattern: re.Pattern[str]
    resolve: Resolver
    relative: bool


def rule(name: str, clues: str, pattern: str, resolve: Resolver, *, relative: bool = True) -> Rule:
    """A rule from a pattern in which a space stands for blanks within a line, and " ?" for none or some."""
    blanks = pattern.replace(" ?", r"[^\S\r\n]*").replace(" ", r"[^\S\r\n]+")
    return Rule(name, tuple(clues.split()), re.compile(rf"(?:{blanks})(?!\w)", re.IGNORECASE), resolve, relative)
