"""How much comes in, from whom, and what does not."""

from datetime import UTC, datetime, time, timedelta
from typing import Any, NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, Func, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from articles.enums import FeedStatus, IngestOutcome
from articles.models import Article, Feed, FeedHealth, Fetch, IngestJob, Source
from articles.models.outlets import FeedQuerySet
from lib.how_many import HowMany, UpToField
from lib.outbox import Job

SHOWN_DAYS = 30
_COUNTED, _COUNTED_A_DAY = 1000, 100  # articles of an outlet; what an outlet or a feed brings in a day
_LAGGED = 20  # pieces that tell how long they take


class _Median(Subquery):
    """The middle one of the spans of time that a queryset gives, by PostgreSQL."""

    template = "(SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY span) FROM (%(subquery)s) AS spans (span))"
    output_field = DurationField()


class _ByDay(Subquery):
    """How many rows of a queryset each of the last 30 days has, the oldest first, counted as far as a limit."""

    template = (
        "ARRAY(SELECT (SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
        " FROM generate_series(%%s::timestamptz, %%s::timestamptz, '1 day') AS day (begins) ORDER BY begins)"
    )

    def __init__(self, rows: QuerySet[Any], moment: str) -> None:
        last = datetime.combine(timezone.now().date(), time.min, UTC)
        self._days = last - timedelta(days=SHOWN_DAYS - 1), last
        begins = Func(template="day.begins", output_field=DateTimeField())
        of_day = rows.filter(**{f"{moment}__gte": begins, f"{moment}__lt": begins + timedelta(days=1)})
        counted = of_day.order_by(moment).values("pk")[: _COUNTED_A_DAY + 1]
        super().__init__(counted, output_field=ArrayField(UpToField(_COUNTED_A_DAY)))

    def as_sql(self, *how: Any, **more: Any) -> tuple[str, tuple[Any, ...]]:
        """Django's own, with the days behind what the queryset is asked with."""
        sql, params = super().as_sql(*how, **more)
        return sql, (*params, *self._days)


def outlets() -> QuerySet[Source]:
    """Every outlet with `number` of articles, when the `latest` came in, and how its feeds are.

    That is how many are followed and how many of those fail, when one was last read, and the newest error. `days`
    and `lag` are as those of `feeds()`, over all that comes from the outlet.
    """
    articles = Article.objects.filter(source=OuterRef("pk"))
    newest = Article.objects.filter(source=OuterRef(OuterRef("pk"))).last_in().values("pk")[:_LAGGED]
    health = FeedHealth.objects.filter(feed__source=OuterRef("pk"))
    failing = health.filter(feed__status=FeedStatus.ACTIVE, failures__gt=0)
    return Source.objects.annotate(
        number=HowMany(articles.order_by("created_at"), at_most=_COUNTED + 1, output_field=UpToField(_COUNTED)),
        latest=Subquery(articles.last_in().values("created_at")[:1]),
        days=_ByDay(articles, "created_at"),
        lag=_lag(snapshot__article__in=newest),
        feeds_active=HowMany(Feed.objects.active().filter(source=OuterRef("pk"))),
        feeds_failing=HowMany(failing),
        feeds_read=Subquery(health.order_by(F("succeeded_at").desc(nulls_last=True)).values("succeeded_at")[:1]),
        feeds_error=Subquery(failing.order_by("-polled_at").values("error")[:1]),
    ).order_by(F("latest").desc(nulls_last=True), "name")


def feeds() -> FeedQuerySet:
    """Every feed with its health, how many new pieces came in on each of the last 30 `days`, and its `lag`.

    That is how long after its publication a piece is in the archive: the median of its newest ones.
    """
    new = IngestJob.objects.filter(outcome=IngestOutcome.NEW)
    newest = new.filter(feed=OuterRef(OuterRef("pk"))).order_by("-fetched_at").values("pk")[:_LAGGED]
    days = _ByDay(new.filter(feed=OuterRef("pk")), "fetched_at")
    return Feed.objects.for_health().annotate(days=days, lag=_lag(pk__in=newest))


def _lag(**newest: Any) -> _Median:
    """How long it took to bring in what feeds listed, of the newest pieces and of 30 days at most.

    Told only by pieces whose page gives the time of day, and that were published since the feed is followed.
    """
    published = F("snapshot__article__published_earliest")
    pieces = IngestJob.objects.filter(
        feed__isnull=False,
        outcome=IngestOutcome.NEW,
        fetched_at__gte=timezone.now() - timedelta(days=SHOWN_DAYS),
        snapshot__article__published_latest=published,  # to the second, and no span of a day
        snapshot__article__published_earliest__gte=F("feed__created_at"),
        **newest,
    )
    return _Median(pieces.values(waited=ExpressionWrapper(F("fetched_at") - published, output_field=DurationField())))


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
