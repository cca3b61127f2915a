"""Claims and passages by their words, for editors who look for one to tie to another."""

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Q, QuerySet

from articles.models import Snapshot
from claims.enums import Stage
from claims.models import Claim, Excerpt

_LIMIT = 12


def _clean(words: str) -> str:
    """Without what PostgreSQL's text cannot hold."""
    return words.replace("\0", "").strip()


def _matches(words: str, field: str) -> Q:
    """Rows with all these words in any form, or with exactly these letters."""
    query = SearchQuery(words, search_type="websearch", config="english")
    return Q(words=query) | Q(**{f"{field}__icontains": words})


def claims_like(words: str, *, other_than: int | None = None) -> list[Claim]:
    """Open and approved claims with these words, or of this number."""
    words = _clean(words)
    if not words:
        return []
    claims = Claim.objects.exclude(pk=other_than or 0).exclude(stage__in=[Stage.DISMISSED, Stage.RETRACTED])
    claims = claims.prefetch_related("attributions__actor").order_by("-updated_at")
    if words.isdecimal():
        return list(claims.filter(pk=int(words[:18])))
    claims = claims.annotate(words=SearchVector("text", config="english"))
    return list(claims.filter(_matches(words, "text"))[:_LIMIT])


def passages_like(words: str, *, claim: Claim) -> list[Excerpt]:
    """Marked passages with these words that the claim does not rest on yet."""
    words = _clean(words)
    if not words:
        return []
    passages: QuerySet[Excerpt] = (
        Excerpt.objects.exclude(evidence__claim=claim)
        .select_related("snapshot__article__source")
        .annotate(words=SearchVector("exact", config="english"))
    )
    return list(passages.filter(_matches(words, "exact")).order_by("-pk")[:_LIMIT])


def captures_like(words: str) -> list[Snapshot]:
    """Captures whose text has these words, newest first."""
    words = _clean(words)
    if not words:
        return []
    captures = Snapshot.objects.select_related("article__source").defer("headers", "fingerprint")
    captures = captures.annotate(words=SearchVector("text", config="english"))
    return list(captures.filter(_matches(words, "text")).order_by("-pk")[:_LIMIT])
