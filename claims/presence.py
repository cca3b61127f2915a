"""Who else has a claim, an article or an event open: kept in the cache, which may be lost, and told by polling."""

import re
from datetime import datetime, timedelta
from typing import NamedTuple

from django.core.cache import cache
from django.utils import timezone

from accounts.models import User

# A page says every 20 seconds that somebody looks at it (live.js); two may get lost.
_GONE_AFTER = timedelta(seconds=50)
SUBJECT = re.compile(r"(claim|event|article):[1-9][0-9]{0,17}")


class Present(NamedTuple):
    """Somebody who has it open, since when, and whether they are changing it."""

    name: str
    since: datetime
    seen: datetime
    editing: bool


def come_and_see(*, subject: str, by: User, editing: bool = False) -> list[Present]:
    """Say that this person has it open; gives who else has, the first to come first.

    Two who come in the same moment may miss each other until the next poll: presence is a courtesy and locks nothing.
    """
    now, place = timezone.now(), f"present:{subject}"
    here: dict[int, Present] = {
        pk: one for pk, one in (cache.get(place) or {}).items() if one.seen > now - _GONE_AFTER
    }
    mine = here.get(by.pk)
    here[by.pk] = Present(str(by), mine.since if mine else now, now, editing)
    cache.set(place, here, _GONE_AFTER.total_seconds())
    others = [one for pk, one in here.items() if pk != by.pk]
    return sorted(others, key=lambda one: one.since)
