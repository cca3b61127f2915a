"""Did you mean: published words that are written nearly like one that is found nowhere."""

from collections.abc import Iterator

from django.db.models import Count
from rapidfuzz.distance import DamerauLevenshtein

from lib.naming.spelling import folded
from timeline.models import SearchGram

_LOOKED_AT = 40
_LIKE_ENOUGH = 0.6
_MOST = 3
_SHORTEST = 4


def grams_of(term: str) -> set[str]:
    """Three letters each, with the word's edges: " ce", "cea", "eas", "ase", "se "."""
    padded = f" {term} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


def alike(word: str) -> list[str]:
    """A few published words that share most letters with this one, the likest first; never the word itself."""
    word = folded(word)
    shared = (
        SearchGram.objects.filter(gram__in=grams_of(word))
        .values_list("term__text")
        .annotate(shared=Count("pk"))
        .order_by("-shared", "term__text")[:_LOOKED_AT]
    )
    scored = [(DamerauLevenshtein.normalized_similarity(word, term), term) for term, _ in shared if term != word]
    return [term for score, term in sorted(scored, key=lambda one: (-one[0], one[1])) if score >= _LIKE_ENOUGH][
        :_MOST
    ]


def respelled(typed: str) -> Iterator[str]:
    """What was typed with one word put otherwise, the likest word first; the words of phrases too."""
    for piece in typed.split():
        bare = piece.strip('-"*')
        if piece.startswith("-") or len(bare) < _SHORTEST:
            continue
        yield from (typed.replace(bare, other, 1) for other in alike(bare))
