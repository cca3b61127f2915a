# ruff: noqa: E501, SIM905 - word lists read better unbroken
"""Whose words they are in Ukrainian and Russian: pronouns by gender and number, offices by lemma, bodies by place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.suggest.cyrillic.lexicon import ANONYMOUS, GENERIC_PERSONS
from claims.suggest.cyrillic.morphology import Word, word_of
from claims.suggest.gazetteer import Gazetteer, Hit
from claims.suggest.speakers import Speaker, Speakers
from claims.suggest.types import NameMention, Span

_WORDS = re.compile(r"[\w'’ʼ-]+")
_MALE = frozenset("він он його его ним им".split())
_FEMALE = frozenset("вона она її её ее".split())
_SEVERAL = frozenset("вони они їх їхню їхньою їхніми їхня их ними".split())
_BOTH = frozenset("обидва обидві обоє оба обе обидвоє".split())
_WE = frozenset("ми мы".split())
_FEMALE_ENDINGS = ("ова", "єва", "ева", "іна", "ина", "їна", "ська", "ская", "цька", "цкая", "ая")
_NAMELESS = re.compile(r"анонім|аноним|не називати|не называть|побажа\w+ не|пожела\w+ не|не назва", re.IGNORECASE)
_FAR = 900

# The English word that an office's title has for each noun.
_OFFICES = {
    lemma: english
    for english, lemmas in {
        "president": "президент",
        "minister": "міністр министр прем'єр премьер прем'єр-міністр премьер-министр замміністра замминистра замглавы дипломат",
        "aide": "помічник помощник радник советник",
        "advis": "радник советник помічник помощник",
        "envoy": "спецпосланець спецпосланник спецпредставник спецпредставитель посланець посланник",
        "press": "речник речниця прессекретар пресс-секретарь представник представниця представитель представительница",
        "head": "глава керівник руководитель очільник голова заступник",
        "chief": "начальник головнокомандувач главнокомандующий командувач командующий генерал головком главком",
        "secretary": "держсекретар госсекретарь генсек секретар секретарь",
        "chancellor": "канцлер",
        "governor": "губернатор врио",
    }.items()
    for lemma in lemmas.split()
}


class CyrillicSpeakers(Speakers):
    """Resolves sources in text order, with the forms of words in mind."""

    def __init__(
        self, text: str, names: Sequence[NameMention], gazetteer: Gazetteer, *, hits: Sequence[Hit], language: str
    ) -> None:
        super().__init__(text, names, gazetteer)
        self._hits = [hit for hit in hits if any(entry.role == "actor" for entry in hit.entries)]
        self._language = language
        self._history: list[Speaker] = []
        self._called: dict[str | Span, set[str]] = {}  # nouns by which a speaker was introduced

    def resolve(self, source: Sequence[Span], content: Sequence[Span] = ()) -> Speaker:
        """The speaker behind the source's words."""
        speaker = super().resolve(source, content)
        if source:
            self._history.append(speaker)
            key = speaker.actor or speaker.name
            if key is not None:
                self._called.setdefault(key, set()).update(self._nouns(source[0][0], source[-1][1]))
        return speaker

    def _resolve(self, start: int, end: int) -> Speaker:
        low = self._text[start:end].lower().strip()
        first = low.split()[0] if low else ""
        if low in _MALE | _FEMALE or (first in _MALE | _FEMALE and len(low.split()) < 3):
            return self._by_pronoun(start, "masc" if first in _MALE else "femn")
        if first in _SEVERAL:
            return self._before() or self._body_before(start)
        if first in _WE:
            return self._we(start)
        if first in _BOTH:
            return Speaker(certainty=0.5)
        named = self._named(start, end)
        if named is not None:
            return named
        return self._described_by(start, end)

    def _named(self, start: int, end: int) -> Speaker | None:
        """The person or body that the phrase names as its head."""
        inside = [name for name in self._actors if name.start >= start and name.end <= end]
        persons = [name for name in inside if name.kind == "person" and name.form != "title"]
        title = next((name for name in inside if name.form == "title" and name.start <= start + 2), None)
        nominative = [name for name in persons if self._is_nominative(name)]
        chosen = next((name for name in persons if name.start == start), None) or (
            nominative[0] if nominative else None
        )
        # "Putin's aide Yuri Ushakov": the name that follows another one at once is the head.
        after = next((name for name in persons if chosen is not None and name.start == chosen.end + 1), None)
        chosen = after or chosen
        if chosen is None and len(persons) > 1:
            chosen = persons[-1]
        if chosen is None and persons and title is None and self._holds(persons[0], start):
            chosen = persons[0]
        if chosen is None and title is not None and title.kind == "person":
            chosen = title
        if chosen is not None:
            return Speaker(chosen.actor, (chosen.start, chosen.end))
        unknown = self._capitals(start, end)
        if unknown is not None and not inside:
            return Speaker(None, unknown, certainty=0.9)
        if persons:
            return None  # "Trump's aide"
        return self._body(start, end)

    def _body(self, start: int, end: int) -> Speaker | None:
        """The body or state whose name is the phrase's head, also where its name is a place's: "in the Kremlin"."""
        nouns = self._nouns(start, end)
        anonymous = self._is_nameless(start, end)
        for hit in self._hits:
            if hit.start < start or hit.end > end:
                continue
            entry = next((one for one in hit.entries if one.role == "actor"), None)
            if entry is None or self._gazetteer.actors[entry.slug].kind == "person":
                continue
            lead = self._text[start : hit.start].strip()
            adjective = entry.form == "demonym" and hit.end < end
            heads = not lead or lead.lower() in ("у", "в", "во") or (not adjective and not nouns & GENERIC_PERSONS)
            if adjective or not heads or anonymous:
                return Speaker(None, None, entry.slug, anonymous, certainty=0.6)
            plain = not lead or lead.lower() in ("у", "в", "во") or self._is_office_of(lead)
            if plain:
                return Speaker(entry.slug, (hit.start, hit.end))
            return Speaker(None, None, entry.slug, certainty=0.6)
        return None

    def _is_office_of(self, lead: str) -> bool:
        """Words before a body's name that leave it the speaker: "the press service of", "representatives of"."""
        words = lead.lower().split()
        return all(
            word[:6] in ("пресс-", "пресс", "прессл", "прес-с", "пресслу", "сам", "самому", "самом") for word in words
        ) or words[-1].startswith(("пресслужб", "пресс-служб", "прес-служб"))

    def _described_by(self, start: int, end: int) -> Speaker:
        """As in "the diplomat", "the interlocutor", "a source in the delegation"."""
        nouns = self._nouns(start, end)
        words = _WORDS.findall(self._text[start:end])
        anonymous = self._is_nameless(start, end)
        generic = nouns & GENERIC_PERSONS
        heads = self._word(words[-1].lower()).nominative if words else frozenset()
        several = bool(heads) and all(number == "plur" for _, number in heads)
        if generic and not several and len(words) <= 2 and not any(word[0].isupper() for word in words[1:]):
            for speaker in reversed(self._history):
                key = speaker.actor or speaker.name
                if key is not None and (
                    self._called.get(key, set()) & generic or self._has_office(speaker.actor, generic)
                ):
                    return Speaker(speaker.actor, speaker.name, speaker.acts_for, pronoun=True, certainty=0.85)
            near = [name for name in self._actors if name.end <= start and start - name.end < _FAR]
            near.sort(key=lambda name: (self._is_nominative(name), name.start))
            for name in reversed(near):
                if self._has_office(name.actor, generic):
                    return Speaker(name.actor, (name.start, name.end), pronoun=True, certainty=0.75)
            last = next((one for one in reversed(self._history) if self._is_someone(one)), None)
            if last is not None and len(words) == 1:
                return Speaker(last.actor, last.name, last.acts_for, pronoun=True, certainty=0.7)
        state = next(
            (
                name.actor
                for name in self._actors
                if name.start >= start and name.end <= end and name.actor and name.kind != "person"
            ),
            None,
        )
        return Speaker(None, None, state, anonymous, certainty=0.6)

    def _by_pronoun(self, at: int, gender: str) -> Speaker:
        found = self._person_before(at, pronoun=True, gender=gender)
        if found.name is not None and self._fits(found, gender):
            return found
        for speaker in reversed(self._history):
            if self._is_someone(speaker) and self._fits(speaker, gender):
                return Speaker(speaker.actor, speaker.name, speaker.acts_for, pronoun=True, certainty=0.8)
        for name in reversed(self._actors):
            if name.kind == "person" and name.end <= at and at - name.end < _FAR:
                other = Speaker(name.actor, (name.start, name.end), pronoun=True, certainty=0.7)
                if self._fits(other, gender):
                    return other
        return Speaker(pronoun=True, certainty=0.5)

    def _before(self) -> Speaker | None:
        last = self._history[-1] if self._history else None
        if last is None or (last.actor and self._is_someone(last)):
            return None
        return Speaker(last.actor, last.name, last.acts_for, last.anonymous, pronoun=True, certainty=0.75)

    def _we(self, at: int) -> Speaker:
        """The body that speaks of itself: the one that spoke last, or that the statement names first."""
        for speaker in reversed(self._history):
            if speaker.actor and not self._is_someone(speaker):
                return Speaker(speaker.actor, speaker.name, speaker.acts_for, pronoun=True, certainty=0.6)
        body = next((name for name in self._actors if name.end <= at and name.kind != "person"), None)
        if body is None:
            return Speaker(pronoun=True, certainty=0.5)
        return Speaker(body.actor, (body.start, body.end), pronoun=True, certainty=0.6)

    def _is_someone(self, speaker: Speaker) -> bool:
        """A person by name."""
        if speaker.name is None:
            return False
        known = self._gazetteer.actors.get(speaker.actor or "")
        return known is None or known.kind == "person"

    def _fits(self, speaker: Speaker, gender: str) -> bool:
        if speaker.name is None:
            return True
        told = self._gender(speaker.actor, None)  # "Лаврова" is a form of a man's name too
        if told is not None:
            return told == gender
        words = _WORDS.findall(self._text[slice(*speaker.name)].lower())
        if not words:
            return True
        genders = {one for one, number in self._word(words[0]).nominative if number == "sing"}
        if len(words) > 1 and len(genders) == 1 and None not in genders and self._word(words[0]).name:
            return gender in genders
        female = words[-1].endswith(_FEMALE_ENDINGS) or bool(
            self._called.get(speaker.actor or speaker.name, set()) & _FEMALE_NOUNS
        )
        return (gender == "femn") == female

    def _opens_sentence(self, name: NameMention) -> bool:
        return self._is_nominative(name) and super()._opens_sentence(name)

    def _is_nominative(self, name: NameMention) -> bool:
        words = _WORDS.findall(self._text[name.start : name.end].lower())
        return bool(words) and bool(self._word(words[0 if name.form == "title" else -1]).nominative)

    def _word(self, lower: str) -> Word:
        return word_of(lower.replace("’", "'").replace("ʼ", "'"), self._language)

    def _nouns(self, start: int, end: int) -> set[str]:
        """Lemmas of the common nouns of a phrase."""
        found: set[str] = set()
        for number, word in enumerate(_WORDS.findall(self._text[start:end])[:8]):
            if word[0].islower() or number == 0:
                found |= self._word(word.lower()).lemmas
        return found

    def _holds(self, name: NameMention, start: int) -> bool:
        """Whether a lone name in another case is the one meant: "according to minister Lavrov", not "Putin's aide"."""
        nouns = self._nouns(start, name.start)
        return not nouns or self._has_office(name.actor, nouns)

    def _has_office(self, actor: str | None, nouns: set[str] | frozenset[str]) -> bool:
        known = self._gazetteer.actors.get(actor or "")
        if known is None:
            return False
        keys = {english for lemma, english in _ALL_OFFICES if lemma in nouns}
        return any(key in title.lower() for key in keys for title in known.offices)

    def _is_nameless(self, start: int, end: int) -> bool:
        nouns = self._nouns(start, end)
        return bool(nouns & ANONYMOUS) or _NAMELESS.search(self._text[end : end + 60]) is not None

    def _capitals(self, start: int, end: int) -> Span | None:
        """A name that the gazetteer does not know: two capitalised words in a row."""
        found = _TWO_CAPITALS.search(self._text, start, end)
        return found.span() if found else None


_TWO_CAPITALS = re.compile(r"(?<!\w)[А-ЯІЇЄҐЁ][\w'’-]+ [А-ЯІЇЄҐЁ][\w'’-]+(?!\w)")
_FEMALE_NOUNS = frozenset("речниця представниця представительница".split())
_ALL_OFFICES = tuple(_OFFICES.items())
