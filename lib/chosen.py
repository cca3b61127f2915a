"""What somebody chose by its number, in an address or a form."""

from typing import TypeVar

from django.db import models

ModelT = TypeVar("ModelT", bound=models.Model)


def chosen(among: "models.QuerySet[ModelT]", number: str) -> ModelT | None:
    """The one of this number; None for what is no number, or of nothing."""
    return among.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 18 else None
