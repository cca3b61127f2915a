"""The events that an article tells of, by its suggestions, and the recorded events that they may be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from actors.models import Actor, Conflict, Place
from articles.models import Snapshot
from claims.enums import Decision
from claims.models import Claim, Suggestion
from claims.suggest.events import EventCandidate, Telling, group
from lib.edtf_dates import FuzzyDate
from timeline.enums import EventRole, EventType
from timeline.models import Event

# Of the recorded events near the article's dates so many are looked at, of the matches so many shown.
_MOST_LOOKED_AT = 400
_MOST_SHOWN = 3
_LEAST = 0.55
_SHARES = {"day": 0.35, "type": 0.25, "place": 0.2, "actors": 0.3}


@dataclass(frozen=True)
class Match:
    """A recorded event that a candidate may be, and why."""

    event: Event
    score: float
    reasons: list[str]


@dataclass(frozen=True)
class Found:
    """A candidate as the desk shows it, with the claims that have been made of its suggestions."""

    number: int
    candidate: EventCandidate
    suggestions: list[Suggestion]
    claims: list[Claim]
    actors: list[tuple[Actor, str]]
    place: Place | None
    happened: FuzzyDate | None
    matches: list[Match]

    @property
    def type(self) -> str:
        """What sort of event it is, in words."""
        return str(EventType(self.candidate.type).label)

    @property
    def prefill(self) -> str:
        """The query of the form for a new event: what the candidate says, and the claims that it begins with."""
        fields = {
            "title": self.candidate.title,
            "type": self.candidate.type,
            "happened_edtf": self.candidate.happened or "",
            "place": self.place.name if self.place else "",
            "claim": [str(claim.pk) for claim in self.claims],
        }
        return urlencode(fields, doseq=True)


def events_in(snapshot: Snapshot, *, conflict: Conflict) -> list[Found]:
    """The events that a capture's pending and accepted suggestions tell of, in text order."""
    suggestions = list(
        Suggestion.objects.filter(run__snapshot=snapshot)
        .exclude(decision=Decision.REJECTED)
        .for_cards()
        .select_related("claim")
        .prefetch_related("subjects")
    )
    candidates, people, places = _candidates(suggestions)
    dates = [_date(candidate) for candidate in candidates]
    near = _near(conflict, [date for date in dates if date])
    found = []
    for number, (candidate, date) in enumerate(zip(candidates, dates, strict=True), start=1):
        telling = [suggestions[index] for index in candidate.tellings]
        claims = {one.claim.pk: one.claim for one in telling if one.claim and one.claim.conflict_id == conflict.pk}
        found.append(
            Found(
                number=number,
                candidate=candidate,
                suggestions=telling,
                claims=list(claims.values()),
                actors=[(people[slug], str(EventRole(role).label)) for slug, role in candidate.actors],
                place=places.get(candidate.place or ""),
                happened=date,
                matches=_matches(candidate, date, near),
            )
        )
    return found


def _candidates(
    suggestions: list[Suggestion],
) -> tuple[tuple[EventCandidate, ...], dict[str, Actor], dict[str, Place]]:
    people: dict[str, Actor] = {}
    places: dict[str, Place] = {}
    tellings = []
    for index, one in enumerate(suggestions):
        named = [actor for actor in (one.speaker, one.addressee, *one.subjects.all()) if actor]
        people |= {actor.slug: actor for actor in named}
        if one.place:
            places[one.place.slug] = one.place
        tellings.append(
            Telling(
                index=index,
                kind=one.kind,
                act=one.act or None,
                text=one.text,
                cued=one.speaker_id is not None or bool(one.speaker_name),
                speaker=one.speaker.slug if one.speaker else None,
                addressee=one.addressee.slug if one.addressee else None,
                actors=tuple(dict.fromkeys(actor.slug for actor in named)),
                place=one.place.slug if one.place else None,
                said=one.said_edtf or None,
                happened=one.happened_edtf or None,
                issue=str(one.issue_id) if one.issue_id else None,
                open=one.negated or one.hedged or one.doubted,
            )
        )
    names = {slug: actor.name for slug, actor in people.items()}
    names |= {slug: place.name for slug, place in places.items()}
    return group(tellings, names), people, places


def _date(candidate: EventCandidate) -> FuzzyDate | None:
    if not candidate.happened:
        return None
    date = FuzzyDate.parse(candidate.happened)
    return date if date.earliest and date.latest else None


def _near(conflict: Conflict, dates: Iterable[FuzzyDate]) -> list[Event]:
    """The recorded events of a conflict about the time of the candidates, one query whatever their number."""
    bounds = [(date.earliest, date.latest) for date in dates if date.earliest and date.latest]
    if not bounds:
        return []
    first = min(earliest for earliest, _ in bounds) - timedelta(days=1)
    last = max(latest for _, latest in bounds) + timedelta(days=1)
    return list(
        Event.objects.standing()
        .at_the_time(conflict, first, last)
        .select_related("place")
        .prefetch_related("actors__actor")[:_MOST_LOOKED_AT]
    )


def _matches(candidate: EventCandidate, date: FuzzyDate | None, near: list[Event]) -> list[Match]:
    """The recorded events that speak for it most, best first; without a common day none does."""
    if date is None:
        return []
    found = []
    mine = {slug for slug, _role in candidate.actors}
    for event in near:
        if not _overlap(date, event.happened):
            continue
        reasons, score = [_("the same day") if event.happened.is_exact else _("the same time")], _SHARES["day"]
        if event.type == candidate.type:
            reasons.append(_("also %(type)s") % {"type": event.get_type_display()})
            score += _SHARES["type"]
        in_place = event.place is not None and event.place.slug == candidate.place
        if in_place:
            reasons.append(_("in %(place)s") % {"place": event.place})
            score += _SHARES["place"]
        shared = [item.actor for item in event.actors.all() if item.actor.slug in mine]
        if shared:
            reasons.append(_("with %(names)s") % {"names": ", ".join(dict.fromkeys(str(actor) for actor in shared))})
            score += _SHARES["actors"] * len({actor.pk for actor in shared}) / len(mine)
        if score >= _LEAST and (shared or in_place):
            found.append(Match(event, round(min(1.0, score), 2), reasons))
    return sorted(found, key=lambda match: (-match.score, -match.event.pk))[:_MOST_SHOWN]


def _overlap(one: FuzzyDate, other: FuzzyDate) -> bool:
    if not (one.earliest and one.latest and other.earliest and other.latest):
        return False
    return one.earliest <= other.latest and other.earliest <= one.latest
