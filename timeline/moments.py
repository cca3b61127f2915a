"""Pages as they were known at a moment: what they say about themselves, and the steps between changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from actors.models import Conflict
from timeline.addresses import address, with_values, without
from timeline.filters import Question
from timeline.models import Entry
from timeline.wording import moment_in_words

# A publication has a moment before others can see it: until then the answer for that moment is not the last one.
_SETTLED_AFTER = timedelta(minutes=1)
INSTANT = timedelta(microseconds=1)
EARLIER, LATER = "earlier", "later"


@dataclass(frozen=True)
class Step:
    """Where a change of what is known lies, and the page as it was right after it."""

    words: str
    url: str


@dataclass(frozen=True)
class AsKnown:
    """What a page of the past says about itself, and where to go from it."""

    words: str
    note: str
    now_url: str
    earlier: Step | None = None
    later: Step | None = None
    changes_url: str = ""


def parameter(moment: datetime) -> str:
    """A moment as addresses have it, to the microsecond where it is not a whole second."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def is_settled(moment: datetime) -> bool:
    """Whether nothing can be published any more that was known at that moment."""
    return moment <= timezone.now() - _SETTLED_AFTER


def known_by(revisions: Iterable[Entry], moment: datetime | None) -> list[Entry]:
    """Revisions as they stood at a moment (None is now): no later one, and none knows what became of it later.

    Only in memory: what is known of them now is in the database.
    """
    if moment is None:
        return list(revisions)
    known = [entry for entry in revisions if entry.known_at <= moment]
    for entry in known:
        if entry.superseded_at and entry.superseded_at > moment:
            entry.superseded_at = None
    return known


def changes_of(revisions: Iterable[Entry]) -> list[datetime]:
    """When readers began to see something else of an event: publications and withdrawals, in order."""
    revisions = list(revisions)
    ended = [entry.withdrawal.at for entry in revisions if hasattr(entry, "withdrawal")]
    return sorted({*(entry.known_at for entry in revisions), *ended})


def as_known(
    moment: datetime | None, query: QueryDict, changes: list[datetime] | None = None, *, changes_url: str = ""
) -> AsKnown | None:
    """What a page says where it is shown as of a moment; None where it is shown as of now.

    `query` is what the page was asked, `changes` when something changed on it: without them there are no steps.
    """
    if moment is None:
        return None
    bare = without(query, "cursor", "as_of")

    def step(to: datetime | None) -> Step | None:
        return Step(moment_in_words(to), address(with_values(bare, as_of=parameter(to)))) if to else None

    before = [change for change in changes or [] if change <= moment]
    after = [change for change in changes or [] if change > moment]
    return AsKnown(
        words=moment_in_words(moment),
        note=_note(moment),
        now_url=address(bare),
        earlier=step(before[-2] if len(before) > 1 else before[0] - INSTANT if before else None),
        later=step(after[0] if after else None),
        changes_url=changes_url,
    )


# What the page of changes can be asked as the timeline is.
NARROWING = ("conflict", "actor", "type", "verdict", "issue", "place", "source", "contested", "corrected")


def changes_since(query: QueryDict, conflict: Conflict | None) -> str:
    """What changed of the timeline after the moment as of which it is shown, narrowed as it is where that can be."""
    asked = query.copy()
    for name in query:
        if name not in NARROWING:
            del asked[name]
    if conflict:
        asked["conflict"] = conflict.slug
    asked["since"] = query.get("as_of", "")
    return f"{reverse('timeline:changes')}?{asked.urlencode()}"


def _note(moment: datetime) -> str:
    if moment > timezone.now():
        return _("That moment has not come yet: this is what is known now, and it may change until then.")
    if not is_settled(moment):
        return _("That moment has hardly passed: what is being published right now may still be missing.")
    return ""


def step_on_timeline(question: Question, to: str) -> datetime | None:
    """The moment of the change before or after the one that made the answer as it is at the moment asked for.

    Only what changes the answer to this question counts: an entry that comes to it, and one that leaves it. Before
    the first change that is the instant before it; after the last one, or without any, None, which is now.
    """
    moment = question.as_of or timezone.now()
    if to == LATER:
        return _change(question, after=moment)
    made = _change(question, until=moment)
    if made is None:
        return moment
    return _change(question, until=made - INSTANT) or made - INSTANT


def _change(question: Question, *, after: datetime | None = None, until: datetime | None = None) -> datetime | None:
    """The first change after a moment, or the last one until it."""
    meant = question.entries(among=Entry.objects.all())
    found: list[datetime] = []
    for column in ("known_at", "superseded_at"):
        if after:
            changes = meant.filter(**{f"{column}__gt": after}).order_by(column)
        else:
            changes = meant.filter(**{f"{column}__lte": until}).order_by(f"-{column}")
        found += changes.values_list(column, flat=True)[:1]
    if not found:
        return None
    return min(found) if after else max(found)
