"""Days, weeks, months and years as the bars of a chart: which there are, what each is called, what is labelled."""

from calendar import monthrange
from datetime import date, datetime, timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from lib import date_words

DAY, WEEK, MONTH, YEAR = "day", "week", "month", "year"
SHORTEST_DAYS = {DAY: 1, WEEK: 7, MONTH: 28, YEAR: 365}
# Up to so many days are drawn in bars of a unit; more are drawn in longer ones.
_LONGEST = ((DAY, 62), (WEEK, 400), (MONTH, 3_660))
_MOST_BARS = 400
_BETWEEN_LABELS = 5
_ROOM = 16  # of so many bars each is wide enough for a label
_DECEMBER = 12


def unit_of(first: datetime, last: datetime, *, shortest: str = DAY) -> str:
    """In what a span of time is drawn, at least in `shortest`."""
    days = (last.date() - first.date()).days + 1
    fine = [unit for unit, longest in _LONGEST if days <= longest and SHORTEST_DAYS[unit] >= SHORTEST_DAYS[shortest]]
    return fine[0] if fine else YEAR


def start_of(unit: str, day: date) -> date:
    """The first day of the bar in which a day lies; weeks start on Monday."""
    if unit == WEEK:
        return date.fromordinal(max(1, day.toordinal() - day.weekday()))
    return day if unit == DAY else day.replace(day=1) if unit == MONTH else day.replace(month=1, day=1)


def last_of(unit: str, start: date) -> date:
    """The last day of the bar that starts on a day."""
    if unit in {DAY, WEEK}:
        return date.fromordinal(min(date.max.toordinal(), start.toordinal() + SHORTEST_DAYS[unit] - 1))
    month = start.month if unit == MONTH else _DECEMBER
    return start.replace(month=month, day=monthrange(start.year, month)[1])


def all_bars(unit: str, some: list[date]) -> list[date]:
    """The starts from the earliest of these to the latest, without a gap; of too many, the latest."""
    first, last = min(some), max(some)
    found = [last]
    while found[-1] > first and len(found) < _MOST_BARS:
        found.append(start_of(unit, found[-1] - timedelta(days=1)))
    return found[::-1]


def in_words(unit: str, start: date) -> str:
    """What a bar is called: "Thursday 13 March 2025", "the week of 10 March 2025", "March 2025", "2025"."""
    if unit == YEAR:
        return f"{start.year}"
    if unit == MONTH:
        return capfirst(date_words.month(start))
    return date_words.weekday(start) if unit == DAY else _("the week of %(day)s") % {"day": date_words.day(start)}


def edtf_of(unit: str, day: date) -> str:
    """A day as `from` and `to` say it, no more exactly than the unit."""
    return day.isoformat() if unit in {DAY, WEEK} else day.isoformat()[: 7 if unit == MONTH else 4]


def labels_of(unit: str, starts: list[date]) -> list[tuple[int, str]]:
    """Which bars have a label, and which: the first, then Mondays, every other month, half-years or five years."""
    found: list[tuple[int, str]] = []
    for number, start in enumerate(starts):
        if found and len(starts) - number < _BETWEEN_LABELS and len(starts) > _ROOM:
            break  # it would reach out of the picture
        if found and (number - found[-1][0] < _BETWEEN_LABELS or not _has_label(unit, start)):
            continue
        year = "" if found and start.year == starts[found[-1][0]].year else f" {start.year}"
        words = date_words.short_day(start) if unit == DAY else date_words.short_month(start)
        found.append((number, f"{start.year}" if unit == YEAR else words + year))
    return found


def _has_label(unit: str, start: date) -> bool:
    if unit == WEEK:
        return start.day <= SHORTEST_DAYS[WEEK] and start.month % 2 == 1
    return {DAY: start.weekday() == 0, MONTH: start.month in {1, 7}, YEAR: start.year % 5 == 0}[unit]
