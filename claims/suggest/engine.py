"""The steps in their order: from a text to resolved statements, and from statements to proposals."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from claims.suggest import cyrillic
from claims.suggest.dates import find_dates
from claims.suggest.distance import taken_back
from claims.suggest.english.attributions import attributions
from claims.suggest.english.facts import appearances, dateline_end, narrated, passing_events
from claims.suggest.english.lexicon import SPEECH_NOUNS
from claims.suggest.english.positions import positions
from claims.suggest.gazetteer import Gazetteer, Hit
from claims.suggest.kinds import Sort, issue_in, points_back, sort_statement, sort_telling
from claims.suggest.names import find_names
from claims.suggest.quotes import find_quotes, paragraphs
from claims.suggest.sentences import Sentence, split_sentences
from claims.suggest.speakers import Speaker, Speakers
from claims.suggest.types import (
    Analysis,
    Attribution,
    DateMention,
    NameMention,
    Proposal,
    SnapshotLike,
    Span,
    Statement,
)
from claims.suggest.wording import claim_text
from claims.suggest.worth import worth_of

ENGINE_NAME = "rules"
ENGINE_VERSION = "2"

_WEAK_VERBS = frozenset(
    {"support", "back", "want", "favor", "favour", "offer", "plan", "see", "attack", "seek", "agree", "intend"}
)
_RULES_OF_VERBS = frozenset({"preposed", "participle", "coordinated"})
_CARRIERS = frozenset(
    {
        "express",
        "voice",
        "reiterate",
        "repeat",
        "emphasize",
        "emphasise",
        "stress",
        "signal",
        "announce",
        "confirm",
        "outline",
    }
)
_RELAYS = re.compile(r"\b(?:on|to|by|told|with|via|from|quoted|in|through)(?: [\w’'-]+){0,2} $", re.IGNORECASE)
_FIRST_NOUN = re.compile(
    r"^(?:(?:his|her|its|their|the|a|an|[\w.-]+['’]s)\s+)?(?:strong |full |firm |deep |serious )?([a-z]+)\b"
)
_ELSEWHERE = re.compile(r"\b(?:following|after|before)\b[^,]{0,60}$", re.IGNORECASE)
_NOBODY = re.compile(r"(?:no|nobody|none|neither|no one)\b", re.IGNORECASE)
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z]")


def detect_language(text: str) -> str:
    """en, uk or ru by script and letters; the engine knows no others."""
    head = text[:4000]
    if len(_CYRILLIC.findall(head)) <= len(_LATIN.findall(head)):
        return "en"
    ukrainian = sum(head.count(letter) for letter in "іїєґІЇЄҐ")
    russian = sum(head.count(letter) for letter in "ыэъёЫЭЪЁ")
    return "uk" if ukrainian > russian else "ru"


def analyse(text: str, *, gazetteer: Gazetteer, date: str | None = None, language: str | None = None) -> Analysis:
    """Statements, dates and names of a text; `date` is the article's own date in EDTF, where known."""
    dates = find_dates(text, date, language)
    language = language if language in ("en", "uk", "ru") else detect_language(text)
    hits = gazetteer.find(text)
    names = find_names(text, hits, gazetteer)
    sentences = split_sentences(text)
    if language != "en":
        found = cyrillic.attributions(text, sentences, language=language, names=names)
    else:
        found = positions(sentences, attributions(sentences))
        told = list(found)
        found += narrated(text, sentences, names, told)
        found += passing_events(text, dates)
        found += appearances(text, sentences, names)
    found = _distinct([_without_dateline(text, one, sentences) for one in found])
    resolver = _Resolver(
        text=text,
        names=names,
        dates=dates,
        hits=hits,
        sentences=sentences,
        gazetteer=gazetteer,
        language=language,
        date=date,
    )
    statements = tuple(one for one in map(resolver.statement, found) if _concerns_newsroom(one))
    if language != "en":
        statements = cyrillic.with_doubt(text, statements, sentences)
    return Analysis(statements, tuple(dates), tuple(names), language)


def _concerns_newsroom(one: Statement) -> bool:
    """What somebody merely wants or backs matters with words of theirs, a matter or a speaker that is known."""
    if one.verb not in _WEAK_VERBS or one.rule not in _RULES_OF_VERBS or one.shape not in {"noun", "infinitive"}:
        return True
    return bool(one.issue or one.quote or one.party)


def _without_dateline(text: str, one: Attribution, sentences: Sequence[Sentence]) -> Attribution:
    """As in "KYIV — The army holds, a spokesman said": the place line is no part of what was said."""
    start, end = one.content[0]
    if not any(sentence.start == start for sentence in sentences):
        return one
    begins = dateline_end(text, start, end)
    return replace(one, content=((begins, end), *one.content[1:])) if start < begins < end else one


def _distinct(found: Sequence[Attribution]) -> list[Attribution]:
    """In text order, each stretch of content with the same cue once."""
    seen: set[tuple[tuple[Span, ...], tuple[Span, ...]]] = set()
    kept = []
    for one in sorted(found, key=lambda one: (one.content[0][0], one.content[-1][1])):
        if (one.content, one.cue) not in seen:
            seen.add((one.content, one.cue))
            kept.append(one)
    return kept


class _Resolver:
    """Turns attributions into statements in text order, with what was said before in mind."""

    def __init__(
        self,
        *,
        text: str,
        names: list[NameMention],
        dates: list[DateMention],
        hits: list[Hit],
        sentences: list[Sentence],
        gazetteer: Gazetteer,
        language: str,
        date: str | None,
    ) -> None:
        self._date = date
        self._text, self._names, self._dates, self._hits = text, names, dates, hits
        self._sentences, self._gazetteer, self._language = sentences, gazetteer, language
        self._starts = [sentence.start for sentence in sentences]
        self._speakers = (
            Speakers(text, names, gazetteer)
            if language == "en"
            else cyrillic.CyrillicSpeakers(text, names, gazetteer, hits=hits, language=language)
        )
        self._issues = [(hit.start, hit) for hit in hits if any(entry.role == "issue" for entry in hit.entries)]

    def statement(self, one: Attribution) -> Statement:
        start, end = _hull(one.content)
        speaker = self._speakers.resolve(one.source, one.content) if one.source else Speaker()
        content = " ".join(self._text[a:b] for a, b in one.content)
        sentence, following = self._sentence_of(one)
        sort = self._sort(one, content, sentence, following)
        relay, addressee = self._relay(one, sentence, speaker), self._addressee(one)
        media = self._gazetteer.actors.get(addressee or "")
        if media is not None and media.kind == "media":
            relay, addressee = relay or addressee, None
        acts_for = self._gazetteer.acts_for(speaker.actor) or speaker.acts_for
        happened, said = self._dates_of(one, sentence)
        quote = self._quote(one)
        if self._language == "en":
            wording = claim_text(self._text, one, self._display(speaker, one), doubted=sort.doubted)
        else:
            wording = cyrillic.claim_text(
                self._text, one, speaker.name, pronoun=speaker.pronoun, language=self._language
            )
        directness = _directness(one, speaker, quote, relay)
        place, actors = self._place(start, end, one.rule), self._actors(start, end, speaker.actor, addressee)
        worth = worth_of(
            text=wording,
            kind=sort.kind,
            verb=one.verb,
            directness=directness,
            around=self._around(one, sentence),
            issue=sort.issue,
            actors=len(actors),
            dated=any(date is not None and date.edtf for date in (happened, said)),
            recent=self._is_recent(happened or said),
            placed=place is not None,
            negated=sort.negated,
            doubted=sort.doubted,
        )
        return Statement(
            content=one.content,
            cue=one.cue,
            source=one.source,
            rule=one.rule,
            verb=one.verb,
            score=round(max(0.05, min(1.0, one.score * (speaker.certainty if one.source else 1.0))), 3),
            text=wording,
            kind=sort.kind,
            directness=directness,
            speaker=speaker.actor,
            speaker_name=speaker.name,
            acts_for=acts_for,
            party=self._gazetteer.party(acts_for or speaker.actor),
            relayed_by=relay,
            addressee=addressee,
            issue=sort.issue,
            stance=sort.stance,
            negated=sort.negated,
            hedged=sort.hedged,
            doubted=sort.doubted,
            act=sort.act,
            quote=quote,
            language=self._language,
            said=said,
            happened=happened,
            place=place,
            actors=actors,
            worth=worth.score,
            worth_reasons=worth.reasons,
            shape=one.shape,
        )

    def _sort(self, one: Attribution, content: str, sentence: Span, following: str) -> Sort:
        start, end = _hull(one.content)
        if not one.cue and not one.source:
            return replace(sort_telling(content), issue=issue_in(self._hits, start, end, self._gazetteer))
        before = self._issue_before(start, content)
        known = before if points_back(content) else None
        headed = one.rule == "demand-list" and one.shape == "noun"
        issue = issue_in(self._hits, start, end, self._gazetteer, known, headed=headed)
        verb = one.verb
        if verb in _CARRIERS and (noun := _FIRST_NOUN.match(content)) and noun.group(1) in SPEECH_NOUNS:
            verb = SPEECH_NOUNS[noun.group(1)]
        cue = " ".join(self._text[a:b] for a, b in one.cue)
        if one.source and _NOBODY.match(self._text[slice(*one.source[0])]):
            cue += " not"
        if self._language == "en":
            sort = sort_statement(
                verb=verb,
                cue=cue,
                content=content,
                issue=issue,
                shape=one.shape,
                around=self._around(one, sentence),
                kind=one.kind,
                stance=one.stance,
            )
        else:
            sort = cyrillic.sort_statement(
                verb=verb,
                cue=cue,
                content=content,
                issue=issue,
                shape=one.shape,
                source=self._text[slice(*one.source[0])] if one.source else "",
                language=self._language,
            )
            if one.kind is not None:
                sort = replace(sort, kind=one.kind, stance=one.stance)
        if taken_back(following):
            sort = replace(sort, doubted=True)
        if (
            sort.kind == "position"
            and issue is None
            and (points_back(content) or (one.shape == "noun" and len(content) < 30))
        ):
            sort = replace(sort, issue=before)
        return sort

    def _issue_before(self, at: int, content: str) -> str | None:
        """The issue the text named last, a particular one rather than its parent; "the plan" is the main one."""
        if re.search(r"\b(?:plan|proposal|idea|offer|initiative|пропозиц|предложени|іде|иде)", content):
            named = Counter(
                slug
                for start, hit in self._issues
                if start < at and (slug := issue_in([hit], hit.start, hit.end, self._gazetteer))
            )
            if named:
                return max(named, key=lambda slug: (named[slug], slug))
        near = [hit for start, hit in self._issues if start < at and at - start < 900]
        best = None
        for hit in near[-6:]:
            found = issue_in([hit], hit.start, hit.end, self._gazetteer)
            if best is None or found is None or not self._gazetteer.is_under(best, found):
                best = found or best
        return best

    def _sentence_of(self, one: Attribution) -> tuple[Span, str]:
        """Where the sentence with the cue stands, and the sentence behind it."""
        at = one.cue[0][0] if one.cue else one.content[0][0]
        index = bisect_right(self._starts, at) - 1
        if index < 0 or at >= self._sentences[index].end:
            return _hull(one.content), ""
        here, after = self._sentences[index], self._sentences[index + 1 : index + 2]
        return (here.start, here.end), self._text[after[0].start : after[0].end] if after else ""

    def _is_recent(self, date: DateMention | None) -> bool:
        """Whether a day lies within three days of the article's own."""
        if date is None or not date.edtf or not self._date:
            return False
        try:
            apart = datetime.fromisoformat(date.edtf[:10]).date() - datetime.fromisoformat(self._date[:10]).date()
        except ValueError:
            return False  # known less exactly than to the day
        return abs(apart.days) <= 3

    def _around(self, one: Attribution, sentence: Span) -> str:
        """The article's own words in the statement's sentence, without what is reported."""
        parts, at = [], sentence[0]
        for start, end in sorted(one.content):
            if start > at:
                parts.append(self._text[at : min(start, sentence[1])])
            at = max(at, end)
        return " ".join((*parts, self._text[at : sentence[1]]))

    def _relay(self, one: Attribution, sentence: Span, speaker: Speaker) -> str | None:
        """The outlet that carried the words: "speaking on state television", "told the agency"."""
        if not one.cue:
            return None
        content = one.content
        for name in self._names:
            if name.kind != "media" or name.actor is None or not sentence[0] <= name.start < sentence[1]:
                continue
            inside = any(a <= name.start < b for a, b in content)
            if (
                not inside
                and name.actor != speaker.actor
                and (_RELAYS if self._language == "en" else cyrillic.RELAYS).search(
                    self._text[max(0, name.start - 30) : name.start]
                )
            ):
                return name.actor
        return None

    def _addressee(self, one: Attribution) -> str | None:
        if one.addressee is None:
            return None
        start, end = one.addressee
        return next(
            (name.actor for name in self._names if name.actor and name.start < end and name.end > start), None
        )

    def _dates_of(self, one: Attribution, sentence: Span) -> tuple[DateMention | None, DateMention | None]:
        """When it happened and when it was said: dates inside the content, and outside it in the same sentence."""
        inside = [date for date in self._dates if any(a <= date.start < b for a, b in one.content)]
        if one.rule in ("narrated-fact", "appearance"):
            plain = [date for date in inside if not date.phrase.endswith(("'s", "’s"))]
            return (plain[0] if plain else None), None
        if not one.cue:
            return next((date for date in inside if one.happened == (date.start, date.end)), None), None
        outside = [date for date in self._dates if sentence[0] <= date.start < sentence[1] and date not in inside]
        near = min(outside, key=lambda date: abs(date.start - one.cue[0][1]), default=None)
        if near is not None and abs(near.start - one.cue[0][1]) > 90:
            near = None
        if near is None and inside and one.shape == "noun":
            return None, inside[0]  # "agreed to the plan on Tuesday"
        return (inside[0] if inside else None), near

    def _quote(self, one: Attribution) -> str | None:
        """The words inside quotation marks, character for character, each piece on its own."""
        pieces = []
        for start, end in one.content:
            for first, last in paragraphs(self._text[start:end]):
                quotes = find_quotes(self._text, start + first, start + last)
                pieces += [self._text[slice(*quote.inner)].strip().rstrip(",") for quote in quotes]
        return " … ".join(pieces) or None

    def _place(self, start: int, end: int, rule: str) -> str | None:
        for name in self._names:
            if start <= name.start < end and name.place is not None:
                # "Aid resumed after talks in Geneva": the talks were there, not the aid.
                if rule == "narrated-fact" and _ELSEWHERE.search(self._text[start : name.start]):
                    continue
                before = self._text[max(0, name.start - 12) : name.start].lower()
                if name.kind == "place" or re.search(r"\b(?:in|at|near|across|outside)(?: the)? $", before):
                    return name.place
        return None

    def _actors(self, start: int, end: int, *extra: str | None) -> tuple[str, ...]:
        slugs = [slug for slug in extra if slug]
        slugs += [name.actor for name in self._names if name.actor and name.start >= start and name.end <= end]
        return tuple(dict.fromkeys(slugs))

    def _display(self, speaker: Speaker, one: Attribution) -> str | None:
        """How the claim's wording names the speaker: persons in full, others as the article does."""
        named = self._text[slice(*speaker.name)] if speaker.name else None
        known = self._gazetteer.actors.get(speaker.actor or "")
        if known is not None and known.kind == "person" and self._language == "en":
            return known.name
        if speaker.pronoun or (known is not None and known.kind == "person"):
            return named
        return self._text[slice(*one.source[0])] if one.source else named


def _hull(spans: Sequence[Span]) -> Span:
    return min(start for start, _ in spans), max(end for _, end in spans)


def _directness(one: Attribution, speaker: Speaker, quote: str | None, relay: str | None) -> str:
    if speaker.anonymous:
        return "anonymous_official"
    if quote:
        return "verbatim"
    return "relayed" if relay and one.cue else "paraphrase"


def suggest(snapshot: SnapshotLike, *, gazetteer: Gazetteer) -> list[Proposal]:
    """Proposals for a snapshot; each one's `exact` is the snapshot's text from `start` to `end`."""
    text = snapshot.text
    analysis = analyse(text, gazetteer=gazetteer, date=snapshot.published_edtf, language=snapshot.language)
    unknown = [name for name in analysis.names if name.is_new_actor]
    return [_proposal(text, one, unknown) for one in analysis.statements if one.text]


def _proposal(text: str, one: Statement, unknown: Sequence[NameMention]) -> Proposal:
    # A bare noun phrase says little by itself: its excerpt takes in who says it and the verb.
    bare = one.shape in ("noun", "infinitive") and one.rule != "demand-list"
    bare = bare or one.rule.startswith("attitude")  # "voiced hope that …": the noun belongs to what is quoted
    start, end = _hull((*one.content, *one.cue, *one.source)) if bare else _hull(one.content)
    return Proposal(
        start=start,
        end=end,
        exact=text[start:end],
        text=one.text,
        kind=one.kind,
        directness=one.directness,
        rule=one.rule,
        score=one.score,
        content=one.content,
        cue=one.cue,
        source=one.source,
        speaker=one.speaker,
        speaker_name=text[slice(*one.speaker_name)] if one.speaker_name else None,
        acts_for=one.acts_for,
        party=one.party,
        relayed_by=one.relayed_by,
        addressee=one.addressee,
        issue=one.issue,
        stance=one.stance,
        negated=one.negated,
        hedged=one.hedged,
        doubted=one.doubted,
        act=one.act,
        worth=one.worth,
        worth_reasons=one.worth_reasons,
        quote=one.quote,
        language=one.language,
        said_edtf=one.said.edtf if one.said else None,
        said_phrase=one.said.phrase if one.said else None,
        happened_edtf=one.happened.edtf if one.happened else None,
        happened_phrase=one.happened.phrase if one.happened else None,
        place=one.place,
        actors=one.actors,
        new_actors=tuple(
            name
            for name in unknown
            if start <= name.start < end
            or one.speaker_name == (name.start, name.end)
            or any(a <= name.start < b for a, b in one.source)
        ),
    )
