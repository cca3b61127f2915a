"""What a server answered, and what its headers say about it."""

import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime

_MEDIA_TYPE = re.compile(r"\s*([\w!#$&^.+-]+/[\w!#$&^.+-]+)")
_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([\w.:+-]+)""", re.IGNORECASE)
_MAX_AGE = re.compile(r"(?:^|,)\s*max-age\s*=\s*\"?(\d+)", re.IGNORECASE)
_NOT_KEPT = re.compile(r"(?:^|,)\s*(?:no-store|no-cache)\s*(?:,|$)", re.IGNORECASE)
# RFC 9111, 1.2.2: what to take for a number of seconds that is too large.
_MANY_SECONDS = 2**31


def header(headers: Iterable[tuple[str, str]], name: str) -> str:
    """The first of these headers with this name, in whatever case; empty where there is none."""
    return next(values(headers, name), "")


def values(headers: Iterable[tuple[str, str]], name: str) -> Iterator[str]:
    """Each of these headers with this name, in whatever case."""
    return (value for known, value in headers if known.lower() == name.lower())


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """An answer of any status, with its body unpacked."""

    asked: str
    url: str  # where the answer came from, after all redirects
    status: int
    headers: tuple[tuple[str, str], ...]  # as they were received
    body: bytes
    redirects: tuple[str, ...]  # where we were led to, one after another; the last is `url`
    moved_to: str  # `url` where every redirect was a permanent one; else empty

    def header(self, name: str) -> str:
        """The first header of this name, in whatever case; empty where there is none."""
        return header(self.headers, name)

    @property
    def media_type(self) -> str:
        """Such as text/html; empty where the server does not say."""
        found = _MEDIA_TYPE.match(self.header("content-type"))
        return found.group(1).lower() if found else ""

    @property
    def charset(self) -> str:
        """As the server says it, right or wrong; empty where it does not."""
        found = _CHARSET.search(self.header("content-type"))
        return found.group(1).lower() if found else ""

    @property
    def etag(self) -> str:
        """The version of the body, to ask with the next time."""
        return self.header("etag")

    @property
    def last_modified(self) -> str:
        """The date of the body in the server's spelling, to ask with the next time."""
        return self.header("last-modified")

    @property
    def retry_after(self) -> int | None:
        """The seconds that the server wants to be left alone, if it says so (RFC 9110, 10.2.3)."""
        value = self.header("retry-after").strip()
        if value.isascii() and value.isdigit():
            return _seconds(value)
        at = _timestamp(value)
        return None if at is None else min(max(0, round(at - time.time())), _MANY_SECONDS)

    @property
    def max_age(self) -> int | None:
        """The seconds for which the server calls the body fresh, if it says so (RFC 9111, 4.2.1)."""
        control = ",".join(values(self.headers, "cache-control"))
        if _NOT_KEPT.search(control):
            return 0
        if found := _MAX_AGE.search(control):
            return _seconds(found.group(1))
        expires = self.header("expires")
        if not expires:
            return None
        until, since = _timestamp(expires), _timestamp(self.header("date"))
        if until is None:  # RFC 9111, 5.3: a date that is none, above all 0, is in the past
            return 0
        return min(max(0, round(until - (time.time() if since is None else since))), _MANY_SECONDS)


def _seconds(digits: str) -> int:
    return min(int(digits[:20]), _MANY_SECONDS)


def _timestamp(text: str) -> float | None:
    try:
        at = parsedate_to_datetime(text)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
