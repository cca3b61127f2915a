"""Events that wait, read one after the other on one page, and published together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.access import DeskRequest, desk_view
from accounts.models import User
from claims.policies import StaleVersionError
from lib.bounded_pages import BoundedPaginator
from lib.word_diff import Difference
from timeline import actions
from timeline.actions import Outcome
from timeline.actions.publishing import needs_note
from timeline.beside import Side, sides
from timeline.desk_views import number_in
from timeline.dossier import changes_in_words
from timeline.models import Entry, Event
from timeline.policies import why_embargoed, why_not_publish

_PER_PAGE = 25


@dataclass(frozen=True)
class Waiting:
    """An event as readers would see it, with its digest, or why it is not published from here."""

    event: Event
    seen: str
    live: Entry | None
    changes: list[Difference]
    following: Side
    why_not: list[str]


@require_http_methods(["GET", "POST"])
@desk_view("timeline.publish_event")
def ready(request: DeskRequest) -> HttpResponse:
    """Events that wait, as readers would see them, and publishing those that this person has read and chosen."""
    if request.method == "POST":
        _publish(request, dict(_chosen(request.POST.getlist("event"), request.POST)))
        return redirect("timeline:desk_ready")
    waiting = Event.objects.to_publish().select_related("place", "edited_by")
    page = BoundedPaginator(waiting, _PER_PAGE).get_page(request.GET.get("page"))
    found = _read(list(page.object_list), request.user)
    context = {"nav": "desk", "events": page, "waiting": found, "any_ready": any(not one.why_not for one in found)}
    return render(request, "timeline/desk_ready.html", context)


def _chosen(numbers: Sequence[str], sent: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """The chosen events that there are, each with the digest of what was read."""
    ids = [number_in(number) for number in numbers[:_PER_PAGE]]
    there = set(Event.objects.filter(pk__in=ids).values_list("pk", flat=True))
    return ((pk, sent.get(f"seen-{pk}", "")) for pk in ids if pk in there)


def _read(events: Sequence[Event], reader: User) -> list[Waiting]:
    found = []
    for event, (frozen, live, changes) in zip(events, actions.changes_of_all(events), strict=True):
        refusal = why_not_publish(event, reader) or why_embargoed(event)
        why_not = [refusal] if refusal else list(frozen.problems)
        if not why_not and needs_note(changes):
            why_not = [_("Published facts change: that takes a correction note, on the event’s page.")]
        if not why_not and event.waits_until:
            why_not = [_("It is to be published by itself.")]
        following = replace(sides(frozen, live)[1], anchor=f"event-{event.pk}-")
        found.append(Waiting(event, frozen.entry.digest, live, changes_in_words(changes), following, why_not))
    return found


def _publish(request: DeskRequest, seen: Mapping[int, str]) -> None:
    """Publish them and say what came of it."""
    outcomes = actions.publish_many(seen=seen, by=request.user)
    published = sum(outcome.entry is not None for outcome in outcomes)
    if not outcomes:
        messages.error(request, _("Choose the events that you have read."))
    if published:
        words = ngettext("Published %(number)d event.", "Published %(number)d events.", published)
        messages.success(request, words % {"number": published})
    for outcome in outcomes:
        if outcome.refusal is not None:
            told = {"event": outcome.event, "why": _in_words(outcome)}
            messages.error(request, _("“%(event)s” was not published: %(why)s") % told)


def _in_words(outcome: Outcome) -> str:
    if isinstance(outcome.refusal, StaleVersionError):
        return _("It was changed after you opened the page.")
    told = outcome.refusal.messages if isinstance(outcome.refusal, ValidationError) else [str(outcome.refusal)]
    return " ".join(told)
