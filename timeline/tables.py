"""Entries as rows of a table."""

from collections.abc import Iterator

from lib.csv_rows import Value
from timeline.cards import event_url, revision_url
from timeline.filters import Question

HEAD = (
    "id",
    "revision",
    "title",
    "date (EDTF)",
    "type",
    "verdict",
    "statements",
    "origins",
    "actors",
    "place",
    "place known",
    "country",
    "latitude",
    "longitude",
    "published",
    "correction",
    "summary",
    "url",
)


def table_rows(question: Question, site: str) -> Iterator[tuple[Value, ...]]:
    """A row for each entry that is asked for; addresses begin with `site`."""
    link = revision_url if question.as_of else event_url
    for entry in question.all_rows():
        yield (
            entry.event_id,
            entry.revision,
            entry.title,
            entry.occurred_edtf,
            entry.type,
            entry.verdict,
            entry.statement_count,
            entry.origins,
            "; ".join(actor["name"] for actor in entry.actors),
            entry.place_name,
            entry.place_precision if entry.place_name else "",
            entry.place_country,
            entry.latitude,
            entry.longitude,
            entry.known_at,
            entry.correction_note,
            entry.summary,
            f"{site}{link(entry)}",
        )
