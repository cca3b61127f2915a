"""A revision as a picture, for where a link to it is shown: Open Graph's 1200 by 630 pixels.

It depends on the frozen revision alone, so that the same bytes can be kept for ever. Pillow is imported by the first
picture only: it takes 10 to 20 MB of a process, and most never draw one.
"""

import io
import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from actors.enums import PlacePrecision
from claims.enums import Verdict
from timeline.models import Entry
from timeline.wording import lane_of, origins_in_words, verdicts_in_words

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1200, 630
# A picture that is drawn otherwise is another one: this is part of its ETag.
DRAWING = 1
SITE_CARD_WORDS = gettext_lazy("A sourced timeline: every line leads to the passage it rests on.")
_MARGIN = 64
_PAPER, _INK, _MUTED, _RULE, _ACCENT = "#f8f4ec", "#1f1c17", "#615a4d", "#8d8473", "#0f5670"
# The shapes and colours that verdicts have everywhere (static/css/base.css).
_COLOURS = {
    Verdict.VERIFIED: "#1d6638",
    Verdict.CORROBORATED: "#4b6315",
    Verdict.UNVERIFIED: "#615a4d",
    Verdict.DISPUTED: "#8a5200",
    Verdict.MISLEADING: "#a5430c",
    Verdict.FALSE: "#a11d1d",
    Verdict.UNVERIFIABLE: "#615a4d",
}
_TITLE_SIZES = (88, 78, 70, 62, 56, 50, 46, 42)
_TITLE_ROOM = 296
_LEADING = 1.18
_ARABIC = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff"
_HEBREW = "\u0590-\u05ff\ufb1d-\ufb4f"
_RIGHT_TO_LEFT = re.compile(f"[{_ARABIC}{_HEBREW}]")
_LETTER = re.compile(r"[^\W\d_]")
_RUNS = re.compile(f"(?P<arabic>[{_ARABIC}]+)|(?P<hebrew>[{_HEBREW}]+)|(?P<other>[^{_ARABIC}{_HEBREW}]+)")
# Of each family, the weight that stands beside the others' regular and bold.
_FAMILIES = {"serif": "Source Serif 4", "sans": "Source Sans 3", "arabic": "Noto Sans Arabic", "hebrew": "Rubik"}


def card_of_revision(entry: Entry) -> bytes:
    """The picture of a revision as PNG; about 0.1 s of one processor."""
    with override(settings.LANGUAGE_CODE):
        sheet = _Sheet()
        sheet.head(_("as of revision %(number)s") % {"number": entry.revision})
        sheet.title(entry.title, above=when_and_where(entry))
        sheet.verdicts(_verdicts(entry), origins_in_words(entry.origins))
        return sheet.png()


@cache
def card_of_the_site() -> bytes:
    """The picture of every page that is about no single event."""
    with override(settings.LANGUAGE_CODE):
        sheet = _Sheet()
        sheet.head("")
        sheet.title(str(SITE_CARD_WORDS), above="")
        sheet.verdicts([(verdict, str(verdict.label)) for verdict in Verdict], "")
        return sheet.png()


def card_in_words(entry: Entry) -> str:
    """What the picture of a revision shows, for who does not see it."""
    words = [entry.title.rstrip("."), when_and_where(entry), verdicts_in_words(entry.verdict_counts)]
    revision = _("as of revision %(number)s") % {"number": entry.revision}
    return ". ".join(part for part in (*words, revision[:1].upper() + revision[1:]) if part) + "."


def when_and_where(entry: Entry) -> str:
    """The date and the place, each with how exactly it is known."""
    heading, unsure, _day = lane_of(entry.happened)
    date = f"{heading} ({unsure})" if unsure else heading
    precision = PlacePrecision(entry.place_precision)
    place, how = entry.place_name, str(precision.label)
    if place and precision not in {PlacePrecision.EXACT, PlacePrecision.UNKNOWN} and how not in place.lower():
        place = f"{place} ({how})"
    return " · ".join(part for part in (date, place) if part)


def _verdicts(entry: Entry) -> list[tuple[Verdict, str]]:
    counts = entry.verdict_counts
    alone = entry.statement_count == 1
    return [(one, str(one.label) if alone else f"{counts[one]} {one.label}") for one in Verdict if counts.get(one)]


class _Sheet:
    """The paper of one picture."""

    def __init__(self) -> None:
        from PIL import Image  # noqa: PLC0415  # see the module
        from PIL.ImageDraw import Draw  # noqa: PLC0415

        self.image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
        self.draw = Draw(self.image)

    def head(self, right: str) -> None:
        """The site's sign and name, and at the other end which revision this is."""
        self._smooth((_MARGIN, 52, 52, 52), _sign)
        _write(self.draw, (_MARGIN + 68, 92), "Attested", "serif", 40, _INK, bold=True)
        width = _width(right, "sans", 28)
        _write(self.draw, (WIDTH - _MARGIN - width, 90), right, "sans", 28, _MUTED)
        self.draw.line((_MARGIN, 124, WIDTH - _MARGIN, 124), fill=_RULE, width=2)

    def title(self, title: str, *, above: str) -> None:
        """The title as large as it fits, behind the date and the place."""
        line = _shortened(above, WIDTH - 2 * _MARGIN, "sans", 30)
        _write(self.draw, (_MARGIN, 182), line, "sans", 30, _MUTED)
        top = 204 if above else 170
        size, lines = _fitted(title)
        right = _reads_from_the_right(title)
        for number, words in enumerate(lines):
            x = WIDTH - _MARGIN - _width(words, "serif", size, bold=True) if right else _MARGIN
            y = top + size * (0.98 + number * _LEADING)
            _write(self.draw, (x, y), words, "serif", size, _INK, bold=True, right=right)

    def verdicts(self, verdicts: Iterable[tuple[Verdict, str]], right: str) -> None:
        """Each verdict by its shape and its word, on one line or two, and on what all rests."""
        self.draw.line((_MARGIN, 534, WIDTH - _MARGIN, 534), fill=_RULE, width=2)
        width = _width(right, "sans", 28)
        _write(self.draw, (WIDTH - _MARGIN - width, 585), right, "sans", 28, _MUTED)
        told = list(verdicts)
        room = WIDTH - 2 * _MARGIN - (width + 40 if right else 0)
        size = next((size for size in (30, 28, 26, 24, 22, 20) if self._length(told, size) <= room), 18)
        x = float(_MARGIN)
        for verdict, words in told:
            colour = _COLOURS[verdict]
            self._smooth((int(x), 585 - int(size * 0.74), size, size), _SHAPES[verdict], colour)
            _write(self.draw, (x + size * 1.25, 585), words, "sans", size, colour, bold=True)
            x += size * 1.25 + _width(words, "sans", size, bold=True) + size

    def _length(self, told: list[tuple[Verdict, str]], size: int) -> float:
        return sum(size * 2.25 + _width(words, "sans", size, bold=True) for _verdict, words in told) - size

    def _smooth(
        self, box: tuple[int, int, int, int], shape: Callable[["ImageDraw", int], None], colour: str = _ACCENT
    ) -> None:
        """A shape in a box (left, top, width, height), drawn eight times as large and taken down to be smooth."""
        from PIL import Image  # noqa: PLC0415
        from PIL.ImageDraw import Draw  # noqa: PLC0415

        left, top, width, height = box
        mask = Image.new("L", (width * 8, height * 8), 0)
        shape(Draw(mask), width * 8)
        self.image.paste(colour, (left, top), mask.resize((width, height), Image.Resampling.LANCZOS))

    def png(self) -> bytes:
        """The picture; few colours make it a third as large, and nothing in it says when it was made."""
        from PIL import Image  # noqa: PLC0415

        written = io.BytesIO()
        small = self.image.quantize(128, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        small.save(written, "PNG", compress_level=9)
        return written.getvalue()


# ---- shapes, each in a square of `side`; in the mask 255 is colour and 0 is paper


def _ring(draw: "ImageDraw", side: int) -> None:
    draw.ellipse((side * 0.08, side * 0.08, side * 0.92, side * 0.92), outline=255, width=int(side * 0.11))


def _disc(draw: "ImageDraw", side: int) -> None:
    draw.ellipse((side * 0.08, side * 0.08, side * 0.92, side * 0.92), fill=255)


def _half(draw: "ImageDraw", side: int) -> None:
    _ring(draw, side)
    draw.pieslice((side * 0.08, side * 0.08, side * 0.92, side * 0.92), 90, 270, fill=255)


def _diamond(draw: "ImageDraw", side: int) -> None:
    draw.polygon([(side * x, side * y) for x, y in ((0.5, 0.02), (0.98, 0.5), (0.5, 0.98), (0.02, 0.5))], fill=255)


def _triangle(draw: "ImageDraw", side: int) -> None:
    draw.polygon([(side * x, side * y) for x, y in ((0.5, 0.06), (0.98, 0.92), (0.02, 0.92))], fill=255)


def _cross(draw: "ImageDraw", side: int) -> None:
    for ends in ((0.14, 0.14, 0.86, 0.86), (0.14, 0.86, 0.86, 0.14)):
        draw.line([side * end for end in ends], fill=255, width=int(side * 0.17))


def _dash(draw: "ImageDraw", side: int) -> None:
    draw.rectangle((side * 0.08, side * 0.43, side * 0.92, side * 0.57), fill=255)


def _sign(draw: "ImageDraw", side: int) -> None:
    """The favicon: lines of text, and a tick over them."""
    unit = side / 32
    draw.rounded_rectangle((0, 0, side - 1, side - 1), radius=6 * unit, fill=255)
    for y, end in ((9.5, 24), (16, 18), (22.5, 14)):
        draw.line((8 * unit, y * unit, end * unit, y * unit), fill=120, width=int(2.5 * unit))
    tick = [(15.5 * unit, 21 * unit), (19.1 * unit, 24.6 * unit), (26 * unit, 16 * unit)]
    draw.line(tick, fill=0, width=int(3.2 * unit), joint="curve")


_SHAPES = {
    Verdict.VERIFIED: _disc,
    Verdict.CORROBORATED: _half,
    Verdict.UNVERIFIED: _ring,
    Verdict.DISPUTED: _diamond,
    Verdict.MISLEADING: _triangle,
    Verdict.FALSE: _cross,
    Verdict.UNVERIFIABLE: _dash,
}


# ---- text in any script that we write


@cache
def _font(family: str, size: int, *, bold: bool) -> "FreeTypeFont":
    import fontpkg  # noqa: PLC0415
    from PIL import ImageFont  # noqa: PLC0415

    # The basic layout is the same on every machine; the other one asks for a library of the system.
    path = fontpkg.path(_FAMILIES[family], 700 if bold else 400)
    font = ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
    wanted = {b"Weight": 700 if bold else 400, b"Optical Size": min(size, 60)}
    axes = font.get_variation_axes()
    font.set_variation_by_axes([float(wanted.get(axis["name"] or b"", axis["default"] or 0)) for axis in axes])
    return font


def _reads_from_the_right(text: str) -> bool:
    """Whether its first letter does, which is how paragraphs are laid out (Unicode annex 9, P2)."""
    first = _LETTER.search(text)
    return first is not None and _RIGHT_TO_LEFT.match(first[0]) is not None


def _runs(line: str, family: str, *, right: bool) -> list[tuple[str, str]]:
    """A line as it is seen from left to right, cut where another font has to write; each part with its family.

    `right` says that the text which it is a line of reads from the right.
    """
    if _RIGHT_TO_LEFT.search(line):
        from arabic_reshaper.arabic_reshaper import reshape  # noqa: PLC0415
        from bidi.algorithm import get_display  # noqa: PLC0415

        line = str(get_display(reshape(line), base_dir="R" if right else "L"))
    return [
        (found[0], family if found.lastgroup == "other" else str(found.lastgroup)) for found in _RUNS.finditer(line)
    ]


def _width(line: str, family: str, size: int, *, bold: bool = False) -> float:
    runs = _runs(line, family, right=False)  # as wide either way
    return sum(_font(script, size, bold=bold).getlength(part) for part, script in runs)


def _write(
    draw: "ImageDraw",
    at: tuple[float, float],
    line: str,
    family: str,
    size: int,
    colour: str,
    *,
    bold: bool = False,
    right: bool = False,
) -> None:
    """One line, on its baseline."""
    x, y = at
    for part, script in _runs(line, family, right=right):
        font = _font(script, size, bold=bold)
        draw.text((x, y), part, fill=colour, font=font, anchor="ls")
        x += font.getlength(part)


def _shortened(line: str, room: float, family: str, size: int, *, bold: bool = False) -> str:
    """The line, or what there is room for of it and an ellipsis."""
    if _width(line, family, size, bold=bold) <= room:
        return line
    while line and _width(f"{line}…", family, size, bold=bold) > room:
        line = line[:-1].rstrip()
    return f"{line}…"


def _fitted(title: str) -> tuple[int, list[str]]:
    """The size in which all of a title fits, and its lines; in the smallest one the last line may be cut."""
    words = " ".join(title.split())
    room = WIDTH - 2 * _MARGIN
    for size in _TITLE_SIZES:
        lines = _wrapped(words, room, size)
        most = int(_TITLE_ROOM / (size * _LEADING))
        whole = sum(len(line.split(" ")) for line in lines) == len(words.split(" "))
        if len(lines) <= most and (whole or size == _TITLE_SIZES[-1]):
            return size, _balanced(words, lines, size)
    lines[most - 1] = _shortened(" ".join(lines[most - 1 :]), room, "serif", size, bold=True)
    return size, lines[:most]


def _wrapped(words: str, room: float, size: int) -> list[str]:
    """The words in lines of at most that width; a word that is wider is cut."""
    lines, line = [], ""
    for word in words.split(" "):
        longer = f"{line} {word}".strip()
        if _width(longer, "serif", size, bold=True) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while _width(line, "serif", size, bold=True) > room:
            fits = next(n for n in range(len(line) - 1, 0, -1) if _width(line[:n], "serif", size, bold=True) <= room)
            lines.append(line[:fits])
            line = line[fits:]
    return [*lines, line]


def _balanced(words: str, lines: list[str], size: int) -> list[str]:
    """The same number of lines, about as long as each other."""
    room = WIDTH - 2 * _MARGIN
    for width in range(room - 40, room // 2, -40):
        narrower = _wrapped(words, width, size)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines
