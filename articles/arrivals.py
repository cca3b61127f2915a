"""How much comes in, from whom, and what does not."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import (
    Aggregate,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import TruncDate
from django.utils import timezone

from articles.enums import FeedStatus, IngestOutcome
from articles.models import Article, Feed, FeedHealth, Fetch, IngestJob, Source
from lib.outbox import Job

SHOWN_DAYS = 30


def articles_a_day(sources: Iterable[int] | None = None) -> dict[int, list[int]]:
    """For each outlet, how many articles came in on each of the last 30 days, the oldest first."""
    rows = Article.objects.all()
    if sources is not None:
        rows = rows.filter(source__in=list(sources))
    return _by_day(rows, "source", "created_at")


def articles_of_feeds_a_day() -> dict[int, list[int]]:
    """The same for each feed."""
    return _by_day(IngestJob.objects.filter(feed__isnull=False, outcome=IngestOutcome.NEW), "feed", "fetched_at")


def _by_day(rows: QuerySet[Any], of: str, moment: str) -> dict[int, list[int]]:
    first = timezone.now().date() - timedelta(days=SHOWN_DAYS - 1)
    begins = datetime.combine(first, time.min, UTC)
    by_day = rows.filter(**{f"{moment}__gte": begins}).annotate(day=TruncDate(moment)).order_by()
    found: dict[int, list[int]] = defaultdict(lambda: [0] * SHOWN_DAYS)
    for which, day, number in by_day.values_list(of, "day").annotate(number=Count("pk")):
        place = (day - first).days
        if place < SHOWN_DAYS:  # a day that has just begun
            found[which][place] = number
    return dict(found)


class _Median(Aggregate):
    """PostgreSQL's middle value of an interval."""

    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


def lag_of_feeds() -> dict[int, timedelta]:
    """For each feed, how long after its publication a piece is in the archive: the median of the last 30 days.

    Told only by pieces whose page gives the time of day, and that were published since the feed is followed.
    """
    return _lags("feed")


def lag_of_outlets() -> dict[int, timedelta]:
    """The same for each outlet, over all its feeds."""
    return _lags("snapshot__article__source")


def _lags(of: str) -> dict[int, timedelta]:
    published = F("snapshot__article__published_earliest")
    pieces = IngestJob.objects.filter(
        feed__isnull=False,
        outcome=IngestOutcome.NEW,
        fetched_at__gte=timezone.now() - timedelta(days=SHOWN_DAYS),
        snapshot__article__published_latest=published,  # to the second, and no span of a day
        snapshot__article__published_earliest__gte=F("feed__created_at"),
    )
    waited = ExpressionWrapper(F("fetched_at") - published, output_field=DurationField())
    return dict(pieces.order_by().values_list(of).annotate(lag=_Median(waited)))


def outlets() -> QuerySet[Source]:
    """Every outlet with `number` of articles, when the `latest` came in, and how its feeds are.

    That is how many are followed and how many of those fail, when one was last read, and the newest error.
    """
    failing = FeedHealth.objects.filter(feed__source=OuterRef("pk"), feed__status=FeedStatus.ACTIVE, failures__gt=0)
    return (
        Source.objects.annotate(number=Count("articles", distinct=True), latest=Max("articles__created_at"))
        .annotate(
            feeds_active=Count("feeds", filter=Q(feeds__status=Feed.Status.ACTIVE), distinct=True),
            feeds_failing=Count(
                "feeds", filter=Q(feeds__status=Feed.Status.ACTIVE, feeds__health__failures__gt=0), distinct=True
            ),
            feeds_read=Max("feeds__health__succeeded_at"),
            feeds_error=Subquery(failing.order_by("-polled_at").values("error")[:1]),
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
