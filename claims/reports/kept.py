"""What takes long to work out for a report is kept for a while, with the moment that it is of; see ADR 16."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

# How often the clock works a report out anew, in seconds: over all time, and over a period.
ALL_TIME, PERIOD = 3600, 300


def kept(
    name: str, days: int | None, work_out: Callable[[], Any], *, anew: bool = False
) -> tuple[Any, datetime | None]:
    """What `work_out` gave, and when; None for just now. What takes less than a moment is worked out each time.

    Kept for two rounds of the clock, so that nobody waits for it while the clock works.
    """
    key = f"report:{name}:{days}"
    if not anew and (known := cache.get(key)) is not None:
        value, moment = known
        return value, moment
    began, now = time.monotonic(), timezone.now()
    value = work_out()
    if time.monotonic() - began >= settings.REPORTS_KEPT_FROM:
        cache.set(key, (value, now), 2 * (PERIOD if days else ALL_TIME))
    return value, None
