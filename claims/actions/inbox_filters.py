"""Ways of looking at the inbox that somebody comes back to."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from claims.models import SavedFilter
from lib.attributed import attributed, require
from lib.one_at_a_time import one_at_a_time

_MOST = 30


def save_filter(*, name: str, query: str, by: User) -> SavedFilter:
    """Keep a way of looking at the inbox by a name; the same name again keeps the new way.

    Raises ValidationError (naming `name`) where there is none, or there are too many already.
    """
    require(by, "claims.use_desk")
    name = _checked(name)
    if len(query) > 500:
        raise ValidationError({"name": _("What is looked for is too long to be kept.")})
    with attributed(by, "saved a filter"):
        one_at_a_time(f"filters of {by.pk}")
        own = SavedFilter.objects.filter(user=by)
        if own.count() >= _MOST and not own.filter(name=name).exists():
            raise ValidationError({"name": _("You have %(number)s already. Delete one first.") % {"number": _MOST}})
        return SavedFilter.objects.update_or_create(user=by, name=name, defaults={"query": query})[0]


def rename_filter(*, saved: SavedFilter, name: str, by: User) -> SavedFilter:
    """Call it something else. Raises ValidationError (naming `name`) where another one is called so."""
    _own(saved, by)
    name = _checked(name)
    with attributed(by, "renamed a filter"):
        one_at_a_time(f"filters of {by.pk}")
        if SavedFilter.objects.filter(user=by, name=name).exclude(pk=saved.pk).exists():
            raise ValidationError({"name": _("There is a filter called %(name)s already.") % {"name": name}})
        saved.name = name
        saved.save(update_fields=["name"])
    return saved


def delete_filter(*, saved: SavedFilter, by: User) -> None:
    """Forget it."""
    _own(saved, by)
    with attributed(by, "deleted a filter"):
        saved.delete()


def _own(saved: SavedFilter, by: User) -> None:
    require(by, "claims.use_desk")
    if saved.user_id != by.pk:
        raise ValidationError(_("That filter is somebody else’s."))


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > 60:
        raise ValidationError({"name": _("Give it a name of at most 60 characters.")})
    return name
