"""How the desk shows what a rule reads, a share with its interval, and weeks as bars; all drawn by the server."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.translation import gettext

from claims.models import Suggestion
from claims.quality import Band, Tally, Week
from claims.suggest import ENGINE_NAME
from claims.suggest.rules import RULES

register = template.Library()
_HEIGHT = 24
_STEP = 7


@register.filter
def rule_reads(suggestion: Suggestion) -> str:
    """The sentence of the rule that proposed it; "" for a rule of another engine."""
    rule = RULES.get(suggestion.rule) if suggestion.run.engine == ENGINE_NAME else None
    return gettext(rule.reads) if rule else ""


@register.filter
def translated(words: str) -> str:
    """Words that are marked for the catalogues where they are kept, in the reader's language."""
    return gettext(words) if words else ""


@register.filter
def percent(share: float) -> str:
    """A share as people read it: "84 %"."""
    return f"{share * 100:.0f} %"


@register.inclusion_tag("claims/precision.html")
def precision(tally: Tally | Band) -> dict[str, Any]:
    """The share that was accepted, with the range in which it may lie; or that too few were decided."""
    low, high = tally.interval
    return {
        "share": tally.precision,
        "low": low,
        "high": high,
        "start": round(low * 100),
        "width": max(1, round(high * 100) - round(low * 100)),
        "at": round((tally.precision or 0) * 100),
    }


@register.inclusion_tag("claims/trend.html")
def trend(weeks: Sequence[Week]) -> dict[str, Any]:
    """A bar for each week, as high as the share that was accepted; in words for who cannot see them."""
    bars = [
        {"x": place * _STEP, "y": _HEIGHT - height, "height": height, "gone": _HEIGHT - height, "week": week}
        for place, week in enumerate(weeks)
        if week.decided and (height := round(week.good / week.decided * _HEIGHT)) is not None
    ]
    return {"bars": bars, "width": len(weeks) * _STEP - 2, "height": _HEIGHT}
