"""The steps in their order: from a text to resolved statements, and from statements to proposals."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from claims.suggest import cyrillic
from claims.suggest.dates import find_dates
from claims.suggest.english.attributions import attributions
from claims.suggest.english.facts import appearances, dateline_end, narrated, passing_events
from claims.suggest.english.positions import positions
from claims.suggest.gazetteer import Gazetteer
from claims.suggest.languages import LANGUAGES, detect_language
from claims.suggest.names import find_names
from claims.suggest.proposals import proposal_of
from claims.suggest.resolving import Resolver
from claims.suggest.sentences import split_sentences
from claims.suggest.types import Analysis, Attribution, Proposal, SnapshotLike, Span, Statement

ENGINE_NAME = "rules"
ENGINE_VERSION = "3"

_WEAK_VERBS = frozenset(
    {"support", "back", "want", "favor", "favour", "offer", "plan", "see", "attack", "seek", "agree", "intend"}
)
_RULES_OF_VERBS = frozenset({"preposed", "participle", "coordinated"})


def analyse(text: str, *, gazetteer: Gazetteer, date: str | None = None, language: str | None = None) -> Analysis:
    """Statements, dates and names of a text; `date` is the article's own date in EDTF, where known."""
    dates = find_dates(text, date, language)
    language = language if language in LANGUAGES else detect_language(text)
    hits = gazetteer.find(text)
    names = find_names(text, hits, gazetteer, date=date, language=language)
    sentences = split_sentences(text)
    if language != "en":
        found = cyrillic.attributions(text, sentences, language=language, names=names)
    else:
        found = positions(sentences, attributions(sentences))
        told = list(found)
        found += narrated(text, sentences, names, told)
        found += passing_events(text, dates)
        found += appearances(text, sentences, names)
    starts = {sentence.start for sentence in sentences}
    found = _distinct([_without_dateline(text, one, starts) for one in found])
    resolver = Resolver(
        text=text,
        names=names,
        dates=dates,
        hits=hits,
        sentences=sentences,
        gazetteer=gazetteer,
        language=language,
        date=date,
    )
    statements = tuple(one for one in map(resolver.statement, found) if _concerns_newsroom(one))
    if language != "en":
        statements = cyrillic.with_doubt(text, statements, sentences)
    return Analysis(statements, tuple(dates), tuple(names), language)


def _concerns_newsroom(one: Statement) -> bool:
    """What somebody merely wants or backs matters with words of theirs, a matter or a speaker that is known."""
    if one.verb not in _WEAK_VERBS or one.rule not in _RULES_OF_VERBS or one.shape not in {"noun", "infinitive"}:
        return True
    return bool(one.issue or one.quote or one.party)


def _without_dateline(text: str, one: Attribution, starts: Container[int]) -> Attribution:
    """As in "KYIV — The army holds, a spokesman said": the place line is no part of what was said."""
    start, end = one.content[0]
    if start not in starts:
        return one
    begins = dateline_end(text, start, end)
    return replace(one, content=((begins, end), *one.content[1:])) if start < begins < end else one


def _distinct(found: Sequence[Attribution]) -> list[Attribution]:
    """In text order, each stretch of content with the same cue once."""
    seen: set[tuple[tuple[Span, ...], tuple[Span, ...]]] = set()
    kept = []
    for one in sorted(found, key=lambda one: (one.content[0][0], one.content[-1][1])):
        if (one.content, one.cue) not in seen:
            seen.add((one.content, one.cue))
            kept.append(one)
    return kept


def suggest(snapshot: SnapshotLike, *, gazetteer: Gazetteer) -> list[Proposal]:
    """Proposals for a snapshot; each one's `exact` is the snapshot's text from `start` to `end`."""
    text = snapshot.text
    analysis = analyse(text, gazetteer=gazetteer, date=snapshot.published_edtf, language=snapshot.language)
    unknown = [name for name in analysis.names if name.is_new_actor]
    return [proposal_of(text, one, unknown) for one in analysis.statements if one.text]
