# ruff: noqa: SIM905 - a word list reads better unbroken
"""One reading of the text for the words that dates are made of, and the rules where such words stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

import ahocorasick

from claims.suggest.dates import cyrillic, cyrillic_counted, english_calendar, english_days, english_relative
from claims.suggest.dates.anchors import Anchor, Context, NotADateError
from claims.suggest.dates.elsewhere import find_elsewhere
from claims.suggest.dates.rules import Rule
from claims.suggest.types import DateMention

_REACH = 9  # words before a clue at which its phrase may begin: "at 3:30 p.m. Moscow time on the evening of Tuesday"
_WINDOW = 100  # characters that hold so many words
_WORD = re.compile(r"\w+")
_NUMERAL = re.compile(r"(?:1\d|20)\d\ds?|[qh][1-4]|[1-9]0['’]?s|[1-3]?\d(?:st|nd|rd|th|-?го)")
# A dotted capital I is two characters in small letters, and would move all that follows.
_LONGER = str.maketrans({"İ": "i"})
# What an English phrase may begin with, beside its clue and numbers: to try no other words halves the time.
_OPENERS = frozenset(
    """
    a about afternoon almost an and around as at beginning between close coming comparable corresponding
    couple current during early earlier eight eighteen eleven end evening few fifteen fifty final first fiscal
    five following for forty four fourteen fourth fri from half in it its just last late later latest less
    local many mid midday middle midnight mon more morning most nearly new next night nine nineteen noon on one
    over overnight past period preceding previous recent roughly same sat second seven seventeen several six
    sixteen so some sometime start sun ten that the third thirteen thirty this three through throughout thu
    thur thurs tue tues turn twelve twenty two wed week within year
    """.split()
)


_LANGUAGES = (english_calendar, english_relative, english_days, cyrillic, cyrillic_counted)
_CLUE_WORDS = {word: clue for language in _LANGUAGES for word, clue in language.CLUES.items()}


def _automaton() -> ahocorasick.Automaton:
    found = ahocorasick.Automaton()
    for word, clue in _CLUE_WORDS.items():
        found.add_word(word, (len(word), clue))
    found.make_automaton()
    return found


def _by_clue(rules: list[Rule]) -> dict[str, list[Rule]]:
    return {clue: [one for one in rules if clue in one.clues] for one in rules for clue in one.clues}


_CLUES = _automaton()
_RULES = _by_clue(
    [
        one
        for language in (english_calendar, english_relative, english_days, cyrillic, cyrillic_counted)
        for one in language.RULES
    ]
)


def find_dates(text: str, published: str | None, language: str | None = None) -> list[DateMention]:
    """Every date phrase of the text, in text order, resolved against the article's date (EDTF).

    Without that date a relative phrase keeps its place and stays unresolved. English, Ukrainian and Russian have
    rules of their own; for other languages, `language` is an ISO 639-1 code.
    """
    anchor = Anchor.of(published)
    if language is not None and language not in ("en", "uk", "ru"):
        return find_elsewhere(text, anchor, language)
    context = Context(text, anchor)
    found: list[DateMention] = []
    free = 0  # where the last mention ended
    for start, end, clue in sorted(_clues(text)):
        if start < free:
            continue
        mention = _mention(clue, start, end, free, context)
        if mention is not None:
            found.append(mention)
            free = mention.end
            if mention.edtf:
                context.named.append(mention)
    return found


def _clues(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and class of each whole word that a date may be made of."""
    folded = text.lower()
    if len(folded) != len(text):
        folded = text.translate(_LONGER).lower()
    length = len(folded)
    for last, (size, clue) in _CLUES.iter(folded):
        start, end = last + 1 - size, last + 1
        if (end == length or not _is_letter(folded[end])) and (start == 0 or not _is_letter(folded[start - 1])):
            yield start, end, clue
    for match in _NUMERAL.finditer(folded):
        start, end = match.span()
        if (end == length or not _is_letter(folded[end])) and (start == 0 or not _is_letter(folded[start - 1])):
            yield start, end, _class_of(match.group())


def _class_of(numeral: str) -> str:
    if numeral[0] in "qh":
        return "part"
    if numeral.endswith("го"):
        return "ru-day-number"
    if numeral[0].isdigit() and numeral[-2:] in ("st", "nd", "rd", "th"):
        return "day-number"
    return "year" if numeral[:4].isdigit() else "decade-in-short"


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


def _mention(clue: str, at: int, end: int, free: int, context: Context) -> DateMention | None:
    """The longest phrase around a clue that begins farthest before it."""
    text, rules = context.text, _RULES[clue]
    for start in _starts(text, max(free, at - _WINDOW), at, every=clue.startswith("ru-")):
        matches = [(match, one) for one in rules if (match := one.pattern.match(text, start)) and match.end() >= end]
        matches.sort(key=lambda pair: -pair[0].end())
        for match, one in matches:
            try:
                value = one.resolve(match, context)
            except NotADateError:
                continue
            except (ValueError, OverflowError):
                return None
            relative = one.relative and not match.groupdict().get("year")
            return DateMention(match.start(), match.end(), match.group(), value, relative, one.name)
    return None


def _starts(text: str, begin: int, at: int, *, every: bool) -> list[int]:
    """Where a phrase around the clue at `at` may begin, farthest first; a word that is cut in two is none."""
    found = []
    while begin and begin < at and _is_letter(text[begin - 1]):
        begin += 1
    for word in _WORD.finditer(text, begin, at):
        said = word.group()
        if every or said[0].isdigit() or said.lower() in _OPENERS or not said.isascii():
            found.append(word.start())
    return [*found[-_REACH:], at]
