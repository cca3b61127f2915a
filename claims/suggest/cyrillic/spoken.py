"""Direct speech with the author's words between dashes, inside quotation marks or without any."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from claims.suggest.cyrillic.line import DASHES, Cue, Line, Range
from claims.suggest.cyrillic.subjects import subject_after, subject_before
from claims.suggest.sentences import Item

_BEFORE_DASH = frozenset(",!?….") | {"..."}
_LONGEST = 30  # words of the author between two stretches of speech


@dataclass(frozen=True, slots=True)
class Spoken:
    """One speech: its stretches, and who says so by which verb."""

    parts: tuple[Range, ...]
    cue: Cue
    source: Range


def spoken(line: Line, lead: int) -> Spoken | None:
    """The speech that begins at `lead` and is interrupted or closed by ", — said X."."""
    parts: list[Range] = []
    begin = lead
    found: tuple[Cue, Range] | None = None
    index = lead
    while index < line.end:
        if not (line.is_mark(index, DASHES) and index > begin and line.is_mark(index - 1, _BEFORE_DASH)):
            index += 1
            continue
        said = _author(line, index)
        if said is None:
            index += 1
            continue
        if found is None:
            found = said[0], said[1]
        parts.append((begin, index))
        begin = index = said[2]
        if begin >= line.end:
            break
    if found is None:
        return None
    if begin < line.end:
        parts.append((begin, line.end))
    return Spoken(tuple(parts), found[0], found[1])


def _author(line: Line, dash: int) -> tuple[Cue, Range, int] | None:
    """The author's words behind a dash, and where speech goes on."""
    cue = next((one for one in line.cues if dash < one.at <= dash + 6 and not one.gerund), None)
    if cue is None:
        return None
    source = subject_after(line, cue) or (subject_before(line, cue) if cue.start > dash + 1 else None)
    if source is None:
        return None
    for index in range(max(cue.at, source[1] - 1) + 1, min(line.end, cue.at + _LONGEST)):
        if line.is_mark(index, DASHES) and line.is_mark(index - 1, {",", ".", "!", "?", "…"}):
            return cue, source, index + 1
        if line.is_mark(index, ".!?…") and index + 1 < line.end and not line.is_mark(index + 1, DASHES):
            return cue, source, line.end
    return cue, source, line.end


def joined(sentences: Sequence[Sequence[Item]], language: str, named: Callable[[int, int], bool]) -> Line:
    """The sentences of one paragraph as one line."""
    return Line([item for items in sentences for item in items], language, named)
