"""Photos of actors, under licences that the newsroom has allowed, served from here as pictures of our own making.

What was uploaded is read as JPEG, PNG or WebP and nothing else, made smaller, and written again without anything that
was in it but the picture: no place, no camera, and no bytes that a browser could take for something else.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from actors.enums import PhotoLicence
from actors.models import Actor

MEDIA_TYPE = "image/jpeg"
_READABLE = ["JPEG", "PNG", "WEBP"]
_LARGEST = 480  # pixels
_MOST_PIXELS = 50_000_000
# A picture that is made otherwise has another address.
_MAKING = 1


class UnreadablePhotoError(Exception):
    """What was uploaded is no picture that we show."""


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
    """The photo as JPEG of at most 480 pixels. Raises UnreadablePhotoError where it is no picture of a known kind."""
    from PIL import Image, ImageOps  # noqa: PLC0415  # 10 to 20 MB of a process, and most never show a photo

    try:
        with actor.photo.open("rb") as file, Image.open(file, formats=_READABLE) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise UnreadablePhotoError(f"{picture.width} by {picture.height} pixels are too many")
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((_LARGEST, _LARGEST))
            # On paper, where it lets see through.
            whole = Image.new("RGB", upright.size, "#ffffff")
            layered = upright.convert("RGBA")
            whole.paste(layered, mask=layered.getchannel("A"))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise UnreadablePhotoError(str(error)) from error
    written = io.BytesIO()
    whole.save(written, "JPEG", quality=85, optimize=True, progressive=True)
    return written.getvalue()
