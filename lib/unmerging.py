"""Two that are merged, or were: both held as they stand, and a merge taken back."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from lib.attributed import HasPermissions, attributed
from lib.history import version_number
from lib.moving import move_back
from lib.one_at_a_time import one_at_a_time
from lib.references import Registry
from lib.versions import StaleVersionError

ThingT = TypeVar("ThingT", bound=Model)


def hold_both(one: ThingT, other: ThingT, versions: tuple[int | None, int | None] = (None, None)) -> list[ThingT]:
    """Both as they stand, locked in the order of their numbers.

    Raises StaleVersionError where a version is given that is not the last one.
    """
    things = type(one)._base_manager.filter(pk__in=[one.pk, other.pk])  # noqa: SLF001  # Django's documented model API
    rows = {row.pk: row for row in things.order_by("pk").select_for_update()}
    for thing, version in zip((one, other), versions, strict=True):
        if version is not None and version_number(thing) != version:
            raise StaleVersionError(rows[thing.pk])
    return [rows[one.pk], rows[other.pk]]


def unmerge(
    merge: Any,
    *,
    registry: Registry,
    lock: str,
    told: str,
    reason: str,
    by: HasPermissions,
    check: Callable[[Any], None] | None = None,
) -> Any:
    """Take a merge back: every row that it moved or took away is as it was.

    What was given to the other one since stays there; what somebody changed or took away since stays so. Taking it
    back twice changes nothing. `merge` is of a model made from `lib.merges.Merge`. `lock` is the one under which
    such things are merged, `told` how the history calls this, and `check` looks at the one that stands for itself
    again. Raises ValidationError.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Say why they are two after all.")})
    merges = type(merge).objects
    with attributed(by, f"{told}: {reason.strip()}"):
        one_at_a_time(lock)
        # What tells of both as one tells of the one that is kept.
        registry.hold([merge.kept_id])
        gone, kept = hold_both(merge.gone, merge.kept)
        current = merges.select_for_update(of=("self",)).get(pk=merge.pk)
        if current.undone_at is not None:
            return current
        if kept.merged_into is not None:
            raise ValidationError(
                _("%(kept)s was merged itself, into %(other)s: take that back first.")
                % {"kept": kept, "other": kept.merged_into}
            )
        move_back(registry, current, list(merges.in_force().exclude(pk=current.pk)))
        if check:
            check(gone)
        gone.merged_into = None
        gone.save(update_fields=["merged_into"])
        current.undone_at, current.undone_by = timezone.now(), by
        current.save(update_fields=["undone_at", "undone_by"])
        registry.look_other([gone.pk])
    return current
