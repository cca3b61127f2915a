"""What a relative phrase counts from: the article's own date, and the dates named before in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from claims.suggest.dates import values
from claims.suggest.types import DateMention

_DATED = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?)?)?")
# A date that far back in the text is no longer what "the next day" follows.
_NEAR = 700
# "3% in the quarter, up from 2% a year earlier": what follows is about the quarter again.
_COMPARED = ("ago", "year-ago", "year-ago-quarter")


class NotADateError(ValueError):
    """What matched a rule is no date where it stands."""


@dataclass(frozen=True)
class Anchor:
    """The article's date as far as it is known. A moment counts by the day in the zone that it is written in."""

    year: int | None = None
    month: int | None = None
    day: date | None = None

    @classmethod
    def of(cls, published: str | None) -> Anchor:
        """Of an EDTF date, month, year, or moment with offset; anything vaguer anchors nothing."""
        found = _DATED.fullmatch((published or "").strip())
        if found is None:
            return cls()
        year, month, day = (int(part) if part else None for part in found.groups())
        try:
            known = date(year or 0, 1 if month is None else month, 1 if day is None else day)
        except ValueError:
            return cls()
        return cls(year, month, known if day else None)


@dataclass
class Context:
    """A text that is being read for dates: what is known when the reader comes to a phrase."""

    text: str
    anchor: Anchor
    named: list[DateMention] = field(default_factory=list)  # resolved so far, in text order

    @property
    def day(self) -> date | None:
        return self.anchor.day

    def is_alone(self, match: re.Match[str]) -> bool:
        """Whether the phrase is all that its line says, as in a table, a heading or a caption."""
        start, end = match.span()
        head, tail = self.text[:start].rstrip(" \t(,"), self.text[end : end + 40].lstrip(" \t,.;:)")
        return (not head or head[-1] in "\r\n") and (not tail or tail[0] in "\r\n")

    def before(self, match: re.Match[str], length: int = 24) -> str:
        """What stands before the phrase in its line, in small letters."""
        start = match.start()
        return re.split(r"[\r\n]", self.text[max(0, start - length) : start])[-1].lower()

    def after(self, match: re.Match[str], length: int = 24) -> str:
        end = match.end()
        return re.split(r"[\r\n]", self.text[end : end + length])[0]

    def antecedent(self, match: re.Match[str], *, day: bool = False, compared: bool = True) -> str | None:
        """The value of the date named last before the phrase, or of the last one that is a day or no comparison."""
        for mention in reversed(self.named):
            if match.start() - mention.end > _NEAR:
                return None
            if (
                mention.edtf
                and (values.is_day(mention.edtf) or not day)
                and (compared or mention.rule not in _COMPARED)
            ):
                return mention.edtf
        return None

    def quarter(self) -> tuple[int, int] | None:
        """Year and number of the quarter named last, else of the last one that is over."""
        for mention in reversed(self.named):
            if mention.edtf and mention.rule not in _COMPARED and (found := values.quarter_of(mention.edtf)):
                return found
        if self.anchor.month is None or self.anchor.year is None:
            return None
        over = (self.anchor.month - 1) // 3
        return (self.anchor.year, over) if over else (self.anchor.year - 1, 4)

    def looks_ahead(self, match: re.Match[str]) -> bool | None:
        """Whether the words around speak of what is to come; None where they do not say.

        The phrase's own clause is asked first: "said that on Friday they would leave" is not what was said on Friday.
        """
        before = _CLAUSE_END.split(self.text[max(0, match.start() - 70) : match.start()])[-1]
        after = _CLAUSE_END.split(self.text[match.end() : match.end() + 60])[0]
        own = _SUBORDINATE.split(before)[-1]
        if match.group().endswith(("'s", "’s")) and (said := _tense_after(after)) is not None:
            return said  # "Friday's vote is expected to": the verb is that of what it tells
        if _IS_THEN.search(own):
            return True
        said = _tense_before(own)
        if said is None:
            said = _tense_after(after)
        if said is None and _DUE.search(own):
            return True
        return _tense_before(before) if said is None else said


_CLAUSE_END = re.compile(r"[.!?;]\s|[\r\n]")
_SUBORDINATE = re.compile(r"\b(?:that|which|who|when|where|while|but|because|if)\b|, and\b", re.IGNORECASE)
_IS_THEN = re.compile(r"\b(?:is|are)(?: on| for)? $", re.IGNORECASE)
_DUE = re.compile(r"\b(?:by|until|till) $", re.IGNORECASE)
_SURELY_AHEAD = (
    r"will|won['’]t|shall|must|has to|have to|['’]ll"
    r"|(?:is|are) (?:to|due|set|going|expected|scheduled|planned|slated|likely|planning|being held)"
)
# In the present, news tells what is on the calendar.
_SCHEDULED = (
    r"opens?|begins?|starts?|resumes?|arrives?|takes? (?:effect|place|office)|comes? into (?:force|effect)"
    r"|enters? into force|expires?|ends|runs out|kicks off|takes up|meets?|votes|visits|travels|heads to"
    r"|go(?:es)? to the polls|convenes?|reopens?|is visiting|are meeting"
)
_AHEAD = (
    rf"{_SURELY_AHEAD}|{_SCHEDULED}|would|due|scheduled|expected|planned|plans?|planning|slated|set (?:to|for)"
    r"|upcoming|coming|next|until|till|deadline|should|may|might|could|can|ahead of|before"
    r"|(?:vow(?:s|ed)|pledge[sd]?|agreed) to"
)
_BEHIND = (
    r"said|told|was|were|had|did|has|have|met|held|began|came|went|took|gave|made|saw|spoke|flew|sent|left|won|lost"
    r"|hit|struck|killed|fell|rose|wrote|ran|became|led|broke|grew|sank|fled|stood|felt|lay|drew|threw|knew|heard|brought|bought|sold|paid|built|spent|shot|fought|sought|caught|taught|thought|chose|drove|froze|shook|wore|swore|rode|sat|since|after|following|who|which|\w{3,}ed"
)
_BEFORE = re.compile(rf"\b(?:(?P<ahead>{_AHEAD})|(?P<behind>{_BEHIND}))\b", re.IGNORECASE)
_AFTER = re.compile(
    rf"(?:\b|(?=['’]))(?:(?P<ahead>{_SURELY_AHEAD}|{_SCHEDULED})|(?P<behind>{_BEHIND}))\b", re.IGNORECASE
)


def _tense_before(words: str) -> bool | None:
    """What the last word of a time says: "said on Tuesday", "would leave on Friday"."""
    found = [bool(match["ahead"]) for match in _BEFORE.finditer(words)]
    return found[-1] if found else None


def _tense_after(words: str) -> bool | None:
    found = _AFTER.search(words)
    return None if found is None else bool(found["ahead"])


# News looks back: a month that does not say which is one to come only where that is soon.
_MONTHS_AHEAD = 4


def nearest_month(anchor: Anchor, month: int, ahead: bool | None) -> int:  # noqa: FBT001  # three values
    """The year of a month without one: before the article if it looks back, after it if ahead."""
    if anchor.year is None or anchor.month is None:
        raise NotADateError("no month is known to count from")
    year = anchor.year
    if ahead is None:
        to_come = (month - anchor.month) % 12 <= _MONTHS_AHEAD
        return year + (month < anchor.month if to_come else -(month > anchor.month))
    if ahead:
        return year + (month < anchor.month)
    return year - (month > anchor.month)


def nearest_day(anchor: date, month: int, day: int) -> date:
    """A day without a year is the one nearest to the article's date."""
    found = []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        try:
            found.append(date(year, month, day))
        except ValueError:  # 29 February
            continue
    return min(found, key=lambda one: abs((one - anchor).days))


def weekday_near(anchor: date, weekday: int, *, ahead: bool) -> date:
    """The last such weekday up to a day, or the first one from it on."""
    if ahead:
        return anchor + timedelta(days=(weekday - anchor.weekday()) % 7)
    return anchor - timedelta(days=(anchor.weekday() - weekday) % 7)


def day_of_month(match: re.Match[str], context: Context, number: int, *, ahead: bool | None) -> str | None:
    """As in "the 14th": of the month that was named last, else the last one up to the article, or the next one."""
    named = context.antecedent(match)
    if named and re.fullmatch(r"\d{4}-(?:0\d|1[0-2])(?:-\d\d)?", named) and ahead is not True:
        return values.day(int(named[:4]), int(named[5:7]), number)
    if context.day is None:
        return None
    first = context.day.replace(day=1)
    step = 1 if ahead else -1
    for _ in range(3):
        if number <= values.last_day(first.year, first.month).day:
            found = first.replace(day=number)
            if (found >= context.day) if ahead else (found <= context.day):
                return found.isoformat()
        first = values.shifted_months(first, step)
    return None
