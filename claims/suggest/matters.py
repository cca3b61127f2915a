"""What a statement is about and what sort it is, with the issue in mind that the text was at before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from claims.suggest import cyrillic
from claims.suggest.distance import taken_back
from claims.suggest.english.lexicon import SPEECH_NOUNS
from claims.suggest.gazetteer import Gazetteer, Hit
from claims.suggest.kinds import Sort, issue_in, points_back, sort_statement, sort_telling
from claims.suggest.surroundings import hull
from claims.suggest.types import Attribution

_CARRIERS = frozenset(
    {
        "express",
        "voice",
        "reiterate",
        "repeat",
        "emphasize",
        "emphasise",
        "stress",
        "signal",
        "announce",
        "confirm",
        "outline",
    }
)
_FIRST_NOUN = re.compile(
    r"^(?:(?:his|her|its|their|the|a|an|[\w.-]+['’]s)\s+)?(?:strong |full |firm |deep |serious )?([a-z]+)\b"
)
_NOBODY = re.compile(r"(?:no|nobody|none|neither|no one)\b", re.IGNORECASE)
_PLAN = re.compile(r"\b(?:plan|proposal|idea|offer|initiative|пропозиц|предложени|іде|иде)")
# So far back an issue is still what the text is at, and so many mentions of issues are looked at.
_REACH = 900
_MENTIONS = 6


class Matters:
    """The issues of a text in text order."""

    def __init__(self, text: str, hits: Sequence[Hit], gazetteer: Gazetteer, *, language: str) -> None:
        self._text, self._gazetteer, self._language = text, gazetteer, language
        self._hits = [hit for hit in hits if any(entry.role == "issue" for entry in hit.entries)]
        self._starts = [hit.start for hit in self._hits]
        self._named = [issue_in([hit], hit.start, hit.end, gazetteer) for hit in self._hits]

    def sort(self, one: Attribution, content: str, *, around: str, following: str) -> Sort:
        """Kind, issue, stance and the rest; `around` are the article's own words, `following` the next sentence."""
        start, end = hull(one.content)
        if not one.cue and not one.source:
            return replace(sort_telling(content), issue=self._issue_in(start, end))
        before, back = self._before(start, content), points_back(content)
        headed = one.rule == "demand-list" and one.shape == "noun"
        issue = self._issue_in(start, end, before if back else None, headed=headed)
        sort = self._sorted(one, content, issue, around)
        if taken_back(following):
            sort = replace(sort, doubted=True)
        if sort.kind == "position" and issue is None and (back or (one.shape == "noun" and len(content) < 30)):
            sort = replace(sort, issue=before)
        return sort

    def _sorted(self, one: Attribution, content: str, issue: str | None, around: str) -> Sort:
        verb = one.verb
        if verb in _CARRIERS and (noun := _FIRST_NOUN.match(content)) and noun.group(1) in SPEECH_NOUNS:
            verb = SPEECH_NOUNS[noun.group(1)]
        cue = " ".join(self._text[a:b] for a, b in one.cue)
        source = self._text[slice(*one.source[0])] if one.source else ""
        if _NOBODY.match(source):
            cue += " not"
        if self._language == "en":
            return sort_statement(
                verb=verb,
                cue=cue,
                content=content,
                issue=issue,
                shape=one.shape,
                around=around,
                kind=one.kind,
                stance=one.stance,
            )
        sort = cyrillic.sort_statement(
            verb=verb, cue=cue, content=content, issue=issue, shape=one.shape, source=source, language=self._language
        )
        return sort if one.kind is None else replace(sort, kind=one.kind, stance=one.stance)

    def _issue_in(self, start: int, end: int, before: str | None = None, *, headed: bool = False) -> str | None:
        inside = self._hits[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return issue_in(inside, start, end, self._gazetteer, before, headed=headed) if inside else None

    def _before(self, at: int, content: str) -> str | None:
        """The issue the text named last, a particular one rather than its parent; "the plan" is the main one."""
        last = bisect_left(self._starts, at)
        if _PLAN.search(content):
            named = Counter(slug for slug in self._named[:last] if slug)
            if named:
                return max(named, key=lambda slug: (named[slug], slug))
        best = None
        first = max(bisect_left(self._starts, at - _REACH + 1), last - _MENTIONS)
        for found in self._named[first:last]:
            if best is None or found is None or not self._gazetteer.is_under(best, found):
                best = found or best
        return best
