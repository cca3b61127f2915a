"""Which of the known names a written one most likely is. The score orders; it is not a probability."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from lib.naming.keys import Word, words_of
from lib.naming.offices import office_of
from lib.naming.spelling import is_cyrillic
from lib.naming.standing import Reading

Span = tuple[str, str]  # ISO dates, as exactly as they are known; "" for open


class Why(StrEnum):
    """By what a name was found."""

    NAME = "name"
    ALIAS = "alias"
    FORMER = "former"
    TRANSLITERATION = "transliteration"
    INFLECTED = "inflected"
    PART = "part"
    TITLE = "title"
    OFFICE = "office"
    BEGINNING = "beginning"
    NEAR = "near"
    DEMONYM = "demonym"
    METONYM = "metonym"


@dataclass(frozen=True, slots=True)
class Known:
    """One name of somebody: how, in which language and when they are called so (always, where there are no spans)."""

    owner: Hashable
    text: str
    kind: str  # of actors.enums.NameKind, or "main"
    language: str = ""
    spans: tuple[Span, ...] = ()
    person: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A name in a text: its language, an ISO date, and what it stands for where it may be a capital's."""

    name: str
    language: str = ""
    on: str = ""
    reading: Reading = Reading.OPEN
    beginning: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A known name that the one in the text may be."""

    known: Known
    score: float
    why: Why
    is_metonym: bool = False


# How much a name of a kind says by itself. A demonym is everybody's; what a metonym says, its text tells.
_KINDS = {
    "full": 0.99,
    "transliteration": 0.98,
    "short": 0.96,
    "alias": 0.96,
    "former": 0.95,
    "title": 0.95,
    "office": 0.93,
    "demonym": 0.45,
}
_METONYM = {Reading.RULERS: 0.9, Reading.OPEN: 0.6, Reading.PLACE: 0.25}
_NOT_THEN = {"title": 0.3, "office": 0.3}  # a former holder is another person, a former name the same one
_NAME_NOT_THEN = 0.7
_OTHER_LANGUAGE, _ANY_LANGUAGE = 0.97, 0.99
# The words of a name, from the same letters down to all but one.
_SAME, _SOUND, _CASE, _OTHER_CASE, _BEGUN, _INITIAL, _LETTERS = 1.0, 0.97, 0.94, 0.93, 0.9, 0.8, 0.75
_WITH_OFFICE = 0.97
_WHOLE_ONLY = frozenset(["title", "demonym", "metonym"])


def overlaps(span: Span, on: str) -> bool:
    """Whether a date that may be only a month or a year lies, or may lie, in a span."""
    start, end = span
    after = not start or on[: len(start)] >= start[: len(on)]
    return after and (not end or on[: len(end)] <= end[: len(on)])


def worth(known: Known, asked: Asked) -> float:
    """How much a name counts in this language, on this day and as this text reads it, however well it is spelled."""
    score = _METONYM[asked.reading] if known.kind == "metonym" else _KINDS.get(known.kind, 1.0)
    if asked.on and known.spans and not any(overlaps(span, asked.on) for span in known.spans):
        score *= _NOT_THEN.get(known.kind, _NAME_NOT_THEN)
    elif not asked.on and known.spans and all(end for _, end in known.spans):
        score *= _NAME_NOT_THEN  # without a date it is now that counts
    if asked.language and known.language != asked.language:
        score *= _OTHER_LANGUAGE if known.language else _ANY_LANGUAGE
    return score


def as_place(found: Found, asked: Asked) -> float:
    """The score of the other reading of a metonym: the city itself."""
    others = {Reading.RULERS: Reading.PLACE, Reading.PLACE: Reading.RULERS, Reading.OPEN: Reading.OPEN}
    return round(_METONYM[others[asked.reading]], 3) if found.is_metonym else 0.0


def ranked(asked: Asked, names: Iterable[Known], *, least: float) -> list[Found]:
    """The best of each owner's names that the asked one may be, the likeliest first; ties stay in the order given."""
    best: dict[Hashable, Found] = {}
    for known in names:
        found = compared(asked, known)
        if found is None or found.score < least:
            continue
        before = best.get(known.owner)
        if before is None or found.score > before.score:
            metonym = found.is_metonym or (before is not None and before.is_metonym and _alike(before, found))
            best[known.owner] = replace(found, is_metonym=metonym)
        elif found.is_metonym and _alike(before, found):
            best[known.owner] = replace(before, is_metonym=True)
    return sorted(best.values(), key=lambda one: -one.score)


def _alike(one: Found, other: Found) -> bool:
    """Whether both names have the same words: "the White House" is the office's name and a metonym."""
    first, second = words_of(one.known.text), words_of(other.known.text)
    return [word.sound for word in first] == [word.sound for word in second]


def compared(asked: Asked, known: Known) -> Found | None:
    """How well a name fits, with the office before it or without; None where it does not."""
    had = words_of(known.text)
    best = _compared(asked, known, words_of(asked.name), had)
    office = office_of(asked.name)
    if office.roles and office.rest and known.person and known.kind not in _WHOLE_ONLY:
        named = _compared(asked, known, words_of(office.rest), had)
        if named is not None and (best is None or named.score > best.score):
            best = replace(named, score=round(named.score * _WITH_OFFICE, 3))
    return best


def _compared(asked: Asked, known: Known, wanted: tuple[Word, ...], had: tuple[Word, ...]) -> Found | None:
    if not wanted or not had:
        return None
    fits = _matched(wanted, had, beginning=asked.beginning)
    share, level = _shared(asked, known, wanted, had, fits)
    if share == 0.0:
        return None
    why = _why(known, level, whole=share == 1.0, beginning=asked.beginning)
    return Found(known, round(share * level * worth(known, asked), 3), why, known.kind == "metonym")


def _matched(
    wanted: Collection[Word], had: Collection[Word], *, beginning: bool
) -> tuple[dict[int, float], set[int]]:
    """For each asked word that is there how well it fits, and which words of the name are taken."""
    pairs = sorted(
        (
            (-fit, abs(at - where), at, where)
            for at, one in enumerate(wanted)
            for where, other in enumerate(had)
            if (fit := _fit(one, other, beginning=beginning))
        ),
    )
    fits: dict[int, float] = {}
    taken: set[int] = set()
    for fit, _, at, where in pairs:
        if at not in fits and where not in taken:
            fits[at] = -fit
            taken.add(where)
    return fits, taken


def _fit(one: Word, other: Word, *, beginning: bool) -> float:
    if one.folded == other.folded:
        return _SAME
    if one.sound == other.sound:
        return _SOUND
    if beginning and any(
        typed and whole.startswith(typed) for typed, whole in ((one.latin, other.latin), (one.sound, other.sound))
    ):
        return _BEGUN
    if not one.trunks.isdisjoint(other.trunks):
        return _fit_in_case(one, other)
    if not one.near.isdisjoint(other.near):
        return _LETTERS
    if min(len(one.folded), len(other.folded)) == 1 and one.sound[:1] == other.sound[:1]:
        return _INITIAL
    return 0.0


def _fit_in_case(one: Word, other: Word) -> float:
    """In Latin letters "Petrov" and "Petrova" are two people; in Cyrillic the longer one may be the genitive."""
    shorter, longer = sorted((one, other), key=lambda word: len(word.sound))
    if not is_cyrillic(longer.folded) and (len(longer.sound) > len(shorter.sound) or not is_cyrillic(shorter.folded)):
        return _LETTERS
    return _CASE if is_cyrillic(one.folded) and is_cyrillic(other.folded) else _OTHER_CASE


def _shared(
    asked: Asked,
    known: Known,
    wanted: Collection[Word],
    had: Collection[Word],
    matched: tuple[dict[int, float], set[int]],
) -> tuple[float, float]:
    """How much of both names is shared, and how well; 0 where each has words that the other lacks."""
    fits, taken = matched
    if not fits or max(fits.values()) == _INITIAL:
        return 0.0, 0.0  # initials alone are nobody's
    if min(fits.values()) == _LETTERS and office_of(asked.name).roles and not office_of(known.text).roles:
        return 0.0, 0.0  # a minister is no ministry
    level = sum(fits.values()) / len(fits)
    if len(fits) == len(wanted) == len(had):
        return 1.0, level
    if known.kind in _WHOLE_ONLY and not asked.beginning:
        return 0.0, 0.0
    if len(fits) == len(wanted):
        return _part(asked, known, len(wanted), len(had), surname=len(had) - 1 in taken), level
    if len(taken) == len(had):
        return _more(known, len(wanted), len(had), fits), level
    return 0.0, 0.0


def _part(asked: Asked, known: Known, wanted: int, had: int, *, surname: bool) -> float:
    """What a part of a name is worth: a surname nearly all, a given name little."""
    if asked.beginning:
        return 0.95
    if known.person:
        return 0.9 if surname else 0.5
    return 0.4 + 0.4 * wanted / had


def _more(known: Known, wanted: int, had: int, fits: dict[int, float]) -> float:
    """What a name is worth inside a longer one, such as "Vladimir Vladimirovich Putin"."""
    if known.person:
        last = wanted - 1 in fits
        return 0.88 if had > 1 and last else 0.4  # another given name is another person
    return 0.3 + 0.3 * had / wanted


def _why(known: Known, level: float, *, whole: bool, beginning: bool) -> Why:
    of_kind = {"title": Why.TITLE, "demonym": Why.DEMONYM, "metonym": Why.METONYM}.get(known.kind)
    if of_kind is not None:
        return of_kind
    if beginning and (level == _BEGUN or not whole):
        return Why.BEGINNING
    if level < _INITIAL:
        return Why.NEAR
    if not whole:
        return Why.PART
    if level == _SAME:
        return {"main": Why.NAME, "full": Why.NAME, "former": Why.FORMER}.get(known.kind, Why.ALIAS)
    return Why.TRANSLITERATION if level >= _SOUND else Why.INFLECTED


@dataclass(frozen=True, slots=True)
class Post:
    """An office that somebody held: since when and until when, at which body, and of which countries that is."""

    owner: Hashable
    title: str
    span: Span
    organisation: Hashable = None
    countries: frozenset[str] = frozenset()


_ANYWHERE = 0.6  # "the defence minister", of a country that is not said


def in_office(
    asked: Asked, posts: Iterable[Post], *, bodies: Collection[Hashable], countries: Collection[str]
) -> list[Found]:
    """Who holds the office that the name tells, on its day; its other words mean these bodies and countries."""
    office = office_of(asked.name)
    found = []
    for post in posts:
        if office_of(post.title).roles != office.roles:
            continue
        here = post.organisation in bodies or not post.countries.isdisjoint(countries)
        if office.rest and not here:
            continue
        known = Known(post.owner, post.title, "office", spans=(post.span,))
        asked_then = replace(asked, language="", on=asked.on or "9999")
        score = worth(known, asked_then)
        if office.former:
            score = _KINDS["office"] if _is_over(post.span, asked_then.on) else _KINDS["office"] * _NOT_THEN["office"]
        found.append(Found(known, round(score * (1.0 if office.rest else _ANYWHERE), 3), Why.OFFICE))
    return found


def _is_over(span: Span, on: str) -> bool:
    return bool(span[1]) and span[1][: len(on)] < on[: len(span[1])]


def spans_of_title(title: str, posts: Iterable[Post]) -> tuple[Span, ...]:
    """When somebody is called by a title: while they hold an office that says the same; none where none does."""
    roles = office_of(title).roles
    return tuple(post.span for post in posts if roles and office_of(post.title).roles == roles)
