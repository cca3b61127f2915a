"""How the inbox says why a report stands where it does."""

from typing import NamedTuple

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from claims.models import InboxItem

register = template.Library()


class Why(NamedTuple):
    """One reason in words, with its points."""

    words: str
    points: str
    in_short: bool


def _words(code: str, number: int, item: InboxItem) -> str:
    if code == "lost":
        words = ngettext("%(number)s passage in use is gone", "%(number)s passages in use are gone", number)
    elif code == "followed":
        words = ngettext("%(number)s followed issue or actor", "%(number)s followed issues or actors", number)
    elif code == "worth":
        words = ngettext("%(number)s suggestion worth checking", "%(number)s suggestions worth checking", number)
    elif code == "pending":
        words = ngettext("%(number)s suggestion to decide", "%(number)s suggestions to decide", number)
    elif code == "reliability":
        return gettext("reliability %(letter)s") % {"letter": item.article.source.reliability}
    else:
        return gettext("hours from 2000 to the report") if code == "freshness" else code
    return words % {"number": number}


def _points(number: float) -> str:
    """With one decimal place where it has one, as the reader's language writes numbers."""
    rounded = round(number, 1)
    return str(number_format(rounded, 0 if rounded == int(rounded) else 1, force_grouping=True))


@register.filter
def whys(item: InboxItem) -> list[Why]:
    """The reasons of a report's urgency, the most telling first."""
    return [
        Why(_words(code, number, item), _points(points), code in {"lost", "followed"})
        for code, points, number in item.reasons
    ]


@register.filter
def head_start(item: InboxItem) -> str:
    """By how many hours it is put before others that were reported when it was."""
    hours = sum(points for code, points, _ in item.reasons if code != "freshness")
    return _points(hours)


@register.filter
def urgency_in_full(item: InboxItem) -> str:
    """The sum of its points."""
    return _points(item.urgency)
