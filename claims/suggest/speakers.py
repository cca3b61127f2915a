# ruff: noqa: E501, SIM905 - patterns and word lists read better unbroken
"""Whose words they are: from the source's words to an actor, through pronouns and descriptions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.suggest.english.lexicon import ANONYMOUS_HEADS, PERSON_NOUNS
from claims.suggest.gazetteer import Gazetteer
from claims.suggest.genders import gender_of
from claims.suggest.types import NameMention, Span

_SINGULAR = frozenset("he she him her he's she's he'd she'd i він вона он она".split())
_PLURAL = frozenset("they we they've we've вони они".split())
_GENDERS = {"he": "masc", "him": "masc", "his": "masc", "she": "femn", "her": "femn"}
_SEVERAL = re.compile(r"both\b|(?:the|all) (?:two|three) \w+s\b")
_RELATIVE = frozenset("who which that".split())
_POSSESSIVE = frozenset("his her its their його її їх їхніми его её ее их".split())
_NAMELESS = re.compile(
    r"\b(?:anonymity|not authori[sz]ed|unnamed|anonymous|condition of|sources?|who (?:declined|asked not|requested|did not want))\b",
    re.IGNORECASE,
)
_SENTENCE_BREAK = re.compile(r"[.!?]\s|\n")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_BEHIND_HEAD = re.compile(r",|\bof\b|\bin\b|\bfrom\b|\bwith\b|\bwho\b")
_TITLES = re.compile(r"^(?:the|a|an|his|her|their)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """An actor's slug where it is known, and where the text names it in full."""

    actor: str | None = None
    name: Span | None = None
    acts_for: str | None = None  # "Russian lawmakers": the state that the description names
    anonymous: bool = False
    pronoun: bool = False
    certainty: float = 1.0


class Speakers:
    """Resolves sources in text order; it remembers who spoke last."""

    def __init__(self, text: str, names: Sequence[NameMention], gazetteer: Gazetteer) -> None:
        self._text = text
        self._gazetteer = gazetteer
        self._actors = [name for name in names if name.kind != "place"]
        self._kinds = {(name.start, name.end): name.kind for name in self._actors}
        self._last: Speaker | None = None
        self._last_at = -1
        self._said: Sequence[Span] = ()

    def resolve(self, source: Sequence[Span], content: Sequence[Span] = ()) -> Speaker:
        """The speaker behind the source's words; nobody named only in what was said speaks it."""
        if not source:
            return Speaker(certainty=0.5)
        start, end = source[0][0], source[-1][1]
        self._said = content
        speaker = self._resolve(start, end)
        if speaker.actor or speaker.name:
            self._last, self._last_at = speaker, end
        return speaker

    def _resolve(self, start: int, end: int) -> Speaker:  # noqa: PLR0911 - the first sort of source decides
        words = self._text[start:end]
        low = words.lower().replace("’", "'")
        if low in _SINGULAR or low in _POSSESSIVE - {"its", "their", "їх", "їхніми", "их"}:
            return self._person_before(start, pronoun=True, gender=_GENDERS.get(low.partition("'")[0]))
        if _SEVERAL.match(low):
            return Speaker(certainty=0.5)  # "both presidents": nobody's alone
        if low in ("the former", "the latter"):
            return self._of_two(start, last=low == "the latter")
        if low in _PLURAL or low in ("it", "its", "their", "it's", "їх", "їхніми", "их"):
            return self._body_before(start)
        if low in _RELATIVE:
            return self._nearest_before(start)
        inside = [name for name in self._actors if name.start >= start and name.end <= end]
        anonymous = self._is_anonymous(words, end)
        named = self._head_of(inside, start, end)
        if named is not None:
            return Speaker(named.actor, (named.start, named.end), None, anonymous and named.kind != "person")
        apposed = next(
            (
                name
                for name in self._actors
                if name.kind == "person" and name.form != "title" and name.start == end + 2
            ),
            None,
        )
        if apposed is not None and self._text[end : end + 2] == ", ":
            return Speaker(apposed.actor, (apposed.start, apposed.end))
        first = low.split()[0] if low.split() else ""
        if not inside and first in ("the", "his", "her", "their", "an", "a"):
            described = self._described(words, start)
            if described is not None and first == "the":
                return described
        demonym = next((name for name in inside if name.actor and name.kind != "person"), None)
        owner = next((name for name in inside if name.actor), None)
        acts_for = (demonym or owner).actor if (demonym or owner) is not None else None  # type: ignore[union-attr]
        unknown = self._unknown_surname(words)
        if unknown is not None:
            return Speaker(None, (unknown.start, unknown.end), None, anonymous)
        return Speaker(None, None, acts_for, anonymous, certainty=0.6)

    def _head_of(self, inside: list[NameMention], start: int, end: int) -> NameMention | None:
        """The name that is the phrase's head: not an owner ("Trump's aide") and not an adjective ("Russian")."""
        heads = []
        for name in inside:
            after = self._text[name.end : name.end + 2]
            owner = after in ("'s", "’s") or name.text.endswith(("'s", "’s", "s’"))
            if owner and name.end + 2 < end:
                continue
            if name.form == "demonym" and name.end + 1 < end:
                continue
            if name.form == "title" and name.start > start and not name.text.isascii():
                continue  # the genitive of "aide to the president"
            heads.append(name)
        tail = [name for name in heads if name.form != "title"] or heads
        if not tail:
            return None
        persons = [name for name in tail if name.kind == "person" and name.form != "title"]
        if persons:
            return persons[0]
        # "U.S. officials": the name covers the head noun; in "the Pentagon chief" it does not.
        first = (
            max(tail, key=lambda name: name.end - name.start)
            if all(name.form == "title" for name in tail)
            else tail[0]
        )
        rest = self._text[first.end : end].strip(" ,.")
        plain = _WORD.match(rest)
        if plain and plain.group().lower() in PERSON_NOUNS | ANONYMOUS_HEADS and first.form != "title":
            return None
        return first

    def _is_anonymous(self, words: str, end: int) -> bool:
        head = [word.lower() for word in _WORD.findall(_BEHIND_HEAD.split(words, maxsplit=1)[0])]
        if not head or head[-1] not in ANONYMOUS_HEADS:
            return False
        if any(
            name.kind == "person" and name.form != "title" and self._text.find(name.text, end - len(words), end) >= 0
            for name in self._actors
        ):
            return False
        return head[-1] in (
            "official",
            "officials",
            "source",
            "sources",
            "diplomat",
            "diplomats",
            "insider",
            "insiders",
            "person",
            "aide",
            "aides",
        ) or bool(_NAMELESS.search(self._text[end : end + 120]))

    def _of_two(self, at: int, *, last: bool) -> Speaker:
        """Either "the former" or "the latter" of the two that the sentence before names."""
        lead = self._text[:at].rstrip()
        breaks = [match.end() for match in _SENTENCE_BREAK.finditer(lead)]
        since = breaks[-2] if len(breaks) > 1 else 0
        named = [name for name in self._actors if since <= name.start and name.end <= at and name.form != "title"]
        persons = [name for name in named if name.kind == "person"]
        named = persons if len(persons) > 1 else named
        if len(named) < 2:
            return Speaker(pronoun=True, certainty=0.5)
        chosen = named[-1] if last else named[-2]
        return Speaker(chosen.actor, (chosen.start, chosen.end), pronoun=True, certainty=0.8)

    def _gender(self, actor: str | None, name: Span | None) -> str | None:
        """By the newsroom's name, by the title before the name, or by the fullest form the text has."""
        known = self._gazetteer.actors.get(actor or "")
        if known is not None:
            return gender_of(known.name)
        if name is None:
            return None
        written = self._text[slice(*name)]
        found = gender_of(written, before=self._text[max(0, name[0] - 40) : name[0]])
        if found is not None:
            return found
        fuller = (one.text for one in self._actors if one.actor is None and one.text.endswith(" " + written))
        return next((told for one in fuller if (told := gender_of(one)) is not None), None)

    def _may_be(self, actor: str | None, name: Span | None, gender: str | None) -> bool:
        return gender is None or self._gender(actor, name) in (None, gender)

    def _person_before(self, at: int, *, pronoun: bool, gender: str | None = None) -> Speaker:
        recent = [
            name
            for name in self._actors
            if name.kind == "person"
            and self._may_be(name.actor, (name.start, name.end), gender)
            and name.end <= at
            and at - name.end < 700
            and not any(first <= name.start < end for first, end in self._said)
        ]
        last = self._last
        if (
            last is not None
            and last.name is not None
            and at - self._last_at < 700
            and self._is_person(last)
            and self._may_be(last.actor, last.name, gender)
        ):
            # A person named since as the subject of a sentence takes the pronoun over from the last speaker.
            later = [name for name in recent if name.start > self._last_at and self._opens_sentence(name)]
            if not later:
                return Speaker(last.actor, last.name, last.acts_for, pronoun=pronoun, certainty=0.9)
            recent = later
        subjects = [name for name in recent if self._opens_sentence(name)] or recent
        if not subjects:
            return Speaker(pronoun=pronoun, certainty=0.5)
        # Of several in one sentence the first is its subject.
        chosen = next(
            name
            for name in subjects
            if name is subjects[-1] or not _SENTENCE_BREAK.search(self._text[name.end : subjects[-1].start])
        )
        return Speaker(chosen.actor, (chosen.start, chosen.end), pronoun=pronoun, certainty=0.75)

    def _is_person(self, speaker: Speaker) -> bool:
        if speaker.actor is None:
            return self._kinds.get(speaker.name or (0, 0), "person") == "person"
        known = self._gazetteer.actors.get(speaker.actor)
        return known is not None and known.kind == "person"

    def _opens_sentence(self, name: NameMention) -> bool:
        """The name stands early in its sentence and owns nothing: most likely its subject."""
        if self._text[name.end : name.end + 2] in ("'s", "’s"):
            return False
        lead = re.split(r"[.!?]\s|\n", self._text[max(0, name.start - 160) : name.start])[-1]
        return len(lead.split()) <= 9

    def _body_before(self, at: int) -> Speaker:
        last = self._last
        if last is not None and at - self._last_at < 500 and not self._is_person(last):
            return Speaker(last.actor, last.name, last.acts_for, pronoun=True, certainty=0.75)
        bodies = [
            name
            for name in self._actors
            if name.kind != "person"
            and name.form != "demonym"
            and name.end <= at
            and at - name.end < 300
            and self._opens_sentence(name)
        ]
        if not bodies:
            return Speaker(pronoun=True, certainty=0.5)
        return Speaker(bodies[-1].actor, (bodies[-1].start, bodies[-1].end), pronoun=True, certainty=0.6)

    def _nearest_before(self, at: int) -> Speaker:
        before = [name for name in self._actors if name.end <= at and at - name.end < 160]
        persons = [name for name in before if name.kind == "person"] or before
        if not persons:
            return Speaker(certainty=0.5)
        return Speaker(persons[-1].actor, (persons[-1].start, persons[-1].end), pronoun=True, certainty=0.8)

    def _described(self, words: str, at: int) -> Speaker | None:
        """As in "The adviser", "the envoy": the last person whose office has the word."""
        nouns = [word.lower() for word in _WORD.findall(_TITLES.sub("", words)) if word.lower() in PERSON_NOUNS]
        if not nouns:
            return None
        for name in reversed([name for name in self._actors if name.kind == "person" and name.end <= at]):
            actor = self._gazetteer.actors.get(name.actor or "")
            offices = [name.office or ""] + (list(actor.offices) if actor else [])
            if any(re.search(rf"\b{re.escape(nouns[-1])}\b", office, re.IGNORECASE) for office in offices):
                return Speaker(name.actor, (name.start, name.end), pronoun=True, certainty=0.8)
        return None

    def _unknown_surname(self, words: str) -> NameMention | None:
        last = _WORD.findall(words)
        if not last:
            return None
        return next(
            (
                name
                for name in self._actors
                if name.actor is None and name.kind == "person" and name.text.split()[-1] == last[-1]
            ),
            None,
        )
