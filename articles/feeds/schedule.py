"""When to look at a feed again: arithmetic on what is known of it, the same for the same `Random`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random
from statistics import median
from urllib.parse import urlsplit

from articles.feeds.wishes import MAX_RETRY_AFTER

FLOOR = timedelta(minutes=15)
CEILING = timedelta(hours=24)
FIRST_BACKOFF = timedelta(minutes=15)
# Publishers' own words on how long a feed stays the same are often a program's default.
LONGEST_WISH = timedelta(hours=6)
SLOWER = 1.5
JITTER = 0.1
# A move to another host is believed when so many answers in a row say so: gateways and lapsed domains say it too.
CONSISTENT = 3
_GONE = 410


@dataclass(frozen=True, kw_only=True)
class PollHistory:
    """What is known of a feed after an answer, or none.

    `interval` is that of the last decision; `failures` in a row count this one; `new` and `listed` count pieces, a
    304 has none; `arrivals` say when its latest pieces came, in any order; `wish` is how long the publisher says
    that the feed stays the same (TTL, Cache-Control); `skip_hours` are in UTC, `skip_days` from Monday 0.
    """

    interval: timedelta = FLOOR
    failures: int = 0
    status: int = 200
    new: int = 0
    listed: int = 0
    arrivals: tuple[datetime, ...] = ()
    wish: timedelta | None = None
    retry_after: timedelta | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Decision:
    """When to look again, `at` None for never, and why in words.

    `interval` is the feed's own pace, to be handed to the next decision; `at` may be later than that by the wishes
    of the publisher, by errors and by chance.
    """

    at: datetime | None
    interval: timedelta
    why: str


def next_poll(
    now: datetime,
    *,
    history: PollHistory,
    floor: timedelta = FLOOR,
    ceiling: timedelta = CEILING,
    random: Random,
) -> Decision:
    """When to look at the feed again: never sooner than `floor` and Retry-After, and never later than `ceiling`
    unless Retry-After or the publisher's hours of rest say so.
    """
    ceiling = max(floor, ceiling)
    if history.status == _GONE:
        return Decision(at=None, interval=history.interval, why="the publisher says that it is gone for good (410)")
    if history.failures:
        interval = min(max(history.interval, floor), ceiling)
        wait = min(max(_backoff(history.failures), floor), ceiling)
        why = f"{history.failures} failures in a row" if history.failures > 1 else "it failed"
    else:
        interval, why = _pace(now, history, floor, ceiling)
        wait = interval
        wish = min(history.wish or timedelta(), LONGEST_WISH, ceiling)
        if wish > wait:
            wait, why = wish, "the publisher asks for longer intervals"
    at = now + min(max(wait * random.uniform(1 - JITTER, 1 + JITTER), floor), ceiling)
    patience = min(history.retry_after or timedelta(), MAX_RETRY_AFTER)
    if now + patience > at:
        at, why = now + patience, "the server asks us to wait"
    awake = _awake(at, history)
    if awake > at:
        at, why = awake, "the publisher says that nothing comes out at that time"
    return Decision(at=at, interval=interval, why=why)


def new_address(address: str, moves: Sequence[str]) -> str:
    """Where the feed lives from now on, "" where that is its old address or not certain yet.

    `moves` are the targets of permanent redirects (301, 308) in the latest answers that could be read as a feed, the
    newest first, "" for an answer without one. On the feed's own host one answer is enough.
    """
    target = moves[0] if moves else ""
    if not target or target == address:
        return ""
    if _host(target) == _host(address) or list(moves[:CONSISTENT]) == [target] * CONSISTENT:
        return target
    return ""


def _pace(now: datetime, history: PollHistory, floor: timedelta, ceiling: timedelta) -> tuple[timedelta, str]:
    """How often the feed is worth a look by how often it changes, and why."""
    usual = _usual_gap(history.arrivals, floor)
    if history.new and history.new == history.listed and history.arrivals:
        return floor, "all that it listed was new, so that some pieces may have passed unseen"
    if history.new:
        interval = min(history.interval / 2, usual / 2) if usual else history.interval / 2
        return min(max(interval, floor), ceiling), "it had something new"
    interval = history.interval * SLOWER
    if usual:  # a night's silence must not put off the morning's first piece by hours
        silence = now - max(history.arrivals)
        interval = min(interval, max(usual * 2, silence / 8))
    return min(max(interval, floor), ceiling), "it had nothing new"


def _usual_gap(arrivals: Sequence[datetime], floor: timedelta) -> timedelta | None:
    """The median time between arrivals; pieces that came together came once. None for fewer than three."""
    moments: list[datetime] = []
    for moment in sorted(arrivals):
        if not moments or moment - moments[-1] >= floor:
            moments.append(moment)
    if len(moments) < 3:
        return None
    return timedelta(seconds=median((later - earlier).total_seconds() for earlier, later in pairwise(moments)))


def _backoff(failures: int) -> timedelta:
    """15 minutes, 30, 1 hour, 2 hours, and so on up to a day."""
    return min(FIRST_BACKOFF * (1 << min(failures - 1, 16)), CEILING)


def _awake(at: datetime, history: PollHistory) -> datetime:
    """The first time from `at` on, in steps of an hour, at which the publisher does not rest."""
    utc = at.astimezone(UTC)
    for _ in range(7 * 24):
        if utc.hour not in history.skip_hours and utc.weekday() not in history.skip_days:
            return utc
        utc += timedelta(hours=1)
    return at


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")
