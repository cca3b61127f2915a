"""Which suggestions of several engines are one and the same, so that it is shown and decided once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from claims.enums import Decision
from claims.suggest import ENGINE_NAME
from claims.suggest.gazetteer import fold

# Of the shorter passage, so much has to be in the other one.
_OVERLAP = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A suggestion, as far as others are compared with it."""

    engine: str
    start: int
    end: int
    kind: str
    speaker: int | str | None  # key of the actor, or what the text calls somebody who is not known
    pk: int = 0
    score: float = 0.0
    decision: str = Decision.PENDING
    same_as: int | None = None

    def is_twin_of(self, other: Found) -> bool:
        """Whether another engine's is about the same words, and of the same kind or by the same speaker."""
        if self.engine == other.engine:
            return False
        shared = min(self.end, other.end) - max(self.start, other.start)
        shorter = min(self.end - self.start, other.end - other.start)
        if shared < _OVERLAP * shorter or shared <= 0:
            return False
        return self.kind == other.kind or (self.speaker is not None and self.speaker == other.speaker)


def speaker_key(actor: int | None, name: str) -> int | str | None:
    """By what speakers are told apart."""
    return actor or fold(name) or None


# What `found_in` reads of a suggestion.
COLUMNS = (
    "run__engine",
    "excerpt__start",
    "excerpt__end",
    "kind",
    "speaker_id",
    "speaker_name",
    "pk",
    "score",
    "decision",
    "same_as_id",
)


def found_in(rows: Iterable[tuple[Any, ...]]) -> list[Found]:
    """Suggestions of which these columns were read."""
    return [
        Found(
            engine=engine,
            start=start,
            end=end,
            kind=kind,
            speaker=speaker_key(speaker, name),
            pk=pk,
            score=score,
            decision=decision,
            same_as=same_as,
        )
        for engine, start, end, kind, speaker, name, pk, score, decision, same_as in rows
    ]


def merged(suggestions: Iterable[Found]) -> list[tuple[Found, ...]]:
    """Suggestions as they are shown: each with its twins behind it, one of an engine at most.

    What is decided stands for itself, with what was decided along with it. Of what is pending the rules' suggestion
    leads, and else the surest.
    """
    by_rank = sorted(suggestions, key=_rank)
    if len({one.engine for one in by_rank}) < 2:
        return [(one,) for one in by_rank]
    groups: list[list[Found]] = []
    of: dict[int, list[Found]] = {}
    for one in by_rank:
        group = of.get(one.same_as or 0) if one.decision == Decision.SAME else _group_of(one, groups)
        if group is None:
            group = []
            groups.append(group)
        group.append(one)
        of[one.pk] = group
    return [tuple(group) for group in groups]


def _rank(one: Found) -> tuple[int, bool, float, int]:
    order = {Decision.SAME: 2, Decision.PENDING: 1}.get(Decision(one.decision), 0)
    return order, one.engine != ENGINE_NAME, -one.score, one.pk


def _group_of(one: Found, groups: Sequence[list[Found]]) -> list[Found] | None:
    if one.decision != Decision.PENDING:
        return None
    for group in groups:
        leader = group[0]
        if (
            leader.decision == Decision.PENDING
            and one.is_twin_of(leader)
            and all(one.engine != other.engine for other in group)
        ):
            return group
    return None


def twins_of(pk: int, suggestions: Iterable[Found]) -> tuple[Found, ...]:
    """The others that are shown with the suggestion of this key."""
    group = next((group for group in merged(suggestions) if any(one.pk == pk for one in group)), ())
    return tuple(one for one in group if one.pk != pk)
