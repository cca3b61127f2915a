"""`publish()`: the only bridge from the editorial side to the public one."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef, QuerySet, prefetch_related_objects
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from actors.models import Place
from claims.actions import touch
from claims.models import Claim, ClaimLink
from claims.policies import StaleVersionError
from lib.attributed import attributed, require
from lib.kept_questions import KeptQuestion, among
from timeline.actions.changes import Change, changes_between
from timeline.actions.entries import Publication, write_entries
from timeline.actions.telling import tell_of_urgent_work
from timeline.freezing import Frozen, freeze_gathered
from timeline.gathering import Gathered, gather
from timeline.models import Entry, Event, EventClaim, Statement, StatementLink
from timeline.models.entry import EntryQuerySet
from timeline.policies import why_embargoed, why_not_publish

Refusal = PermissionDenied | ValidationError | StaleVersionError


@KeptQuestion
def _to_hold() -> QuerySet[Event]:
    return Event.objects.filter(among("pk", "events")).order_by("pk").select_for_update(of=("self",))


@KeptQuestion
def _places() -> QuerySet[Place]:
    return Place.objects.filter(among("pk", "places"))


@KeptQuestion
def _claims_to_hold() -> QuerySet[Claim, int]:
    own = EventClaim.objects.filter(among("event", "events")).order_by().values("claim")
    # Those that are linked to them may have to be told of, see `_linked_to`; whoever locks claims goes by number.
    linked = ClaimLink.objects.filter(other__in=own).order_by().values("claim")
    # As one list: with two conditions joined by OR all claims were read, 33 ms among 100,000 events.
    claims = Claim.objects.filter(among("pk", own, linked)).order_by("pk")
    return claims.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True)


@dataclass(frozen=True)
class Outcome:
    """What became of an event that was to be published: the entry that readers see now, or why there is none."""

    event: Event
    entry: Entry | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True)
class _Terms:
    """On which terms somebody publishes; `seen` are digests of what they have read, by event."""

    by: User
    note: str = ""
    alone: bool = False
    urgency: str = ""
    seen: Mapping[int, str] | None = None


def publish(*, event: Event, by: User, note: str = "", alone: bool = False, urgency: str = "") -> Entry:
    """Freeze the event and its approved claims into the next revision, and close the one before.

    Publishing what readers already see gives the current entry again. Raises PermissionDenied where the role or
    the two-person rule forbids it, and ValidationError where the publication gate does: a statement without a
    supporting passage, an orphaned passage, an embargo, or (naming `note`) a changed fact without a correction note.
    What was withdrawn may be published again; a note says why.

    `alone` is for what cannot wait, and `urgency` says why: the author publishes without a second person, by a right
    of their own. Readers are told so until somebody else publishes the event.
    """
    with attributed(by, f"published: {note}" if note else "published"):
        terms = _Terms(by, note=note, alone=alone, urgency=urgency)
        outcome = _publish(_hold([event.pk]), terms)[0]
        if outcome.refusal is not None:
            raise outcome.refusal
        assert outcome.entry is not None  # noqa: S101  # it was not refused
    return outcome.entry


def publish_many(*, seen: Mapping[int, str], by: User) -> list[Outcome]:
    """Publish several events as this person has `seen` them (the digests of their entries), in that order.

    What comes of each is what `publish()` would have made of it, one after the other, and one that is refused holds
    up no other. Nobody can give notes here: what needs one is refused. Raises PermissionDenied for who publishes
    nothing, and Event.DoesNotExist.
    """
    require(by, "timeline.publish_event")
    with attributed(by, "published"):
        held = {event.pk: event for event in _hold(seen)}
        return _publish([held[pk] for pk in seen], _Terms(by, seen=seen))


def _hold(ids: Collection[int]) -> list[Event]:
    """These events; until this transaction ends nobody changes them, nor their claims. Raises Event.DoesNotExist."""
    # Without others' rows, which would be those from before the lock was waited for.
    events = _to_hold.ask(events=list(ids))
    if len(events) < len(ids):
        raise Event.DoesNotExist
    hold_claims(ids)
    if numbers := {event.place_id for event in events} - {None}:
        places: dict[int | None, Place] = {place.pk: place for place in _places.ask(places=list(numbers))}
        for event in events:
            event.place = places.get(event.place_id)
    return events


def hold_claims(events: Collection[int]) -> None:
    """Until this transaction ends nobody changes their claims, nor the people and passages in them.

    A claim that is edited while it is being read would else be published half as approved and half as edited.
    """
    _claims_to_hold.ask(events=list(events))


def _publish(events: Sequence[Event], terms: _Terms) -> list[Outcome]:
    """What becomes of these locked events, one after the other."""
    outcomes: dict[int, Outcome] = {}
    for event in events:
        if refusal := _why_not(event, terms):
            outcomes[event.pk] = Outcome(event, refusal=refusal)
    passed = gather([event for event in events if event.pk not in outcomes])
    for number, part in enumerate(_apart(passed)):
        # What readers know is another matter once the part before has been published.
        outcomes |= _publish_part(gather([one.event for one in part]) if number else part, terms)
    return [outcomes[event.pk] for event in events]


def _apart(gathered: Sequence[Gathered]) -> Iterator[list[Gathered]]:
    """The events in their order, in parts of which each can be published at once.

    What is published of an event says what readers know of those that it is linked to, and so do its claims: of two
    that have to do with each other the second one is in a later part.
    """
    ids = {one.event.pk for one in gathered}
    part: list[Gathered] = []
    met: set[tuple[str, int]] = set()
    for one in gathered:
        about = {("event", one.event.pk)} | {("claim", claim.pk) for claim in one.claims}
        for claim_link in (*one.claim_links, *one.linked_from):
            about |= {("claim", claim_link.claim_id), ("claim", claim_link.other_id)}
        about |= {("event", pk) for link in one.links for pk in {link.event_id, link.other_id} & ids}
        if not met.isdisjoint(about):
            yield part
            part, met = [], set()
        part.append(one)
        met |= about
    if part:
        yield part


def _publish_part(gathered: Sequence[Gathered], terms: _Terms) -> dict[int, Outcome]:
    """What becomes of events none of which has to do with another of them."""
    outcomes: dict[int, Outcome] = {}
    frozen = [freeze_gathered(one, alone=terms.alone) for one in gathered]
    before = [one for of, one in zip(gathered, frozen, strict=True) if of.has_entries]
    last = _last_entries(before, Entry.objects.select_for_update(of=("self",)))
    to_write = []
    for of, one in zip(gathered, frozen, strict=True):
        found = _judge(one, last.get(of.event.pk), terms)
        if isinstance(found, Publication):
            to_write.append((of, found))
        else:
            outcomes[of.event.pk] = found
    if to_write:
        news = _new_to_readers(of for of, _ in to_write)
        entries = [publication.frozen.entry for _, publication in to_write]
        with translation.override(settings.LANGUAGE_CODE):
            write_entries(
                [publication for _, publication in to_write],
                names={pk: names for of, _ in to_write for pk, names in of.names.items()},
                by=terms.by,
            )
        if linked := _linked_to(news):
            touch(*linked)
        tell_of_urgent_work(entries, by=terms.by)
        outcomes |= {entry.event_id: Outcome(entry.event, entry) for entry in entries}
    return outcomes


def _why_not(event: Event, terms: _Terms) -> Refusal | None:
    """What stands in the way before the event is looked at."""
    if event.merged_into_id is not None:
        return PermissionDenied(_("It was merged into another event, which is published instead."))
    if reason := why_not_publish(event, terms.by, alone=terms.alone):
        return PermissionDenied(reason)
    if reason := why_embargoed(event):
        return ValidationError(reason)
    if terms.alone and not terms.urgency.strip():
        return ValidationError({"urgency": _("Say why this cannot wait for a second person.")})
    return None


def _last_entries(frozen: Iterable[Frozen], among: EntryQuerySet) -> dict[int, Entry]:
    """The newest revision of each event, withdrawn or not, with what is compared with what is frozen now."""
    digests = {one.entry.event_id: one.entry.digest for one in frozen}
    if not digests:
        return {}
    later = Entry.objects.filter(event=OuterRef("event"), revision__gt=OuterRef("revision"))
    entries = among.filter(~Exists(later), event__in=digests).order_by("pk")
    last = {entry.event_id: entry for entry in entries}
    other = [entry for entry in last.values() if entry.superseded_at or entry.digest != digests[entry.event_id]]
    prefetch_related_objects(other, "statements__citations")
    prefetch_related_objects([entry for entry in other if entry.superseded_at], "withdrawal")
    return last


def _judge(frozen: Frozen, last: Entry | None, terms: _Terms) -> Publication | Outcome:
    """What is to be written; or what became of the event where that is nothing."""
    event = frozen.entry.event
    if frozen.problems:
        return Outcome(event, refusal=ValidationError(frozen.problems))
    if terms.seen is not None and frozen.entry.digest != terms.seen[event.pk]:
        return Outcome(event, refusal=StaleVersionError(event))
    if last is not None and last.superseded_at is None and last.digest == frozen.entry.digest:
        return Outcome(event, last)
    changes = _changes_since(last, frozen)
    if needs_note(changes) and not terms.note.strip():
        words = _("Published facts change: say in a sentence what was wrong and what is right.")
        return Outcome(event, refusal=ValidationError({"note": words}))
    frozen.entry.urgency = terms.urgency.strip() if terms.alone else ""
    return Publication(frozen, last, changes, terms.note.strip() if needs_note(changes) else "")


def _new_to_readers(published: Iterable[Gathered]) -> list[int]:
    """The claims that readers get to know by these publications, of those to which others are linked."""
    return sorted({link.other_id for one in published for link in one.linked_from if link.other_id not in one.told})


def _linked_to(claims: list[int]) -> list[Claim]:
    """The published claims that are linked to these and do not say so yet."""
    if not claims:
        return []
    said = StatementLink.objects.known().filter(
        claim=OuterRef("claim"), other=OuterRef("other"), kind=OuterRef("kind")
    )
    links = ClaimLink.objects.filter(other__in=claims).exclude(Exists(said))
    published = Statement.objects.known().filter(claim__in=links.values("claim"))
    return list(Claim.objects.filter(pk__in=published.values("claim")))


def changes_to_publish(event: Event, *, alone: bool = False) -> tuple[Frozen, Entry | None, list[Change]]:
    """What the next publication would write, what readers see now, and how the two differ."""
    return changes_of_all([event], alone=alone)[0]


def changes_of_all(
    events: Sequence[Event], *, alone: bool = False
) -> list[tuple[Frozen, Entry | None, list[Change]]]:
    """The same of several events; as many questions as for one."""
    gathered = gather(events)
    frozen = [freeze_gathered(one, alone=alone) for one in gathered]
    before = [one for of, one in zip(gathered, frozen, strict=True) if of.has_entries]
    entries = _last_entries(before, Entry.objects.all())
    found = []
    for one in frozen:
        last = entries.get(one.entry.event_id)
        found.append((one, last if last and last.superseded_at is None else None, _changes_since(last, one)))
    return found


def _changes_since(last: Entry | None, frozen: Frozen) -> list[Change]:
    """Against the newest revision; where that one was withdrawn, this takes the withdrawal back."""
    if last is None:
        return []
    # What is frozen is in the newsroom's language, whoever publishes it; pages say it in theirs (timeline.facts).
    with translation.override(settings.LANGUAGE_CODE):
        changes = changes_between(last, frozen)
    if last.superseded_at is None:
        return changes
    return [{"what": "withdrawal", "before": last.withdrawal.reason, "after": ""}, *changes]


def needs_note(changes: list[Change]) -> bool:
    """What is only added takes nothing back; anything else corrects a published fact."""
    return any(change["before"] for change in changes)
