"""What a report is: columns, rows that are read a piece at a time, and what its address may ask for."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy
from django_stubs_ext import StrOrPromise

from claims.reports.kept import kept
from lib.csv_rows import Value
from lib.languages import active_language

# What a report can look back on, by the days in its address.
PERIODS = {
    "7": gettext_lazy("7 days"),
    "30": gettext_lazy("30 days"),
    "90": gettext_lazy("90 days"),
    "all": pgettext_lazy("time", "All"),
}
NOBODY = "nobody"
_PIECE = 500  # rows of a file that are read together


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the address of a report narrows it to."""

    days: int | None = None
    what: str = ""
    person: str = ""  # a number, or "nobody"

    @property
    def since(self) -> datetime | None:
        """From when on, None for everything."""
        return timezone.now() - timedelta(days=self.days) if self.days else None

    def since_on(self, column: str) -> dict[str, datetime]:
        """The condition on a column that holds a moment."""
        return {f"{column}__gte": self.since} if self.since else {}

    def of_person(self, column: str) -> dict[str, Any]:
        """The condition on a column that holds a person."""
        if self.person == NOBODY:
            return {f"{column}__isnull": True}
        return {column: int(self.person)} if self.person else {}


class Cell(NamedTuple):
    """A value and, where there is more about it, the page that has it."""

    value: Value
    url: str = ""


Cells = Sequence[Cell]


@dataclass(frozen=True)
class Column:
    """A column; its name heads it in the file, its title on the page."""

    name: str
    title: StrOrPromise
    kind: str = "words"  # also: long, number, moment, day, span, verdict, yes
    only_file: bool = False


@dataclass(frozen=True)
class Table:
    """A table of a page: a caption, its columns, and all of its rows."""

    caption: StrOrPromise
    columns: Sequence[Column]
    rows: Sequence[Cells]

    @property
    def shown(self) -> list[Column]:
        """The columns of the page."""
        return [column for column in self.columns if not column.only_file]

    @property
    def lines(self) -> list[list[tuple[Column, Cell]]]:
        """The rows of the page, each cell with its column."""
        return [
            [(column, cell) for column, cell in zip(self.columns, row, strict=True) if not column.only_file]
            for row in self.rows
        ]


Rows = QuerySet[Any, Any] | list[Any]


@dataclass(frozen=True, kw_only=True)
class Report:
    """A report of the desk. `read` turns a piece of its rows into cells in a fixed number of queries."""

    name: str
    title: StrOrPromise
    says: StrOrPromise
    caption: StrOrPromise
    columns: Callable[[Asked], Sequence[Column]]
    rows: Callable[[Asked], Rows]
    read: Callable[[Asked, list[Any]], list[Cells]]
    empty: StrOrPromise
    overview: Callable[[Asked], list[Table]] | None = None
    choices: Mapping[str, StrOrPromise] = field(
        default_factory=dict
    )  # of `what`; the first is shown unless asked otherwise
    period: str = ""  # the days shown unless asked otherwise; "" for a report that looks at what is now
    by_person: bool = False
    note: StrOrPromise = ""
    # Its rows are a list of plain values that may take long to work out: such a list is kept, see `kept`.
    keeps_rows: bool = False

    def rows_now(self, asked: Asked, *, anew: bool = False) -> tuple[Rows, datetime | None]:
        """Its rows, and of when they are where that is not now."""
        if not self.keeps_rows:
            return self.rows(asked), None
        return kept(f"{self.name}:{asked.what}", asked.days, lambda: self.rows(asked), anew=anew)

    def overview_now(self, asked: Asked, *, anew: bool = False) -> tuple[list[Table], datetime | None]:
        """The tables above its rows, and of when they are where that is not now."""
        if not (overview := self.overview):
            return [], None
        # Its tables are in words, those of the page's language.
        return kept(f"{self.name}:overview:{active_language()}", 1, lambda: overview(asked), anew=anew)

    def table(self, asked: Asked, rows: list[Any]) -> Table:
        """A page of its rows."""
        return Table(self.caption, self.columns(asked), self.read(asked, rows))

    def values(self, asked: Asked) -> Iterator[list[Value]]:
        """All of its rows for a file, read a piece at a time."""
        for piece in _pieces(self.rows_now(asked)[0]):
            for cells in self.read(asked, piece):
                yield [cell.value for cell in cells]


def _pieces(rows: Rows) -> Iterator[list[Any]]:
    one_by_one: Iterable[Any] = rows if isinstance(rows, list) else rows.iterator(chunk_size=_PIECE)
    remaining = iter(one_by_one)
    while piece := list(islice(remaining, _PIECE)):
        yield piece
