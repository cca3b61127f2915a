"""Which recorded claims may say the same: those that share rare terms, or several common ones, with what is asked.

Each question to an index is one rare term, or two or three common ones together, so that none lists many claims. How
the numbers were chosen stands in docs/adr/0011-same-claim.md.
"""

from collections.abc import Collection, Sequence
from itertools import combinations
from typing import NamedTuple

from django.db import connection, transaction

from claims.enums import Stage
from claims.similar.rarity import Rarity
from claims.similar.terms import Terms

# Rare terms are asked for alone, so many, while the claims that have them are so few in all.
_ALONE = 14
_ALONE_LISTED = 2_000
_RARE = 500
# Of the others so many are asked for in pairs and threes, the rarest first, while the index has not too much to read:
# it walks through the lists of all the terms of a question, at about 15 million entries a second.
_PAIRED = 8
_PAIRS = 10
_READ = 80_000
# About each hash of letters, and each question, so many claims are taken.
_GRAMS = 6
_HELD = 150
COMPARED = 100

_NEVER_COMPILE = "SELECT set_config('jit', 'off', true)"

# As in articles.ingest.carriers: MATERIALIZED keeps the planner from reading the table from its start until enough
# rows have been met.
_HOLDING = """
WITH met AS (
    SELECT unnest(held.ids) AS claim_id, asked.weight
    FROM unnest(%(questions)s::text[], %(weights)s::float[]) AS asked (question, weight)
    CROSS JOIN LATERAL (
        WITH holding AS MATERIALIZED (
            SELECT claim_id FROM claims_claimwords WHERE words @@ asked.question::tsquery
        )
        SELECT ARRAY(SELECT claim_id FROM holding LIMIT %(held)s) AS ids
    ) AS held
    UNION ALL
    SELECT unnest(held.ids), asked.weight
    FROM unnest(%(grams)s::integer[], %(gram_weights)s::float[]) AS asked (gram, weight)
    CROSS JOIN LATERAL (
        WITH holding AS MATERIALIZED (
            SELECT claim_id FROM claims_claimwords WHERE grams @> ARRAY[asked.gram]
        )
        SELECT ARRAY(SELECT claim_id FROM holding LIMIT %(held)s) AS ids
    ) AS held
), likely AS (
    SELECT claim_id, sum(weight) AS weight FROM met GROUP BY claim_id ORDER BY sum(weight) DESC, claim_id
    LIMIT %(compared)s
), picked AS (
    SELECT claim_id FROM likely UNION SELECT unnest(%(also)s::bigint[])
)
SELECT claim.id, tsvector_to_array(stored.words), stored.grams, claim.text, claim.quote, claim.translation
FROM picked JOIN claims_claimwords AS stored USING (claim_id) JOIN claims_claim AS claim ON claim.id = claim_id
WHERE claim.stage <> ALL(%(closed)s) AND claim.id <> %(other_than)s
    AND (%(conflict)s::bigint IS NULL OR claim.conflict_id = %(conflict)s)
"""


class Candidate(NamedTuple):
    """A recorded claim with its terms."""

    pk: int
    words: frozenset[str]
    grams: frozenset[int]
    text: str
    quote: str
    translation: str


def candidates(
    terms: Terms,
    about: Collection[str],
    *,
    rarity: Rarity,
    also: Collection[int] = (),
    conflict: int | None = None,
    other_than: int | None = None,
) -> list[Candidate]:
    """The claims that are compared with what is asked: a hundred, and those that were found another way."""
    questions = questions_for(terms.words | frozenset(about), rarity)
    grams = sorted(terms.grams, key=lambda gram: (rarity.holders(gram), gram))
    grams = [gram for gram in grams if rarity.holders(gram) <= _RARE][:_GRAMS]
    if not questions and not grams and not also:
        return []
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(_NEVER_COMPILE)
        cursor.execute(
            _HOLDING,
            {
                "questions": [" & ".join(map(_quoted, asked)) for asked, _ in questions],
                "weights": [weight for _, weight in questions],
                "grams": grams,
                "gram_weights": [rarity.weight(gram) / 2 for gram in grams],
                "held": _HELD,
                "compared": COMPARED,
                "also": list(also),
                "closed": [Stage.DISMISSED, Stage.RETRACTED],
                "other_than": other_than or 0,
                "conflict": conflict,
            },
        )
        return [
            Candidate(pk, frozenset(words or ()), frozenset(held), *others)
            for pk, words, held, *others in cursor.fetchall()
        ]


def questions_for(words: Collection[str], rarity: Rarity) -> list[tuple[Sequence[str], float]]:
    """What to ask the index for, each with its weight: terms alone, in pairs, and in threes."""
    by_rarity = sorted(words, key=lambda word: (rarity.holders(word), word))
    questions: list[tuple[Sequence[str], float]] = []
    listed = 0.0
    for word in by_rarity[:_ALONE]:
        holders = rarity.holders(word)
        if holders > _RARE or listed + holders > _ALONE_LISTED:
            break
        listed += holders
        questions.append(((word,), rarity.weight(word)))
    others = by_rarity[len(questions) :][:_PAIRED]
    together = [some for some in (others[:3], others[:4], others[2:6]) if len(some) > 2]
    pairs = sorted(combinations(others, 2), key=lambda pair: (sum(map(rarity.holders, pair)), pair))
    # Common words alone are asked for in threes first, which few claims have; else the pairs tell more.
    conjunctions = [*pairs[:_PAIRS], *together] if questions else [*together[:1], *pairs[:_PAIRS], *together[1:]]
    read = 0.0
    for some in conjunctions:
        cost = sum(map(rarity.holders, some))
        if read and read + cost > _READ:
            continue
        read += cost
        questions.append((some, sum(map(rarity.weight, some))))
    return questions


def _quoted(term: str) -> str:
    """A term as PostgreSQL's tsquery takes it."""
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"
