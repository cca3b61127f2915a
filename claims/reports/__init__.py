"""What the desk's reports count of claims; those that also need what is published are in `timeline.reports`."""

from claims.reports.tables import Asked, Cell, Column, Report, Table

__all__ = ["Asked", "Cell", "Column", "Report", "Table"]
