"""Days, months and times in words, in the language of the page."""

from datetime import date, datetime
from functools import lru_cache

from django.utils.dateformat import format as formatted
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lib.languages import active_language


def day(moment: date) -> str:
    """As "13 March 2025"."""
    return _day(active_language(), date(moment.year, moment.month, moment.day))


# Pages say the same days again and again.
@lru_cache(maxsize=8192)
def _day(_language: str, moment: date) -> str:
    return formatted(moment, _("j F Y"))


def weekday(moment: date) -> str:
    """As "Thursday 13 March 2025"."""
    return formatted(moment, _("l j F Y"))


def month(moment: date) -> str:
    """As "March 2025", for the middle of a sentence."""
    return _month(active_language(), date(moment.year, moment.month, 1))


@lru_cache(maxsize=1024)
def _month(_language: str, first: date) -> str:
    return _small(formatted(first, _("F Y")))


def month_alone(moment: date) -> str:
    """As "March", for the middle of a sentence."""
    return _small(formatted(moment, "F"))


def of_month(moment: date) -> str:
    """As "March 2025" behind "early" or "mid-": other languages have a case for it."""
    return formatted(moment, pgettext("part of", "F Y"))


def day_of_month(moment: date) -> str:
    """As "13 March"."""
    return formatted(moment, _("j F"))


def short_day(moment: date) -> str:
    """As "13 Mar"."""
    return _small(formatted(moment, _("j M")))


def short_month(moment: date) -> str:
    """As "Mar"."""
    return _small(formatted(moment, "M"))


def at(moment: datetime) -> str:
    """As "13 March 2025, 12:00 UTC", for a moment that is in UTC."""
    return f"{day(moment)}, {moment:%H:%M} UTC"


def _small(words: str) -> str:
    """English alone writes months with a capital wherever they stand."""
    return words if active_language() == "en" else words.lower()
