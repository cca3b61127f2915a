"""Where the passages of a text are in a later version of it, as W3C Web Annotation selectors are re-anchored.

A passage is found again only where its words can have come from, by what stands around them and by an alignment of
both texts. Where the same words stand elsewhere and nothing decides, or where any word has changed, it is orphaned.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, Postfix, Prefix

from lib.word_diff import runs

_NEAR = 160  # characters on either side that tell most copies apart; only where they do not, the rest is compared
_DECISIVE = 8  # so many more of them have to agree; fewer agree by chance: ". The "
_AGAINST_ALIGNMENT = 24  # and so many more where the alignment says otherwise, as when paragraphs change places
_QUOTED = 32  # and where so many agree on both sides, the alignment cannot say that it is another copy
_EVIDENCE = 20  # characters that have to agree, with those around them: "he said" may be written anew anywhere
_EDGE = 8  # so many characters the beginning or the end of both texts counts for
_MOST_COPIES = 2000  # what stands in a text more often is no quote, and comparing all of them takes seconds
_ALIKE = 60.0  # percent; what resembles a lost passage less is not shown as what became of it

_TOKENS = re.compile(r"[\w\u0300-\u036f]+|[^\w\s]")
_SPACE_AT_MARKS = re.compile(r'^ | $|(?<=") | (?=")|(?<=-) (?!\d)| (?=-(?! ?\d))')
_NO_MARKS = "\u00ad\u200b\u2060\ufeff\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Upper and lower case are not among them: "US" and "us", "Will" and "will" are different words.
_SAME_MARKS = {
    **dict.fromkeys("“”„‟«»＂", '"'),
    **dict.fromkeys("‘’‚‛ʼʹ`´′‹›＇", "'"),
    **dict.fromkeys("‐‑‒–—―−－", "-"),
    **dict.fromkeys(_NO_MARKS, ""),  # soft hyphens, zero-width spaces and marks of writing direction
    "…": "...",
}


class Passage(NamedTuple):
    """Characters `start` to `end` (Unicode code points) of a text, and some of those before and after."""

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


class Anchor(NamedTuple):
    """Where a passage is in the new text: `start` to `end` in code points, both 0 where it is orphaned.

    Anchored is at the same position, moved at another. `score` (0 to 1) is how alike the characters are; for an
    orphaned passage those at `nearest`, the place that looks most like what became of it.
    """

    state: Literal["anchored", "moved", "orphaned"]
    start: int
    end: int
    how: Literal["exact", "context", "fuzzy", ""]
    score: float
    nearest: tuple[int, int] | None = None


def anchor(passage: Passage, old_text: str, new_text: str) -> Anchor:
    """Where one passage of the old text is in the new one. Raises ValueError where it is not in the old one."""
    return anchor_all([passage], old_text, new_text)[0]


def anchor_all(passages: Sequence[Passage], old_text: str, new_text: str) -> list[Anchor]:
    """Where the passages of the old text are in the new one, in their order. Raises ValueError as `anchor` does."""
    for passage in passages:
        quoted, begin = passage.prefix + passage.exact + passage.suffix, passage.start - len(passage.prefix)
        if begin < 0 or passage.end - passage.start != len(passage.exact) or not old_text.startswith(quoted, begin):
            raise ValueError(f"the old text does not have this passage at {passage.start}: {passage.exact[:80]!r}")
    if old_text == new_text:
        return [Anchor("anchored", passage.start, passage.end, "exact", 1.0) for passage in passages]
    versions = _Versions(_Text(old_text), _Text(new_text))
    return [versions.anchor(passage) for passage in passages]


class _Text:
    """A text without the differences that change no word: white space, kinds of marks, Unicode normal forms."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.folded, self._origins = _fold(raw)
        self.tokens: list[str] = []
        self.starts: list[int] = []
        for token in _TOKENS.finditer(self.folded):
            self.tokens.append(token.group())
            self.starts.append(token.start())

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Raw characters as folded ones, without the white space at either end."""
        first, last = bisect_left(self._origins, start), bisect_left(self._origins, end)
        words = self.folded[first:last]
        return last - len(words.lstrip(" ")), first + len(words.rstrip(" "))

    def raw_span(self, first: int, last: int) -> tuple[int, int]:
        """Folded characters, one at least, as raw ones."""
        return self._origins[first], self._origins[last - 1] + 1

    def token_at(self, place: int) -> int:
        return bisect_right(self.starts, place) - 1

    def token_end(self, token: int) -> int:
        return self.starts[token] + len(self.tokens[token])

    def copies(self, words: str) -> list[int]:
        """Where the words begin, also where they overlap; of those that stand everywhere not all."""
        found: list[int] = []
        place = self.folded.find(words)
        while place >= 0 and len(found) <= _MOST_COPIES:
            found.append(place)
            place = self.folded.find(words, place + 1)
        return found

    def is_inside_word(self, place: int) -> bool:
        """Whether the characters before and after this place are of one word or of one number."""
        before, after = self.folded[max(0, place - 2) : place], self.folded[place : place + 2]
        if not before or not after:
            return False
        if _is_mark_of_letter(after[0]) or before[-1] == "\u200d":
            return True
        if after[0] in ".,:":
            return before[-1].isdigit() and after[1:].isdigit()
        if before[-1] in ".,:":
            return after[0].isdigit() and before[:-1].isdigit()
        return after[0].isalnum() and (before[-1].isalnum() or _is_mark_of_letter(before[-1]))


class _Alignment:
    """Which words of the new text are those of the old one, as far as that is certain."""

    def __init__(self, old: _Text, new: _Text) -> None:
        self._old, self._new = old, new
        forward = _matches([*old.tokens, "\0old"], [*new.tokens, "\0new"])
        backward = _matches([*old.tokens[::-1], "\0old"], [*new.tokens[::-1], "\0new"])
        ends = len(old.tokens) - 1, len(new.tokens) - 1
        # Of all longest common subsequences these are about the first and the last: what both have, nearly all have.
        # The last item, which no text has, keeps a common end from being matched before all else.
        both = set(forward) & {(ends[0] - one, ends[1] - other) for one, other in backward}
        self._images, self._sources = dict(both), {other: one for one, other in both}
        self._settled = sorted(self._images)

    def image(self, first: int, last: int) -> int | None:
        """Where characters `first` to `last` of the old text begin in the new one."""
        return _followed(self._images, self._old, self._new, (first, last))

    def source(self, first: int, last: int) -> int | None:
        """Where characters `first` to `last` of the new text begin in the old one."""
        return _followed(self._sources, self._new, self._old, (first, last))

    def gap(self, first: int, last: int) -> tuple[int, int]:
        """What the new text has between the nearest words before and after the characters of the old one."""
        before = bisect_left(self._settled, self._old.token_at(first)) - 1
        after = bisect_right(self._settled, self._old.token_at(last - 1))
        left = self._new.token_end(self._images[self._settled[before]]) if before >= 0 else 0
        if after == len(self._settled):
            return left, len(self._new.folded)
        return left, self._new.starts[self._images[self._settled[after]]]


class _Versions:
    """The old and the new text side by side; what is worked out for one passage serves all."""

    def __init__(self, old: _Text, new: _Text) -> None:
        self.old, self.new = old, new

    @cached_property
    def _alignment(self) -> _Alignment:
        return _Alignment(self.old, self.new)

    def anchor(self, passage: Passage) -> Anchor:
        """Where the passage is in the new text."""
        first, last = self.old.span(passage.start, passage.end)
        if first >= last:
            return Anchor("orphaned", 0, 0, "", 0.0)
        homes = self._homes(first, last)
        home = self._home(first, last, homes)
        span = None if home is None else self._raw_home(passage, (first, last), home)
        if span is None:
            return self._orphan(first, last, homes)
        found = self.new.raw[slice(*span)]
        state: Literal["anchored", "moved"] = "anchored" if span[0] == passage.start else "moved"
        if found != passage.exact:
            return Anchor(state, *span, "fuzzy", Indel.normalized_similarity(passage.exact, found))
        return Anchor(state, *span, "exact" if len(homes) == 1 else "context", 1.0)

    def _homes(self, first: int, last: int) -> list[int]:
        """Where the new text has the words of the passage, and not as a part of other words."""
        size = last - first
        begins, ends = not self.old.is_inside_word(first), not self.old.is_inside_word(last)
        glued = self.new.is_inside_word
        copies = self.new.copies(self.old.folded[first:last])
        return [home for home in copies if not (begins and glued(home)) and not (ends and glued(home + size))]

    def _home(self, first: int, last: int, homes: list[int]) -> int | None:
        """The one place that the passage can have come to; None where it may be another, or none."""
        size, copies = last - first, self.old.copies(self.old.folded[first:last])
        if max(len(homes), len(copies)) > _MOST_COPIES:
            return None
        aligned = self._alignment.image(first, last)
        free = {home: self._context(first, home, size) for home in homes if not self._is_taken(first, home, size)}
        if not free:
            return None
        home = max(free, key=lambda place: (sum(free[place]), place == aligned))
        context = free.pop(home)
        if size + sum(context) < _EVIDENCE:
            return None
        rivals = [(around, place == aligned) for place, around in free.items()]
        rivals += [
            (self._context(copy, home, size), self._alignment.image(copy, copy + size) == home)
            for copy in copies
            if copy != first and not self._is_elsewhere(copy, home, size)
        ]
        for around, is_aligned in rivals:
            margin = 0 if home == aligned else _AGAINST_ALIGNMENT if is_aligned else _DECISIVE
            if not _covers(context, around) or sum(context) - sum(around) < margin:
                return None
        return home

    def _is_taken(self, first: int, home: int, size: int) -> bool:
        """Whether it is another copy of the passage that has come to this place."""
        source = self._alignment.source(home, home + size)
        if source is None or source == first:
            return False
        return _explains(self._context(source, home, size), self._context(first, home, size))

    def _is_elsewhere(self, copy: int, home: int, size: int) -> bool:
        """Whether this copy of the passage has come to another place."""
        image = self._alignment.image(copy, copy + size)
        if image is None or image == home:
            return False
        return _explains(self._context(copy, image, size), self._context(copy, home, size))

    def _context(self, first: int, home: int, size: int) -> tuple[int, int]:
        """How many characters before, and how many after, are the same in both texts; to end both counts, too."""
        old, new = self.old.folded, self.new.folded
        for reach in (_NEAR, max(len(old), len(new))):
            old_before, new_before = old[max(0, first - reach) : first], new[max(0, home - reach) : home]
            old_after, new_after = old[first + size : first + size + reach], new[home + size : home + size + reach]
            before, after = Postfix.similarity(old_before, new_before), Prefix.similarity(old_after, new_after)
            if before < reach and after < reach:
                break
        begins, ends = old_before == new_before, old_after == new_after
        return before + _EDGE * begins, after + _EDGE * ends

    def _raw_home(self, passage: Passage, folded: tuple[int, int], home: int) -> tuple[int, int] | None:
        old_start, old_end = self.old.raw_span(*folded)
        start, end = self.new.raw_span(home, home + folded[1] - folded[0])
        wider = start - (old_start - passage.start), end + (passage.end - old_end)
        if wider[0] >= 0 and self.new.raw[slice(*wider)] == passage.exact:
            return wider
        # A letter and its accent may be one character in the new text where the passage has only the letter.
        same = _fold(self.new.raw[start:end])[0] == _fold(self.old.raw[old_start:old_end])[0]
        return (start, end) if same else None

    def _orphan(self, first: int, last: int, homes: list[int]) -> Anchor:
        words = self.old.folded[first:last]
        left, right = self._alignment.gap(first, last)
        if homes:
            home = min(homes, key=lambda place: abs(place - left))
            return Anchor("orphaned", 0, 0, "", 1.0, self.new.raw_span(home, home + len(words)))
        everywhere = 0, len(self.new.folded)
        searches = (self._likeness, (left, right)), (self._most_alike, (left, right)), (self._most_alike, everywhere)
        for search, span in searches:
            score, place = search(words, *span)
            if score >= _ALIKE:
                return Anchor("orphaned", 0, 0, "", score / 100, self.new.raw_span(*place))
        return Anchor("orphaned", 0, 0, "", 0.0)

    def _likeness(self, words: str, begin: int, end: int) -> tuple[float, tuple[int, int]]:
        """How like these words all that stands between two places of the new text is, in percent, and where."""
        there = self.new.folded[begin:end]
        place = end - len(there.lstrip(" ")), begin + len(there.rstrip(" "))
        return fuzz.ratio(words, there.strip(" "), score_cutoff=_ALIKE), place

    def _most_alike(self, words: str, begin: int, end: int) -> tuple[float, tuple[int, int]]:
        """How like these words the most similar ones between two places are, and where, to whole words."""
        found = fuzz.partial_ratio_alignment(words, self.new.folded[begin:end], score_cutoff=_ALIKE)
        if found is None or found.dest_start == found.dest_end:
            return 0.0, (begin, end)
        first = self.new.token_at(begin + found.dest_start)
        last = self.new.token_at(begin + found.dest_end - 1)
        return self._likeness(words, self.new.starts[first], self.new.token_end(last))


def _fold(raw: str) -> tuple[str, list[int]]:
    """The text without harmless differences, and for each of its characters the place of the raw one."""
    # Decomposing goes character by character and then only reorders accents, so their places can be told.
    decomposed = unicodedata.normalize("NFD", raw)
    places = [place for place, character in enumerate(raw) for _ in range(_decomposed_length(character))]
    characters: list[str] = []
    origins: list[int] = []
    for place, character in zip(places, decomposed, strict=True):
        if character.isspace():
            if characters and characters[-1] == " ":
                continue
            same = " "
        else:
            same = _SAME_MARKS.get(character, character)
        characters += same
        origins += [place] * len(same)
    folded = "".join(characters)
    dropped = {space.start() for space in _SPACE_AT_MARKS.finditer(folded)}
    if not dropped:
        return folded, origins
    kept = [place for place in range(len(folded)) if place not in dropped]
    return "".join(folded[place] for place in kept), [origins[place] for place in kept]


@lru_cache(maxsize=4096)
def _decomposed_length(character: str) -> int:
    return len(unicodedata.normalize("NFD", character))


def _is_mark_of_letter(character: str) -> bool:
    return character in "_\u200d" or unicodedata.category(character).startswith("M")


def _matches(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    return [
        (run.old + place, run.new + place)
        for run in runs(old, new)
        if run.same
        for place in range(run.old_end - run.old)
    ]


def _followed(matches: dict[int, int], here: _Text, there: _Text, span: tuple[int, int]) -> int | None:
    """Where characters of one text begin in the other, if all their words are matched and stand together there."""
    first, last = span
    token, last_token = here.token_at(first), here.token_at(last - 1)
    match = matches.get(token)
    if match is None or any(matches.get(token + step) != match + step for step in range(1, last_token - token + 1)):
        return None
    place = there.starts[match] + first - here.starts[token]
    return place if there.folded.startswith(here.folded[first:last], place) else None


def _covers(context: tuple[int, int], other: tuple[int, int]) -> bool:
    return context[0] >= other[0] and context[1] >= other[1]


def _explains(aligned: tuple[int, int], context: tuple[int, int]) -> bool:
    """Whether a pair of places that the alignment has found makes another pair with one of them unlikely."""
    return _covers(aligned, context) and min(context) < _QUOTED
