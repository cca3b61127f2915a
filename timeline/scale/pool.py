"""What the synthetic events and claims are made of: each made once, by the functions that publish, as patterns."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from actors.models import Actor
from claims.enums import AttributionRole, ClaimKind, Directness, Stage
from claims.models import Attribution, Claim, Issue
from timeline.enums import EventRole
from timeline.scale import words
from timeline.scale.headlines import Headline
from timeline.scale.patterns import MARKS, marked
from timeline.scale.sayings import Saying
from timeline.scale.world import World, zipf

_HEADLINES = 4_000  # different events
_SAYINGS = 200  # of who speaks most; of the others as many fewer as they speak less
_FEWEST_SAYINGS = 3
_VERDICTS = {
    "verified": 34,
    "corroborated": 24,
    "unverified": 16,
    "disputed": 12,
    "misleading": 4,
    "false": 4,
    "unverifiable": 6,
}
_TYPES_WITHOUT_PLACE = 0.1


class Pool:
    """Everything that can be drawn; made when it is first drawn, and the same for the same seed."""

    def __init__(self, world: World, events: int) -> None:
        self.world = world
        self.headlines_of = {
            conflict.pk: max(20, min(_HEADLINES, events // 5) * words.CONFLICTS[place][3] // 100)
            for place, conflict in enumerate(world.conflicts)
        }
        self._headlines: dict[tuple[int, int], Headline] = {}
        # How the writer of rows has put somebody in a role.
        self.listed: dict[tuple[int, str], tuple[str, str, str]] = {}
        self._sayings: dict[tuple[int, int], Saying] = {}
        self.speakers: dict[int, list[int]] = {conflict.pk: [] for conflict in world.conflicts}
        chance = Random(f"{world.seed}:speakers")
        weights = [weight for _slug, _name, _zone, weight in words.CONFLICTS]
        for place in range(len(world.people)):
            # Who speaks most speaks of the greatest conflict; of the others everybody by their size.
            conflict = world.conflicts[place] if place < len(weights) else chance.choices(world.conflicts, weights)[0]
            self.speakers[conflict.pk].append(place)
        self.conflict_of = {place: pk for pk, places in self.speakers.items() for place in places}
        self._rank_of = {place: rank for places in self.speakers.values() for rank, place in enumerate(places)}
        self.speaker_weights = {pk: zipf(len(places)) for pk, places in self.speakers.items()}
        self._sides_by_rank = zipf(len(world.sides))
        self._sides = chance.sample(world.sides, len(world.sides))
        self._places_by_rank = zipf(len(world.places))
        self._places = chance.sample(world.places, len(world.places))
        self._issue_weights = {pk: zipf(len(issues)) for pk, issues in world.issues.items()}

    def sayings_of(self, speaker: int) -> int:
        """How many different things somebody says."""
        return max(_FEWEST_SAYINGS, _SAYINGS // (self._rank_of[speaker] + 1))

    def saying(self, speaker: int, number: int) -> Saying:
        """One of them."""
        key = speaker, number
        if key not in self._sayings:
            self._sayings[key] = self._make_saying(speaker, number)
        return self._sayings[key]

    def headline(self, conflict: int, number: int) -> Headline:
        """One of the events of a conflict."""
        key = conflict, number
        if key not in self._headlines:
            self._headlines[key] = self._make_headline(conflict, number)
        return self._headlines[key]

    def _make_saying(self, speaker: int, number: int) -> Saying:
        world = self.world
        person = world.people[speaker]
        chance = Random(f"{world.seed}:saying:{person.slug}:{number}")
        conflict = next(one for one in world.conflicts if one.pk == self.conflict_of[speaker])
        kind, stance, phrase = chance.choice(words.SAYINGS[:6] if chance.random() < 0.4 else words.SAYINGS[6:])
        issue: Issue | None = None
        if stance or chance.random() < 0.3:
            issue = chance.choices(world.issues[conflict.pk], cum_weights=self._issue_weights[conflict.pk])[0]
        # Everybody speaks one language.
        language = Random(f"{world.seed}:language:{person.slug}").choices(
            [one for one, _weight in words.LANGUAGES], [weight for _one, weight in words.LANGUAGES]
        )[0]
        parts = [chance.choice(part) for part in words.QUOTES[language]]
        quote, translation = "".join(own for own, _ in parts), "".join(english for _, english in parts)
        verbatim = chance.random() < 0.5
        translated = verbatim and language != "en"
        editor = world.editors[chance.randrange(len(world.editors))].pk
        approver = world.reviewers[chance.randrange(len(world.reviewers))].pk
        dated = chance.random() < 0.95
        promised = kind == ClaimKind.COMMITMENT and dated and chance.random() < 0.7
        claim = Claim(
            pk=MARKS["claim"],
            conflict=conflict,
            text=phrase.format(who=person.name, issue=issue.name.lower() if issue else ""),
            quote=quote if verbatim else "",
            quote_language=language if verbatim else "",
            translation=translation if translated else "",
            translated_by_id=editor if translated else None,
            translation_checked_by_id=approver if translated and chance.random() < 0.6 else None,
            kind=kind,
            directness=Directness.VERBATIM
            if verbatim
            else chance.choice((Directness.PARAPHRASE, Directness.RELAYED)),
            issue=issue,
            stance=stance,
            conditions=chance.choice(words.CONDITIONS) if stance == "accepts_with_conditions" else "",
            stage=Stage.APPROVED,
            verdict=chance.choices(list(_VERDICTS), list(_VERDICTS.values()))[0],
            rationale=chance.choice(words.RATIONALES),
            author_id=editor,
            edited_by_id=editor,
            approver_id=approver,
            version=3,
            **marked("submitted_at", "approved_at", "created_at", "updated_at"),
            **(marked("said_edtf", "said_earliest", "said_latest") if dated else {}),
            **(marked("deadline_edtf", "deadline_latest") if promised else {}),
        )
        claim._prefetched_objects_cache = {  # type: ignore[attr-defined]  # noqa: SLF001
            "attributions": list(self._attributions(person, chance)),
            "evidence": [],
        }
        return Saying(claim=claim, quote=quote, language=language, dated=dated, world=world)

    def _attributions(self, person: Actor, chance: Random) -> Iterable[Attribution]:
        named = [(person, AttributionRole.SPEAKER)]
        if chance.random() < 0.1 and person.acts_for:
            named.append((person.acts_for, AttributionRole.SPOKESPERSON_FOR))
        if chance.random() < 0.12:
            named.append((self._side(chance), AttributionRole.ADDRESSEE))
        for actor, role in named:
            speaks = role == AttributionRole.SPEAKER
            office = actor.offices.all()[0].title if speaks else ""
            yield Attribution(
                pk=MARKS["attribution"], claim_id=MARKS["claim"], actor=actor, role=role.value, office=office
            )

    def _side(self, chance: Random) -> Actor:
        return chance.choices(self._sides, cum_weights=self._sides_by_rank)[0]

    def _make_headline(self, conflict_id: int, number: int) -> Headline:
        world = self.world
        conflict = next(one for one in world.conflicts if one.pk == conflict_id)
        chance = Random(f"{world.seed}:headline:{conflict.slug}:{number}")
        kind, phrase, wrong = chance.choice(words.HEADLINES)
        first = self._side(chance)
        taking_part = [(first, EventRole.SOURCE.value)]
        other = self._side(chance)
        if other != first and chance.random() < 0.6:
            role = chance.choice((EventRole.TARGET, EventRole.PARTICIPANT, EventRole.MEDIATOR))
            taking_part.append((other, role.value))
        place = None
        if chance.random() >= _TYPES_WITHOUT_PLACE:
            place = chance.choices(self._places, cum_weights=self._places_by_rank)[0]
        topic = chance.choice(words.TOPICS)
        where = f" near {place.name}" if place else ""
        titles = tuple(f"{first.name} {said.format(topic=topic)}{where}" for said in (phrase, wrong))
        summaries = tuple(chance.sample(words.SUMMARIES, 2))
        return Headline(
            conflict=conflict,
            type=kind,
            titles=(titles[0], titles[1]),
            summaries=(summaries[0], summaries[1]),
            place=place,
            taking_part=taking_part,
            written_by=world.editors[chance.randrange(len(world.editors))].pk,
            published_by=world.reviewers[chance.randrange(len(world.reviewers))].pk,
            place_names=world.place_names.get(place.pk, []) if place else [],
        )
