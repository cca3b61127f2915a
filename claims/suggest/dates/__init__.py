"""Date phrases of news prose, resolved to EDTF (ISO 8601-2) against the article's own date."""

from claims.suggest.dates.finding import find_dates

__all__ = ["find_dates"]
