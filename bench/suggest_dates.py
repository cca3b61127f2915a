"""How often the date rules give a phrase its right value, and pages their right day; the bench's command prints it.

Files of phrases hold blocks parted by blank lines: a block's first row is the date of its article, each further row a
phrase, its TIMEX3 type and its TIMEX3 value, parted by tabs.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

Found = Callable[[str, str], Iterable[tuple[int, int, str | None]]]

_SEASONS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24, "H1": 40, "H2": 41}
_SEASONS |= {f"Q{number}": 32 + number for number in range(1, 5)}


class Phrase(NamedTuple):
    """A labelled phrase; `edtf` is None where the label names no date: a duration, "now", "an unknown quarter"."""

    text: str
    timex: str
    edtf: str | None


class Block(NamedTuple):
    published: str
    phrases: list[Phrase]


def edtf_of_timex(value: str) -> str | None:
    """The EDTF of a TIMEX3 value; None for durations, references and values that leave their year or part open."""
    value = value.partition("T")[0]
    if week := re.fullmatch(r"(\d{4})-W(\d\d|XX)(-WE)?", value):
        if week[2] == "XX":
            return f"{week[1]}-WXX"  # a week, and the label does not say which
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        first = monday + timedelta(days=5) if week[3] else monday
        return f"{first}/{monday + timedelta(days=6)}"
    if part := re.fullmatch(r"(\d{4})-([A-Z][A-Z1-4])", value):
        return f"{part[1]}-{_SEASONS[part[2]]}" if part[2] in _SEASONS else None
    value = re.sub(r"(-XX)+$", "", value)
    if re.fullmatch(r"\d{2,3}", value):
        return f"{value:X<4}"
    return value if re.fullmatch(r"\d{3}[\dX](-\d\d){0,2}", value) else None


def read_blocks(path: Path) -> list[Block]:
    """The blocks of a file, in its order."""
    blocks = []
    for part in path.read_text(encoding="utf-8").strip().split("\n\n"):
        head, *rows = (line.split("\t") for line in part.splitlines())
        blocks.append(Block(head[2], [Phrase(text, value, edtf_of_timex(value)) for text, _type, value in rows]))
    return blocks


def is_right(found: str | None, wanted: str | None) -> bool:
    """Whether two values mean the same; marks of approximation do not count."""
    found = re.sub(r"[~?%]", "", found or "") or None
    if found and wanted and wanted.endswith("-WXX"):
        first, _, last = found.partition("/")
        return bool(last) and first[:4] == wanted[:4] and date.fromisoformat(first).weekday() == 0
    return found == wanted


def values(block: Block, find: Found, *, together: bool) -> Iterator[tuple[Phrase, str | None]]:
    """Each phrase with the value found for it: read as a text of its own, or as a line of its block (`together`)."""
    whole = "\n".join(phrase.text for phrase in block.phrases)
    found = list(find(whole, block.published)) if together else []
    at = 0
    for phrase in block.phrases:
        end = at + len(phrase.text)
        here = found
        if not together:
            here = [(at + a, at + b, value) for a, b, value in find(phrase.text, block.published)]
        said = [(min(b, end) - max(a, at), value) for a, b, value in here if value and a < end and b > at]
        yield phrase, max(said, default=(0, None))[1]
        at = end + 1


def score_phrases(
    path: Path, find: Found | None = None, *, blocks: str = "all", together: bool = False
) -> dict[str, float]:
    """Share of right values among labels of days; precision, recall and F1 of all; `blocks`: odd, even or all."""
    find = find or _engine
    right = days = right_days = labelled = given = 0
    for number, block in enumerate(read_blocks(path), 1):
        if blocks != "all" and blocks != ("even", "odd")[number % 2]:
            continue
        for phrase, value in values(block, find, together=together):
            hit = phrase.edtf is not None and is_right(value, phrase.edtf)
            right, labelled, given = right + hit, labelled + (phrase.edtf is not None), given + (value is not None)
            if phrase.edtf and re.fullmatch(r"\d{4}-\d\d-\d\d", phrase.timex):
                days, right_days = days + 1, right_days + hit
    precision, recall = right / (given or 1), right / (labelled or 1)
    return {
        "days": right_days / (days or 1),
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / ((precision + recall) or 1),
    }


def _engine(text: str, published: str) -> list[tuple[int, int, str | None]]:
    from claims.suggest.dates import find_dates

    # Some labels give the moment at which a wire piece was sent, without its zone.
    return [(one.start, one.end, one.edtf) for one in find_dates(text, published)]
