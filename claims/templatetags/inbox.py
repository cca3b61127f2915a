"""How the inbox says why a report stands where it does."""

from typing import NamedTuple

from django import template

from claims.models import InboxItem

register = template.Library()


class Why(NamedTuple):
    """One reason in words, with its points."""

    words: str
    points: str
    in_short: bool


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _words(code: str, number: int, item: InboxItem) -> str:
    return {
        "lost": _counted(number, "passage in use is gone", "passages in use are gone"),
        "followed": _counted(number, "followed issue or actor", "followed issues or actors"),
        "worth": _counted(number, "suggestion worth checking", "suggestions worth checking"),
        "pending": _counted(number, "suggestion to decide", "suggestions to decide"),
        "reliability": f"reliability {item.article.source.reliability}",
        "freshness": "hours from 2000 to the report",
    }.get(code, code)


@register.filter
def whys(item: InboxItem) -> list[Why]:
    """The reasons of a report's urgency, the most telling first."""
    return [
        Why(_words(code, number, item), f"{points:,.1f}".removesuffix(".0"), code in {"lost", "followed"})
        for code, points, number in item.reasons
    ]


@register.filter
def head_start(item: InboxItem) -> str:
    """By how many hours it is put before others that were reported when it was."""
    hours = sum(points for code, points, _ in item.reasons if code != "freshness")
    return f"{hours:,.1f}".removesuffix(".0")


@register.filter
def urgency_in_full(item: InboxItem) -> str:
    """The sum of its points."""
    return f"{item.urgency:,.1f}".removesuffix(".0")
