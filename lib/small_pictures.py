"""Pictures of our own making out of what was uploaded: read as JPEG, PNG or WebP and nothing else, made smaller, and
written again without anything that was in it but the picture: no place, no camera, and no bytes that a browser could
take for something else.
"""

import io
from typing import IO

MEDIA_TYPE = "image/jpeg"
_READABLE = ["JPEG", "PNG", "WEBP"]
_LARGEST = 480  # pixels
_MOST_PIXELS = 50_000_000


class UnreadablePictureError(Exception):
    """What was uploaded is no picture that we show."""


def small_jpeg(file: IO[bytes]) -> bytes:
    """A picture as JPEG of at most 480 pixels. Raises UnreadablePictureError where it is none of a known kind."""
    from PIL import Image, ImageOps  # noqa: PLC0415  # 10 to 20 MB of a process, and most never show a picture

    try:
        with Image.open(file, formats=_READABLE) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise UnreadablePictureError(f"{picture.width} by {picture.height} pixels are too many")
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((_LARGEST, _LARGEST))
            # On paper, where it lets see through.
            whole = Image.new("RGB", upright.size, "#ffffff")
            layered = upright.convert("RGBA")
            whole.paste(layered, mask=layered.getchannel("A"))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise UnreadablePictureError(str(error)) from error
    written = io.BytesIO()
    whole.save(written, "JPEG", quality=85, optimize=True, progressive=True)
    return written.getvalue()
