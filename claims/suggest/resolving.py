"""From an attribution, which is only places in a text, to a statement: who says it, on what, of which sort."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from claims.suggest import cyrillic
from claims.suggest.gazetteer import Gazetteer, Hit
from claims.suggest.matters import Matters
from claims.suggest.sentences import Sentence
from claims.suggest.speakers import Speaker, Speakers
from claims.suggest.surroundings import Surroundings
from claims.suggest.types import Attribution, DateMention, NameMention, Statement
from claims.suggest.wording import claim_text
from claims.suggest.worth import worth_of


class Resolver:
    """Turns attributions into statements in text order, with what was said before in mind."""

    def __init__(
        self,
        *,
        text: str,
        names: Sequence[NameMention],
        dates: Sequence[DateMention],
        hits: list[Hit],
        sentences: Sequence[Sentence],
        gazetteer: Gazetteer,
        language: str,
        date: str | None,
    ) -> None:
        self._text, self._gazetteer, self._language, self._date = text, gazetteer, language, date
        self._here = Surroundings(text, sentences=sentences, names=names, dates=dates, language=language)
        self._matters = Matters(text, hits, gazetteer, language=language)
        self._speakers = (
            Speakers(text, names, gazetteer)
            if language == "en"
            else cyrillic.CyrillicSpeakers(text, names, gazetteer, hits=hits, language=language)
        )

    def statement(self, one: Attribution) -> Statement:
        """The statement that an attribution makes."""
        speaker = self._speakers.resolve(one.source, one.content) if one.source else Speaker()
        content = " ".join(self._text[a:b] for a, b in one.content)
        sentence, following = self._here.sentence_of(one)
        around = self._here.around(one, sentence)
        sort = self._matters.sort(one, content, around=around, following=following)
        relay, addressee = self._between(one, self._here.relay(one, sentence, speaker.actor))
        acts_for = self._gazetteer.acts_for(speaker.actor) or speaker.acts_for
        happened, said = self._here.dates_of(one, sentence)
        quote = self._here.quote(one)
        wording = self._wording(one, speaker, doubted=sort.doubted)
        directness = _directness(one, speaker, quote, relay)
        place, actors = self._here.place(one), self._here.actors(one, speaker.actor, addressee)
        worth = worth_of(
            text=wording,
            kind=sort.kind,
            verb=one.verb,
            directness=directness,
            around=around,
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

    def _between(self, one: Attribution, relay: str | None) -> tuple[str | None, str | None]:
        """Who carried the words and whom they were said to; an outlet that was told something carries it."""
        addressee = self._here.addressee(one)
        media = self._gazetteer.actors.get(addressee or "")
        if media is not None and media.kind == "media":
            return relay or addressee, None
        return relay, addressee

    def _wording(self, one: Attribution, speaker: Speaker, *, doubted: bool) -> str:
        if self._language == "en":
            return claim_text(self._text, one, self._display(speaker, one), doubted=doubted)
        return cyrillic.claim_text(self._text, one, speaker.name, pronoun=speaker.pronoun, language=self._language)

    def _display(self, speaker: Speaker, one: Attribution) -> str | None:
        """How the claim's wording names the speaker: persons in full, others as the article does."""
        named = self._text[slice(*speaker.name)] if speaker.name else None
        known = self._gazetteer.actors.get(speaker.actor or "")
        if known is not None and known.kind == "person":
            return known.name
        if speaker.pronoun:
            return named
        return self._text[slice(*one.source[0])] if one.source else named

    def _is_recent(self, date: DateMention | None) -> bool:
        """Whether a day lies within three days of the article's own."""
        if date is None or not date.edtf or not self._date:
            return False
        try:
            apart = datetime.fromisoformat(date.edtf[:10]).date() - datetime.fromisoformat(self._date[:10]).date()
        except ValueError:
            return False  # known less exactly than to the day
        return abs(apart.days) <= 3


def _directness(one: Attribution, speaker: Speaker, quote: str | None, relay: str | None) -> str:
    if speaker.anonymous:
        return "anonymous_official"
    if quote:
        return "verbatim"
    return "relayed" if relay and one.cue else "paraphrase"
