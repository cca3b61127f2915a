"""What a server says about when to come again, in the headers of its answer (RFC 9110 and 9111)."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

MAX_RETRY_AFTER = timedelta(days=7)
_MAX_AGE = re.compile(r"""(?:^|[\s,])max-age\s*=\s*"?(\d{1,10})\b""", re.IGNORECASE)
_NOT_TO_BE_KEPT = re.compile(r"\bno-(?:cache|store)\b", re.IGNORECASE)


def retry_after(value: str, now: datetime) -> timedelta | None:
    """How long Retry-After asks us to stay away, seven days at most; None where it is absent or no time."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(timedelta(seconds=int(value[:9])), MAX_RETRY_AFTER)
    moment = _moment(value)
    return None if moment is None else min(max(moment - now, timedelta()), MAX_RETRY_AFTER)


def freshness(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long an answer stays fresh by Cache-Control or Expires, None where it does not say; names in lower case."""
    cache_control = headers.get("cache-control", "")
    if _NOT_TO_BE_KEPT.search(cache_control):
        return None
    if found := _MAX_AGE.search(cache_control):
        return timedelta(seconds=int(found[1])) or None
    expires = _moment(headers.get("expires", ""))
    if expires is None:
        return None
    since = _moment(headers.get("date", "")) or now  # a server's clock is compared with itself
    return expires - since if expires > since else None


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
