"""Ukrainian and Russian names in all their cases, and back to the nominative, by the dictionaries of `pymorphy3`."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import product
from typing import Any

import pymorphy3

_CASES = ("gent", "datv", "accs", "ablt", "loct")
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")
_RUSSIAN = re.compile(r"[ыэъёЫЭЪЁ]")
# Surnames that the dictionaries do not know: endings by the ending of the nominative.
_BY_RULE = {
    "uk": [
        ("ка", "ки ці ку кою"),
        ("га", "ги зі гу гою"),
        ("ія", "ії ії ію ією"),
        ("я", "ї ї ю єю"),
        ("а", "и і у ою"),
        ("", "а у ові ом і"),
    ],
    "ru": [
        ("ка", "ки ке ку кой"),
        ("га", "ги ге гу гой"),
        ("ия", "ии ии ию ией"),
        ("я", "и е ю ей"),
        ("а", "ы е у ой"),
        ("", "а у ом е"),
    ],
}
_CONSONANT = re.compile(r"[бвгґджзклмнпрстфхцчшщ]$")


def languages_of(text: str) -> tuple[str, ...]:
    """Uk or ru by the letters that only one of them has; the likelier first where both or none are there."""
    ukrainian = _UKRAINIAN.search(text)
    if ukrainian and len(text) > 60 and _RUSSIAN.search(text):
        more = len(_RUSSIAN.findall(text)) > len(_UKRAINIAN.findall(text))
        return ("ru", "uk") if more else ("uk", "ru")
    if ukrainian:
        return ("uk",)
    return ("ru",) if _RUSSIAN.search(text) else ("uk", "ru")


@cache
def analyzer(language: str) -> Any:
    """The dictionary of a language, read once a process: it takes a tenth of a second and some megabytes."""
    return pymorphy3.MorphAnalyzer(lang=language)


@lru_cache(maxsize=5_000)
def _readings(word: str, language: str) -> list[Any]:
    readings: list[Any] = analyzer(language).parse(word.replace("’", "'"))
    return readings


@lru_cache(maxsize=50_000)
def case_forms(name: str, *, person: bool = False) -> tuple[str, ...]:
    """The forms that a name in the nominative takes, itself left out; none for one in another case."""
    forms: dict[str, None] = {}
    for language in languages_of(name):
        for form in _forms(name, language, person=person):
            forms.setdefault(form)
    forms.pop(name, None)
    return tuple(forms)


def _forms(name: str, language: str, *, person: bool) -> list[str]:
    words = name.split()
    if person:
        return _person_forms(words, language)
    parses: list[Any] = []
    head = False
    for word in words:
        # Behind the head noun stands a genitive, which stays: "Верховна Рада України".
        plural = bool(parses) and parses[-1] is not None and "plur" in parses[-1].tag
        parse = None if head or word.isupper() else _nominative(word, language, plural=plural)
        if parse is None and not head and not word.isupper():
            return []
        head = head or word.isupper() or (parse is not None and parse.tag.POS == "NOUN")
        parses.append(parse)
    if len(words) == 1 and parses[0] is not None and parses[0].tag.POS == "ADJF" and words[0].islower():
        return [form.word for form in parses[0].lexeme if form.tag.POS == "ADJF"]
    columns: list[list[list[str | None]]] = [
        [[None]] * len(_CASES) if parse is None else _all_cases(parse) for parse in parses
    ]
    return _joined(words, columns)


def _joined(words: list[str], columns: list[list[list[str | None]]]) -> list[str]:
    """The words case by case, with every choice of their forms."""
    out = []
    for case in range(len(_CASES)):
        options = [
            [_as_written(word, form) for form in forms[case]] for word, forms in zip(words, columns, strict=True)
        ]
        out += [" ".join(chosen) for chosen in product(*options)]
    return out


def _nominative(word: str, language: str, *, plural: bool = False) -> Any:
    """The reading of a word as a nominative; None where it more likely stands in another case."""
    readings = _readings(word, language)
    nominative = [one for one in readings if one.tag.case == "nomn" and one.tag.POS in ("NOUN", "ADJF")]
    if not nominative:
        return None
    # A place's or person's name is singular where it can be.
    singular = [] if plural else [one for one in nominative if "plur" not in one.tag]
    if plural:
        nominative = [one for one in nominative if "plur" in one.tag] or nominative
    elif not singular and any(
        one.tag.case == "gent" and "plur" not in one.tag and one.tag.POS == "NOUN" for one in readings
    ):
        return None
    chosen = singular or nominative
    places = [one for one in chosen if "Geox" in one.tag.grammemes]
    things = [one for one in chosen if "Fixd" not in one.tag and "Surn" not in one.tag]
    return (places or things or chosen)[0]


def _inflected(parse: Any, case: str) -> str | None:
    if parse is None:
        return None
    form = parse.inflect({case})
    return form.word if form is not None else None


def _as_written(word: str, form: str | None) -> str:
    """The form with the capitals and the apostrophe of the word."""
    if form is None:
        return word
    if "’" in word:
        form = form.replace("'", "’")
    parts = [
        part[:1].upper() + part[1:] if old[:1].isupper() else part
        for old, part in zip(word.split("-"), form.split("-"), strict=False)
    ]
    return "-".join(parts)


def _person_forms(words: list[str], language: str) -> list[str]:
    if len(words) > 3 or any(word.isupper() for word in words):
        return []
    gender = _gender(words, language)
    columns = [_person_word(word, language, gender, first=not at and len(words) > 1) for at, word in enumerate(words)]
    if any(column is None for column in columns):
        return []
    return _joined(words, [column for column in columns if column is not None])


def _gender(words: list[str], language: str) -> str:
    """By the given name, else by the surname's reading; masc where nothing tells."""
    for part, mark in ((words[0], "Name"), (words[-1], "Surn")):
        for one in _readings(part, language):
            if mark in one.tag and one.tag.case == "nomn" and one.tag.gender in ("masc", "femn"):
                return str(one.tag.gender)
    return "femn" if words[-1].endswith(("ова", "ева", "іна", "ина", "ська", "ская")) else "masc"


def _person_word(word: str, language: str, gender: str, *, first: bool) -> list[list[str | None]] | None:
    """The word in five cases; None where it is no nominative."""
    readings = _readings(word, language)
    marks = ("Name",) if first else ("Surn", "Patr")
    for wanted in (marks, ()):
        for one in readings:
            tag = one.tag
            fits = tag.case == "nomn" and "plur" not in tag and tag.gender in (gender, None)
            if fits and (any(mark in tag for mark in wanted) if wanted else tag.POS == "ADJF"):
                return [[None]] * len(_CASES) if "Fixd" in tag else _all_cases(one, man=gender == "masc")
    if any(_is_oblique(word, other) for other in ("uk", "ru")):
        return None
    low = word.lower()
    for ending, new in _BY_RULE[language]:
        if low.endswith(ending) and (ending or (gender == "masc" and _CONSONANT.search(low))):
            stem = word[: len(word) - len(ending)]
            forms = [stem + one for one in new.split()]
            if ending:
                genitive, dative, accusative, instrumental = forms
                return [[genitive], [dative], [accusative], [instrumental], [dative]]
            genitive, dative, *more, instrumental, locative = forms
            return [[genitive], [dative, *more], [genitive], [instrumental], [locative]]
    return [[None]] * 5


def _is_oblique(word: str, language: str) -> bool:
    """Whether the dictionaries have it as a name in another case than the nominative."""
    readings = [one for one in _readings(word, language) if one.is_known and ("Surn" in one.tag or "Name" in one.tag)]
    return bool(readings) and all(one.tag.case != "nomn" and "Fixd" not in one.tag for one in readings)


def _all_cases(parse: Any, *, man: bool = False) -> list[list[str | None]]:
    """All forms of each case: Ukrainian has two datives (Путіну, Путінові); a man's accusative is the genitive."""
    plural, tag = "plur" in parse.tag, parse.tag
    gender, part = tag.gender, tag.POS
    by_case: dict[str | None, dict[str, None]] = {}
    for form in parse.lexeme:
        other = form.tag
        if ("plur" in other) == plural and other.gender == gender and part == other.POS:
            by_case.setdefault(other.case, {}).setdefault(form.word)
    if man:
        by_case["accs"] = by_case.get("gent", {})
    return [list(by_case.get(case) or [None]) for case in _CASES]


def is_known(word: str, language: str) -> bool:
    """Whether the dictionaries have the word."""
    return bool(analyzer(language).word_is_known(word))


@lru_cache(maxsize=20_000)
def is_given_name(word: str, language: str) -> bool:
    """Whether the dictionaries have the word, in some case, as a given name."""
    return any("Name" in one.tag and one.is_known for one in analyzer(language).parse(word))


@lru_cache(maxsize=20_000)
def person_nominative(words: tuple[str, ...], language: str) -> str:
    """A person's name in the nominative; as written where the dictionaries do not tell."""
    readings = [
        [one for one in analyzer(language).parse(word.replace("’", "'")) if one.tag.case and "plur" not in one.tag]
        for word in words
    ]
    given = [one for one in readings[0] if "Name" in one.tag] or readings[0]
    for lead in given:
        if lead.tag.case == "nomn" and _agreeing(words[-1], readings[-1], "nomn", lead.tag.gender):
            return " ".join(words)
    for lead in given:
        case, gender = lead.tag.case, lead.tag.gender
        out = [_as_written(words[0], _inflected(lead, "nomn"))]
        for word, parses in zip(words[1:], readings[1:], strict=True):
            one = _agreeing(word, parses, case, gender)
            if one is None:
                break
            out.append(word if isinstance(one, str) else _as_written(word, _inflected(one, "nomn")))
        else:
            return " ".join(out)
    return " ".join(words)


def _agreeing(word: str, parses: list[Any], case: str, gender: str | None) -> Any:
    """The reading of a surname in that case and gender; the word itself where it does not change."""
    fitting = [one for one in parses if one.tag.case == case and one.tag.gender in (gender, None)]
    best = next((one for one in fitting if "Surn" in one.tag or "Patr" in one.tag), None)
    if best is not None:
        return best
    adjective = next((one for one in fitting if one.tag.POS == "ADJF"), None)
    if adjective is not None:
        return adjective
    if gender == "femn" and not word.endswith(("а", "я", "у", "ю", "ої", "ой", "і", "ы")):
        return word
    return fitting[0] if fitting else None
