"""Rows kept whole as JSON: what a merge changes or takes away can be written again as it was."""

from collections.abc import Iterator
from datetime import date
from typing import Any, TypeAlias

from django.apps import apps
from django.db import models
from django.db.models import ForeignKey, Model, QuerySet

Row: TypeAlias = dict[str, Any]


def label(model: type[Model]) -> str:
    """What a model is called in a kept row."""
    return str(model._meta.label_lower)  # noqa: SLF001  # Django's documented model API


def all_rows(model: type[Model]) -> "QuerySet[Any]":
    """The rows of a model, whatever its own manager leaves out."""
    found: QuerySet[Any] = model._base_manager.all()  # noqa: SLF001  # as above
    return found


def _columns(model: type[Model]) -> "Iterator[models.Field[Any, Any]]":
    return iter(model._meta.concrete_fields)  # noqa: SLF001  # as above


def whole(row: Model) -> Row:
    """A row with all its columns, as JSON has them."""
    values = {one.attname: one.value_from_object(row) for one in _columns(type(row))}
    said = {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
    return {"model": label(type(row)), "pk": row.pk, "row": said}


def set_column(row: Model, column: str, value: Any, *, keep: bool = False) -> Row:
    """Change one column of a row; what was done, for `moved["set"]`, with the whole row where that may be lost."""
    before = whole(row)
    all_rows(type(row)).filter(pk=row.pk).update(**{column: value})
    said = {"column": column, "before": getattr(row, column), "after": value}
    setattr(row, column, value)
    return (before if keep else {"model": before["model"], "pk": row.pk}) | said


def read_row(kept: Row) -> Any:
    """A kept row as an instance of its model, not saved."""
    model = apps.get_model(kept["model"])
    return model(**{one.attname: one.to_python(kept["row"][one.attname]) for one in _columns(model)})


def put_back(kept: Row) -> bool:
    """Write a row again as it was; not where it or another one in its place is there, or what it hangs on is gone."""
    row = read_row(kept)
    if all_rows(type(row)).filter(pk=row.pk).exists() or not _can_stand(row):
        return False
    row.save_base(raw=True, force_insert=True)  # as it was, also where a column would be filled in by itself
    return True


def _can_stand(row: Model) -> bool:
    for one in _columns(type(row)):
        number = getattr(row, one.attname)
        if isinstance(one, ForeignKey) and number is not None:
            hangs_on: Any = one.related_model
            if not all_rows(hangs_on).filter(pk=number).exists():
                return False
    for names in _unique_together(type(row)):
        if all_rows(type(row)).filter(**{name: getattr(row, name) for name in names}).exists():
            return False
    return True


def _unique_together(model: type[Model]) -> Iterator[tuple[str, ...]]:
    meta = model._meta  # noqa: SLF001  # as above
    yield from (tuple(names) for names in meta.unique_together)
    for one in meta.constraints:
        if isinstance(one, models.UniqueConstraint) and one.fields and one.condition is None:
            yield tuple(one.fields)


def set_back(kept: Row) -> Any:
    """The row whose column is as it was; None where somebody has changed it since."""
    rows = all_rows(apps.get_model(kept["model"])).filter(pk=kept["pk"])
    row = rows.first()
    if row is None and "row" in kept and put_back(kept):
        return rows.get()
    if row is None or getattr(row, kept["column"]) != kept["after"]:
        return None
    rows.update(**{kept["column"]: kept["before"]})
    return row


def take_if_unchanged(kept: Row) -> None:
    """Delete a row that is as it was kept."""
    row = all_rows(apps.get_model(kept["model"])).filter(pk=kept["pk"]).first()
    if row is not None and whole(row) == kept:
        row.delete()
