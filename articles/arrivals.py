"""How much comes in, from whom, and what does not."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from articles.models import Article, Feed, Fetch, IngestJob, Source
from lib.outbox import Job

SHOWN_DAYS = 30


def articles_a_day(sources: Iterable[int] | None = None) -> dict[int, list[int]]:
    """For each outlet, how many articles came in on each of the last 30 days, the oldest first."""
    today = timezone.now().date()
    first = today - timedelta(days=SHOWN_DAYS - 1)
    rows = Article.objects.filter(created_at__date__gte=first)
    if sources is not None:
        rows = rows.filter(source__in=list(sources))
    by_day = rows.annotate(day=TruncDate("created_at")).order_by().values_list("source", "day")
    counted = by_day.annotate(number=Count("pk"))
    found: dict[int, list[int]] = defaultdict(lambda: [0] * SHOWN_DAYS)
    for source, day, number in counted:
        found[source][_place(day, first)] = number
    return dict(found)


def _place(day: date, first: date) -> int:
    return (day - first).days


def outlets() -> QuerySet[Source]:
    """Every outlet with `number` of articles, when the `latest` came in, and its feeds that are well and are not."""
    return (
        Source.objects.annotate(number=Count("articles", distinct=True), latest=Max("articles__created_at"))
        .annotate(
            feeds_active=Count("feeds", filter=Q(feeds__status=Feed.Status.ACTIVE), distinct=True),
            feeds_failing=Count(
                "feeds", filter=Q(feeds__status=Feed.Status.ACTIVE, feeds__health__failures__gt=0), distinct=True
            ),
        )
        .order_by(F("latest").desc(nulls_last=True), "name")
    )


class Failure(NamedTuple):
    """Something that did not come in; `kind` and `pk` say what to try again."""

    kind: str
    pk: int
    what: str
    why: str
    cause: str
    at: datetime | None
    tries: int


def failures(limit: int = 50) -> list[Failure]:
    """What could not be fetched or, once fetched, could not be read, the latest first."""
    fetches = [
        Failure("fetch", job.pk, job.url, job.error, job.cause, job.finished_at, job.retries + 1)
        for job in Fetch.objects.failures()[:limit]
    ]
    reads = [
        Failure("job", job.pk, job.location, job.error, job.cause, job.finished_at, job.attempts)
        for job in IngestJob.objects.filter(state=Job.State.FAILED).order_by("-finished_at")[:limit]
    ]
    now = timezone.now()
    return sorted([*fetches, *reads], key=lambda failure: failure.at or now, reverse=True)[:limit]


class Waiting(NamedTuple):
    """How much is on its way: to be fetched, put off until later, and to be read."""

    to_fetch: int
    put_off: int
    to_read: int


def waiting() -> Waiting:
    """How much is on its way."""
    now = timezone.now()
    unfinished = Fetch.objects.unfinished()
    return Waiting(
        to_fetch=unfinished.filter(Q(not_before__isnull=True) | Q(not_before__lte=now)).count(),
        put_off=unfinished.filter(not_before__gt=now).count(),
        to_read=IngestJob.objects.unfinished().count(),
    )
