"""Which articles carry the same report."""

from dataclasses import dataclass

from django.db.models import Max

from articles.ingest.carriers import likely_carriers
from articles.ingest.credits import credit
from articles.ingest.fingerprint import likeness
from articles.ingest.formats import Piece
from articles.models import OriginGroup, Snapshot
from lib.edtf_dates import DatePrecision

# More than these come in between only where somebody fills the archive past the front door.
_NEWER = 50


@dataclass(frozen=True)
class Sighting:
    """The captures that may carry a report, of all that were stored up to the one with the id `up_to`."""

    captures: list[int]
    up_to: int


def look_for(fingerprint: list[int]) -> Sighting:
    """What may carry the report of this fingerprint; the slow part of `origin_of`, which needs no lock.

    Captures get their ids while nobody else can bring an article in, so who sees one sees all that have lower ids.
    """
    up_to = Snapshot.objects.aggregate(last=Max("pk"))["last"] or 0
    return Sighting(likely_carriers(fingerprint), up_to)


def origin_of(piece: Piece, fingerprint: list[int], seen: Sighting | None = None) -> OriginGroup:
    """The group of the report that this piece carries, a new one where nobody else has carried it.

    Call it while nobody else can bring an article in: two copies that come at once must see one another. What was
    `seen` before is not looked for again, only what has come in since.
    """
    agency = credit(piece.text, piece.byline)
    group = _carried_already(fingerprint, agency, _captures(fingerprint, seen)) if fingerprint else None
    if group is None:
        return OriginGroup.objects.create(agency=agency[:80])
    if agency and not group.agency:
        group.agency = agency[:80]
        group.save(update_fields=["agency"])
    return group


def _captures(fingerprint: list[int], seen: Sighting | None) -> list[int]:
    if seen is None:
        return likely_carriers(fingerprint)
    newer = list(Snapshot.objects.filter(pk__gt=seen.up_to).order_by("pk").values_list("pk", flat=True)[: _NEWER + 1])
    return [*seen.captures, *newer] if len(newer) <= _NEWER else likely_carriers(fingerprint)


def _carried_already(fingerprint: list[int], agency: str, captures: list[int]) -> OriginGroup | None:
    """The group with the likest of these captures; of those as like as each other, the one published first."""
    candidates = (
        Snapshot.objects.filter(pk__in=captures).select_related("article__origin_group").defer("text", "headers")
    )
    found = []
    for candidate in candidates:
        group = candidate.article.origin_group
        same_credit = bool(agency) and group.agency == agency
        if share := likeness(fingerprint, candidate.fingerprint, same_credit=same_credit):
            published = candidate.article.published
            undated = published.precision == DatePrecision.UNKNOWN
            found.append((-share, undated, published.sort, candidate.pk, group))
    return min(found, key=lambda row: row[:4])[4] if found else None
