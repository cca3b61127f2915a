"""What the desk's pages about claims show of events and of the public side, which lie a layer above them."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.db.models import QuerySet, Value
from django.utils.safestring import SafeString

from accounts.models import User
from claims.actions import ClaimContent
from claims.models import Claim
from claims.my_work import Work, work_on
from claims.since_approval import SinceApproval
from claims.wording import by_names, content_in_words, date_in_words, people_in_words
from lib.kept_questions import Given, KeptQuestion, among
from lib.plain_select import options
from lib.word_diff import Difference, differences
from timeline.models import Event, Statement

register = template.Library()

_SHOWN, _TO_TIE, _LONGEST = 12, 200, 80


@dataclass(frozen=True)
class EventsAround:
    """The events that a claim tells of, and others that it could be tied to, last touched first."""

    its_own: list[Event]
    others: list[Event]

    @property
    def to_tie(self) -> SafeString:
        """The others as options of a list."""
        return options((one.pk, f"{_short(one.title)} ({one.happened})") for one in self.others)


def _short(title: str) -> str:
    # Django's Truncator takes thirty times as long, for two hundred titles.
    return title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"


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


@KeptQuestion
def _to_publish() -> QuerySet[Event]:
    return Event.objects.to_publish().select_related("edited_by")[:_SHOWN]


@register.simple_tag
def events_to_publish() -> list[Event]:
    """Events with something that readers do not see yet, last touched first."""
    return _to_publish.ask()


@KeptQuestion
def _assigned() -> QuerySet[Event]:
    return Event.objects.assigned_to(Given("person"))


@register.simple_tag
def my_events(user: User) -> list[Work]:
    """The events that were assigned to this person, overdue first."""
    return work_on(_assigned.rows(person=user.pk))


_LINES = ("title", "happened_edtf", "updated_at")


def _tied() -> QuerySet[Event]:
    return Event.objects.only(*_LINES).filter(claims=Given("claim")).order_by().annotate(is_its_own=Value(value=True))


def _around() -> QuerySet[Event]:
    there = Event.objects.only(*_LINES).standing().filter(conflict=Given("conflict"))
    others = there.exclude(claims=Given("claim")).order_by("-updated_at").annotate(is_its_own=Value(value=False))
    return _tied().union(others[:_TO_TIE], all=True)


_its_own, _its_own_and_others = KeptQuestion(_tied), KeptQuestion(_around)


@register.simple_tag
def events_around(claim: Claim, may_tie: object) -> EventsAround:
    """The events that a claim tells of, and, for those who may tie it to more, those it could be tied to."""
    asked = _its_own_and_others if may_tie else _its_own
    events: list[Any] = asked.ask(claim=claim.pk, conflict=claim.conflict_id)
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


@KeptQuestion
def _live() -> QuerySet[Statement]:
    current = Statement.objects.filter(among("claim_id", "claims"), entry__superseded_at=None)
    return current.select_related("entry").order_by("-pk")


def _against_live(claims: list[Claim]) -> dict[int, AgainstLive]:
    # Where more than one event tells of a claim, the one that was published first.
    live = {statement.claim_id: statement for statement in _live.ask(claims=[claim.pk for claim in claims])}
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
