"""Small bars of numbers by day, drawn by the server, and spans of time in words."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import template
from django.utils import timezone
from django.utils.timesince import timesince

from lib.how_many import UpTo

register = template.Library()
_HEIGHT = 24
_STEP = 4


@register.filter
def in_words(span: timedelta) -> str:
    """A span of time as people say it: "12 minutes", "3 hours, 5 minutes"."""
    now = timezone.now()
    return timesince(now - span, now)


@register.inclusion_tag("articles/sparkline.html")
def sparkline(numbers: Sequence[UpTo]) -> dict[str, Any]:
    """Bars for the numbers, the tallest one 24 px high; in words for who cannot see them."""
    total, most = sum(numbers), max(numbers)
    beyond = any(number.has_more for number in numbers)
    bars = (
        f"M{place * _STEP} {_HEIGHT}v-{max(2, round(number / most * _HEIGHT))}h3V{_HEIGHT}z"
        for place, number in enumerate(numbers)
        if number
    )
    return {
        "bars": "".join(bars),
        "width": len(numbers) * _STEP,
        "height": _HEIGHT,
        "total": UpTo(total + beyond, total).in_words if total else "",
        "days": len(numbers),
        "most": UpTo(most + beyond, most).in_words,
    }
