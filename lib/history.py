"""Row versions of editorial models, kept by database triggers."""

from collections.abc import Callable
from typing import TypeVar

import pghistory
from django.db import models

ModelT = TypeVar("ModelT", bound=models.Model)


def keeps_history(model: type[ModelT]) -> type[ModelT]:
    """Keep every version of the model's rows as `<Model>Version`, reached from a row as `versions`.

    Triggers write them, so that changes from the admin, the shell or SQL are kept as well.
    """
    return _tracked(model, [])


def keeps_history_with(*indexes: models.Index) -> Callable[[type[ModelT]], type[ModelT]]:
    """The same, with these indexes on the versions."""
    return lambda model: _tracked(model, list(indexes))


def _tracked(model: type[ModelT], indexes: list[models.Index]) -> type[ModelT]:
    name = f"{model.__name__}Version"
    tracked: type[ModelT] = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        model_name=name,
        obj_field=pghistory.ObjForeignKey(related_name="versions", related_query_name="versions"),
        meta={
            "verbose_name": f"version of {model._meta.verbose_name}",  # noqa: SLF001  # Django's documented API
            "indexes": indexes,
        },
    )(model)
    return tracked
