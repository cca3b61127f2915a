"""Photos of actors, under licences that the newsroom has allowed, served from here as pictures of our own making."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from actors.enums import PhotoLicence
from actors.models import Actor
from lib.small_pictures import UnreadablePictureError, small_jpeg

# A picture that is made otherwise has another address.
_MAKING = 1


@dataclass(frozen=True)
class Photo:
    """What a page shows of a photo, with whom and what its licence wants named."""

    url: str
    licence: str
    credit: str
    page: str


def photo_of(actor: Actor, row: Any) -> Photo | None:
    """The photo of an actor as its row stood, where its licence may be shown and no other photo has come since."""
    if not row.photo or row.photo_licence not in settings.PHOTO_LICENCES or row.photo != actor.photo.name:
        return None
    return Photo(
        url=reverse("timeline:actor_photo", args=[row.id, digest_of(row.photo)]),
        licence=str(PhotoLicence(row.photo_licence).label),
        credit=row.photo_credit,
        page=row.photo_page if row.photo_page.startswith(("https://", "http://")) else "",
    )


def digest_of(name: str) -> str:
    """The part of the address that changes with the photo: each upload has a name of its own."""
    return hashlib.sha256(f"{_MAKING} {name}".encode()).hexdigest()[:16]


def made_small(actor: Actor) -> bytes:
    """The photo as a small JPEG. Raises UnreadablePictureError where it is no picture of a known kind."""
    try:
        with actor.photo.open("rb") as file:
            return small_jpeg(file)
    except OSError as error:
        raise UnreadablePictureError(str(error)) from error
