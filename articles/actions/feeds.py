"""Feeds: keeping them, and looking at each when its time has come."""

import hashlib
import random
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models import User
from articles.actions.fetching import its_turn, learn_manners, request_fetch
from articles.enums import FeedStatus
from articles.feeds.documents import read_feed
from articles.feeds.errors import BrokenFeedError, FeedError
from articles.feeds.items import FeedDocument, Item
from articles.feeds.schedule import CONSISTENT, PollHistory, new_address, next_poll
from articles.feeds.wishes import MAX_RETRY_AFTER, freshness
from articles.ingest import hosts
from articles.ingest.addresses import clean
from articles.ingest.errors import UnreadableError
from articles.ingest.fetch import Fetched, FetchError
from articles.ingest.fetch import fetch as ask
from articles.ingest.outlets import outlet_at
from articles.models import Feed, FeedHealth, FeedItem, FeedPoll, Source
from lib import outbox
from lib.attributed import attributed, require

# What a feed lists when it is new to us is mostly old: so many of its newest pieces are brought in.
FIRST_POLL_TAKES = 50
# And so many at most afterwards; the rest comes with the next poll.
POLL_TAKES = 500
# The pace of a feed is told from so many of its latest pieces.
_ARRIVALS = 40
# A feed that has ended is paused; should somebody resume it, its clock starts anew.
_NEVER = timedelta(days=3650)
# A feed at the shortest interval makes 96 polls a day; its page shows the latest.
_POLLS_KEPT = timedelta(days=90)
_ANSWERS = {
    403: "the server refuses us the feed (403)",
    404: "nothing is at the feed’s address (404)",
    410: "the feed was taken away for good (410)",
    429: "the server asks us to come back later (429)",
    503: "the server asks us to come back later (503)",
}


def add_feed(
    *, url: str, by: User, source: Source | None = None, title: str = "", shortest: timedelta = Feed.SHORTEST
) -> Feed:
    """Follow a feed of an outlet from now on; one that is followed already is given back as it is.

    Without a `source` it is the outlet's at its address, which is added if nobody has told of it yet. Raises
    ValidationError (naming `url`) where that is no web address.
    """
    require(by, "articles.manage_feed")
    try:
        address = clean_feed_address(url)
    except UnreadableError as error:
        raise ValidationError({"url": str(error)}) from error
    with attributed(by, "added a feed"):
        if known := Feed.objects.filter(url=address).first():
            return known
        outlet = source or outlet_at(address, name=title)
        feed, created = Feed.objects.get_or_create(
            url=address,
            defaults={"source": outlet, "title": title[:200], "shortest": shortest, "added_by": by},
        )
        if created:
            FeedHealth.objects.create(feed=feed, interval=shortest)
            _ask_for_poll(feed, by=by)
    return feed


def clean_feed_address(url: str) -> str:
    """A feed's address in the one spelling that we keep. Raises UnreadableError where it is no web address.

    Its parameters all stay: what tracks readers of an article may name the feed, as in `/?rss`.
    """
    typed = url.strip().replace("feed://", "https://", 1)
    return urlunsplit(urlsplit(clean(typed))._replace(query=urlsplit(typed).query))


def change_feed(*, feed: Feed, title: str, shortest: timedelta, by: User) -> Feed:
    """Name a feed anew, or poll it at another pace."""
    require(by, "articles.manage_feed")
    with attributed(by, "changed a feed"):
        held = Feed.objects.select_for_update(of=("self",)).get(pk=feed.pk)
        held.title, held.shortest = title, shortest
        held.full_clean()
        held.save()
    return held


def pause_feed(*, feed: Feed, by: User | None, reason: str = "") -> Feed:
    """Poll a feed no more until somebody resumes it; `by` is None where the feed itself has ended."""
    if by is not None:
        require(by, "articles.manage_feed")
    with attributed(by, reason or "paused a feed"):
        return _set_status(feed, FeedStatus.PAUSED)


def resume_feed(*, feed: Feed, by: User) -> Feed:
    """Poll a paused feed again, at once."""
    require(by, "articles.manage_feed")
    with attributed(by, "resumed a feed"):
        held = _set_status(feed, FeedStatus.ACTIVE)
        FeedHealth.objects.filter(feed=feed).update(failures=0, unreadable=0, next_at=timezone.now())
        _ask_for_poll(held, by=by)
    return held


def _set_status(feed: Feed, status: FeedStatus) -> Feed:
    held = Feed.objects.select_for_update(of=("self",)).get(pk=feed.pk)
    if held.status != status:
        held.status = status
        held.save()
    return held


def poll_now(*, feed: Feed, by: User) -> FeedPoll:
    """Look at a feed now, whatever its schedule says, as soon as its server's turn has come."""
    require(by, "articles.manage_feed")
    with attributed(by, "asked for a poll"):
        return _ask_for_poll(feed, by=by)


def _ask_for_poll(feed: Feed, *, by: User | None) -> FeedPoll:
    """The poll that waits, or a new one: there is one at a time."""
    poll: FeedPoll
    poll, created = FeedPoll.objects.unfinished().get_or_create(feed=feed, defaults={"requested_by": by})
    if not created and by is not None:
        FeedPoll.objects.filter(pk=poll.pk, state=FeedPoll.State.WAITING).update(requested_by=by, not_before=None)
    outbox.announce(poll)
    return poll


def schedule_due_polls(limit: int = 200) -> int:
    """Have the feeds looked at whose time has come; gives how many there were."""
    waiting = FeedPoll.objects.unfinished().filter(feed=OuterRef("pk"))
    with transaction.atomic():
        due = list(
            Feed.objects.due().exclude(Exists(waiting)).select_for_update(of=("self",), skip_locked=True)[:limit]
        )
        for feed in due:
            _ask_for_poll(feed, by=None)
    return len(due)


def forget_old_polls() -> int:
    """Delete polls that ended long ago; gives how many. What they brought, and how the feed is, stands elsewhere."""
    old = FeedPoll.objects.exclude(pk__in=FeedPoll.objects.unfinished().values("pk"))
    number, _ = old.filter(finished_at__lt=timezone.now() - _POLLS_KEPT).delete()
    return number


def poll(*, poll_id: int) -> bool:
    """Look at a feed, when its server's turn has come, and ask for what is new; True when this call did it."""
    job = FeedPoll.objects.waiting().select_related("feed").filter(pk=poll_id).first()
    if job is None or not its_turn(job):
        return False
    learn_manners(job.feed.url)
    return outbox.run(FeedPoll, poll_id, _poll)


def _poll(job: FeedPoll) -> None:
    job.turn_at = None
    feed = Feed.objects.select_related("source").get(pk=job.feed_id)
    health = FeedHealth.objects.select_for_update().get(feed=feed)
    health.polled_at = timezone.now()
    answer = None
    try:
        answer = ask(feed.url, etag=health.etag, last_modified=health.last_modified, may_visit=hosts.check_robots)
        job.status = answer.status
        document = _read(job, feed, health, answer)
    except FetchError as error:
        _failed(job, health, str(error), cause=str(error.cause), answer=answer)
    except FeedError as error:
        health.unreadable += 1
        _failed(job, health, str(error), cause=error.cause, answer=answer)
    else:
        if document is not None:
            _succeeded(job, health, answer, document)
    health.save()


def _read(job: FeedPoll, feed: Feed, health: FeedHealth, answer: Fetched) -> FeedDocument | None:
    """What the feed lists, nothing new where it has not changed; None for an answer that is a failure."""
    if answer.status == 304:
        return FeedDocument(format=health.format)
    if 200 <= answer.status < 300:
        document = read_feed(answer.body, media_type=answer.media_type, charset=answer.charset, url=answer.url)
        if document.children and not document.items:
            raise BrokenFeedError("it lists other sitemaps and no pieces: follow one of those instead")
        _follow_move(feed, health, answer)
        _take(job, feed, health, document)
        health.etag, health.last_modified = answer.etag[:300], answer.last_modified[:100]
        return document
    if answer.status in {429, 503} and answer.retry_after:
        wait = min(timedelta(seconds=answer.retry_after), MAX_RETRY_AFTER)
        hosts.leave_alone(answer.url, timezone.now() + wait)
    words = _ANSWERS.get(answer.status, f"the server answers {answer.status}")
    _failed(job, health, words, cause=f"http_{answer.status}", answer=answer)
    if answer.status == 410:
        pause_feed(feed=feed, by=None, reason=words)
    return None


def _succeeded(job: FeedPoll, health: FeedHealth, answer: Fetched, document: FeedDocument) -> None:
    now = timezone.now()
    health.failures = health.unreadable = 0
    health.cause, health.error, health.succeeded_at = "", "", now
    if job.new:
        health.brought_at = now
    headers = {name.lower(): value for name, value in answer.headers}
    wishes = [freshness(headers, now), timedelta(seconds=document.ttl) if document.ttl else None]
    _decide(
        health,
        PollHistory(
            interval=health.interval,
            status=answer.status,
            new=job.new,
            listed=job.listed,
            arrivals=tuple(health.feed.items.values_list("first_seen_at", flat=True)[:_ARRIVALS]),
            wish=max((wish for wish in wishes if wish is not None), default=None),
            skip_hours=document.skip_hours,
            skip_days=document.skip_days,
        ),
    )


def _failed(job: FeedPoll, health: FeedHealth, words: str, *, cause: str, answer: Fetched | None) -> None:
    """The poll is over, and the feed is looked at again when it has had time to get well."""
    health.failures += 1
    health.cause, health.error = cause[:24], words
    job.cause, job.error = cause[:24], words
    wait = answer.retry_after if answer is not None else None
    _decide(
        health,
        PollHistory(
            interval=health.interval,
            failures=health.failures,
            status=answer.status if answer is not None else 0,
            retry_after=timedelta(seconds=wait) if wait else None,
        ),
    )


def _decide(health: FeedHealth, history: PollHistory) -> None:
    now = timezone.now()
    jitter = random.Random()  # noqa: S311  # spreads polls over time, and keeps no secret
    decision = next_poll(now, history=history, floor=health.feed.shortest, random=jitter)
    health.interval = decision.interval
    health.next_at = decision.at or now + _NEVER


def _follow_move(feed: Feed, health: FeedHealth, answer: Fetched) -> None:
    """A feed that has moved for good is asked at its new address, unless that is followed already."""
    moved_to = clean_feed_address(answer.moved_to) if answer.moved_to else ""
    health.moves = [moved_to, *health.moves][:CONSISTENT]
    address = new_address(feed.url, health.moves)
    if address and not Feed.objects.filter(url=address).exists():
        with attributed(None, f"the feed moved from {feed.url}"):
            feed.url = address
            feed.save()


def _take(job: FeedPoll, feed: Feed, health: FeedHealth, document: FeedDocument) -> None:
    """Ask for the pieces that the feed had not listed before, and again for those that it says have changed."""
    health.format = document.format
    if document.title and not feed.title:
        with attributed(None, "the feed named itself"):
            feed.title = document.title[:200]
            feed.save()
    items = {_key(item): item for item in reversed(document.items)}
    known = dict(FeedItem.objects.filter(feed=feed, key__in=items).values_list("key", "updated"))
    fresh = [key for key in reversed(items) if key not in known]
    first = not FeedItem.objects.filter(feed=feed).exists()
    job.listed, job.new = len(items), len(fresh)
    wanted = set(fresh[: FIRST_POLL_TAKES if first else POLL_TAKES])
    for key in fresh if first else wanted:
        _keep(feed, key, items[key], wanted=key in wanted)
    for key, updated in known.items():
        if items[key].updated and updated and items[key].updated != updated:
            _request(feed, items[key], again=True)
            FeedItem.objects.filter(feed=feed, key=key).update(updated=items[key].updated[:64])


def _keep(feed: Feed, key: str, item: Item, *, wanted: bool) -> None:
    FeedItem.objects.create(
        feed=feed,
        key=key,
        url=item.url,
        title=item.title[:500],
        summary=item.summary,
        published_edtf=item.published,
        updated=item.updated[:64],
        fetch=_request(feed, item) if wanted else None,
    )


def _request(feed: Feed, item: Item, *, again: bool = False) -> Any:
    try:
        return request_fetch(url=item.url, by=None, feed=feed, again=again)[0]
    except UnreadableError:  # an address that nothing can be fetched from; the item is kept, and says which
        return None


def _key(item: Item) -> str:
    return hashlib.sha256(f"{item.key}\0{item.url}".encode()).hexdigest()
