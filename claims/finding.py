"""Claims and passages by their words, for editors who look for one to tie to another."""

from typing import TypeVar

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import F, Model, Q, QuerySet

from articles.models import Snapshot
from claims.enums import Stage
from claims.models import Claim, Excerpt

M = TypeVar("M", bound=Model)

_LIMIT = 12
# Words are found in all rows, by index; letters, which may be part of a word, in the newest so many.
_READ = 2_000
# Whole texts, which take a hundred times as long.
TEXTS_READ = 500


def _clean(words: str) -> str:
    """Without what PostgreSQL's text cannot hold."""
    return words.replace("\0", "").strip()


def _query(words: str) -> SearchQuery:
    return SearchQuery(words, search_type="websearch", config="english")


def _newest(rows: QuerySet[M], field: str, words: str) -> list[M]:
    """The newest rows with all these words in any form, or, of the last ones, with exactly these letters."""
    newest = rows.model._default_manager.order_by("-pk").values_list("pk", flat=True)  # noqa: SLF001
    last = newest[_READ : _READ + 1].first() or 0
    having = rows.alias(words=SearchVector(field, config="english"))
    asked = Q(words=_query(words))
    found = list(having.filter(asked | Q(**{f"{field}__icontains": words}), pk__gt=last).order_by("-pk")[:_LIMIT])
    if last and len(found) < _LIMIT:
        # The index of words has no order: asked for its first rows by number, PostgreSQL would rather read all rows
        # from the last one on, until it has so many.
        older = having.filter(asked, pk__lte=last).order_by(F("pk") * -1)
        found += older[: _LIMIT - len(found)]
    return found


def claims_like(words: str, *, other_than: int | None = None) -> list[Claim]:
    """Open and approved claims with these words, or of this number."""
    words = _clean(words)
    if not words:
        return []
    claims = Claim.objects.exclude(pk=other_than or 0).exclude(stage__in=[Stage.DISMISSED, Stage.RETRACTED])
    claims = claims.prefetch_related("attributions__actor")
    if words.isdecimal():
        return list(claims.filter(pk=int(words[:18])))
    return _newest(claims, "text", words)


def passages_like(words: str, *, claim: Claim) -> list[Excerpt]:
    """Marked passages with these words that the claim does not rest on yet."""
    words = _clean(words)
    if not words:
        return []
    passages = Excerpt.objects.exclude(evidence__claim=claim).select_related("snapshot__article__source")
    return _newest(passages, "exact", words)


def captures_like(words: str) -> list[Snapshot]:
    """Of the newest captures those whose text has these words, newest first."""
    words = _clean(words)
    if not words:
        return []
    captures = Snapshot.objects.select_related("article__source").defer("headers", "fingerprint")
    captures = captures.annotate(words=SearchVector("text", config="english"))
    # Read from end to end, so not all of them: an index would refuse a text with a megabyte of different words.
    newest = Snapshot.objects.order_by("-pk").values("pk")[:TEXTS_READ]
    found = captures.filter(Q(words=_query(words)) | Q(text__icontains=words), pk__in=newest)
    return list(found.order_by("-pk")[:_LIMIT])
