"""How well recorded claims are found again, on the project's own labelled set: pure scores, and the product asked."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import yaml

LABELLED = Path(__file__).parent / "labelled" / "same_claims.yaml"
Ranked = Callable[[dict[str, Any]], list[int]]


def labelled() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The recorded claims, and the statements that are asked."""
    read = yaml.safe_load(LABELLED.read_text("utf-8"))
    return read["claims"], read["queries"]


def average_precision(ranked: Sequence[int], right: Sequence[int], at: int = 5) -> float:
    """Average precision among the first so many."""
    hits, total = 0, 0.0
    for place, one in enumerate(ranked[:at], 1):
        if one in right:
            hits += 1
            total += hits / place
    return total / min(len(right), at)


def reciprocal_rank(ranked: Sequence[int], right: Sequence[int]) -> float:
    """One by the place of the first right answer; 0 without any."""
    return next((1 / place for place, one in enumerate(ranked, 1) if one in right), 0.0)


def scores(answer: Ranked) -> dict[str, tuple[int, float, float]]:
    """Number of statements, MAP@5 and MRR: of each half, of each language, and of each language in each half."""
    _, queries = labelled()
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for query in queries:
        ranked = answer(query)
        pair = average_precision(ranked, query["is"]), reciprocal_rank(ranked, query["is"])
        language = query.get("lang", "en")
        for name in (query["half"], language, f"{query['half']}, {language}"):
            found[name].append(pair)
    return {
        name: (len(pairs), statistics.fmean(a for a, _ in pairs), statistics.fmean(r for _, r in pairs))
        for name, pairs in sorted(found.items())
    }


def record() -> dict[int, int]:
    """Put the labelled claims into the database that Django is connected to; gives their labels by key."""
    from accounts.models import User
    from actors.models import Conflict
    from claims.models import Claim
    from claims.similar import index_stale_claims

    conflict, _ = Conflict.objects.get_or_create(slug="labelled", defaults={"name": "Labelled"})
    author, _ = User.objects.get_or_create(username="labelled")
    claims, _ = labelled()
    made = Claim.objects.bulk_create(
        Claim(
            conflict=conflict,
            text=one["text"],
            quote=one.get("quote", ""),
            quote_language=one.get("quote_language", ""),
            kind="fact",
            directness="paraphrase",
            author=author,
            edited_by=author,
        )
        for one in claims
    )
    index_stale_claims()
    return {claim.pk: one["id"] for claim, one in zip(made, claims, strict=True)}


def by_product(labels: dict[int, int]) -> Ranked:
    """What the product answers, told the text alone."""
    from claims.similar import similar_claims

    def answer(query: dict[str, Any]) -> list[int]:
        found = similar_claims(text=query["text"], language=query.get("lang", ""), limit=5)
        return [labels.get(match.claim.pk, 0) for match in found]

    return answer


def by_bm25() -> Ranked:
    """What plain BM25 over words as they are written answers, for comparison."""
    import math
    import re

    claims, _ = labelled()
    documents = {one["id"]: re.findall(r"\w+", f"{one['text']} {one.get('quote', '')}".lower()) for one in claims}
    length = statistics.fmean(map(len, documents.values()))
    holders: dict[str, int] = defaultdict(int)
    for words in documents.values():
        for word in set(words):
            holders[word] += 1

    def score(asked: list[str], words: list[str]) -> float:
        total = 0.0
        for word in asked:
            often = words.count(word)
            if often:
                weight = math.log(1 + (len(documents) - holders[word] + 0.5) / (holders[word] + 0.5))
                total += weight * often * 2.2 / (often + 1.2 * (0.25 + 0.75 * len(words) / length))
        return total

    def answer(query: dict[str, Any]) -> list[int]:
        asked = re.findall(r"\w+", query["text"].lower())
        ranked = sorted(documents, key=lambda one: (-score(asked, documents[one]), one))
        return [one for one in ranked if score(asked, documents[one]) > 0]

    return answer
