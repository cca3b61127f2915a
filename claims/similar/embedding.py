"""Claims near in meaning, where the newsroom has an embedder (`ATTESTED_EMBEDDER`) and PostgreSQL has pgvector.

The table of vectors is no model: `manage.py embed_claims` makes it, since migrations run where the extension is
missing. Vectors follow from the claims, so the table may be dropped and made anew at any time.
"""

import logging
from collections.abc import Callable, Sequence
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import Error, connection, transaction
from django.utils.module_loading import import_string
from psycopg import sql

Embed = Callable[[Sequence[str]], list[list[float]]]

_log = logging.getLogger(__name__)
_CHUNK = 200
_NEAREST = 30

_DIMENSION = """
SELECT atttypmod FROM pg_attribute WHERE attrelid = to_regclass('claims_claimvector') AND attname = 'vector'
"""
_AVAILABLE = "SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector')"
_TABLE = """
CREATE TABLE claims_claimvector (
    claim_id bigint PRIMARY KEY REFERENCES claims_claim ON DELETE CASCADE,
    embedder text NOT NULL,
    of_text text NOT NULL,
    vector vector({dimension}) NOT NULL
)
"""
_INDEX = "CREATE INDEX claims_claimvector_nearest ON claims_claimvector USING hnsw (vector vector_cosine_ops)"
_MISSING = """
SELECT claim.id, claim.text, md5(claim.text)
FROM claims_claim AS claim LEFT JOIN claims_claimvector AS stored ON stored.claim_id = claim.id
    AND stored.embedder = %s AND stored.of_text = md5(claim.text)
WHERE stored.claim_id IS NULL ORDER BY claim.id
"""
_STORE = """
INSERT INTO claims_claimvector (claim_id, embedder, of_text, vector)
SELECT claim_id, %s, of_text, vector::vector FROM unnest(%s::bigint[], %s::text[], %s::text[])
    AS told (claim_id, of_text, vector)
ON CONFLICT (claim_id) DO UPDATE
SET embedder = excluded.embedder, of_text = excluded.of_text, vector = excluded.vector
"""
_NEAR = """
SELECT claim_id, 1 - (vector <=> %s::vector) FROM claims_claimvector WHERE embedder = %s
ORDER BY vector <=> %s::vector LIMIT %s
"""


class NoVectorsError(Exception):
    """Claims cannot be embedded here; says why and what to do."""


def nearest(text: str) -> dict[int, float]:
    """The claims nearest in meaning, with the cosine of each; none without an embedder or before `embed_claims`."""
    name = settings.ATTESTED_EMBEDDER
    if not name or not text.strip():
        return {}
    try:
        vector = _embedded(_embedder(name), [text])[0]
    except Exception:  # noqa: BLE001  # the newsroom's code, perhaps over a network: the desk does without
        _log.exception("The embedder %s failed; claims are looked up by their words alone.", name)
        return {}
    if dimension_stored() != len(vector):
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, [_written(vector), name, _written(vector), _NEAREST])
        return dict(cursor.fetchall())


def dimension_stored() -> int | None:
    """How long the stored vectors are; None without the table."""
    with connection.cursor() as cursor:
        cursor.execute(_DIMENSION)
        found = cursor.fetchone()
        return int(found[0]) if found else None


def embed_claims() -> int:
    """Write the vectors that are missing, or of other words, or by another embedder; gives how many.

    Raises NoVectorsError without an embedder or without pgvector.
    """
    name = settings.ATTESTED_EMBEDDER
    if not name:
        raise NoVectorsError("ATTESTED_EMBEDDER is not set: it names the function that turns texts into vectors.")
    embed = _embedder(name)
    _make_table(len(_embedded(embed, ["A claim."])[0]))
    with connection.cursor() as cursor:
        cursor.execute(_MISSING, [name])
        missing: list[tuple[int, str, str]] = cursor.fetchall()
    for begin in range(0, len(missing), _CHUNK):
        pks, texts, marks = zip(*missing[begin : begin + _CHUNK], strict=True)
        vectors = [_written(vector) for vector in _embedded(embed, texts)]
        with connection.cursor() as cursor:
            cursor.execute(_STORE, [name, list(pks), list(marks), vectors])
    return len(missing)


@transaction.atomic
def _make_table(dimension: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_AVAILABLE)
        if not cursor.fetchone()[0]:
            raise NoVectorsError(
                "This PostgreSQL has no pgvector. Install the extension (its package is often called"
                " postgresql-NN-pgvector), or leave ATTESTED_EMBEDDER empty: claims are then found by their words."
            )
        stored = dimension_stored()
        if stored == dimension:
            return
        try:
            with transaction.atomic():
                cursor.execute("CREATE EXTENSION IF NOT EXISTS vector")
        except Error as error:
            raise NoVectorsError(
                f"pgvector is installed but not switched on, and this role may not: {error}"
                " Have a superuser run CREATE EXTENSION vector in this database."
            ) from error
        if stored is not None:
            cursor.execute("DROP TABLE claims_claimvector")
        cursor.execute(sql.SQL(_TABLE).format(dimension=sql.Literal(dimension)))
        cursor.execute(_INDEX)


@lru_cache(maxsize=4)
def _embedder(name: str) -> Embed:
    try:
        found: Embed = import_string(name)
    except ImportError as error:
        raise ImproperlyConfigured(f"ATTESTED_EMBEDDER: {error}") from error
    return found


def _embedded(embed: Embed, texts: Sequence[str]) -> list[list[float]]:
    vectors = embed(texts)
    if len(vectors) != len(texts) or len({len(vector) for vector in vectors}) != 1:
        raise ValueError("The embedder must give one vector a text, all of the same length.")
    return vectors


def _written(vector: Sequence[float]) -> str:
    return "[" + ",".join(map(repr, map(float, vector))) + "]"
