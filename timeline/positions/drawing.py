"""The drawing of an issue as a picture.

resvg is imported by the first picture only, as Pillow is (timeline.share_card). It reads no fonts of the machine, so
that a picture is the same everywhere, and no file or address that a drawing may name.
"""

from functools import cache

from django.template.loader import render_to_string

from timeline.positions.issue_page import IssuePage

_HEAD, _FOOT, _EMPTY = 44, 32, 40
# One for Latin, Cyrillic and Greek, and one each for the scripts that are written from the right.
_FAMILIES = ("Source Sans 3", "Noto Sans Arabic", "Rubik")
_SCALE = 2  # for screens on which a pixel is two


def drawing_of(page: IssuePage, on: str, own: str) -> str:
    """The lanes of an issue as an SVG that stands by itself: with its title, its day and its address."""
    lanes = page.lanes.height if page.lanes else _EMPTY
    context = {"page": page, "on": on, "own": own, "height": lanes + _HEAD + _FOOT, "foot_y": lanes + _FOOT // 2}
    return render_to_string("timeline/lanes.svg", context)


def picture_of(drawing: str) -> bytes:
    """An SVG as PNG, at twice its size."""
    import resvg_py  # noqa: PLC0415  # see the module

    return resvg_py.svg_to_bytes(
        svg_string=drawing, zoom=_SCALE, skip_system_fonts=True, font_files=_fonts(), font_family="Source Sans 3"
    )


@cache
def _fonts() -> list[str]:
    import fontpkg  # noqa: PLC0415

    return [str(fontpkg.path(family, 400)) for family in _FAMILIES]
