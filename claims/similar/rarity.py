"""How common a term is, approximately: what PostgreSQL's statistics of the column know, kept for some minutes."""

import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from math import log

from django.db import connection

_KEPT_SECONDS = 600
# Up to so many claims every term is counted where there are no statistics yet.
_COUNTED_BELOW = 50_000
_AT_LEAST = 100
_WEIGHED = 200_000

# A matter stands beside its own word, and a name's skeleton beside the name; a number tells most.
_SHARES = {"=": 0.6, "^": 0.8, "#": 1.3}

_STATISTICS = """
SELECT greatest(stored.reltuples, 0), words.most_common_elems::text::text[], words.most_common_elem_freqs,
    grams.most_common_elems::text::integer[], grams.most_common_elem_freqs
FROM pg_class AS stored
JOIN pg_namespace AS namespace ON namespace.oid = stored.relnamespace
LEFT JOIN pg_stats AS words ON words.schemaname = namespace.nspname AND words.tablename = stored.relname
    AND words.attname = 'words'
LEFT JOIN pg_stats AS grams ON grams.schemaname = namespace.nspname AND grams.tablename = stored.relname
    AND grams.attname = 'grams'
WHERE stored.oid = 'claims_claimwords'::regclass
"""
_COUNT = """
SELECT term, (SELECT count(*) FROM claims_claimwords WHERE words @@ array_to_string(
    ARRAY[quote_literal(term)], '')::tsquery) FROM unnest(%s::text[]) AS asked (term)
"""


class _Weights(dict[str | int, float]):
    """Weights by term, each found out when it is first asked for: many are added up without a call for each."""

    def __init__(self, weigh: Callable[[str | int], float]) -> None:
        super().__init__()
        self._weigh = weigh

    def __missing__(self, term: str | int) -> float:
        # A question may hold any word, so what is kept has an end.
        if len(self) >= _WEIGHED:
            self.clear()
        weight = self[term] = self._weigh(term)
        return weight


@dataclass(slots=True)
class Rarity:
    """In how many claims a term is; what is not listed is rarer than all that is."""

    claims: float = 0.0
    words: dict[str, float] = field(default_factory=dict)
    grams: dict[int, float] = field(default_factory=dict)
    floor: float = 1.0
    read_at: float = 0.0
    weights: _Weights = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.weights = _Weights(self._weighed)

    def holders(self, term: str | int) -> float:
        """In how many claims the term is, about."""
        known = self.grams.get(term) if isinstance(term, int) else self.words.get(term)
        return known if known is not None else self.floor

    def weight(self, term: str | int) -> float:
        """Its inverse document frequency, as BM25 has it."""
        return self.weights[term]

    def together(self, terms: Iterable[str] | Iterable[int]) -> float:
        """The weights of all these terms."""
        return sum(map(self.weights.__getitem__, terms))

    def _weighed(self, term: str | int) -> float:
        holders = self.holders(term)
        # In the first claims of a newsroom every word looks common.
        weight = log(1 + (max(self.claims, holders, _AT_LEAST) - holders + 0.5) / (holders + 0.5))
        return weight * _SHARES.get(term[0], 1.0) if isinstance(term, str) else weight


_kept: dict[str, Rarity] = {}


def rarity_for(terms: Collection[str]) -> Rarity:
    """What is known of these terms."""
    name = str(connection.settings_dict["NAME"])
    kept = _kept.get(name)
    if kept is None or time.monotonic() - kept.read_at > _KEPT_SECONDS:
        kept = _read()
        if kept.words:
            _kept[name] = kept
    if not kept.words and kept.claims < _COUNTED_BELOW:
        _count(kept, terms)
    return kept


def forget() -> None:
    """Read the statistics anew next time."""
    _kept.clear()


def _read() -> Rarity:
    with connection.cursor() as cursor:
        cursor.execute(_STATISTICS)
        claims, words, word_shares, grams, gram_shares = cursor.fetchone()
    # Behind the shares of the elements stand the least and the greatest of them.
    known = {word: share * claims for word, share in zip(words or (), word_shares or (), strict=False)}
    letters = {gram: share * claims for gram, share in zip(grams or (), gram_shares or (), strict=False)}
    floor = max(1.0, min(known.values(), default=2.0) / 2)
    return Rarity(claims, known, letters, floor, time.monotonic())


def _count(rarity: Rarity, terms: Collection[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [sorted(terms)])
        rarity.words = {term: float(number) for term, number in cursor.fetchall()}
        cursor.execute("SELECT count(*) FROM (SELECT FROM claims_claimwords LIMIT %s) AS first", [_COUNTED_BELOW])
        rarity.claims = float(cursor.fetchone()[0])
