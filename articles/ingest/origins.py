"""Which articles carry the same report."""

from articles.ingest.carriers import likely_carriers
from articles.ingest.credits import credit
from articles.ingest.fingerprint import likeness
from articles.ingest.formats import Piece
from articles.models import OriginGroup, Snapshot
from lib.edtf_dates import DatePrecision


def origin_of(piece: Piece, fingerprint: list[int]) -> OriginGroup:
    """The group of the report that this piece carries, a new one where nobody else has carried it.

    Call it while nobody else can bring an article in: two copies that come at once must see one another.
    """
    agency = credit(piece.text, piece.byline)
    group = _carried_already(fingerprint, agency)
    if group is None:
        return OriginGroup.objects.create(agency=agency[:80])
    if agency and not group.agency:
        group.agency = agency[:80]
        group.save(update_fields=["agency"])
    return group


def _carried_already(fingerprint: list[int], agency: str) -> OriginGroup | None:
    """The group with the likest article in it; of articles as like as each other, the one published first."""
    candidates = (
        Snapshot.objects.filter(pk__in=likely_carriers(fingerprint))
        .select_related("article__origin_group")
        .defer("text", "headers")
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
