"""Figures as pages show them: each as one claim has it, and how far the accounts lie apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lib.typed_counts import Count
from timeline.enums import FigureKind
from timeline.models import Figure, Statement


@dataclass(frozen=True)
class Account:
    """One figure: how many, by whom, and the statement that has it."""

    count: str
    speaker: str
    text: str
    position: int
    mark: str = ""  # "ins" or "del" where another revision has it otherwise


@dataclass(frozen=True)
class Spread:
    """All figures of one kind."""

    kind: str
    spread: str
    accounts: list[Account]


def count_of(figure: Mapping[str, Any]) -> Count:
    """The number or range of a frozen figure."""
    return Count(figure["low"], figure["high"])


def spread_of(counts: list[Count]) -> str:
    """How far counts lie apart: "5", "3 to 7", "3 to 7 or more". The words name no end that nobody has given."""
    ends = [end for count in counts for end in count if end is not None]
    low, high = min(ends), max(ends)
    below, above = any(count.low is None for count in counts), any(count.high is None for count in counts)
    if low == high and not (below and above):
        return str(Count(None if below else low, None if above else high))
    numbers = {"low": intcomma(low), "high": intcomma(high)}
    if below and above:
        return _("%(low)s or fewer to %(high)s or more") % numbers
    if below:
        return _("%(low)s or fewer to %(high)s") % numbers
    return (_("%(low)s to %(high)s or more") if above else _("%(low)s to %(high)s")) % numbers


def spreads_on_desk(figures: Iterable[Figure]) -> list[str]:
    """How far the accounts of each kind lie apart, approved or not: "killed: 3 to 7, by 2 accounts"."""
    counted = [(kind, [figure.count for figure in figures if figure.kind == kind]) for kind in FigureKind]
    return [f"{kind.label}: {_spread(counts)}" for kind, counts in counted if counts]


def _spread(counts: list[Count]) -> str:
    return ngettext("%(spread)s, by %(number)d account", "%(spread)s, by %(number)d accounts", len(counts)) % {
        "spread": spread_of(counts),
        "number": len(counts),
    }


def spreads(
    figures: Iterable[Mapping[str, Any]],
    statements: Mapping[int, Statement],
    marks: Mapping[tuple[str, int], str] | None = None,
) -> list[Spread]:
    """Frozen figures by kind. `statements` are given by claim, and by kind and claim what is marked.

    Raises KeyError for a figure of no statement, which `freeze()` never writes.
    """
    figures = list(figures)
    found = []
    for kind in FigureKind:
        of_kind = [figure for figure in figures if figure["kind"] == kind]
        if not of_kind:
            continue
        accounts = [
            Account(
                count=str(count_of(figure)),
                speaker=figure["speaker"],
                text=statements[figure["claim"]].text,
                position=statements[figure["claim"]].position,
                mark=(marks or {}).get((figure["kind"], figure["claim"]), ""),
            )
            for figure in of_kind
        ]
        found.append(Spread(str(kind.label), _spread([count_of(figure) for figure in of_kind]), accounts))
    return found
