"""How long a fuzzy date may mean, as a bar on the years in which it lies."""

from dataclasses import dataclass
from datetime import MAXYEAR, UTC, datetime, timedelta

from lib.edtf_dates import DatePrecision, FuzzyDate

_MONTHS = 12
# On more years than this a bar of months is a line of ticks.
_MOST_YEARS = 3
_WIDTH = 144  # pixels of the line, as the template has it


@dataclass(frozen=True)
class Span:
    """From where to where the bar goes on a line of whole years, as shares of its width; the line with its ticks."""

    x: str
    width: str
    first_year: int
    last_year: int
    line: str
    is_vague: bool


def span_of(date: FuzzyDate) -> Span | None:
    """The bar of a date that is no single day; None for days, unknown dates and those that are open on a side."""
    first, last = date.earliest, date.latest
    if date.is_exact or first is None or last is None or last.year == MAXYEAR:
        return None
    begins = datetime(first.year, 1, 1, tzinfo=UTC)
    length = datetime(last.year + 1, 1, 1, tzinfo=UTC) - begins
    years = last.year - first.year + 1
    months = _MONTHS * years if years <= _MOST_YEARS else 0
    return Span(
        x=f"{(first - begins) / length:.2%}",
        width=f"{(last - first + timedelta(microseconds=1)) / length:.2%}",
        first_year=first.year,
        last_year=last.year,
        line=f"M0 6h{_WIDTH}" + "".join(f"M{month * _WIDTH / months:g} 4v4" for month in range(1, months)),
        is_vague=date.precision == DatePrecision.APPROXIMATE,
    )
