"""What stands around a statement in its text: its sentence, the names and dates there, and in its own words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from claims.suggest import cyrillic
from claims.suggest.quotes import find_quotes, paragraphs
from claims.suggest.sentences import Sentence
from claims.suggest.types import Attribution, DateMention, NameMention, Span

_RELAYS = re.compile(r"\b(?:on|to|by|told|with|via|from|quoted|in|through)(?: [\w’'-]+){0,2} $", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\b(?:following|after|before)\b[^,]{0,60}$", re.IGNORECASE)
_HERE = re.compile(r"\b(?:in|at|near|across|outside)(?: the)? $")
# How far from the cue a date may stand that tells when something was said.
_NEAR = 90


def hull(spans: Sequence[Span]) -> Span:
    """From where the first of the spans begins to where the last ends."""
    if len(spans) == 1:
        return spans[0]
    return min(start for start, _ in spans), max(end for _, end in spans)


class Surroundings:
    """A text with its sentences, names and dates, each in text order, so that few are looked at for a statement."""

    def __init__(
        self,
        text: str,
        *,
        sentences: Sequence[Sentence],
        names: Sequence[NameMention],
        dates: Sequence[DateMention],
        language: str,
    ) -> None:
        self._text, self._sentences, self._names, self._dates = text, sentences, names, dates
        self._relays = _RELAYS if language == "en" else cyrillic.RELAYS
        self._starts = [sentence.start for sentence in sentences]
        self._name_starts = [name.start for name in names]
        self._date_starts = [date.start for date in dates]

    def _names_in(self, start: int, end: int) -> Sequence[NameMention]:
        """The names that begin in the span."""
        starts = self._name_starts
        return self._names[bisect_left(starts, start) : bisect_left(starts, end)]

    def _dates_in(self, start: int, end: int) -> Sequence[DateMention]:
        """The dates that begin in the span."""
        starts = self._date_starts
        return self._dates[bisect_left(starts, start) : bisect_left(starts, end)]

    def sentence_of(self, one: Attribution) -> tuple[Span, str]:
        """Where the sentence with the cue stands, and the sentence behind it."""
        at = one.cue[0][0] if one.cue else one.content[0][0]
        index = bisect_right(self._starts, at) - 1
        if index < 0 or at >= self._sentences[index].end:
            return hull(one.content), ""
        here, after = self._sentences[index], self._sentences[index + 1 : index + 2]
        return (here.start, here.end), self._text[after[0].start : after[0].end] if after else ""

    def around(self, one: Attribution, sentence: Span) -> str:
        """The article's own words in the statement's sentence, without what is reported."""
        parts, at = [], sentence[0]
        for start, end in sorted(one.content):
            if start > at:
                parts.append(self._text[at : min(start, sentence[1])])
            at = max(at, end)
        return " ".join((*parts, self._text[at : sentence[1]]))

    def relay(self, one: Attribution, sentence: Span, speaker: str | None) -> str | None:
        """The outlet that carried the words: "speaking on state television", "told the agency"."""
        if not one.cue:
            return None
        for name in self._names_in(*sentence):
            if name.kind != "media" or name.actor is None or name.actor == speaker:
                continue
            inside = any(a <= name.start < b for a, b in one.content)
            if not inside and self._relays.search(self._text[max(0, name.start - 30) : name.start]):
                return name.actor
        return None

    def addressee(self, one: Attribution) -> str | None:
        """Whom the words are said to, where the newsroom knows them."""
        if one.addressee is None:
            return None
        start, end = one.addressee
        return next(
            (name.actor for name in self._names if name.actor and name.start < end and name.end > start), None
        )

    def dates_of(self, one: Attribution, sentence: Span) -> tuple[DateMention | None, DateMention | None]:
        """When it happened and when it was said: dates inside the content, and outside it in the same sentence."""
        inside = [
            date for date in self._dates_in(*hull(one.content)) if any(a <= date.start < b for a, b in one.content)
        ]
        if one.rule in ("narrated-fact", "appearance"):
            plain = [date for date in inside if not date.phrase.endswith(("'s", "’s"))]
            return (plain[0] if plain else None), None
        if not one.cue:
            return next((date for date in inside if one.happened == (date.start, date.end)), None), None
        outside = [date for date in self._dates_in(*sentence) if date not in inside]
        near = min(outside, key=lambda date: abs(date.start - one.cue[0][1]), default=None)
        if near is not None and abs(near.start - one.cue[0][1]) > _NEAR:
            near = None
        if near is None and inside and one.shape == "noun":
            return None, inside[0]  # "agreed to the plan on Tuesday"
        return (inside[0] if inside else None), near

    def quote(self, one: Attribution) -> str | None:
        """The words inside quotation marks, character for character, each piece on its own."""
        pieces = []
        for start, end in one.content:
            for first, last in paragraphs(self._text[start:end]):
                quotes = find_quotes(self._text, start + first, start + last)
                pieces += [self._text[slice(*quote.inner)].strip().rstrip(",") for quote in quotes]
        return " … ".join(pieces) or None

    def place(self, one: Attribution) -> str | None:
        """Where it happened, by the first place that its content names as one."""
        start, end = hull(one.content)
        for name in self._names_in(start, end):
            if name.place is not None:
                # "Aid resumed after talks in Geneva": the talks were there, not the aid.
                if one.rule == "narrated-fact" and _ELSEWHERE.search(self._text[start : name.start]):
                    continue
                before = self._text[max(0, name.start - 12) : name.start].lower()
                if name.kind == "place" or _HERE.search(before):
                    return name.place
        return None

    def actors(self, one: Attribution, *extra: str | None) -> tuple[str, ...]:
        """The slugs of all actors whom the newsroom knows: those given first, then those whom the content names."""
        start, end = hull(one.content)
        slugs = [slug for slug in extra if slug]
        slugs += [name.actor for name in self._names_in(start, end) if name.actor and name.end <= end]
        return tuple(dict.fromkeys(slugs))
