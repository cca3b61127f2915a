"""What an engine is, for those who write one. Nothing here knows Django or the models."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any, Protocol

from claims.suggest.gazetteer import Gazetteer
from claims.suggest.types import Proposal, SnapshotLike

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Usage:
    """How much went in and came out, in the tokens that are paid for."""

    tokens_in: int = 0
    tokens_out: int = 0


@dataclass(frozen=True, slots=True)
class Tariff:
    """Prices for a million tokens, and how much may be spent in a day (None: as much as it takes)."""

    price_in: Decimal = Decimal(0)
    price_out: Decimal = Decimal(0)
    budget: Decimal | None = None

    def cost(self, usage: Usage) -> Decimal:
        """What so many tokens cost."""
        return (usage.tokens_in * self.price_in + usage.tokens_out * self.price_out) / _MILLION


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, as JSON has it, and what it used up, where that is known."""

    answer: Any
    usage: Usage | None = None


class EngineError(Exception):
    """An engine gave no answer: the message says why to an editor, `cause` is for counting.

    `retry` says whether another time may be better, and `after` when. `charged` says whether the question may have
    to be paid all the same; `usage` is how much, where that is known.
    """

    def __init__(
        self,
        message: str,
        *,
        cause: str,
        retry: bool = False,
        after: timedelta | None = None,
        charged: bool = False,
        usage: Usage | None = None,
    ) -> None:
        super().__init__(message)
        self.cause, self.retry, self.after = cause, retry, after
        self.charged, self.usage = charged or usage is not None, usage


class Meter(Protocol):
    """Through which an engine asks whatever costs time or money."""

    def answer(self, *, key: str, most: Usage, ask: Callable[[], Reply]) -> Any:
        """The answer to the question whose digest is `key`: what is kept of an earlier one, or what `ask` gives.

        `most` is the most that it can use up; it is set aside from the day's budget before anybody is asked.
        """


@dataclass(frozen=True, slots=True)
class Suggested:
    """What an engine proposes, and how many proposals it could not stand by, by reason."""

    proposals: Sequence[Proposal] = ()
    dropped: Mapping[str, int] = field(default_factory=dict)


class Suggester(Protocol):
    """An engine. Making one is cheap: models are loaded when the first text is read.

    An entry point of the group `attested.suggesters` names a callable that takes the engine's options as keywords
    and gives one of these.
    """

    @property
    def name(self) -> str:
        """What editors read beside its suggestions, 40 characters at most."""

    @property
    def version(self) -> str:
        """20 characters at most; another one wherever the same text may give other suggestions."""

    @property
    def tariff(self) -> Tariff:
        """What it costs."""

    @property
    def about(self) -> str:
        """What is behind it, in a few words for the desk, such as the name of a model."""

    def suggest(self, snapshot: SnapshotLike, *, gazetteer: Gazetteer, meter: Meter) -> Suggested:
        """Proposals for a text. Each one's `exact` is the text from `start` to `end`: others are dropped.

        Raises EngineError.
        """
