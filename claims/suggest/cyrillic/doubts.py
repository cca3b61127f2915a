"""What the article says around a statement: that it doubts it, and which outlet it has it from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from claims.suggest.cyrillic.kinds import is_doubted
from claims.suggest.sentences import Sentence
from claims.suggest.types import Statement
from lib.any_case import AnyCase

# What stands before an outlet's name that carried the words; used on the thirty characters before it.
RELAYS = AnyCase(
    r"(?:\b(?:переда(?:є|ёт|ет)|пиш(?:е|ет)|повідомля(?:є|ють)|сообща(?:ет|ют)|ефірі|эфире|виданню|изданию|агентству|телеканалу|каналу|на"
    r"|інтерв['’]ю|интервью|у|в)(?: \w+){0,2} [«\"“]?|^)$",
)
_NO_PROOF = AnyCase(r"\b(?:доказ|доказательств|підтверджен|подтвержден)")


def with_doubt(text: str, statements: Sequence[Statement], sentences: Sequence[Sentence]) -> tuple[Statement, ...]:
    """The statements, marked where their sentence or the next one says that they are doubted."""
    starts = [sentence.start for sentence in sentences]
    out = []
    for one in statements:
        number = bisect_right(starts, one.cue[0][0] if one.cue else one.content[0][0]) - 1
        own = text[one.content[0][0] : one.content[-1][1]] + " " + text[slice(*one.cue[0])] if one.cue else ""
        here = sentences[number] if number >= 0 else None
        after = sentences[number + 1] if 0 <= number < len(sentences) - 1 else None
        said = own + (text[here.start : here.end][:600] if here is not None and len(text) else "")
        if after is not None and here is not None and after.paragraph == here.paragraph:
            next_words = text[after.start : min(after.end, after.start + 200)]
            said += " " + next_words if _NO_PROOF.search(next_words) else ""
        out.append(replace(one, doubted=True) if is_doubted(said) else one)
    return tuple(out)
