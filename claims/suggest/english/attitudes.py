# ruff: noqa: E501, SIM905 - tables and word lists read better unbroken
"""Attitudes without a verb of saying: "concerns about", "is confident that", "appears to", "is expected to"."""

from __future__ import annotations

from collections.abc import Iterator

from claims.suggest.english.content_ends import content_end, noun_end
from claims.suggest.english.cues import Cue
from claims.suggest.english.lexicon import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    SPEECH_NOUNS,
    verb_form,
)
from claims.suggest.english.phrases import Range, noun_phrase_before
from claims.suggest.english.verbs import Items, group_start, is_adverb, looks_like_verb, possessive
from claims.suggest.types import Attribution, Span

# Nouns of saying and feeling, each with the words that lead in what is said or felt.
_NOUNS = {
    "concern": "about over that", "concerns": "about over that", "worry": "about that", "worries": "about that",
    "fear": "of about that", "fears": "of about that", "anxiety": "about over", "anger": "at over about",
    "outrage": "at over about", "frustration": "with at over", "skepticism": "about of", "scepticism": "about of",
    "doubt": "about that", "doubts": "about that", "criticism": "of that", "criticisms": "of", "praise": "for of",
    "condemnation": "of", "denunciation": "of", "rejection": "of", "endorsement": "of", "embrace": "of",
    "opposition": "to", "support": "for of", "hope": "of that", "hopes": "of that for", "belief": "in that",
    "confidence": "in that", "optimism": "about that", "disappointment": "with over at", "call": "for",
    "calls": "for", "demand": "for that", "demands": "for that", "plea": "for", "pleas": "for", "appeal": "for",
    "appeals": "for", "proposal": "for to that", "proposals": "for to", "pledge": "to of", "pledges": "to of",
    "promise": "to of that", "promises": "to of that", "vow": "to", "vows": "to", "offer": "to of",
    "warning": "of about that against", "warnings": "of about that against", "threat": "to of", "threats": "to of",
    "claim": "of that", "claims": "of that about", "assertion": "of that", "assertions": "of that",
    "allegation": "of that", "allegations": "of that", "accusation": "of that", "accusations": "of that",
    "suggestion": "of that", "suggestions": "of that", "notion": "that of", "idea": "that", "argument": "for that",
    "arguments": "for that", "complaint": "about that", "complaints": "about that", "view": "that",
    "opinion": "that", "remarks": "about", "comments": "about", "comment": "about", "question": "about",
    "questions": "about",
    "speculation": "about that over", "rumors": "of about that", "rumours": "of about that", "reports": "of that",
    "prediction": "of that", "predictions": "of that", "denial": "of that", "denials": "of that",
    "acknowledgment": "of that", "admission": "of that", "insistence": "on that", "commitment": "to",
    "conviction": "that", "assurance": "of that", "assurances": "of that", "indication": "of that",
    "indications": "of that", "perception": "of that", "sense": "that",
}  # fmt: skip
_NOUN_CUES = {noun: frozenset(words.split()) for noun, words in _NOUNS.items()}
_ADJECTIVES = {
    "concerned": "about that", "worried": "about that", "confident": "in that of about", "skeptical": "of about that",
    "sceptical": "of about that", "supportive": "of", "critical": "of", "opposed": "to", "committed": "to",
    "aware": "of that", "afraid": "of that", "angry": "about at over that", "tired": "of", "proud": "of that",
    "happy": "about with that", "unhappy": "about with that", "optimistic": "about that", "pessimistic": "about that",
    "hopeful": "about that", "surprised": "by that at", "convinced": "that of", "certain": "that of", "sure": "that of",
    "doubtful": "that of about", "disappointed": "with in by that", "frustrated": "with by that", "fearful": "of that",
    "sympathetic": "to", "hostile": "to", "dedicated": "to", "wary": "of", "mindful": "of", "enthusiastic": "about",
    "dismissive": "of", "grateful": "for that", "outraged": "by at that", "alarmed": "by at that about",
    "pleased": "with by that", "unsure": "about whether of", "uncertain": "about whether", "clear": "that about",
    "open": "to", "adamant": "that about", "comfortable": "with", "appreciative": "of", "nervous": "about",
    "serious": "about", "eager": "to", "reluctant": "to", "determined": "to", "unwilling": "to", "willing": "to",
}  # fmt: skip
_ADJECTIVE_CUES = {adjective: frozenset(words.split()) for adjective, words in _ADJECTIVES.items()}
_SEEMING = frozenset("appears appear appeared seems seem seemed".split())
_EXPECTED = frozenset("expected believed thought said alleged reported rumored rumoured projected".split())
_HOLDING = frozenset(
    (
        "express voice raise share have make give issue renew reiterate repeat air register hold take declare announce"
        " signal drop echo outline offer state"
    ).split()
)
_LINKS = BE | frozenset("remain remains remained feel feels felt seem seems seemed is's".split())


def attitudes(items: Items, told: list[Attribution]) -> list[Attribution]:
    """What was told already, with what nouns and adjectives attribute and what is said to seem so.

    "Voiced concern about the plan" is read as concern about the plan, not as concern that was voiced.
    """
    found = list(told)
    for made in (*_seeming(items), *_nominal(items), *_adjectival(items)):
        first, last = made.cue[0]
        there = [one for one in found if any(start < last and first < end for start, end in one.cue)]
        if made.rule == "attitude-noun" and all(one.shape == "noun" and one.cue[0][0] >= first for one in there):
            found = [one for one in found if one not in there]
            there = []
        if not there:
            found.append(made)
    return found


def _nominal(items: Items) -> Iterator[Attribution]:
    """As in "their criticism of the plan", "growing concern that the truce will fail"."""
    end = len(items)
    for at in range(1, end - 2):
        leads = _NOUN_CUES.get(items[at].lower)
        if leads is None or items[at].capital or items[at + 1].lower not in leads:
            continue
        before = items[at - 1]
        if before.kind == "word" and before.lower in AUXILIARIES | {"to", "in"} - BE:
            continue  # "to call for", "would support of": verbs; "in support of": an adverbial
        content = _content(items, at + 1, end)
        if content is None:
            continue
        last = at if items[at + 1].lower == "that" else at + 1
        verb = _holder(items, at)
        subject = noun_phrase_before(items, group_start(items, verb, 0), 0) if verb is not None else None
        if subject is not None and items[subject[1] - 1].lower in {"there", "it", "that", "which"}:
            continue  # "there were calls for": nobody's
        if verb is not None and subject is not None:
            yield _made(items, (group_start(items, verb, 0), last), subject, content, "attitude-noun", 0.5)
            continue
        source = _owner(items, at)
        if source is not None and source[1] - 1 < at and items[source[1] - 1].lower not in POSSESSIVES:
            yield _made(items, (at, last), source, content, "attitude-noun", 0.45)


def _holder(items: Items, noun: int) -> int | None:
    """The verb of having or uttering whose object the noun is: "voiced deep concern"."""
    for at in range(noun - 1, max(-1, noun - 6), -1):
        item = items[at]
        form = verb_form(item.lower) if item.kind == "word" and not item.capital else None
        if form is not None and form[0] in _HOLDING:
            return at or None
        if item.kind != "word" or item.lower in PREPOSITIONS:
            return None
    return None


def _adjectival(items: Items) -> Iterator[Attribution]:
    """As in "is confident that …", "are wary of …"."""
    end = len(items)
    for at in range(2, end - 2):
        leads = _ADJECTIVE_CUES.get(items[at].lower)
        if leads is None or items[at].capital or items[at + 1].lower not in leads:
            continue
        verb = at - 1
        while verb > 0 and (is_adverb(items[verb]) or items[verb].lower in {"not", "less", "more", "very", "so"}):
            verb -= 1
        if items[verb].lower not in _LINKS and not items[verb].lower.endswith(("'s", "'re", "'m")):
            continue
        first = group_start(items, verb, 0)
        joined = items[verb].lower.endswith(("'s", "'re", "'m")) and not possessive(items[verb])
        source = (verb, verb + 1) if joined else noun_phrase_before(items, first, 0)
        content = _content(items, at + 1, end)
        if content is None or source is None or items[source[0]].lower in {"it", "there"}:
            continue
        last = at if items[at + 1].lower in {"that", "whether", "to"} else at + 1
        yield _made(items, (first, last), source, content, "attitude-adjective", 0.5)


def _seeming(items: Items) -> Iterator[Attribution]:
    """As in "X appears to …", "X is expected to …": nobody is named who thinks so."""
    end = len(items)
    for at in range(1, end - 2):
        low = items[at].lower
        if items[at].capital or not (low in _SEEMING or low in _EXPECTED):
            continue
        first = group_start(items, at, 0)
        if low in _SEEMING:
            leads = items[at + 1].lower in {"to", "likely", "ready", "set", "poised", "unlikely", "headed"}
        else:
            leads = low in _EXPECTED and items[at + 1].lower == "to"
            leads = leads and any(items[k].lower in BE for k in range(first, at))
        subject = noun_phrase_before(items, first, 0) if leads else None
        if subject is None or items[subject[0]].lower in {"it", "there", "that", "which"}:
            continue
        stop = _clause_stop(items, at + 1, end)
        spans = [_span(items, subject), (items[at + 1].start, content_end(items, at + 1, stop))]
        yield _made(items, (first, at), None, spans, "seeming", 0.45)


def _content(items: Items, lead: int, end: int) -> list[Span] | None:
    """What the noun or adjective takes: a clause behind "that", otherwise a noun phrase."""
    word = items[lead].lower
    if word in {"that", "whether", "to"}:
        stop = _clause_stop(items, lead, end)
        if word == "that" and not any(looks_like_verb(items, k) for k in range(lead + 2, stop)):
            return None
        if word == "to" and (lead + 1 >= end or items[lead + 1].kind != "word"):
            return None
        return [(items[lead].start, content_end(items, lead, stop))] if stop > lead + 1 else None
    start = lead + 1
    if start >= end or items[start].kind == "mark":
        return None
    stop = noun_end(items, _PLAIN, start, end)
    stop = next((k for k in range(start + 1, stop) if looks_like_verb(items, k)), stop)
    while stop > start + 1 and items[stop - 1].lower in AUXILIARIES | {"and", "or", "but"}:
        stop -= 1
    return [(items[start].start, content_end(items, start, stop))] if stop > start else None


_PLAIN = Cue(0, 0, 0, "", "base", "n", passive=False)


def _clause_stop(items: Items, start: int, end: int) -> int:
    """A clause goes on to a dash, a bracket, or a comma behind which the main clause goes on."""
    for index in range(start + 1, end):
        if items[index].text in {";", "—", "–", "--", "(", ")"}:
            return index
        after = items[index + 1].lower if index + 1 < end else ""
        if items[index].text == "," and after in {"but", "which", "while", "although", "though", "and", "who", "as"}:
            return index
    return end


def _owner(items: Items, noun: int) -> Range | None:
    """Whose it is: "their", "Moscow's", behind adjectives that belong to the noun."""
    at = noun - 1
    while at > 0 and noun - at < 4 and items[at].kind == "word" and not possessive(items[at]):
        if items[at].lower in POSSESSIVES:
            return at, at + 1
        if items[at].lower in DETERMINERS or items[at].capital:
            return None
        at -= 1
    if items[at].lower in POSSESSIVES:
        return at, at + 1
    if not possessive(items[at]):
        return None
    start = at
    while start > 0 and items[start - 1].capital and items[start - 1].kind == "word":
        start -= 1
    if start > 0 and items[start - 1].lower in DETERMINERS:
        start -= 1
    return start, at + 1


def _made(
    items: Items, cue: tuple[int, int], source: Range | None, content: list[Span], rule: str, score: float
) -> Attribution:
    where = (_span(items, source),) if source else ()
    word = next((items[k].lower for k in range(cue[1], cue[0] - 1, -1) if items[k].lower in _NOUN_CUES), "seem")
    return Attribution(
        content=tuple(content),
        cue=((items[cue[0]].start, items[cue[1]].end),),
        source=where,
        verb=SPEECH_NOUNS.get(word, word),
        rule=rule,
        score=score,
        shape="that" if items[cue[1] + 1].lower == "that" else "noun",
    )


def _span(items: Items, phrase: Range) -> Span:
    """A phrase in code points; of "Moscow's" and "he's" only the name and the pronoun."""
    last = items[phrase[1] - 1]
    cut = next((len(end) for end in ("'s", "'re", "'m") if last.lower.endswith(end)), 0)
    return items[phrase[0]].start, last.end - cut
