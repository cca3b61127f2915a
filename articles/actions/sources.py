"""Outlets: adding them and saying what is known of them."""

from accounts.models import User
from articles.models import Source
from lib.attributed import attributed, require
from lib.versions import StaleVersionError


def version_of(source: Source) -> int:
    """The number of an outlet's last kept row, which every change of it makes, in the admin as well."""
    last: int | None = source.versions.order_by("pgh_id").values_list("pgh_id", flat=True).last()  # type: ignore[attr-defined]
    return last or 0


def save_source(*, source: Source, by: User, version: int | None = None) -> Source:
    """Keep an outlet, new or changed. Raises ValidationError naming the fields that cannot be as they are.

    Raises StaleVersionError where it was changed since `version`, the number of its last kept row.
    """
    require(by, "articles.change_source" if source.pk else "articles.add_source")
    source.full_clean()
    with attributed(by, "changed an outlet" if source.pk else "added an outlet"):
        if version is not None and source.pk:
            current = Source.objects.select_for_update().get(pk=source.pk)
            if version_of(current) != version:
                raise StaleVersionError(current)
        source.save()
    return source
