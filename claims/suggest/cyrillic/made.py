"""Making an attribution from places in a line, and what to do where two of them cover the same words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.suggest.cyrillic.line import Cue, Line, Range
from claims.suggest.types import Attribution, Span

# Readings that stay when a wider one covers them: somebody says that another one said.
_NESTING = frozenset({"uk-ru-clause", "uk-ru-quote", "uk-ru-inside-quote", "uk-ru-according-to"})
_UNCERTAIN = 0.2


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's name, its score when a source is found, and what its content is grammatically."""

    name: str
    score: float
    shape: str


def made(
    line: Line,
    cue: Cue,
    content: Sequence[Range | None],
    source: Range | None,
    rule: Rule,
    *,
    verb: str | None = None,
) -> Attribution | None:
    """An attribution, or None where no word of content is left."""
    spans = line.spans(*content)
    if not spans:
        return None
    where = line.spans(source) if source else ()
    score = rule.score if where or cue.impersonal else rule.score - _UNCERTAIN
    return Attribution(
        spans, (line.span(cue.start, cue.at + 1),), where, verb or cue.verb, rule.name, score, shape=rule.shape
    )


def covers(outer: Sequence[Span], inner: Sequence[Span]) -> bool:
    """Whether the first span of the one lies inside a span of the other."""
    return any(start <= inner[0][0] and inner[0][1] <= end for start, end in outer)


def settled(found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions of one sentence without those that another one makes superfluous."""
    kept: list[Attribution] = []
    for one in found:
        rivals = [other for other in found if other is not one]
        inside = any(
            covers(other.content, one.cue) and not (covers(one.content, other.cue) and one.score > other.score)
            for other in rivals
        )
        if inside and one.rule not in _NESTING:
            continue
        if inside and not one.source:
            continue
        if any(
            _same(one, other) and (other.score, -other.cue[0][0]) > (one.score, -one.cue[0][0]) for other in rivals
        ):
            continue
        kept.append(one)
    return kept


def _same(one: Attribution, other: Attribution) -> bool:
    """Whether two attributions give the same words, as with an agency that passes on what somebody said."""
    size = sum(end - start for start, end in one.content)
    common = sum(
        max(0, min(end, stop) - max(start, first)) for start, end in one.content for first, stop in other.content
    )
    return common > 0.7 * max(size, sum(end - start for start, end in other.content))


def moved(one: Attribution, *, source: Span, cue: Span, rule: str) -> Attribution:
    """The same words by another source."""
    return replace(one, source=(source,), cue=(cue,), rule=rule, verb="according to")
