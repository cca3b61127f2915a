"""An archived text with a passage marked: by code points, paragraph by paragraph."""

import re
from dataclasses import dataclass

_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


@dataclass(frozen=True)
class Run:
    """Characters that are marked or not; the first marked ones are where `#passage` leads."""

    text: str
    marked: bool = False
    first: bool = False


def marked_paragraphs(text: str, start: int, end: int) -> list[list[Run]]:
    """The paragraphs of a text, each as runs; `start` and `end` count code points as Excerpt does.

    A passage that spans paragraphs is marked in each of them.
    """
    bounds = [0]
    for gap in _BLANK_LINES.finditer(text):
        bounds += [gap.start(), gap.end()]
    bounds.append(len(text))
    paragraphs: list[list[Run]] = []
    seen = False
    for left, right in zip(bounds[::2], bounds[1::2], strict=True):
        if not text[left:right].strip():
            continue
        inner_start, inner_end = max(left, start), min(right, end)
        if inner_start >= inner_end:
            runs = [Run(text[left:right])]
        else:
            runs = [
                Run(text[left:inner_start]),
                Run(text[inner_start:inner_end], marked=True, first=not seen),
                Run(text[inner_end:right]),
            ]
            seen = True
        paragraphs.append([run for run in runs if run.text])
    return paragraphs
