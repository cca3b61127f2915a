"""Which stored captures may carry the report of a text: those that share its less common hashes.

A phrase that the whole trade uses is in thousands of captures, and says nothing about any of them. PostgreSQL's own
statistics know the hashes of such phrases, so the index is asked for all the others, and for some of the common ones
only, since of a story that five hundred outlets carry every hash is common. How the numbers were chosen, and how
likely a miss is, stands in docs/adr/0008-near-duplicates-by-their-less-common-hashes.md.
"""

from collections.abc import Mapping, Sequence

from django.db import connection, transaction

# Of the hashes that are not known to be common so many are asked for, and of a long text's at least one in two.
_ASKED = 256
# Of the common ones so many, and only while the captures that hold them, as the index must list them, are so few.
_COMMON_ASKED = 64
_COMMON_LISTED = 20_000
# Of the captures with one hash the first so many, in the order in which they are stored: for each hash of one story
# the same ones.
_HOLDERS = 16
# One hash may be a phrase; a common report has at least six.
_SHARED = 2
# So many are compared in full, and so many of them are named.
_COMPARED = 64
_NAMED = 16

# The planner takes the sum of many cheap look-ups for a dear query that is worth compiling, which takes 100 ms.
_NEVER_COMPILE = "SELECT set_config('jit', 'off', true)"

_HOW_COMMON = """
SELECT common.hash, common.share * stored.reltuples
FROM pg_class AS stored
JOIN pg_namespace AS namespace ON namespace.oid = stored.relnamespace
JOIN pg_stats AS known ON known.schemaname = namespace.nspname
    AND known.tablename = stored.relname AND known.attname = 'fingerprint' AND NOT known.inherited,
unnest(known.most_common_elems::text::bigint[], known.most_common_elem_freqs) AS common (hash, share)
WHERE stored.oid = 'articles_snapshot'::regclass AND common.hash = ANY(%s)
"""

# MATERIALIZED keeps the planner from reading the table from its start until enough captures have been met. A hash
# weighs the less the more captures have it: else a background paragraph of a hundred articles would crowd out the
# two that carry the report below it. The weights of all captures add up to the number of hashes, and so at most
# twice as many captures as are listed for one hash can outweigh one that has half of the hashes.
_HOLDING = """
WITH met AS (
    SELECT unnest(held.ids) AS id, 1.0::float / nullif(cardinality(held.ids), 0) AS weight
    FROM unnest(%(asked)s::bigint[]) AS asked (hash)
    CROSS JOIN LATERAL (
        WITH holding AS MATERIALIZED (
            SELECT id FROM articles_snapshot WHERE fingerprint @> ARRAY[asked.hash]
        )
        SELECT ARRAY(SELECT id FROM holding LIMIT %(holders)s) AS ids
    ) AS held
), weighed AS (
    SELECT id FROM met
    GROUP BY id HAVING count(*) >= %(shared)s
    ORDER BY sum(weight) DESC, id LIMIT %(compared)s
)
SELECT id
FROM weighed JOIN articles_snapshot USING (id)
CROSS JOIN LATERAL (
    SELECT count(*) AS hashes FROM unnest(fingerprint) AS its (hash) WHERE its.hash = ANY(%(fingerprint)s::bigint[])
) AS common
ORDER BY common.hashes::float / least(cardinality(fingerprint), %(size)s) DESC, id
LIMIT %(named)s
"""


def likely_carriers(fingerprint: Sequence[int]) -> list[int]:
    """Ids of the captures that have the largest shares in common with this fingerprint, few and the likest first."""
    if not fingerprint:
        return []
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(_NEVER_COMPILE)
        cursor.execute(_HOW_COMMON, [list(fingerprint)])
        asked = _worth_asking(fingerprint, dict(cursor.fetchall()))
        cursor.execute(
            _HOLDING,
            {
                "asked": asked,
                "holders": _HOLDERS,
                "shared": min(_SHARED, len(asked)),
                "compared": _COMPARED,
                "fingerprint": list(fingerprint),
                "size": len(fingerprint),
                "named": _NAMED,
            },
        )
        return [pk for (pk,) in cursor.fetchall()]


def _worth_asking(fingerprint: Sequence[int], holders: Mapping[int, float]) -> list[int]:
    """The hashes to ask the index for; `holders` says how many captures have one, for those that are common.

    Which of several is left out is decided by the value of a hash and so by chance: to take the rarest would be to
    take what a desk has added to a story that all others carry too.
    """
    seldom = [number for number in fingerprint if number not in holders]
    seldom = seldom[: max(_ASKED, len(seldom) // 2)]
    often: list[int] = []
    listed = 0.0
    for number in sorted(holders):
        # One at least, for a text of nothing but what is common.
        if listed + holders[number] <= _COMMON_LISTED or not seldom + often:
            often.append(number)
            listed += holders[number]
    return seldom + often[:_COMMON_ASKED]
