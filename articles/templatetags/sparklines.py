"""Small bars of numbers by day, drawn by the server."""

from collections.abc import Sequence
from typing import Any

from django import template

register = template.Library()
_HEIGHT = 24
_STEP = 4


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
