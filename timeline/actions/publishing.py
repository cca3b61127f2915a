"""`publish()`: the only bridge from the editorial side to the public one."""

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from claims.actions import touch
from claims.models import Claim, ClaimLink
from lib.attributed import attributed
from lib.one_at_a_time import one_at_a_time
from timeline.actions.changes import Change, changes_between
from timeline.actions.news import announce_entry
from timeline.actions.telling import tell_of_publication
from timeline.freezing import Frozen, freeze
from timeline.indexing import index_entry
from timeline.models import Citation, Entry, EntryActor, Event, Statement, StatementLink
from timeline.policies import why_embargoed, why_not_publish


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
        event = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
        _hold_claims(event)
        if event.merged_into_id is not None:
            raise PermissionDenied(_("It was merged into another event, which is published instead."))
        if reason := why_not_publish(event, by, alone=alone):
            raise PermissionDenied(reason)
        if reason := why_embargoed(event):
            raise ValidationError(reason)
        if alone and not urgency.strip():
            raise ValidationError({"urgency": _("Say why this cannot wait for a second person.")})
        frozen = freeze(event, alone=alone)
        if frozen.problems:
            raise ValidationError(frozen.problems)
        last = event.entries.select_for_update().order_by("-revision").first()
        if last is not None and last.superseded_at is None and last.digest == frozen.entry.digest:
            return last
        changes = _changes_since(last, frozen)
        if needs_note(changes) and not note.strip():
            raise ValidationError(
                {"note": _("Published facts change: say in a sentence what was wrong and what is right.")}
            )
        frozen.entry.urgency = urgency.strip() if alone else ""
        news = _new_to_readers(frozen)
        with translation.override(settings.LANGUAGE_CODE):
            entry = _write(frozen, last, changes, by=by, note=note.strip() if needs_note(changes) else "")
        touch(*_linked_to(news))
        announce_entry(entry)
        tell_of_publication(entry, by=by)
    return entry


def _hold_claims(event: Event) -> None:
    """Until this transaction ends nobody changes these claims, nor the people and passages in them.

    A claim that is edited while it is being read would else be published half as approved and half as edited.
    """
    own = Claim.objects.filter(event_claims__event=event)
    linked = ClaimLink.objects.filter(other__in=own)
    # Those that are linked to them may have to be told of, see `_linked_to`; whoever locks claims goes by number.
    claims = Claim.objects.filter(Q(pk__in=own.values("pk")) | Q(pk__in=linked.values("claim"))).order_by("pk")
    list(claims.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))


def _new_to_readers(frozen: Frozen) -> list[int]:
    """The claims that readers get to know by this publication."""
    claims = {statement.claim_id for statement, _citations in frozen.statements}
    known = Statement.objects.known().filter(claim__in=claims).values_list("claim", flat=True)
    return sorted(claims.difference(known))


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
    frozen, last = freeze(event, alone=alone), event.entries.order_by("-revision").first()
    return frozen, last if last and last.superseded_at is None else None, _changes_since(last, frozen)


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


def _write(frozen: Frozen, last: Entry | None, changes: list[Change], *, by: User, note: str) -> Entry:
    # The newest entry says how fresh every page is, so entries have to become visible in the order of their ids.
    one_at_a_time("publish")
    now = timezone.now()
    if last is not None and last.superseded_at is None:
        Entry.objects.filter(pk=last.pk).update(superseded_at=now)
    entry = frozen.entry
    entry.revision = last.revision + 1 if last else 1
    entry.known_at, entry.published_by = now, by
    entry.changes, entry.correction_note = changes, note
    entry.save(force_insert=True)
    EntryActor.objects.bulk_create(
        EntryActor(
            entry=entry,
            actor_id=actor_id,
            slug=actor["slug"],
            name=actor["name"],
            occurred=entry.occurred,
            type=entry.type,
            verdict=entry.verdict,
        )
        for actor_id, actor in zip(entry.actor_ids, entry.actors, strict=True)
    )
    for statement, _citations in frozen.statements:
        statement.entry = entry
    Statement.objects.bulk_create(statement for statement, _citations in frozen.statements)
    for statement, citations in frozen.statements:
        for citation in citations:
            citation.statement = statement
    Citation.objects.bulk_create(citation for _statement, citations in frozen.statements for citation in citations)
    corrected = bool(note) or Entry.objects.filter(event=entry.event).exclude(correction_note="").exists()
    index_entry(entry, frozen.statements, corrected=corrected)
    return entry
