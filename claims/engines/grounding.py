"""From what an engine says is in a text to what is: each proposal is held against the snapshot, or dropped.

Of an engine's word this takes the kind, the stance and the wording, and the wording only where it brings in no name
and no number that the text has not. Who speaks, when, and which words are quoted is found out in the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from claims.engines.answers import Item
from claims.engines.questions import MOST_STATEMENTS
from claims.enums import ClaimKind, Directness, SpeechAct, Stance
from claims.suggest.dates import find_dates
from claims.suggest.gazetteer import Gazetteer, fold, is_word_character
from claims.suggest.names import find_names
from claims.suggest.quotes import find_quotes
from claims.suggest.speakers import Speaker, Speakers
from claims.suggest.types import DateMention, Proposal, SnapshotLike, Span

_LONGEST_QUOTE = 1200
_SHORTEST_QUOTE = 12
_LONGEST_TEXT = 500
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_LINK = re.compile(r"(?:https?:|www\.|<\s*/?\s*[a-z!])", re.IGNORECASE)


class _DroppedError(Exception):
    """This proposal is not kept; the reason is its argument."""


class Grounding:
    """One snapshot, against which proposals are held one after another in text order."""

    def __init__(self, snapshot: SnapshotLike, *, gazetteer: Gazetteer, rule: str, score: float) -> None:
        self._text, self._gazetteer = snapshot.text, gazetteer
        self._language = snapshot.language or "en"
        self._rule, self._score = rule, score
        hits = gazetteer.find(self._text)
        names = find_names(self._text, hits, gazetteer, date=snapshot.published_edtf, language=self._language)
        self._names = names
        self._dates = find_dates(self._text, snapshot.published_edtf)
        self._speakers = Speakers(self._text, names, gazetteer)
        self._words = {word.removesuffix("'s") for word in _WORD.findall(fold(self._text))}
        self._numbers = set(_NUMBER.findall(self._text))
        self._seen: set[tuple[int, int, str]] = set()
        self._last = 0
        self.dropped: Counter[str] = Counter()

    def proposals(self, items: Iterable[Item], *, chunk: Span) -> list[Proposal]:
        """The proposals that the piece of the text from `chunk` bears out."""
        kept = []
        self._last = chunk[0]
        for number, item in enumerate(items):
            if number >= MOST_STATEMENTS:
                self.dropped["too_many"] += 1
                continue
            try:
                kept.append(self._proposal(item, chunk))
            except _DroppedError as reason:
                self.dropped[str(reason)] += 1
        return kept

    def _proposal(self, item: Item, chunk: Span) -> Proposal:
        if item.kind not in ClaimKind.values:
            raise _DroppedError("unknown_kind")
        start, end = self._located(item.quote, chunk)
        if (start, end, item.kind) in self._seen:
            raise _DroppedError("duplicate")
        source, speaker = self._speaker(item.speaker, start, end, chunk)
        self._seen.add((start, end, item.kind))
        self._last = start
        quote = self._quoted(start, end)
        said, happened = self._date(item.said, start, end), self._date(item.happened, start, end)
        issue, stance = self._position(item)
        acts_for = self._gazetteer.acts_for(speaker.actor) or speaker.acts_for
        named = [name.actor for name in self._names if name.actor and start <= name.start and name.end <= end]
        name = self._text[slice(*speaker.name)] if speaker.name else None
        if name is None and speaker.actor is None and source:
            name = self._text[slice(*source)]
        return Proposal(
            start=start,
            end=end,
            exact=self._text[start:end],
            text=self._wording(item.text, start, end),
            kind=item.kind,
            directness=self._directness(item.directness, quote, speaker),
            rule=self._rule,
            score=self._score,
            content=((start, end),),
            cue=(),
            source=(source,) if source else (),
            speaker=speaker.actor,
            speaker_name=name,
            acts_for=acts_for,
            party=self._gazetteer.party(acts_for or speaker.actor),
            relayed_by=None,
            addressee=None,
            issue=issue,
            stance=stance,
            negated=item.negated,
            hedged=item.hedged,
            doubted=False,
            act=item.act if item.act in SpeechAct.values else None,
            worth=0.0,
            worth_reasons=(),
            quote=quote,
            language=self._language,
            said_edtf=said.edtf if said else None,
            said_phrase=said.phrase if said else None,
            happened_edtf=happened.edtf if happened else None,
            happened_phrase=happened.phrase if happened else None,
            place=None,
            actors=tuple(dict.fromkeys([*filter(None, [speaker.actor]), *named])),
        )

    def _located(self, quote: str, chunk: Span) -> Span:
        """Where the text has exactly these characters: of several places, the first one after the last proposal's."""
        if len(quote) > _LONGEST_QUOTE:
            raise _DroppedError("too_long")
        if len(quote.strip()) < _SHORTEST_QUOTE:
            raise _DroppedError("too_short")
        text = self._text
        start = text.find(quote, self._last, chunk[1])
        if start < 0:
            start = text.find(quote, *chunk)
        if start < 0:
            raise _DroppedError("not_verbatim")
        end = start + len(quote.rstrip())
        start += len(quote) - len(quote.lstrip())
        if any(
            0 < at < len(text) and is_word_character(text[at - 1]) and is_word_character(text[at])
            for at in (start, end)
        ):
            raise _DroppedError("cuts_a_word")
        return start, end

    def _speaker(self, called: str | None, start: int, end: int, chunk: Span) -> tuple[Span | None, Speaker]:
        """Who the text says it is, where it calls somebody so; nearest to the quote counts."""
        called = (called or "").strip()
        if not called:
            return None, Speaker()
        places = [
            (found.start(), found.end())
            for found in re.finditer(re.escape(called), self._text)
            if not self._inside_a_word(found.start(), found.end())
        ]
        if not places or len(called) > 200:
            raise _DroppedError("speaker_not_in_text")

        def distance(place: Span) -> int:
            outside = max(0, start - place[1], place[0] - end)
            return outside + (0 if chunk[0] <= place[0] < chunk[1] else len(self._text))

        source = min(places, key=distance)
        return source, self._speakers.resolve([source])

    def _inside_a_word(self, start: int, end: int) -> bool:
        text = self._text
        return (start > 0 and is_word_character(text[start - 1]) and is_word_character(text[start])) or (
            end < len(text) and is_word_character(text[end]) and is_word_character(text[end - 1])
        )

    def _quoted(self, start: int, end: int) -> str | None:
        """What stands in quotation marks within the passage, or the passage, where it stands in some itself."""
        paragraph = self._text.rfind("\n", 0, start) + 1, (self._text + "\n").index("\n", end)
        quotes = [quote.inner for quote in find_quotes(self._text, *paragraph)]
        if any(inner[0] <= start and end <= inner[1] for inner in quotes):
            return self._text[start:end].rstrip(",")
        inside = [inner for inner in quotes if start <= inner[0] and inner[1] <= end]
        return " … ".join(self._text[a:b].strip().rstrip(",") for a, b in inside) or None

    def _date(self, phrase: str | None, start: int, end: int) -> DateMention | None:
        """What the rules read at the phrase nearest to the passage; the engine's own reckoning counts for nothing."""
        phrase = (phrase or "").strip()
        if not phrase:
            return None
        places = [found.span() for found in re.finditer(re.escape(phrase), self._text)]
        dates = [date for date in self._dates if any(a < date.end and date.start < b for a, b in places)]
        near = min(dates, key=lambda date: max(0, start - date.end, date.start - end), default=None)
        if near is None:
            self.dropped["date_not_in_text"] += 1
        return near

    def _position(self, item: Item) -> tuple[str | None, str | None]:
        """The issue and the stance as far as the newsroom knows them."""
        issue = item.issue or None
        if issue is not None and issue not in self._gazetteer.issues:
            self.dropped["unknown_issue"] += 1
            issue = None
        stance = item.stance or None
        if stance is not None and stance not in Stance.values:
            self.dropped["unknown_stance"] += 1
            stance = None
        return issue, stance if issue and item.kind == ClaimKind.POSITION else None

    def _directness(self, told: str | None, quote: str | None, speaker: Speaker) -> str:
        if speaker.anonymous:
            return Directness.ANONYMOUS_OFFICIAL
        if quote:
            return Directness.VERBATIM
        if told in {Directness.RELAYED, Directness.ANONYMOUS_OFFICIAL}:
            return told
        return Directness.PARAPHRASE

    def _wording(self, text: str, start: int, end: int) -> str:
        """The engine's sentence where it only says again what stands there; otherwise the passage's own words."""
        own = " ".join(self._text[start:end].split())
        text = " ".join(text.split())
        if text and self._adds_nothing(text, start, end):
            return text
        if text:
            self.dropped["wording_adds"] += 1
        return own[0].upper() + own[1:]

    def _adds_nothing(self, text: str, start: int, end: int) -> bool:
        """Whether every number and every name is one of the text's, and nothing in it could be more than words."""
        if len(text) > _LONGEST_TEXT or len(text) > 3 * (end - start) + 120 or _LINK.search(text):
            return False
        if any(unicodedata.category(char) in {"Cc", "Cf", "Co", "Cs", "Cn"} for char in text):
            return False
        if not self._numbers.issuperset(_NUMBER.findall(text)):
            return False
        # The first word has its capital anyway, and may still be a name.
        return all(self._has(word) for word in _WORD.findall(text) if word[0].isupper())

    def _has(self, word: str) -> bool:
        """Whether the text has the word, if in another case or number."""
        stem = fold(word).removesuffix("'s")
        if stem in self._words:
            return True
        stem = stem[: max(4, len(stem) - 2)]
        return len(stem) > 3 and any(other.startswith(stem) for other in self._words)
