"""Tables as CSV that spreadsheets open as they are meant: streamed, typed, and without formulas."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from django.http import StreamingHttpResponse
from django.utils import timezone

Value = str | int | float | bool | date | datetime | timedelta | None

# Excel reads a file as UTF-8 only where it begins so; every other program that matters knows to skip it.
_BYTE_ORDER_MARK = "\ufeff"
# What a spreadsheet may take for a formula at the start of a cell (OWASP, "CSV Injection").
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, line: str) -> str:
        return line


def csv_cell(value: Value) -> str | int | float:
    """A value as it stands in the file: ISO 8601 dates in UTC, spans in hours, words that nothing computes."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return round(value.total_seconds() / 3600, 2)
    if isinstance(value, str) and value.startswith(_BEGINS_A_FORMULA):
        return f"'{value}"
    return value


def csv_lines(head: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    """The file, line by line."""
    writer = csv.writer(_Echo())
    yield _BYTE_ORDER_MARK + writer.writerow(head)
    for row in rows:
        yield writer.writerow([csv_cell(value) for value in row])


def csv_file(file: str, head: Sequence[str], rows: Iterable[Sequence[Value]]) -> StreamingHttpResponse:
    """The file to take away, under a name."""
    headers = {"Content-Disposition": f'attachment; filename="{file}"'}
    return StreamingHttpResponse(csv_lines(head, rows), content_type="text/csv; charset=utf-8", headers=headers)


def csv_response(name: str, head: Sequence[str], rows: Iterable[Sequence[Value]]) -> StreamingHttpResponse:
    """The file to take away, named with today's date; no cache keeps it."""
    response = csv_file(f"{name}-{timezone.now():%Y-%m-%d}.csv", head, rows)
    response["Cache-Control"] = "private, no-store"
    return response
