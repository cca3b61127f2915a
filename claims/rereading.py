"""Articles that an earlier version of an engine has read, and the present one has not."""

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from articles.models import Snapshot, Source
from claims.engines.registry import engines
from claims.models import SuggestionRun
from claims.suggest import ENGINE_NAME, ENGINE_VERSION
from lib.edtf_dates import FuzzyDate


def outdated_captures(*, source: Source | None = None, since: str = "") -> QuerySet[Snapshot]:
    """The newest captures that only an earlier version of the engine has read, the article that came last first.

    `since` is in EDTF: articles published then or later. Raises ValueError where it cannot be read.
    """
    of_capture = SuggestionRun.objects.filter(snapshot=OuterRef("pk"), engine=ENGINE_NAME)
    present = of_capture.filter(engine_version=ENGINE_VERSION, dated=OuterRef("article__published_edtf"))
    newer = Snapshot.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
    found = Snapshot.objects.filter(
        Exists(of_capture.exclude(engine_version=ENGINE_VERSION)), ~Exists(present), ~Exists(newer)
    )
    found = found.filter(article__source=source) if source else found
    if since:
        first = FuzzyDate.parse(since).earliest
        if first is None:
            raise ValueError("Say from which date on.")
        published = Coalesce(F("article__published_latest"), F("article__published_earliest"))
        found = found.annotate(published=published).filter(published__gte=first)
    return found.order_by("-pk")


def is_outdated(snapshot: Any) -> bool:
    """Whether the present rules, where they are the first engine, would be the first of their version to read it.

    The capture is one of `workbench.captures()`.
    """
    first = next(iter(engines().loaded), ENGINE_NAME)
    return bool(first == ENGINE_NAME and snapshot.is_behind)
