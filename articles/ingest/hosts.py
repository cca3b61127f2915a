"""Manners at other people's servers: one question at a time, and none that robots.txt forbids."""

from datetime import datetime, timedelta
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from articles.ingest.fetch import FetchError, fetch
from articles.ingest.fetch.errors import Cause
from articles.ingest.fetch.robots import Rules, robots_url
from articles.models import Host

# RFC 9309, 2.4: robots.txt is not to be used from memory for more than a day.
_ROBOTS_KEPT = timedelta(hours=24)
# A server that could not say is asked again sooner.
_ROBOTS_KEPT_UNKNOWN = timedelta(minutes=10)
# A Crawl-delay beyond this would stop a newsroom; it is meant for crawlers that take everything.
_LONGEST_DELAY = timedelta(seconds=30)


def take_turn(url: str) -> datetime:
    """When this address may be asked; the turns of one server follow one another with a pause between them."""
    with transaction.atomic():
        host = _host(url)
        delay = max(timedelta(seconds=settings.FETCH_PAUSE), _wished_delay(host))
        turn = max(timezone.now(), host.next_at)
        host.next_at = turn + delay
        host.save(update_fields=["next_at"])
    return turn


def leave_alone(url: str, until: datetime) -> None:
    """Ask this server nothing before then, as its Retry-After wishes."""
    with transaction.atomic():
        host = _host(url)
        host.next_at = max(host.next_at, until)
        host.save(update_fields=["next_at"])


def check_robots(url: str) -> None:
    """Raise FetchError where the server's robots.txt forbids us the page, or cannot be read at the moment."""
    rules = _rules(url)
    if rules.allows(url):
        return
    if rules.unreachable:
        raise FetchError(Cause.ROBOTS, f"the robots.txt of {_name(url)} cannot be read at the moment", retry=True)
    raise FetchError(Cause.ROBOTS, f"{_name(url)} does not allow us to fetch it (robots.txt)", retry=False)


@lru_cache(maxsize=64)
def _parsed(text: str, status: int) -> Rules:
    """The rules in a robots.txt, which every question to its server asks for: some have thousands of lines."""
    return Rules.parse(text, status=status)


def _wished_delay(host: Host) -> timedelta:
    if not host.robots:
        return timedelta(0)
    delay = _parsed(host.robots, host.robots_status or 0).crawl_delay
    return min(timedelta(seconds=delay or 0), _LONGEST_DELAY)


def _rules(url: str) -> Rules:
    host = Host.objects.filter(name=_name(url)).first()
    now = timezone.now()
    if host is not None and host.robots_at is not None:
        status = host.robots_status or 0
        if now - host.robots_at < (_ROBOTS_KEPT if status < 500 else _ROBOTS_KEPT_UNKNOWN):
            return _parsed(host.robots, status)
    answer = fetch(robots_url(url))  # what stands in its way stands in the way of the page as well, and is said so
    status, text = answer.status, answer.body.decode("utf-8", "replace").replace("\0", "")
    rules = _parsed(text, status)
    with transaction.atomic():
        host = _host(url)
        host.robots, host.robots_status, host.robots_at = text[:500_000] if status < 300 else "", status, now
        host.save(update_fields=["robots", "robots_status", "robots_at"])
    return rules


def _host(url: str) -> Host:
    name = _name(url)
    held = Host.objects.select_for_update().filter(name=name)
    if (host := held.first()) is not None:
        return host
    Host.objects.get_or_create(name=name)
    return held.get()


def _name(url: str) -> str:
    """A server by host and port: robots.txt is said for both together."""
    return urlsplit(url).netloc.lower()[:253]
