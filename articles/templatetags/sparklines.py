"""Small bars of numbers by day, drawn by the server, and spans of time in words."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import template
from django.utils import timezone
from django.utils.timesince import timesince

register = template.Library()
_HEIGHT = 24
_STEP = 4


@register.filter
def in_words(span: timedelta) -> str:
    """A span of time as people say it: "12 minutes", "3 hours, 5 minutes"."""
    now = timezone.now()
    return timesince(now - span, now)


@register.inclusion_tag("articles/sparkline.html")
def sparkline(numbers: Sequence[int] | None) -> dict[str, Any]:
    """Bars for the numbers, the tallest one 24 px high; in words for who cannot see them."""
    numbers = numbers or []
    most = max(numbers, default=0)
    bars = [
        {"x": place * _STEP, "y": _HEIGHT - height, "height": height}
        for place, number in enumerate(numbers)
        if number and (height := max(2, round(number / most * _HEIGHT)))
    ]
    return {
        "bars": bars,
        "width": max(len(numbers), 1) * _STEP,
        "height": _HEIGHT,
        "total": sum(numbers),
        "days": len(numbers),
        "most": most,
    }
