"""Positions as rows of a table."""

from collections.abc import Iterator

from lib.csv_rows import Value
from timeline.positions.issue_page import IssuePage
from timeline.positions.matrix import Matrix

MATRIX_HEAD = ("actor", "issue", "stance", "since", "said by", "conditions", "contradicted", "before", "url")
ISSUE_HEAD = (
    *("actor", "stance", "since", "until", "superseded by", "said by", "directness", "conditions", "statements"),
    *("verdicts", "url"),
)


def matrix_rows(matrix: Matrix, site: str) -> Iterator[tuple[Value, ...]]:
    """A row for each stance that somebody holds; addresses begin with `site`."""
    for row in matrix.rows:
        for column, cell in zip(matrix.columns, row.cells, strict=True):
            for held in cell.held:
                yield (
                    row.name,
                    column.name,
                    held.stance.value,
                    held.since,
                    held.speakers,
                    held.conditions,
                    cell.contradicts,
                    cell.before,
                    f"{site}{cell.url}",
                )


def issue_rows(page: IssuePage, site: str) -> Iterator[tuple[Value, ...]]:
    """A row for each position that somebody held, and until when."""
    for line in page.lines:
        yield (
            line.actor,
            line.told.stance.value,
            line.told.since,
            line.told.until if line.after else "",
            line.after,
            line.told.speakers,
            line.told.directness,
            line.told.conditions,
            line.told.statements,
            ", ".join(line.told.verdicts),
            f"{site}{page.own_url}{line.url}",
        )
