"""Any language model behind an address that speaks OpenAI's chat completions with structured output."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

import httpx

from claims.engines import questions
from claims.engines.answers import read_completion, read_items
from claims.engines.connection import post
from claims.engines.grounding import Grounding
from claims.engines.protocol import Meter, Reply, Suggested, Tariff, Usage
from claims.suggest.gazetteer import Gazetteer
from claims.suggest.types import SnapshotLike

# A worker gives one article 240 seconds in all; see claims.actions.suggestions.
_MOST_SECONDS = 200.0
# It says of itself how sure it is, and that is worth nothing: an editor's decisions will tell.
_SCORE = 0.6
_KEY = re.compile(r"[\x21-\x7e]*")


class OpenAICompatible:
    """Asks for each piece of an article once, and believes of the answers what the article bears out."""

    name = "llm"

    def __init__(  # noqa: PLR0913  # each is a setting of its own
        self,
        *,
        url: str,
        model: str,
        key: str = "",
        timeout: float = 60.0,
        max_tokens: int = 4000,
        price_in: str = "0",
        price_out: str = "0",
        budget: str = "",
        ca_file: str = "",
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        self._address = _address(url)
        if not model:
            raise ValueError("ATTESTED_LLM_MODEL names no model")
        if not _KEY.fullmatch(key):
            raise ValueError("ATTESTED_LLM_KEY has characters that no key has")
        if not 0 < timeout <= _MOST_SECONDS:
            raise ValueError(f"ATTESTED_LLM_TIMEOUT has to be between 0 and {_MOST_SECONDS:g} seconds")
        if not 0 < max_tokens <= 1_000_000:
            raise ValueError("ATTESTED_LLM_MAX_TOKENS has to be between 1 and 1000000")
        self._model, self._key, self._timeout, self._max_tokens = model, key, timeout, max_tokens
        self._ca_file = ca_file
        self._extra = dict(extra or {})
        if forbidden := questions.FIXED & set(self._extra):
            raise ValueError(f"ATTESTED_LLM_EXTRA may not change {', '.join(sorted(forbidden))}")
        self.tariff = Tariff(
            _amount(price_in, "ATTESTED_LLM_PRICE_IN"),
            _amount(price_out, "ATTESTED_LLM_PRICE_OUT"),
            _amount(budget, "ATTESTED_LLM_BUDGET_PER_DAY") if budget else None,
        )
        self.about = f"{model} at {self._address.host}"
        self.version = f"{questions.PROMPT_VERSION}-{questions.digest(url, model, max_tokens, self._extra)[:8]}"

    def suggest(self, snapshot: SnapshotLike, *, gazetteer: Gazetteer, meter: Meter) -> Suggested:
        """Proposals for a text. Raises EngineError."""
        grounding = Grounding(snapshot, gazetteer=gazetteer, rule=self.name, score=_SCORE)
        issues = sorted(gazetteer.issues)
        proposals = []
        dropped: Counter[str] = Counter()
        for number, (start, chunk) in enumerate(questions.chunks(snapshot.text)):
            if number >= questions.MOST_CHUNKS:
                dropped["piece_not_read"] += 1
                continue
            items, broken = read_items(self._answer(chunk, issues, meter))
            dropped["broken_item"] += broken
            proposals += grounding.proposals(items, chunk=(start, start + len(chunk)))
        return Suggested(proposals, +(dropped + grounding.dropped))

    def _answer(self, chunk: str, issues: list[str], meter: Meter) -> object:
        body = questions.request(
            chunk, model=self._model, issues=issues, max_tokens=self._max_tokens, extra=self._extra
        )

        def ask() -> Reply:
            return read_completion(
                post(self._address, body, key=self._key, seconds=self._timeout, ca_file=self._ca_file)
            )

        return meter.answer(
            key=questions.digest(self.name, self.version, issues, chunk),
            # No token is less than a byte.
            most=Usage(len(body), self._max_tokens),
            ask=ask,
        )


def _address(url: str) -> httpx.URL:
    """Where questions are asked, for the base address of the settings. Raises ValueError."""
    if not url:
        raise ValueError("ATTESTED_LLM_URL names no address")
    try:
        base = httpx.URL(url.rstrip("/") + "/chat/completions")
    except httpx.InvalidURL as error:
        raise ValueError(f"ATTESTED_LLM_URL is no address: {error}") from error
    if base.scheme not in {"http", "https"} or not base.host:
        raise ValueError("ATTESTED_LLM_URL has to begin with http:// or https:// and a host")
    if base.port is not None and not 0 < base.port < 65_536:
        raise ValueError("ATTESTED_LLM_URL names no port that there is")
    if base.userinfo:
        raise ValueError("ATTESTED_LLM_URL holds a password; the key belongs into ATTESTED_LLM_KEY")
    return base


def _amount(value: str, name: str) -> Decimal:
    try:
        amount = Decimal(value)
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or not 0 <= amount < 100_000:
        raise ValueError(f"{name} is no amount: {value!r}")
    return amount
