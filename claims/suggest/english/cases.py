"""One attributing verb in its sentence, as the readings see it, and the attribution that they make of it."""

from __future__ import annotations

from dataclasses import dataclass

from claims.suggest.english.cues import Cue
from claims.suggest.english.phrases import Range
from claims.suggest.english.subjects import CONTRACTIONS
from claims.suggest.english.verbs import Items
from claims.suggest.sentences import Item, Sentence
from claims.suggest.types import Attribution, Span


@dataclass(frozen=True, slots=True)
class Case:
    """One cue in its sentence, with what the rules ask about it."""

    items: Items
    cues: list[Cue]
    number: int
    before: Sentence | None  # the sentence before this one
    source: Range | None
    found: str  # how the source was found: own, subject, chain, none
    right: int  # where content on the right would begin

    @property
    def cue(self) -> Cue:
        return self.cues[self.number]

    @property
    def quote_before(self) -> Item | None:
        """The quotation that the sentence before ends with."""
        last = self.before.items[-1] if self.before is not None else None
        return last if last is not None and last.kind == "quote" else None


# A reading is the source and the attribution; either may be missing. No reading: the rule does not apply.
Reading = tuple[Range | None, Attribution | None]


def make(items: Items, cue: Cue, source: Range | None, content: list[Span], rule: str, score: float) -> Attribution:
    """What a reading found, in code points of the text."""
    return Attribution(
        content=tuple(content),
        cue=((items[cue.first].start, items[cue.last].end),),
        source=((items[source[0]].start, _phrase_end(items, source)),) if source else (),
        verb=cue.base,
        rule=rule,
        score=score,
        shape="quote" if rule in {"trailing", "inverted", "block-quote"} else "clause",
    )


def _phrase_end(items: Items, phrase: Range) -> int:
    """The end of a source; of "he's" it is only "he"."""
    last = items[phrase[1] - 1]
    if phrase[1] - phrase[0] == 1 and last.lower in CONTRACTIONS:
        return last.start + last.lower.index("'")
    return last.end
