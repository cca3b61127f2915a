"""What readers see of claims, for reports of the desk."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from timeline.models import Statement


def live_statements() -> QuerySet[Statement]:
    """The statements that readers see now."""
    return Statement.objects.filter(entry__superseded_at__isnull=True)


def is_published() -> Exists:
    """Whether readers see a claim now."""
    return Exists(live_statements().filter(claim=OuterRef("pk")))


def statements_of(claims: Iterable[int]) -> dict[int, list[Statement]]:
    """What readers see of these claims, with the entries; one query."""
    found: dict[int, list[Statement]] = defaultdict(list)
    for statement in live_statements().filter(claim__in=set(claims)).select_related("entry").order_by("pk"):
        found[statement.claim_id].append(statement)
    return found
