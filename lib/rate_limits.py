"""How often one address may ask, counted in the cache by the minute of the clock, in all processes together."""

import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

_MINUTE = 60


class EachMinute(BaseThrottle):
    """So many requests a minute from one address as a setting says; 0 is as many as it likes.

    Ninja's own throttles keep what they count in themselves between two calls, which threads would mix up.
    """

    def __init__(self, setting: str) -> None:
        self.setting = setting

    def allow_request(self, request: HttpRequest) -> bool:
        """Whether this one is among the first of its minute. Whose it is says `NINJA_NUM_PROXIES`."""
        most: int = getattr(settings, self.setting)
        if not most:
            return True
        key = f"asked:{self.setting}:{self.get_ident(request)}:{int(time.time()) // _MINUTE}"
        return bool(cache.add(key, 1, timeout=2 * _MINUTE)) or cache.incr(key) <= most

    def wait(self) -> float:
        """Seconds until the next minute, which become `Retry-After`."""
        return _MINUTE - time.time() % _MINUTE
