"""How long the desk looks for the same claim among a million, and what that costs.

`python -m bench similar [--claims 1000000] [--asked 200] [--seed 1]` fills an empty database with claims in synthetic
words (in throwaway servers, or the one that DATABASE_URL names) and asks for claims like others, five words changed
of them and words added, and like nothing. `--again` asks a database that this command has filled before.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterator
from itertools import islice
from random import Random
from typing import Any

from bench.ground import Clock, postmaster, scratch

_CHUNK = 20_000
_FILLED = ("claims_claim", "claims_claimwords")


def main(argv: list[str]) -> int:
    """Fill, ask, and tell."""
    parser = argparse.ArgumentParser(prog="python -m bench similar")
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--asked", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--again", action="store_true")
    options = parser.parse_args(argv)
    with scratch():
        writer = Wording(options.seed)
        if not options.again:
            _fill(writer, options.claims)
        _ask(writer, options)
    return 0


class Wording:
    """Claims as skewed as language is: frequent words, names, numbers; the same seed gives the same claims."""

    def __init__(self, seed: int) -> None:
        from bench.synthetic_news import News

        self._seed, self._news = seed, News(1, seed)

    def claim(self, number: int) -> str:
        """The claim of this number: 8 to 25 words."""
        chance = Random(f"{self._seed} claim {number}")
        words = self._news.fresh(chance, 20)[0].split()[: chance.randint(8, 25)]
        if chance.random() < 0.5:
            words.insert(chance.randrange(len(words)), str(chance.randint(2, 2000)))
        words[0] = words[0].capitalize()
        at = chance.randrange(len(words))
        words[at] = words[at].capitalize()
        return " ".join(words)

    def reworded(self, number: int) -> str:
        """The same with four in ten of its words left out, and ten others around them."""
        chance = Random(f"{self._seed} reworded {number}")
        kept = [word for word in self.claim(number).split() if chance.random() > 0.4]
        return " ".join([*self._news.fresh(chance, 20)[0].split()[:10], *kept])

    def unknown(self, number: int) -> str:
        """A claim that nobody has recorded."""
        return self.claim(-1 - number)

    def common(self, number: int) -> str:
        """Nothing but common words."""
        chance = Random(f"{self._seed} common {number}")
        return " ".join(chance.choices(self._news._words[:60], k=14))  # noqa: SLF001  # the commonest


def _rows(writer: Wording, claims: int) -> Iterator[tuple[int, str, str, str]]:
    from claims.similar.terms import terms_of

    for number in range(claims):
        text = writer.claim(number)
        terms = terms_of(text)
        chance = Random(number)
        about = [f"@{min(2000, int(chance.paretovariate(0.7)))}", f"!{chance.randint(1, 40)}"]
        about.append(f"~2025-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}")
        words = " ".join(f"'{term}'" for term in sorted([*terms.words, *about]))
        yield number + 1, text, words, "{" + ",".join(map(str, sorted(terms.grams))) + "}"


def _fill(writer: Wording, claims: int) -> None:
    from django.db import connection

    from accounts.models import User
    from actors.models import Conflict

    author, conflict = User.objects.create(username="bench").pk, Conflict.objects.first()
    assert conflict is not None  # noqa: S101  # for mypy: the demo's gazetteer has one
    began = time.perf_counter()
    with connection.cursor() as cursor:
        for table in _FILLED:  # neither history nor stale marks
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute("DROP INDEX claims_claimwords_words, claims_claimwords_grams")
        rows = _rows(writer, claims)
        for _ in range(0, claims, _CHUNK):
            some = list(islice(rows, _CHUNK))
            copy = "COPY claims_claim (id, conflict_id, text, quote, quote_language, translation, kind, directness,"
            copy += (
                " stance, conditions, said_edtf, happened_edtf, stage, verdict, rationale, author_id, edited_by_id,"
            )
            copy += " version, created_at, updated_at) FROM STDIN"
            with cursor.copy(copy) as into:
                for pk, text, _, _ in some:
                    into.write_row(
                        (
                            pk,
                            conflict.pk,
                            text,
                            "",
                            "",
                            "",
                            "fact",
                            "paraphrase",
                            "",
                            "",
                            "",
                            "",
                            "draft",
                            "unverified",
                            "",
                            author,
                            author,
                            1,
                            "2025-03-01",
                            "2025-03-01",
                        )
                    )
            with cursor.copy("COPY claims_claimwords (claim_id, words, grams, stale) FROM STDIN") as into:
                for pk, _, words, grams in some:
                    into.write_row((pk, words, grams, False))
        cursor.execute(
            "CREATE INDEX claims_claimwords_words ON claims_claimwords USING gin (words) WITH (fastupdate = off)"
        )
        cursor.execute(
            "CREATE INDEX claims_claimwords_grams ON claims_claimwords USING gin (grams) WITH (fastupdate = off)"
        )
        for table in _FILLED:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("VACUUM ANALYZE claims_claimwords")
        cursor.execute("VACUUM ANALYZE claims_claim")
    print(f"{claims} claims written in {time.perf_counter() - began:.0f} s")


def _ask(writer: Wording, options: argparse.Namespace) -> None:
    from django.db import connection

    from claims.similar import similar_claims

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_size_pretty(pg_table_size('claims_claimwords')),"
            " pg_size_pretty(pg_relation_size('claims_claimwords_words')),"
            " pg_size_pretty(pg_relation_size('claims_claimwords_grams'))"
        )
        print("table {}, index of words {}, of letters {}".format(*cursor.fetchone()))
    numbers = Random(options.seed).sample(range(options.claims), options.asked)
    server = postmaster()
    cases: list[tuple[str, Any]] = [
        ("the same words", writer.claim),
        ("reworded, longer", writer.reworded),
        ("like none", writer.unknown),
        ("common words only", writer.common),
    ]
    print(
        f"{'asked for':<20}{'wall median':>12}{'p95':>8}{'CPU mean':>10}{'found first':>13}   (ms; of {options.asked})"
    )
    for name, make in cases:
        similar_claims(text=make(numbers[0]))
        walls, hits = [], 0
        clock = Clock(server)
        for number in numbers:
            text = make(number)
            began = time.perf_counter()
            found = similar_claims(text=text)
            walls.append((time.perf_counter() - began) * 1000)
            hits += bool(found) and found[0].claim.pk == number + 1
        used = clock.cost().cpu * 1000 / len(numbers)
        print(
            f"{name:<20}{statistics.median(walls):12.1f}{statistics.quantiles(walls, n=20)[-1]:8.1f}{used:10.1f}{hits:13}"
        )
