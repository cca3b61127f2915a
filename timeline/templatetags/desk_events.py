"""What the desk's pages about claims show of events and of the public side, which lie a layer above them."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.db.models import QuerySet, Value
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from accounts.models import User
from claims.actions import ClaimContent
from claims.models import Claim
from claims.my_work import Work, work_on
from claims.since_approval import SinceApproval
from claims.wording import by_names, content_in_words, date_in_words, people_in_words
from lib.plain_select import options
from lib.word_diff import Difference, differences
from timeline.models import Event, Statement

register = template.Library()

_SHOWN, _TO_TIE = 12, 200


@dataclass(frozen=True)
class EventsAround:
    """The events that a claim tells of, and others that it could be tied to, last touched first."""

    its_own: list[Event]
    others: list[Event]

    @property
    def to_tie(self) -> SafeString:
        """The others as options of a list."""
        return options((one.pk, f"{Truncator(str(one)).chars(80)} ({one.happened})") for one in self.others)


@dataclass(frozen=True)
class AgainstLive:
    """A claim against the statement that readers see of it; `live` is None where they see none."""

    live: Statement | None
    differences: list[Difference]


@dataclass(frozen=True)
class Waiting:
    """A claim of the review queue with what changed."""

    claim: Claim
    since: SinceApproval | None
    against: AgainstLive


@register.simple_tag
def events_to_publish() -> QuerySet[Event]:
    """Events with something that readers do not see yet, last touched first."""
    return Event.objects.to_publish().select_related("edited_by")[:_SHOWN]


@register.simple_tag
def my_events(user: User) -> list[Work]:
    """The events that were assigned to this person, overdue first."""
    return work_on(Event.objects.assigned_to(user))


@register.simple_tag
def events_around(claim: Claim, may_tie: object) -> EventsAround:
    """The events that a claim tells of, and, for those who may tie it to more, those it could be tied to."""
    lines = Event.objects.only("title", "happened_edtf", "updated_at")
    found = lines.filter(claims=claim).order_by().annotate(is_its_own=Value(value=True))
    if may_tie:
        others = lines.standing().filter(conflict=claim.conflict_id).exclude(claims=claim).order_by("-updated_at")
        found = found.union(others.annotate(is_its_own=Value(value=False))[:_TO_TIE], all=True)
    events: list[Any] = list(found)
    return EventsAround(
        sorted((event for event in events if event.is_its_own), key=lambda event: event.pk),
        sorted((event for event in events if not event.is_its_own), key=lambda event: event.updated_at, reverse=True),
    )


@register.simple_tag
def against_live(claim: Claim) -> AgainstLive:
    """A claim against what readers see of it now, word by word."""
    return _against_live([claim])[claim.pk]


@register.simple_tag
def each_against_live(waiting: list[tuple[Claim, SinceApproval | None]]) -> list[Waiting]:
    """The claims of a queue, each against what readers see of it; one question for all."""
    against = _against_live([claim for claim, _ in waiting])
    return [Waiting(claim, since, against[claim.pk]) for claim, since in waiting]


def _against_live(claims: list[Claim]) -> dict[int, AgainstLive]:
    found = Statement.objects.filter(claim__in=claims, entry__superseded_at=None).select_related("entry")
    # Where more than one event tells of a claim, the one that was published first.
    live = {statement.claim_id: statement for statement in found.order_by("-pk")}
    return {claim.pk: _compared(claim, live.get(claim.pk)) for claim in claims}


def _compared(claim: Claim, live: Statement | None) -> AgainstLive:
    if live is None:
        return AgainstLive(None, [])
    return AgainstLive(live, differences(_in_words(live), content_in_words(ClaimContent.of(claim))))


def _in_words(statement: Statement) -> dict[str, str]:
    return by_names(
        text=statement.text,
        quote=statement.quote,
        quote_language=statement.quote_language,
        translation=statement.translation,
        kind=statement.get_kind_display(),
        directness=statement.get_directness_display(),
        issue=statement.issue_name,
        stance=statement.get_stance_display() if statement.stance else "",
        conditions=statement.conditions,
        said=date_in_words(statement.said_edtf),
        happened=date_in_words(statement.happened_edtf),
        deadline=date_in_words(statement.deadline_edtf),
        outcome=statement.get_outcome_display() if statement.outcome else "",
        people=people_in_words([(person["name"], person["role"]) for person in statement.attributions]),
    )
