"""Row versions of editorial models, kept by database triggers."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Any, TypeVar

import pghistory
from django.db import models

ModelT = TypeVar("ModelT", bound=models.Model)


def keeps_history(model: type[ModelT]) -> type[ModelT]:
    """Keep every version of the model's rows as `<Model>Version`, reached from a row as `versions`.

    Triggers write them, so that changes from the admin, the shell or SQL are kept as well.
    """
    return _tracked(model, [])


def keeps_history_without(*fields: str) -> Callable[[type[ModelT]], type[ModelT]]:
    """The same without fields that can be made anew from the others."""
    return lambda model: _tracked(model, [], without=list(fields))


def keeps_history_with(*indexes: models.Index) -> Callable[[type[ModelT]], type[ModelT]]:
    """The same, with these indexes on the versions."""
    return lambda model: _tracked(model, list(indexes))


def _tracked(model: type[ModelT], indexes: list[models.Index], without: list[str] | None = None) -> type[ModelT]:
    name = f"{model.__name__}Version"
    tracked: type[ModelT] = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        model_name=name,
        exclude=without,
        obj_field=pghistory.ObjForeignKey(related_name="versions", related_query_name="versions"),
        meta={
            "verbose_name": f"version of {model._meta.verbose_name}",  # noqa: SLF001  # Django's documented API
            "indexes": indexes,
        },
    )(model)
    return tracked


def versions_of(model: type[models.Model]) -> "models.QuerySet[Any]":
    """The kept versions of a model's rows, oldest first; pghistory makes their model."""
    versions: Any = model._meta.get_field("versions").related_model  # noqa: SLF001  # Django's documented model API
    found: models.QuerySet[Any] = versions.objects.order_by("pgh_id")
    return found


def as_they_stood(versions: Iterable[Any], moment: datetime | None, *, at_least: Collection[int] = ()) -> list[Any]:
    """Of each row the version that stood at a moment (None is now), by their ids; no row that was deleted by then.

    `versions` are oldest first. Rows in `at_least` are known to have been there: of one that was made later than the
    moment its first version is given.
    """
    stood: dict[int, Any] = {}
    for version in versions:
        if moment is None or version.pgh_created_at <= moment or (version.id in at_least and version.id not in stood):
            stood[version.id] = version
    return [stood[pk] for pk in sorted(stood) if stood[pk].pgh_label != "delete"]


def merge_of(row: models.Model) -> int:
    """The context of the merge that a row stands in: the number that all which was written with it carries."""
    own = versions_of(type(row)).filter(id=row.pk)
    before = own.filter(merged_into=None).values_list("pgh_id", flat=True).last()
    context: int = own.filter(pgh_id__gt=before or 0).values_list("pgh_context", flat=True)[0]
    return context


def changed_in(context: int, model: type[models.Model], **as_it_was: Any) -> list[Any]:
    """The versions that rows had before they were changed or deleted in a context, of those that read so then."""
    found = []
    for row in versions_of(model).filter(pgh_context=context).exclude(pgh_label="insert"):
        if row.pgh_label == "update":
            row = versions_of(model).filter(id=row.id, pgh_id__lt=row.pgh_id).last()  # noqa: PLW2901  # as it was
        if all(getattr(row, name) == value for name, value in as_it_was.items()):
            found.append(row)
    return found


def version_number(row: models.Model) -> int:
    """The number of a row's last kept version, which every change of it makes, in the admin as well."""
    last: int | None = versions_of(type(row)).filter(id=row.pk).values_list("pgh_id", flat=True).last()
    return last or 0
