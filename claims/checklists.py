"""What is asked of a claim before it is approved, by its kind; claims.models.Check keeps the answers by `item`."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop

from claims.enums import CheckState, ClaimKind
from claims.models import Check


@dataclass(frozen=True, slots=True)
class Line:
    """One question; the same `item` in lists of several kinds is the same question."""

    item: str
    question: str
    required: bool = False

    @property
    def asks(self) -> str:
        """The question in the language of who is asked."""
        return gettext(self.question)


_READ = Line(
    "read-in-original",
    gettext_noop("Was the passage read in the original, not only in a summary or a translation?"),
    True,
)
_WHOLE = Line("in-context", gettext_noop("Does the passage still say this when the sentences around it are read?"))
_WORDS = Line("words-in-original", gettext_noop("Do we have the words in the language in which they were said?"))
_SPEAKER = Line("who-speaks", gettext_noop("Is it clear who speaks, in what office, and on whose behalf?"))
_ADDRESSEE = Line("to-whom", gettext_noop("Is it clear to whom it is addressed?"))
_CURRENT = Line("still-current", gettext_noop("Does it still stand, or was it withdrawn or overtaken since?"))
_DATED = Line("date-and-place", gettext_noop("Are date and place given as precisely as the sources have them?"))
_DEADLINE = Line("by-when", gettext_noop("Is it said by when, and would we see whether it came about?"))

CHECKLISTS: dict[ClaimKind, tuple[Line, ...]] = {
    ClaimKind.FACT: (
        _READ,
        Line("two-origins", gettext_noop("Do two independent origins say it?")),
        Line(
            "original-seen",
            gettext_noop("Did we see the document, the footage or the statement that it goes back to?"),
        ),
        _DATED,
        Line("numbers-have-a-range", gettext_noop("Do numbers stand with their range and with who counted?")),
        Line("other-side", gettext_noop("Is it said what the other side says about it?")),
    ),
    ClaimKind.POSITION: (
        _READ,
        _WORDS,
        _SPEAKER,
        Line("stance-fits", gettext_noop("Is the stance that of the words, and do its conditions stand with it?")),
        _CURRENT,
        _WHOLE,
    ),
    ClaimKind.COMMITMENT: (
        _READ,
        _WORDS,
        _SPEAKER,
        Line("may-commit", gettext_noop("May the speaker bind those on whose behalf the promise is made?")),
        _DEADLINE,
        Line("conditions-given", gettext_noop("Do the conditions of the promise stand with it?")),
    ),
    ClaimKind.THREAT: (
        _READ,
        _WORDS,
        _SPEAKER,
        _ADDRESSEE,
        Line(
            "threat-not-warning",
            gettext_noop("Does the speaker threaten to do it, rather than warn that it may happen?"),
        ),
        Line("conditions-given", gettext_noop("Is it said what would bring it about or avert it?")),
    ),
    ClaimKind.PREDICTION: (
        _READ,
        _SPEAKER,
        Line("how-sure", gettext_noop("Is the speaker quoted as no surer than the words are?")),
        _DEADLINE,
        Line("interest-told", gettext_noop("Is it told what interest the speaker has in it?")),
    ),
    ClaimKind.OPINION: (
        _READ,
        _SPEAKER,
        _WHOLE,
        Line("not-a-fact", gettext_noop("Is it worded as what the speaker thinks, not as a fact?")),
    ),
}
_QUESTIONS = {line.item: line.question for lines in CHECKLISTS.values() for line in lines}


def question(item: str) -> str:
    """What a line asks; its item where no list has it any more."""
    return gettext(_QUESTIONS[item]) if item in _QUESTIONS else item


@dataclass(frozen=True, slots=True)
class Answered:
    """A line with its answer, if it has one."""

    line: Line
    check: Check | None

    @property
    def is_missing(self) -> bool:
        """Whether a line that is required has no answer, or "no"."""
        return self.line.required and (self.check is None or self.check.state == CheckState.NOT_MET)


@dataclass(frozen=True, slots=True)
class Checklist:
    """The lines of a claim's kind in their order."""

    lines: list[Answered]

    @property
    def open(self) -> int:
        """How many lines nobody has answered."""
        return sum(one.check is None for one in self.lines)

    @property
    def missing(self) -> list[Line]:
        """The required lines that stand in the way of a good approval; they warn and do not block."""
        return [one.line for one in self.lines if one.is_missing]

    @property
    def refused(self) -> int:
        """How many lines were answered "no"."""
        return sum(one.check is not None and one.check.state == CheckState.NOT_MET for one in self.lines)


def checklist_of(kind: str, checks: Iterable[Check]) -> Checklist:
    """The checklist of a kind with what was answered; answers to the lines of other kinds are left out."""
    answers = {check.item: check for check in checks}
    return Checklist([Answered(line, answers.get(line.item)) for line in CHECKLISTS[ClaimKind(kind)]])
