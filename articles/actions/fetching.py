"""Asking addresses for articles, and for what has become of them."""

import hashlib
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from articles.actions.bringing_in import mark_gone, request_ingest
from articles.enums import FetchOutcome, FetchPurpose, Via
from articles.feeds.documents import read_feed
from articles.feeds.errors import FeedError
from articles.feeds.items import Item
from articles.ingest import hosts
from articles.ingest.addresses import clean
from articles.ingest.errors import UnreadableError
from articles.ingest.fetch import Fetched, FetchError
from articles.ingest.fetch import fetch as ask
from articles.ingest.formats import told_media_type
from articles.models import Batch, Feed, FeedPoll, Fetch, Watch
from lib import outbox
from lib.attributed import attributed, require

# A worker waits so long for its turn at a server; for longer, the job waits by itself.
_PATIENCE = timedelta(seconds=2)
# When to try again where a server failed; after the last of these somebody has to look.
BACKOFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=3),
    timedelta(hours=12),
)
_LONGEST_RETRY_AFTER = timedelta(days=7)
# Who asks for a feed by its address gets so many of its newest pieces, once.
LISTED_AT_MOST = 500
_FEED_TYPES = ("+xml", "/xml", "+json", "/json")
_FEED_STARTS = (b"<?xml", b"<rss", b"<feed")  # whatever the server calls it
_GONE = {404: "nothing is there (404)", 410: "it was taken away for good (410)"}
_BUSY = {429, 503}
_PASSING = {408, 425, 500, 502, 504, 507, 508, 520, 521, 522, 523, 524}
_REFUSED: Mapping[int, tuple[str, str]] = {
    401: ("log_in", "the page wants a log-in (401)"),
    402: ("paywall", "the page wants payment (402)"),
    403: ("forbidden", "the server refuses us the page (403)"),
    406: ("forbidden", "the server has no form of the page for us (406)"),
    451: ("forbidden", "the page is withheld for legal reasons (451)"),
}

TurnTaker = TypeVar("TurnTaker", Fetch, FeedPoll)


def request_fetch(
    *,
    url: str,
    by: User | None,
    feed: Feed | None = None,
    batch: Batch | None = None,
    listed_by: Fetch | None = None,
    again: bool = False,
) -> tuple[Fetch, bool]:
    """Have an address fetched and made an article of; True where there is now work to do.

    An address is asked for once; a person who asks again, or `again`, has it fetched once more. Raises
    UnreadableError where it is no web address.
    """
    if by is not None:
        require(by, "articles.ingest_article")
    address = clean(url)
    key = hashlib.sha256(f"{FetchPurpose.ARTICLE}\0{address}".encode()).hexdigest()
    with attributed(by, "asked for an address"):
        job, created = Fetch.objects.get_or_create(
            key=key,
            defaults={
                "url": address,
                "requested_by": by,
                "feed": feed,
                "batch": batch,
                "listed_by": listed_by,
            },
        )
        if created:
            outbox.announce(job)
            return job, True
        if by is None and not again:
            return job, False
        job = Fetch.objects.select_for_update(of=("self",)).get(pk=job.pk)
        if job.state in {job.State.WAITING, job.State.RUNNING} and job.not_before is None:
            return job, False
        job.requested_by, job.batch, job.listed_by = by or job.requested_by, batch or job.batch, listed_by
        job.outcome, job.status, job.turn_at, job.ingest_job = "", None, None, None
        outbox.start_again(job)
    return job, True


def schedule_due_rechecks(limit: int = 200) -> int:
    """Have the articles looked at again whose time has come; gives how many there were."""
    with transaction.atomic():
        due = list(Watch.objects.due().select_for_update(skip_locked=True)[:limit])
        for watch in due:
            key = hashlib.sha256(f"{FetchPurpose.RECHECK}\0{watch.article_id}\0{watch.step}".encode()).hexdigest()
            job, created = Fetch.objects.get_or_create(
                key=key,
                defaults={"url": watch.url, "purpose": FetchPurpose.RECHECK, "article_id": watch.article_id},
            )
            if created:
                outbox.announce(job)
            _next_look(watch)
    return len(due)


def _next_look(watch: Watch) -> None:
    """The first look of the schedule that is still to come: what was missed while we were down is one look."""
    now = timezone.now()
    looks = [watch.since + after for after in Watch.SCHEDULE]
    watch.step = next((step for step, at in enumerate(looks) if step > watch.step and at > now), len(looks))
    watch.next_at = looks[watch.step] if watch.step < len(looks) else None
    watch.save(update_fields=["step", "next_at"])


def fetch(*, job_id: int) -> bool:
    """Ask an address, when its server's turn has come, and hand on what it has; True when this call did it."""
    job = Fetch.objects.waiting().filter(pk=job_id).first()
    if job is None or not its_turn(job):
        return False
    learn_manners(job.url)
    return outbox.run(Fetch, job_id, _fetch)


def its_turn(job: TurnTaker) -> bool:
    """Whether the job's turn at its server has come: waits for a near one, and puts the job off to a far one."""
    if job.turn_at is None:
        address = job.url if isinstance(job, Fetch) else job.feed.url
        job.turn_at = hosts.take_turn(address)
        if job.turn_at - timezone.now() > _PATIENCE:
            type(job).objects.filter(pk=job.pk).update(turn_at=job.turn_at)
            outbox.put_off(job, job.turn_at)
            return False
    elif job.turn_at - timezone.now() > _PATIENCE:  # who wrote it down was killed before the job was put off
        outbox.put_off(job, job.turn_at)
        return False
    else:
        type(job).objects.filter(pk=job.pk).update(turn_at=None)  # used up: whoever tries again takes another
    # A turn that is near is not written down: a worker that is killed here has only wasted it.
    time.sleep(max(0.0, (job.turn_at - timezone.now()).total_seconds()))
    return True


def learn_manners(url: str) -> None:
    """Read the server's robots.txt if that is due, apart from the job, which may fail and undo what it wrote."""
    with suppress(FetchError):  # the job meets it as well, and says so
        hosts.check_robots(url)


def _fetch(job: Fetch) -> None:
    job.turn_at = None
    watch = Watch.objects.filter(article=job.article_id).first() if job.article_id else None
    etag, last_modified = (watch.etag, watch.last_modified) if watch else ("", "")
    try:
        answer = ask(job.url, etag=etag, last_modified=last_modified, may_visit=hosts.check_robots)
    except FetchError as error:
        raise _not_fetched(job, error) from error
    job.status = answer.status
    if watch is not None:
        Watch.objects.filter(pk=watch.pk).update(looked_at=timezone.now())
    if answer.status == 304:
        job.outcome = FetchOutcome.UNCHANGED
    elif answer.status in _GONE:
        _is_gone(job, _GONE[answer.status])
    elif 200 <= answer.status < 300:
        _hand_on(job, answer)
    else:
        raise _no_article(job, answer)


def _hand_on(job: Fetch, answer: Fetched) -> None:
    if job.purpose == FetchPurpose.RECHECK and _leads_home(job.url, answer.url):
        _is_gone(job, "its address leads to the front page now")
        return
    if not answer.body.strip():
        raise UnreadableError("the server sent an empty page")
    media_type = told_media_type(answer.body, answer.media_type)
    if job.purpose == FetchPurpose.ARTICLE and (items := _listed(answer)):
        job.listed.update(listed_by=None)  # of an earlier time
        for item in items:
            with suppress(UnreadableError):  # an address that nothing can be fetched from
                request_fetch(url=item.url, by=job.requested_by, batch=job.batch, listed_by=job)
        job.outcome = FetchOutcome.LISTED
        return
    job.ingest_job, asked = request_ingest(
        data=answer.body,
        location=clean(answer.url),
        media_type=media_type,
        by=job.requested_by,
        via=Via.FETCH,
        url=answer.url,
        charset=answer.charset[:40],
        headers=[(name, value.replace("\0", "")) for name, value in answer.headers],
        feed=job.feed,
        batch=job.batch,
    )
    job.outcome = FetchOutcome.CAPTURED if asked else FetchOutcome.UNCHANGED


def _listed(answer: Fetched) -> tuple[Item, ...]:
    """The newest pieces that a feed lists, none where the answer is no feed."""
    if not answer.media_type.endswith(_FEED_TYPES) and not answer.body[:80].lstrip().startswith(_FEED_STARTS):
        return ()
    try:
        document = read_feed(answer.body, media_type=answer.media_type, charset=answer.charset, url=answer.url)
    except FeedError:
        return ()
    return document.items[:LISTED_AT_MOST]


def _leads_home(asked: str, got: str) -> bool:
    """Whether a redirect went from an article to its site's front page: how many sites take an article away."""
    path = clean(got).split("/", 3)[-1]
    return clean(asked) != clean(got) and not path.strip("/")


def _is_gone(job: Fetch, why: str) -> None:
    if job.article is None:
        raise UnreadableError(why, cause="gone")
    mark_gone(job.article, why, by=None)
    job.outcome = FetchOutcome.GONE


def _not_fetched(job: Fetch, error: FetchError) -> outbox.PermanentError:
    if not error.retry:
        return UnreadableError(str(error), cause=error.cause)
    return _later(job, str(error), error.cause)


def _no_article(job: Fetch, answer: Fetched) -> outbox.PermanentError:
    """What an answer that holds no article means: try again, or not."""
    if answer.status in _BUSY:
        wait = min(timedelta(seconds=answer.retry_after or 0), _LONGEST_RETRY_AFTER)
        hosts.leave_alone(answer.url, timezone.now() + wait)
        return _later(job, f"the server asks us to come back later ({answer.status})", "busy", at_least=wait)
    if answer.status in _PASSING:
        return _later(job, f"the server has a fault ({answer.status})", "server_fault")
    cause, words = _REFUSED.get(answer.status, ("refused", f"the server answers {answer.status}"))
    return UnreadableError(words, cause=cause)


def _later(job: Fetch, words: str, cause: str, at_least: timedelta = timedelta(0)) -> outbox.PermanentError:
    if job.retries >= len(BACKOFF):
        return UnreadableError(f"{words}; tried {job.retries + 1} times", cause=cause)
    return outbox.RetryLaterError(words, after=max(BACKOFF[job.retries], at_least), cause=cause)
