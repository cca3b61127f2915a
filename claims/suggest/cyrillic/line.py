"""One sentence with what the rules ask about its words, and the cues that stand in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from claims.suggest.cyrillic.lexicon import (
    IMPERSONAL,
    NEGATIONS,
    PREDICATES,
    PRONOUNS,
    SPEAKERS,
    STEMS,
    THAT,
    VERBS,
)
from claims.suggest.cyrillic.morphology import Verb, Word, agrees, word_of
from claims.suggest.sentences import Item
from claims.suggest.types import Span

DASHES = frozenset("—–-−―")
_MOST_CUES = 30  # in one sentence; more are no prose
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying: where it stands, the English verb it stands for, and its form."""

    at: int
    start: int  # with the "not" before it
    verb: str
    reading: Verb
    impersonal: bool = False

    @property
    def gerund(self) -> bool:
        return self.reading.form == "gerund"


class Line:
    """A row of items in one language; `names` tells whether a known name stands between two offsets."""

    def __init__(self, items: Sequence[Item], language: str, named: Callable[[int, int], bool]) -> None:
        self.items = items
        self.language = language
        self.named = named
        self.end = len(items)
        self.first = self._first()
        self.cues = self._cues()

    def word(self, index: int) -> Word:
        item = self.items[index]
        return word_of(item.lower, self.language) if item.kind == "word" else _NO_WORD

    def span(self, start: int, end: int) -> Span:
        return self.items[start].start, self.items[end - 1].end

    def is_mark(self, index: int, marks: str | Collection[str]) -> bool:
        return 0 <= index < self.end and self.items[index].kind == "mark" and self.items[index].text in marks

    def is_that(self, index: int) -> bool:
        """A word that opens a clause; "allegedly" does so only behind a comma."""
        if not 0 <= index < self.end or self.items[index].lower not in THAT:
            return False
        return self.items[index].lower not in _ALLEGEDLY or self.is_mark(index - 1, ",")

    def proper(self, index: int) -> bool:
        """A name by its capital; the first word of a sentence only when the dictionary says so."""
        return self.items[index].capital and (index > self.first or self.word(index).name)

    def surname(self, index: int) -> bool:
        """A capitalised word with a surname's ending, also where the dictionary takes it for a genitive plural."""
        return self.items[index].capital and self.items[index].lower.endswith(_SURNAMES)

    def may_be_subject(self, verb: Verb, index: int) -> bool:
        """Agreement in number and gender; an office may be held by a woman: "пресс-секретарь сказала"."""
        word = self.word(index)
        if agrees(verb, word):
            return True
        if self.surname(index) and verb.number == "sing" and verb.gender in (None, "masc"):
            return True
        if SPEAKERS.isdisjoint(word.lemmas) or verb.number != "sing":
            return False
        if verb.gender == "femn":
            return ("masc", "sing") in word.nominative
        return verb.gender == "masc" and not _HEADS.isdisjoint(word.lemmas)  # "глава заявил"

    def finite(self, index: int) -> bool:
        """A finite verb, and no name that looks like one."""
        item = self.items[index]
        if item.kind != "word" or (item.capital and index > self.first):
            return False
        word = self.word(index)
        if not word.finite or (word.noun and all(verb.person == "1per" for verb in word.verbs)):
            return False
        # A word that is also a noun counts as a verb only where no preposition or adjective asks for the noun.
        return not (word.noun and index > 0 and (self.word(index - 1).preposition or self.word(index - 1).adjective))

    def has_finite(self, start: int, end: int) -> bool:
        return any(self.finite(index) for index in range(start, end))

    def speaks(self, start: int, end: int) -> bool:
        """Whether the phrase is one that can speak: a name, a pronoun, or a noun of a person or body."""
        if self.named(*self.span(start, end)):
            return True
        for index in range(start, end):
            item = self.items[index]
            word = self.word(index)
            if item.text.isupper() and len(item.text) > 1 and item.kind == "word":
                return True
            if item.capital and (index > self.first or word.name) and not word.uninflected:
                return True
            if item.lower in PRONOUNS or not SPEAKERS.isdisjoint(word.lemmas):
                return True
        return False

    def trimmed(self, start: int, end: int) -> Range | None:
        """The range without marks at its edges; opening brackets and dashes go too."""
        while end > start and self.items[end - 1].kind == "mark" and self.items[end - 1].text not in ")%":
            end -= 1
        while start < end and self.items[start].kind == "mark" and self.items[start].text not in "($€№":
            start += 1
        return (start, end) if start < end else None

    def spans(self, *ranges: Range | None) -> tuple[Span, ...]:
        """Places in the text of the ranges that hold words."""
        kept = [self.trimmed(*one) for one in ranges if one is not None and one[0] < one[1]]
        return tuple(self.span(*one) for one in kept if one is not None)

    def _first(self) -> int:
        """Behind the time that an item of a live file begins with."""
        index = 0
        if self.end > 1 and self.items[0].text[:1].isdigit() and ":" in self.items[0].text:
            index = 1
        while index < self.end - 1 and self.is_mark(index, DASHES | {".", "•", "*", "|", ":"}):
            index += 1
        return index

    def _cues(self) -> list[Cue]:
        found: list[Cue] = []
        for index, item in enumerate(self.items):
            if item.kind != "word" or item.lower[:3] not in STEMS:
                continue
            cue = _cue_of(item.lower, self.language)
            if cue is None or (item.capital and index > self.first and not self._opens(index)):
                continue
            verb, reading, impersonal = cue
            before = index - 1
            start = before if before >= 0 and self.items[before].lower in NEGATIONS else index
            if impersonal and before >= 0 and self.items[before].lower in ("було", "было", "буде", "будет"):
                start = before
            found.append(Cue(index, start, verb, reading, impersonal))
            if len(found) >= _MOST_CUES:
                break
        return found

    def _opens(self, index: int) -> bool:
        return self.items[index - 1].kind == "mark" and self.items[index - 1].text in ".!?…—–"


_SURNAMES = ("ов", "ев", "єв", "ёв", "ін", "ин", "їн")
_HEADS = frozenset({"глава", "голова", "замглава", "замглавы"})
_ALLEGEDLY = frozenset({"нібито", "якобы", "буцімто", "ніби", "будто", "чи"})
_NO_WORD = Word()


@lru_cache(maxsize=10_000)
def _cue_of(lower: str, language: str) -> tuple[str, Verb, bool] | None:
    """The English verb, the reading, and whether nobody is its subject; None for words that are no cue."""
    word = word_of(lower, language)
    for reading in word.verbs:
        if reading.form == "infinitive" or reading.person == "2per":
            continue
        lemma = reading.lemma
        if reading.form == "gerund" and lemma not in VERBS:
            lemma = _infinitive_of(lemma)
        if reading.form == "short":
            if lemma in PREDICATES:
                return PREDICATES[lemma], reading, False
            continue
        if lemma in VERBS:
            return VERBS[lemma], reading, reading.form == "impersonal"
        if lemma in IMPERSONAL:
            return IMPERSONAL[lemma], reading, True
        if lemma.endswith("ся") and lemma[:-2] in VERBS and reading.person == "3per":
            return VERBS[lemma[:-2]], reading, True
    return None


_GERUND_ENDINGS = (("вши", ("ти",)), ("вшись", ("тися",)), ("ючи", ("ти", "вати")), ("ючись", ("тися", "ватися")),
                   ("учи", ("ати", "ити")), ("ячи", ("ити",)))  # fmt: skip


def _infinitive_of(gerund: str) -> str:
    """The Ukrainian dictionary keeps a gerund as a word of its own; its infinitive is found by the ending."""
    for ending, infinitives in _GERUND_ENDINGS:
        if gerund.endswith(ending):
            stem = gerund.removesuffix(ending)
            return next((stem + one for one in infinitives if stem + one in VERBS), gerund)
    return gerund
