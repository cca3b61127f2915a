"""Growth curves as a picture of its own: SVG without scripts and fonts, to be read on light and on dark paper."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

_WIDTH, _HEIGHT = 900, 520
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 250, 64, 56
_LINE = 17  # px between the names of two curves
_STYLE = """
.paper, .dot { fill: #fff } .grid { stroke: #d9dde3 }
text { font: 13px system-ui, sans-serif; fill: #1d2430 } .title { font-size: 16px; font-weight: 600 }
.quiet { fill: #5b6472 } .floor { stroke-dasharray: 5 4 }
.curve, .lead { fill: none } .curve, .dot { stroke-width: 2 }
.c0 { stroke: #1f5fbf } .c1 { stroke: #b3530b } .c2 { stroke: #18794e } .c3 { stroke: #8e3bb0 }
.c4 { stroke: #b0255a } .c5 { stroke: #0f7285 } .c6 { stroke: #7a6a00 } .c7 { stroke: #5b6472 }
@media (prefers-color-scheme: dark) {
.paper, .dot { fill: #14181f } .grid { stroke: #2d3440 } text { fill: #e6e9ee } .quiet { fill: #a2abb8 }
.c0 { stroke: #7db2ff } .c1 { stroke: #ffa45c } .c2 { stroke: #5fd39a } .c3 { stroke: #d79bf0 }
.c4 { stroke: #ff86b0 } .c5 { stroke: #5fd0e3 } .c6 { stroke: #e0cf5a } .c7 { stroke: #a2abb8 }
}
"""


def drawing(title: str, unit: str, curves: Mapping[str, Mapping[int, float]], *, floors: Sequence[str] = ()) -> str:
    """Each curve by its name: {events: value}. Both axes are logarithmic; `floors` are drawn broken."""
    sizes = sorted({size for curve in curves.values() for size in curve})
    values = [value for curve in curves.values() for value in curve.values()]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    high = max(high, low + 1)
    first, last = math.log10(sizes[0]), max(math.log10(sizes[-1]), math.log10(sizes[0]) + 0.01)

    def x(size: int) -> float:
        return _LEFT + (math.log10(size) - first) / (last - first) * (_WIDTH - _LEFT - _RIGHT)

    def y(value: float) -> float:
        return _HEIGHT - _BOTTOM - (math.log10(value) - low) / (high - low) * (_HEIGHT - _TOP - _BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style>",
        f'<rect class="paper" width="{_WIDTH}" height="{_HEIGHT}"/>',
        f'<text class="title" x="20" y="28">{escape(title)}</text>',
        f'<text class="quiet" x="20" y="48">{escape(unit)}, both axes logarithmic</text>',
    ]
    for power in range(low, high + 1):
        at = y(10.0**power)
        parts.append(f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{at:.1f}" y2="{at:.1f}"/>')
        parts.append(
            f'<text class="quiet" x="{_LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{_rounded(10.0**power)}</text>'
        )
    for size in sizes:
        at = x(size)
        parts.append(f'<line class="grid" x1="{at:.1f}" x2="{at:.1f}" y1="{_TOP}" y2="{_HEIGHT - _BOTTOM}"/>')
        parts.append(f'<text x="{at:.1f}" y="{_HEIGHT - _BOTTOM + 20}" text-anchor="middle">{size:,}</text>')
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    parts.append(f'<text class="quiet" x="{middle}" y="{_HEIGHT - 12}" text-anchor="middle">events published</text>')
    ends = {name: y(curve[max(curve)]) for name, curve in curves.items()}
    places = _apart(ends)
    for number, (name, curve) in enumerate(curves.items()):
        colour = f"c{number % 8}"
        points = [(x(size), y(value)) for size, value in sorted(curve.items())]
        broken = " floor" if name in floors else ""
        drawn = " ".join(f"{left:.1f},{top:.1f}" for left, top in points)
        parts.append(f'<polyline class="curve {colour}{broken}" points="{drawn}"/>')
        parts += [f'<circle class="dot {colour}" cx="{left:.1f}" cy="{top:.1f}" r="3.5"/>' for left, top in points]
        right, top = points[-1]
        parts.append(
            f'<path class="lead {colour}" d="M{right + 6:.1f} {top:.1f} L{_WIDTH - _RIGHT + 20} {places[name]:.1f}"/>'
        )
        told = f"{escape(name)}: {_rounded(curve[max(curve)])}"
        parts.append(f'<text x="{_WIDTH - _RIGHT + 26}" y="{places[name] + 4:.1f}">{told}</text>')
    return "".join(parts) + "</svg>\n"


def _apart(ends: Mapping[str, float]) -> dict[str, float]:
    """Where each name stands: beside the end of its curve, or as near to that as the others leave room."""
    order = sorted(ends, key=lambda name: ends[name])
    found: dict[str, float] = {}
    above = _TOP - _LINE
    for name in order:
        found[name] = above = max(ends[name], above + _LINE)
    below = _HEIGHT - _BOTTOM + _LINE
    for name in reversed(order):
        found[name] = below = min(found[name], below - _LINE)
    return found


def _rounded(value: float) -> str:
    """To three figures, as one writes it by hand."""
    return f"{float(f'{value:.3g}'):,g}" if value < 1000 else f"{int(float(f'{value:.3g}')):,}"
