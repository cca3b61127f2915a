"""The photo of an actor, with whom and what its licence wants named."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _

from accounts.models import User
from actors.actions.editing import locked
from actors.models import Actor
from lib.attributed import attributed, require
from lib.small_pictures import UnreadablePictureError, small_jpeg

_MOST_BYTES = 10 * 1024 * 1024


def set_photo(
    *,
    actor: Actor,
    licence: str,
    credit: str,
    by: User,
    page: str = "",
    file: File[bytes] | None = None,
) -> Actor:
    """Give an actor a photo, or say something else of the one it has; only licences of PHOTO_LICENCES will do."""
    require(by, "actors.change_actor")
    if licence not in settings.PHOTO_LICENCES:
        raise ValidationError({"licence": _("Photos are shown here under other licences only.")})
    if file is not None:
        _check(file)
    with attributed(by, "set the photo" if file is not None else "changed what is said of the photo"):
        current = locked(actor)
        if file is None and not current.photo:
            raise ValidationError({"file": _("Choose a picture.")})
        said = {"photo_licence": licence, "photo_credit": " ".join(credit.split()), "photo_page": page.strip()}
        if file is None and all(getattr(current, name) == value for name, value in said.items()):
            return current
        if not said["photo_credit"]:
            raise ValidationError({"credit": _("Say whom the licence wants named.")})
        for name, value in said.items():
            setattr(current, name, value)
        if file is not None:
            # The file's own name may tell more than it should; a storage makes it one of its own.
            current.photo.save(f"{current.slug}.picture", file, save=False)
        current.full_clean()
        current.save()
    return current


def remove_photo(*, actor: Actor, reason: str, by: User) -> Actor:
    """Take the photo of an actor away; the file stays with what is kept of the row."""
    require(by, "actors.change_actor")
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it is taken away.")})
    with attributed(by, f"took the photo away: {reason.strip()}"):
        current = locked(actor)
        current.photo = ""
        current.photo_licence = current.photo_credit = current.photo_page = ""
        current.save()
    return current


def _check(file: File[bytes]) -> None:
    if file.size > _MOST_BYTES:
        raise ValidationError({"file": _("A picture may be 10 MB large at most.")})
    try:
        small_jpeg(file)
    except UnreadablePictureError as error:
        raise ValidationError({"file": _("That is no picture that we can read: JPEG, PNG or WebP.")}) from error
    file.seek(0)
