"""From bytes to an article, each exactly once."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypedDict, Unpack

from django.utils import timezone

from accounts.models import User
from articles.enums import IngestOutcome, Via
from articles.ingest import identity, store
from articles.ingest.addresses import clean
from articles.ingest.errors import RemovedError, UnreadableError
from articles.ingest.fingerprint import fingerprint
from articles.ingest.formats import WEB_ARCHIVE, Piece, check_size, read
from articles.ingest.formats.web_archives import captures_in
from articles.ingest.origins import Sighting, look_for, origin_of
from articles.ingest.outlets import outlet_of
from articles.models import Article, ArticleAddress, Batch, Feed, FeedItem, IngestJob, Snapshot, Watch
from articles.signals import snapshot_taken
from lib import outbox
from lib.attributed import attributed, require
from lib.one_at_a_time import one_at_a_time

MAX_LOCATION = 1000
# Who captures a page that is older than this looks at an archive, and archives do not correct themselves quietly.
_WATCHED_WHEN_YOUNGER = timedelta(days=30)
# Somebody looked at the address that they give; a file may say anything.
_SAID_BY_SOMEBODY = {Via.PASTE, Via.API}


class Arrival(TypedDict, total=False):
    """What is known of bytes beside themselves; headers are pairs of name and value as they came."""

    via: Via
    url: str
    charset: str
    headers: Sequence[tuple[str, str]]
    fetched_at: datetime | None
    feed: Feed | None
    batch: Batch | None
    opened_from: IngestJob | None


def request_ingest(
    *, data: bytes, location: str, media_type: str, by: User | None, **arrival: Unpack[Arrival]
) -> tuple[IngestJob, bool]:
    """Keep the bytes and have a worker make an article of them; True where there is now work to do.

    The same bytes from the same place are asked for once, but a job that failed is tried again, and so is one
    whose place has shown something else since. `by` is None for a machine. Raises UnreadableError for bytes that
    are too many or none.
    """
    if by is not None:
        require(by, "articles.ingest_article")
    check_size(len(data), media_type)
    if len(location) > MAX_LOCATION:
        raise UnreadableError(f"its path or address has more than {MAX_LOCATION} characters")
    known = {**arrival, "headers": list(arrival.get("headers", ())), "media_type": media_type, "requested_by": by}
    known["fetched_at"] = arrival.get("fetched_at") or timezone.now()
    sha256 = store.put(data)
    key = hashlib.sha256(f"{location}\0{sha256}".encode()).hexdigest()
    with attributed(by, "asked for an article"):
        job, created = IngestJob.objects.get_or_create(
            key=key, defaults={**known, "location": location, "sha256": sha256}
        )
        if created:
            outbox.announce(job)
            return job, True
        job = IngestJob.objects.select_for_update(of=("self",)).get(pk=job.pk)
        if job.state != job.State.FAILED and not _changed_since(job):
            return job, False
        for name, value in known.items():
            setattr(job, name, value)
        outbox.start_again(job)
    return job, True


def _changed_since(job: IngestJob) -> bool:
    """Whether its place has shown something else after this job was done."""
    return (
        job.state == job.State.DONE
        and IngestJob.objects.filter(location=job.location, fetched_at__gt=job.fetched_at)
        .exclude(state=job.State.FAILED)
        .exists()
    )


def ingest(*, job_id: int) -> bool:
    """Make an article of what a job holds; True when this call did it."""
    return outbox.run(IngestJob, job_id, _do)


def _do(job: IngestJob) -> None:
    if job.media_type == WEB_ARCHIVE:
        _open(job)
    else:
        _bring_in(job)


def _open(job: IngestJob) -> None:
    """Have an article made of each page in a web archive; all of them are asked for, or none."""
    captured = None
    for captured in captures_in(store.get(job.sha256)):
        request_ingest(
            data=captured.body,
            location=_within(job.location, captured.url or store.address(captured.body)[:12]),
            media_type=captured.media_type,
            by=job.requested_by,
            via=Via.ARCHIVE if captured.url else Via.FILE,
            url=captured.url,
            charset=captured.charset,
            headers=captured.headers,
            fetched_at=captured.captured_at,
            batch=job.batch,
            opened_from=job,
        )
    if captured is None:
        raise UnreadableError("it holds no page that can be read")
    job.outcome = IngestOutcome.OPENED


def _within(archive: str, url: str) -> str:
    """How a page in an archive is called, in no more characters than there may be."""
    return f"{archive[: MAX_LOCATION - 2 - len(url)]}: {url}"


def _bring_in(job: IngestJob) -> None:
    try:
        piece = read(store.get(job.sha256), job.media_type, url=job.url, charset=job.charset)
    except RemovedError as error:
        if not _mark_gone(job, str(error)):
            raise
        return
    marks = fingerprint(piece.text)
    seen = None if identity.was_seen_at(job) else look_for(marks)
    with attributed(job.requested_by, f"ingested {job.location}"):
        # Two workers with one article, or with two copies of one report, see what the other wrote. Reading,
        # extracting and looking for copies, which take the time, come before.
        one_at_a_time("add to the archive")
        article, address = identity.find(piece, marks, job)
        latest = Snapshot.objects.latest_of(article) if article else None
        if latest is not None and (latest.title, latest.text) == (piece.title, piece.text):
            job.outcome, job.snapshot = IngestOutcome.UNCHANGED, latest
        elif article is None and not address and (same := _same_upload(piece, marks, job)):
            job.outcome, job.snapshot = IngestOutcome.DUPLICATE, same
        elif latest is not None and job.via == Via.ARCHIVE and job.fetched_at < latest.fetched_at:
            # Captures are numbered as they come, and the newest is what a changed source is told by.
            raise UnreadableError(
                f"there is a later capture of this article, of {latest.fetched_at:%Y-%m-%d %H:%M} UTC, "
                "and an earlier one cannot be put before it",
                cause="earlier",
            )
        else:
            job.outcome = IngestOutcome.UPDATED if article else IngestOutcome.NEW
            job.snapshot = _capture(article, address, piece, marks, seen, job)
        if address:
            _remember(job.snapshot.article, job)


def _mark_gone(job: IngestJob, why: str) -> bool:
    """Where an article's own address now says that it was removed, mark it; False where there is no such article."""
    known = ArticleAddress.objects.filter(url=clean(job.url)).select_related("article").first() if job.url else None
    if known is None:
        return False
    mark_gone(known.article, why, by=job.requested_by)
    job.outcome, job.snapshot = IngestOutcome.GONE, Snapshot.objects.latest_of(known.article)
    return True


def mark_gone(article: Article, why: str, *, by: User | None) -> None:
    """Say that an article is no longer at its address; its captures stay. Saying it again changes nothing."""
    with attributed(by, "found that the article is gone"):
        held = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
        if held.gone_at is None:
            held.gone_at, held.gone_how = timezone.now(), why[:200]
            held.save()


def mark_back(article: Article, *, by: User | None) -> None:
    """Say that an article which was gone is at its address again."""
    with attributed(by, "found that the article is back"):
        held = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
        if held.gone_at is not None:
            held.gone_at, held.gone_how = None, ""
            held.save()


def _same_upload(piece: Piece, marks: list[int], job: IngestJob) -> Snapshot | None:
    """A capture of the same bytes, or of the same words, that came from another place."""
    return (
        Snapshot.objects.filter(sha256=job.sha256).order_by("pk").first()
        or Snapshot.objects.filter(fingerprint=marks, text=piece.text).order_by("pk").first()
    )


def _capture(
    article: Article | None, address: str, piece: Piece, marks: list[int], seen: Sighting | None, job: IngestJob
) -> Snapshot:
    if article is None:
        article = Article.objects.create(
            source=outlet_of(piece, address, job.feed, seen=bool(job.url) or job.via in _SAID_BY_SOMEBODY),
            url=address,
            title=piece.title,
            byline=piece.byline,
            language=piece.language,
            published_edtf=piece.published or _as_listed(job),
            origin_group=origin_of(piece, marks, seen),
        )
        number = 1
    else:
        _bring_up_to_date(article, piece)
        number = Snapshot.objects.latest_of(article).number + 1
    snapshot = Snapshot.objects.create(
        article=article,
        number=number,
        sha256=job.sha256,
        media_type=job.media_type,
        charset=job.charset,
        headers=job.headers,
        via=job.via,
        url=job.url,
        fetched_at=job.fetched_at,
        title=piece.title,
        text=piece.text,
        language=piece.language,
        modified_edtf=piece.modified,
        extractor=piece.extractor,
        fingerprint=marks,
    )
    snapshot_taken.send(sender=Snapshot, snapshot=snapshot)
    return snapshot


def _as_listed(job: IngestJob) -> str:
    """When the feed that listed the piece says that it was published, "" where no feed does."""
    if job.feed_id is None:
        return ""
    listed = FeedItem.objects.filter(feed=job.feed_id, fetch__ingest_job=job).exclude(published_edtf="")
    return str(listed.values_list("published_edtf", flat=True).first() or "")


def _bring_up_to_date(article: Article, piece: Piece) -> None:
    """What the newest capture says of itself; a date that an editor set stays where the piece has none."""
    article.title, article.byline, article.language = piece.title, piece.byline, piece.language
    article.published_edtf = article.published_edtf or piece.published
    article.save()


def _remember(article: Article, job: IngestJob) -> None:
    """Where the article was seen, that it is there, and when to look at it again."""
    if not job.url:
        return
    address = clean(job.url)
    # One statement each, where get_or_create and update_or_create take five; the address may be another article's.
    ArticleAddress.objects.bulk_create([ArticleAddress(url=address, article=article)], ignore_conflicts=True)
    if job.via != Via.FETCH:
        return
    if article.gone_at is not None:
        mark_back(article, by=job.requested_by)
    published = article.published.latest
    if published is not None and published < job.fetched_at - _WATCHED_WHEN_YOUNGER:
        return
    headers = {name.lower(): value for name, value in job.headers}
    validators = {
        "etag": headers.get("etag", "")[:300],
        "last_modified": headers.get("last-modified", "")[:100],
        "looked_at": job.fetched_at,
    }
    watch = Watch(
        article=article,
        url=address,
        since=job.fetched_at,
        next_at=job.fetched_at + Watch.SCHEDULE[0],
        **validators,
    )
    Watch.objects.bulk_create([watch], update_conflicts=True, unique_fields=["article"], update_fields=[*validators])
