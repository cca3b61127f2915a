# ruff: noqa: E501, SIM905 - patterns and word lists read better unbroken
"""The wording of a claim in Ukrainian and Russian: a full sentence from the article's own words."""

from __future__ import annotations

import re

from claims.suggest.cyrillic.kinds import is_doubted
from claims.suggest.cyrillic.morphology import agrees, nominative_of, past_of, word_of
from claims.suggest.kinds import STANCE_OF_VERB
from claims.suggest.types import Attribution, Span

_MARKS = '«»“”„"'
_FIRST_PERSON = re.compile(r"(?<!\w)(?:я|ми|мы|мені|мне|мене|меня|нам|нас|мій|мой|наш\w*)(?!\w)", re.IGNORECASE)
_DEPENDENT = re.compile(
    r"^(?:він|вона|вони|воно|це|цей|ця|ці|його|її|їх\w*|там|тут|тоді|так|ні|он|она|они|оно|это|этот|эта|эти|его|её|ее|их|здесь|тогда|да|нет|але|но|і|и|а|проте|однак|однако)(?!\w)",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(r"^(?:що|что)\s+", re.IGNORECASE)
_OTHER_CONJUNCTION = re.compile(
    r"^(?:щоб|чтобы|чи|як|как|чому|почему|коли|когда|де|где|скільки|сколько|хто|кто|нібито|якобы|буцімто|ніби|будто|мовляв|дескать|про те|о том)(?!\w)",
    re.IGNORECASE,
)
_DISTANT = frozenset(
    {"deny", "doubt", "promise", "threaten", "hope", "fear", "ask", "warn", "claim", "speculate", "expect"}
)
_STANDS_FOR_NOUN = {
    "uk": {
        "promise": "обіцяє", "demand": "вимагає", "urge": "закликає", "refuse": "відмовляється", "propose": "пропонує",
        "threaten": "погрожує", "agree to": "погоджується", "warn": "попереджає", "hope": "сподівається",
    },
    "ru": {
        "promise": "обещает", "demand": "требует", "urge": "призывает", "refuse": "отказывается", "propose": "предлагает",
        "threaten": "угрожает", "agree to": "соглашается", "warn": "предупреждает", "hope": "надеется",
    },
}  # fmt: skip
_PREPOSITIONS = frozenset("про о об обо к ко до за на в у во від от против проти".split())
_SAYS = {"uk": "заявляє", "ru": "заявляет"}
_THAT = {"uk": "що", "ru": "что"}
_PLAIN_RULES = frozenset(
    {"uk-ru-headline-colon", "uk-ru-headline-dash", "uk-ru-according-to", "uk-ru-relayed", "uk-ru-colon"}
)


def claim_text(text: str, one: Attribution, name: Span | None, *, pronoun: bool, language: str) -> str:
    """A sentence that an editor can accept; the speaker is part of it where the content does not stand alone."""
    raw = _joined([re.sub(r"\s+", " ", text[start:end]).strip() for start, end in one.content])
    who = _who(text, one, name, pronoun=pronoun, language=language)
    cue = _finite_cue(text, one, who, language)
    if who is None:
        return _sentence(_CONJUNCTION.sub("", _inner(raw) if _whole(raw) else raw))
    if one.rule == "uk-ru-nominal":
        joint = f", {raw}" if one.shape == "that" else f" {raw}"
        return _sentence(f"{who} {_STANDS_FOR_NOUN[language].get(one.verb, _SAYS[language])}{joint}")
    if one.shape in ("noun", "infinitive"):
        if len(one.content) > 1 and one.content[0][1] <= one.cue[0][0]:
            before, behind = (text[start:end] for start, end in (one.content[0], one.content[-1]))
            return _sentence(f"{who} {before} {cue} {behind}")
        return _sentence(f"{who} {cue} {_governed(text, one)}{raw}")
    if one.shape == "quote":
        inner = _inner(raw)
        if len(inner.split()) > 4 and not _FIRST_PERSON.search(inner) and not _DEPENDENT.match(inner):
            return _sentence(inner)
        return _said(who, cue, inner)
    if _OTHER_CONJUNCTION.match(raw) and one.shape == "that":
        return _sentence(f"{who} {cue}, {raw}")
    body = _CONJUNCTION.sub("", raw)
    if (
        _must_name(text, one)
        or _DEPENDENT.match(body)
        or _FIRST_PERSON.search(body)
        or not _has_subject(body, language)
    ):
        return _sentence(f"{who} {cue}, {_THAT[language]} {_lowered(body, language)}")
    return _sentence(body)


def _governed(text: str, one: Attribution) -> str:
    """The preposition that the verb asks for: "reported on", where the content begins behind it."""
    between = text[one.cue[0][1] : one.content[0][0]].strip().lower() if one.cue else ""
    return f"{between} " if between in _PREPOSITIONS else ""


def _said(who: str, cue: str, inner: str) -> str:
    return f"{who} {cue}: «{inner.rstrip('.,;')}»."


def _joined(parts: list[str]) -> str:
    """Stretches that the attribution parted, with the mark between them that it took away."""
    whole = parts[0]
    for part in parts[1:]:
        gap = " "
        if whole[-1:] not in ',.!?…»”"' and part[:1] not in '«“"':
            gap = ". " if part[:1].isupper() and whole[:1].isupper() else ", " if _CONDITIONAL.match(whole) else " "
        if _CONDITIONAL.match(whole) and gap == ". ":
            gap = ", "
        whole += gap + part
    return whole


_CONDITIONAL = re.compile(r"(?:якщо|если|коли|когда|поки|пока|хоча|хотя)(?!\w)", re.IGNORECASE)


def _who(text: str, one: Attribution, name: Span | None, *, pronoun: bool, language: str) -> str | None:
    """The speaker in the nominative: by name where the article only has a pronoun, else as the article has it."""
    if not one.source:
        return None
    words = text[name[0] : name[1]] if name and pronoun else text[slice(*one.source[0])]
    if one.rule in ("uk-ru-according-to", "uk-ru-relayed", "uk-ru-nominal") or (name and pronoun):
        words = nominative_of(words, language)
    words = re.sub(r"\s+", " ", words).strip()
    return words[:1].upper() + words[1:] if words else None


def _finite_cue(text: str, one: Attribution, who: str | None, language: str) -> str:
    """The attributing verb as a finite one: "adding" becomes "added"; marks and prepositions become "says"."""
    if not one.cue or one.rule in _PLAIN_RULES - {"uk-ru-colon"}:
        return _SAYS[language]
    cue = re.sub(r"\s+", " ", text[slice(*one.cue[0])]).strip().lower()
    word = word_of(cue.replace("’", "'"), language)
    if any(verb.person == "1per" for verb in word.verbs):
        return _STANDS_FOR_NOUN[language].get(one.verb, _SAYS[language])
    if word.gerund:
        return past_of(cue, who.split()[-1].lower() if who else "", language) or _SAYS[language]
    return cue


def _must_name(text: str, one: Attribution) -> bool:
    """What somebody denied, promised, warned of or did not say must never read as if it were so."""
    cue = text[slice(*one.cue[0])].lower() if one.cue else ""
    return (
        one.verb in STANCE_OF_VERB
        or one.verb in _DISTANT
        or cue.startswith(("не ", "ні ", "ни "))
        or is_doubted(text[one.content[0][0] : one.content[-1][1]])
    )


def _has_subject(body: str, language: str) -> bool:
    """Whether the first verb finds a subject among the words, so that the clause says who does it."""
    words = [word_of(word, language) for word in re.findall(r"[\w'-]+", body.lower().replace("’", "'"))[:25]]
    at = next((k for k, word in enumerate(words) if not word.noun and word.finite), len(words))
    verb = next((one for word in words if not word.noun for one in word.verbs if one.form == "finite"), None)
    if verb is None or (verb.gender == "neut" or verb.number == "plur"):
        return True  # impersonal: "it got dark", "they say"
    # Behind the verb an inanimate nominative is more often its object.
    behind = [word for word in words[at:] if "accs" not in word.cases]
    return any(agrees(verb, word) for word in (*words[:at], *behind))


def _lowered(body: str, language: str) -> str:
    """The first word in lower case unless it is a name."""
    first = re.match(r"[\w'’-]+", body)
    if first is None:
        return body
    word = word_of(first.group().lower().replace("’", "'"), language)
    common = word.uninflected or word.pronoun or (word.verbs and not word.name) or (word.noun and not word.name)
    if first.group().isupper() and len(first.group()) > 1:
        return body
    return body[0].lower() + body[1:] if common and not _is_place(first.group(), language) else body


def _is_place(word: str, language: str) -> bool:
    return word.lower() in _COUNTRIES or word_of(word.lower(), language).name


_COUNTRIES = frozenset(
    "україна росія сша москва київ кремль вашингтон європа нато украина россия киев европа америка китай путін путин трамп"
    " польща франція німеччина британія польша франция германия британия лондон париж брюссель".split()
)


def _whole(raw: str) -> bool:
    return raw[:1] in _MARKS and raw[-1:] in _MARKS


def _inner(raw: str) -> str:
    """A quotation without its outer marks; its stretches become one."""
    joined = re.sub(r"[,.]?[»”\"]\s+[«“„\"]", " ", raw)
    if joined[:1] in _MARKS:
        joined = joined[1:]
    if joined[-1:] in _MARKS and joined.count("«") < joined.count("»") + joined.count("”") + joined.count('"') % 2:
        joined = joined[:-1]
    return joined.strip().rstrip(",")


def _sentence(body: str) -> str:
    body = re.sub(r"\s+", " ", body).strip().rstrip(",;:–— ")
    if not body:
        return body
    body = body[0].upper() + body[1:]
    return body if body[-1] in ".!?…" or body.endswith((".»", "!»", "?»", ".”")) else body + "."
