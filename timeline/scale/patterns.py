"""Rows as text with holes: made once by the functions that publish, and filled in a million times.

A row is built as `publish()` builds it, from objects whose changing values are marks (`MARKS`). Written down, each
mark becomes a hole of its name; `pattern % values` is then the whole of the work that is left for each row.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

_NUMBERS = (
    *("entry", "event", "revision", "statement", "position", "claim", "origins", "citation", "cite_position"),
    *("excerpt", "snapshot", "article", "origin_group", "start", "end", "statement_count", "published_by"),
    *("written_by", "source", "taken", "author", "approver", "attribution", "evidence"),
)
_MOMENTS = (
    *("said_earliest", "said_latest", "deadline_latest", "approved_at", "known_at", "superseded_at"),
    *("fetched_at", "occurred", "occurred_earliest", "occurred_latest", "updated_at", "created_at", "submitted_at"),
    *("published_earliest", "published_latest"),
)
_TEXTS = (
    *(
        "said_edtf",
        "deadline_edtf",
        "occurred_edtf",
        "occurred_precision",
        "source_slug",
        "source_name",
        "reliability",
    ),
    *("article_title", "article_url", "published_edtf", "language", "sha256", "digest", "correction_note", "verdict"),
    "text",
)
_LISTS = ("actors", "lines", "figures", "links", "against", "changes")

MARKS: dict[str, Any] = {
    **{name: 770_000_000_100 + number for number, name in enumerate(_NUMBERS)},
    **{name: datetime(9100 + number, 1, 1, tzinfo=UTC) for number, name in enumerate(_MOMENTS)},
    **{name: f"@@{name}@@" for name in _TEXTS},
    **{name: [{f"@@{name}@@": 1}] for name in _LISTS},
    "day": date(9900, 1, 1),
    "actor_ids": [770_000_000_999],
    "verdict_counts": {"@@verdict_counts@@": 1},
}
SOME_DAY = "2020-01-01"  # where a function that publishes has to read a date, before its mark is put there


def marked(*names: str) -> dict[str, Any]:
    """Values of columns: their marks."""
    return {name: MARKS[name] for name in names}


def copy_text(value: Any, field: models.Field[Any, Any]) -> str:
    """A value of a column as COPY reads it."""
    if value is None:
        return "\\N"
    if isinstance(field, models.JSONField):
        return escaped(json.dumps(value, ensure_ascii=False))
    if isinstance(field, ArrayField):
        return "{" + ",".join(map(str, value)) + "}"
    if isinstance(value, bool):
        return "t" if value else "f"
    return escaped(str(value))


def escaped(text: str) -> str:
    """A text as COPY reads it."""
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def columns_of(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The columns in the order in which rows are written."""
    return list(model._meta.concrete_fields)  # noqa: SLF001  # Django's documented model API


def row_text(row: models.Model) -> str:
    """A row as COPY reads it."""
    return "\t".join(copy_text(getattr(row, field.attname), field) for field in columns_of(type(row))) + "\n"


def row_pattern(row: models.Model) -> str:
    """A row with holes, for COPY."""
    return pattern(row_text(row), as_json=False)


def _written(mark: Any, *, as_json: bool) -> str:
    if as_json or isinstance(mark, dict):
        return json.dumps(mark, default=str)
    if isinstance(mark, list):
        return "{" + str(mark[0]) + "}" if isinstance(mark[0], int) else json.dumps(mark)
    return str(mark)


# As marks are written in rows and in JSON, each with the hole that takes its place.
_HOLES = tuple(
    {
        _written(mark, as_json=as_json): f"%({name}_json)s"
        if as_json and not isinstance(mark, int)
        else f"%({name})s"
        for name, mark in MARKS.items()
    }
    for as_json in (False, True)
)
_ANY_MARK = tuple(
    re.compile("|".join(re.escape(mark) for mark in sorted(holes, key=len, reverse=True))) for holes in _HOLES
)


def pattern(text: str, *, as_json: bool) -> str:
    """A text with a hole for each mark in it; in JSON the holes of texts and moments are called `<name>_json`."""
    holes = _HOLES[as_json]
    return _ANY_MARK[as_json].sub(lambda found: holes[found[0]], text.replace("%", "%%"))


def json_list(parts: Iterable[str]) -> str:
    """A list of what is JSON already, as `json.dumps` would write it."""
    return f"[{', '.join(parts)}]"


def both(name: str, value: Any) -> dict[str, str]:
    """What fills the holes of a text or a moment, in rows and in JSON."""
    text = "\\N" if value is None else escaped(str(value))
    return {name: text, f"{name}_json": json.dumps(value, default=str)}


def rows_text(model: type[models.Model], values: Sequence[Any]) -> str:
    """A row of values that stand in the order of the columns."""
    return "\t".join([copy_text(value, field) for value, field in zip(values, columns_of(model), strict=True)]) + "\n"
