"""What names and offices are looked up by: made from their words, whichever way a row is written."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from lib.naming.keys import VERSION, keys_of
from lib.naming.offices import office_of


class NameKeysField(ArrayField):  # type: ignore[type-arg]  # django-stubs' ArrayField is generic, Django's is not
    """The keys of the name in another field, filled when a row is saved, alone or with others."""

    def __init__(self, *, of: str, **kwargs: Any) -> None:
        self.of = of
        kwargs |= {"base_field": models.TextField(), "default": list, "editable": False}
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        """Migrations keep the field that the keys are of."""
        name, path, _args, _kwargs = super().deconstruct()
        return name, path, [], {"of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001  # Django's signature
        """The keys, made anew."""
        keys = self.keys(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, keys)
        return super().pre_save(model_instance, add)

    def keys(self, words: str) -> list[str]:
        """The keys of a name."""
        return keys_of(words)


class OfficeKeysField(NameKeysField):
    """What office a title in another field tells, with the version of the keys."""

    def keys(self, words: str) -> list[str]:
        """The key of an office; a title that tells none has no more than the version."""
        return [VERSION, *filter(None, [office_of(words).key])]


class Keyed(models.Model):
    """A row with keys: they are saved with whatever is saved of it."""

    class Meta:
        abstract = True

    def save(self, **options: Any) -> None:
        """Save, the keys too where only some fields are."""
        if options.get("update_fields") is not None:
            options["update_fields"] = {*options["update_fields"], "keys"}
        super().save(**options)


def index_of_keys(name: str) -> GinIndex:
    """The index by which rows are found by their keys."""
    return GinIndex(fields=["keys"], name=name, fastupdate=False)  # names are few, and asked for at once
