"""Events on the desk: written, tied to claims, previewed against what readers see, and published."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import DeskRequest, desk_view
from accounts.models import User
from claims.finding import claims_like
from claims.models import Claim
from claims.policies import StaleVersionError
from claims.together import settled, version_seen
from claims.views.articles import capture_of, current_conflict, gazetteer_names
from lib.bounded_pages import BoundedPaginator
from lib.form_errors import add_errors
from timeline import actions
from timeline.actions import EventContent
from timeline.actions.editing import content_from_claim
from timeline.actions.publishing import needs_note
from timeline.beside import sides
from timeline.desk_forms import CountForm, EventForm, FigureForm, LinkForm, NoteForm
from timeline.dossier import changes_in_words
from timeline.drawn import drawn
from timeline.event_matching import events_in
from timeline.figures import spreads_on_desk
from timeline.models import Entry, Event, EventLink
from timeline.place_map import map_context
from timeline.policies import why_embargoed, why_not_publish
from timeline.together import form_taken_up, joined_with_theirs, sent_for_good

_PER_PAGE = 25
_MOST_CLAIMS = 50
_MOST_FOUND = 12
_PREFILLED = ("title", "type", "happened_edtf", "place")


def event_on_desk(pk: int) -> Event:
    """The event with what its page shows. Raises Http404 where there is none."""
    return get_object_or_404(Event.objects.for_desk(), pk=pk)


def number_in(text: str) -> int:
    """The whole number that a field holds, 0 for anything else."""
    return int(text) if text.isdecimal() and len(text) < 18 else 0


def map_of(form: EventForm) -> dict[str, Any]:
    """The small map of what stands in the place's fields."""
    return map_context(str(form["place"].value() or ""), str(form["place_precision"].value() or ""))


def page_context(request: DeskRequest, event: Event, **more: Any) -> dict[str, Any]:
    """Everything that an event's desk page shows."""
    frozen, live, changes = actions.changes_to_publish(event)
    words = request.GET.get("q", "")
    now, following = sides(frozen, live)
    form = EventForm(conflict=event.conflict, content=EventContent.of(event))
    figures = list(event.figures.select_related("claim"))
    changed = more.pop("changed", None)
    return {
        "nav": "desk",
        "event": event,
        "form": form,
        "version": event.version,
        "draft_form": f"event:{event.pk}",
        "ties": event.event_claims.select_related("claim").order_by("position", "pk"),
        "figures": [
            changed if changed and changed.figure == figure else CountForm(figure=figure) for figure in figures
        ],
        "spreads": spreads_on_desk(figures),
        "figure_form": FigureForm(event=event),
        **_links_context(request, event, more.pop("link_form", None)),
        **map_of(more.get("form") or form),
        "frozen": frozen,
        "now": now,
        "following": following,
        "live": live,
        "next_revision": live.revision + 1 if live else 1,
        "changes": changes_in_words(changes),
        "is_live": live is not None and live.digest == frozen.entry.digest,
        "needs_note": needs_note(changes),
        "why_not": why_not_publish(event, request.user) or why_embargoed(event),
        "note_form": NoteForm(),
        "q": words,
        "found": claims_like(words),
        **gazetteer_names(),
        **more,
    }


def events_to_link(event: Event, words: str) -> list[Event]:
    """Other events of its conflict with these words in the title, or of this number, the last touched first."""
    if not words.strip():
        return []
    others = Event.objects.standing().beside(event).called(words).order_by("-updated_at", "-pk")
    return list(others[:_MOST_FOUND])


def _links_context(request: DeskRequest, event: Event, sent: LinkForm | None) -> dict[str, Any]:
    """What it followed from and led to, and the form for more; one that was refused keeps the event it chose."""
    links = list(EventLink.objects.of(event))
    drawn_by = drawn(link for link in links if link.event_id == event.pk)
    words = request.GET.get("link_q", "")
    found, chosen = events_to_link(event, words), number_in(str(sent["other"].value() or "")) if sent else 0
    if chosen and chosen not in {one.pk for one in found}:
        found += Event.objects.standing().beside(event).filter(pk=chosen)
    return {
        "links": [(link, drawn_by.get(link.pk)) for link in links if link.event_id == event.pk],
        "linked_from": [link for link in links if link.other_id == event.pk],
        "link_form": sent or LinkForm(event=event),
        "link_q": words,
        "linkable": found,
        "linked_to": chosen,
    }


@require_GET
@desk_view()
def events(request: DeskRequest) -> HttpResponse:
    """All events, last touched first, or (`mine`) those that were given to me."""
    found, mine = Event.objects.for_desk().standing(), bool(request.GET.get("mine"))
    if mine:
        found = found.of(request.user)
    events = BoundedPaginator(found, _PER_PAGE).get_page(request.GET.get("page"))
    context = {"nav": "desk", "mine": mine, "events": events, "query": "mine=1&" if mine else ""}
    return render(request, "timeline/desk_events.html", context)


@require_GET
@desk_view()
def article_events(request: DeskRequest, pk: int) -> HttpResponse:
    """The events that an article tells of, each beside the recorded ones that it may be."""
    snapshot, conflict = capture_of(request, pk), current_conflict(request)
    context = {"nav": "desk", "snapshot": snapshot, "article": snapshot.article, "conflict": conflict}
    return render(
        request, "timeline/article_events.html", context | {"found": events_in(snapshot, conflict=conflict)}
    )


def _claims(numbers: list[str]) -> list[Claim]:
    """The claims of these numbers, in their order; what is no claim is left out."""
    wanted = list(dict.fromkeys(number_in(number) for number in numbers[:_MOST_CLAIMS]))
    found = Claim.objects.select_related("conflict", "place").in_bulk(wanted)
    return [found[number] for number in wanted if number in found]


@require_http_methods(["GET", "POST"])
@desk_view("timeline.write_event")
def new(request: DeskRequest) -> HttpResponse:
    """A new event; `?claim=`, once or more, fills it in and ties these claims to it, the other fields prevail."""
    sent = request.POST or request.GET
    claims = _claims(sent.getlist("claim"))
    claim = claims[0] if claims else None
    conflict = claim.conflict if claim else current_conflict(request)
    content = content_from_claim(claim) if claim else None
    prefilled = {name: sent[name] for name in _PREFILLED if sent.get(name)} if claim else {}
    form = EventForm(request.POST or None, conflict=conflict, content=content, prefilled=prefilled)
    if form.is_bound and form.is_valid():
        try:
            event = actions.write_event(content=form.content(), by=request.user, claims=claims)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(
                request, _("Wrote the event. It shows to readers once a second person has published it.")
            )
            return redirect(event)
    context = {"nav": "desk", "form": form, "claim": claim, "claims": claims} | gazetteer_names() | map_of(form)
    return render(request, "timeline/desk_event_new.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@desk_view()
def event(request: DeskRequest, pk: int) -> HttpResponse:
    """An event with its form, its claims, and what the next publication would change."""
    found = event_on_desk(pk)
    if request.method == "GET":
        if found.merged_into:
            messages.info(request, f"Event {pk}, “{found}”, was merged into this one.")
            return redirect(found.merged_into)
        context = page_context(request, found, **form_taken_up(request, found))
        return render(request, "timeline/desk_event.html", context)
    if not request.user.has_perm("timeline.write_event"):
        raise PermissionDenied(_("Your role does not allow this."))
    return _edit(request, found)


def _edit(request: DeskRequest, found: Event) -> HttpResponse:
    sent, unchosen = settled(request.POST)
    form = EventForm(sent, conflict=found.conflict, content=EventContent.of(found))
    version, status = request.POST.get("version", ""), 422
    more: dict[str, Any] = {}
    if form.is_valid() and not unchosen:
        try:
            actions.edit_event(event=found, content=form.content(), version=number_in(version), by=request.user)
        except ValidationError as error:
            add_errors(form, error)
        except StaleVersionError:
            more, status = joined_with_theirs(found.pk, form, base=number_in(version)), 409
        else:
            sent_for_good(found, by=request.user)
            messages.success(request, _("Saved. Readers see it after the next publication."))
            return redirect(found)
    elif unchosen and form.is_valid():
        more = joined_with_theirs(found.pk, form, base=number_in(request.POST.get("base", "")), sent=request.POST)
    context = page_context(request, event_on_desk(found.pk), **({"form": form, "version": version} | more))
    return render(request, "timeline/desk_event.html", context, status=status)


@require_POST
@desk_view("timeline.publish_event")
def publish(request: DeskRequest, pk: int) -> HttpResponse:
    """Publish what the preview showed; refusals come back beside what was typed."""
    found, form, status = event_on_desk(pk), NoteForm(request.POST), 422
    if form.is_valid():
        try:
            entry = _publish(found, form.cleaned_data["note"], seen=request.POST.get("seen", ""), by=request.user)
        except ValidationError as error:
            add_errors(form, error)
        except StaleVersionError:
            status = 409
            form.add_error(
                None, _("It was changed after you opened this page, so nothing was published. Read it again below.")
            )
        else:
            messages.success(request, _("Published as revision %(revision)s.") % {"revision": entry.revision})
            return redirect(entry)
    context = page_context(request, event_on_desk(pk), note_form=form)
    return render(request, "timeline/desk_event.html", context, status=status)


@transaction.atomic
def _publish(event: Event, note: str, *, seen: str, by: User) -> Entry:
    """Publish, and take it back where that is not what was `seen`: nobody vouches for what they have not read."""
    entry = actions.publish(event=event, by=by, note=note)
    if entry.digest != seen:
        raise StaleVersionError(event)
    return entry


@require_POST
@desk_view("timeline.write_event")
def tie(request: DeskRequest) -> HttpResponse:
    """Tie a claim to an event, from the page of either."""
    event = get_object_or_404(Event, pk=number_in(request.POST.get("event", "")))
    claims = _claims(request.POST.getlist("claim"))
    if not claims:
        messages.error(request, _("Choose a claim from the list."))
        return redirect(event)
    try:
        _tie(event, claims, version=version_seen(request.POST), by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    except StaleVersionError:
        return _overtaken(request, event.pk)
    else:
        messages.success(request, _("Tied to “%(event)s”.") % {"event": event})
    return redirect(claims[0] if request.POST.get("back") == "claim" else event)


@transaction.atomic
def _tie(event: Event, claims: list[Claim], *, version: int | None, by: User) -> None:
    """All of them or, where one belongs elsewhere, none; each after the first meets the version of the one before."""
    for number, claim in enumerate(claims):
        actions.tie_claim(event=event, claim=claim, by=by, version=None if number else version)


def overtaken_by(event: Event) -> str:
    """That somebody saved the event while a part of it was being written, whose form stands on its page."""
    words = _(
        "{} saved this event while you were on this page, so nothing was changed. "
        "Read it again, then send this again."
    )
    return words.format(event.edited_by)


def _overtaken(request: DeskRequest, pk: int) -> HttpResponse:
    """The event's page as it stands now, where somebody changed it after it was opened; nothing was done."""
    messages.error(
        request, _("Somebody changed this event after you opened it, so nothing was done. Read it again below.")
    )
    return render(request, "timeline/desk_event.html", page_context(request, event_on_desk(pk)), status=409)


@require_POST
@desk_view("timeline.write_event")
def untie(request: DeskRequest, pk: int, claim_id: int) -> HttpResponse:
    """Take a claim away from an event."""
    found, claim = event_on_desk(pk), get_object_or_404(Claim, pk=claim_id)
    try:
        actions.untie_claim(event=found, claim=claim, by=request.user, version=version_seen(request.POST))
    except StaleVersionError:
        return _overtaken(request, pk)
    return redirect(f"{found.get_absolute_url()}#claims")


@require_POST
@desk_view("timeline.write_event")
def move(request: DeskRequest, pk: int, claim_id: int) -> HttpResponse:
    """Show a claim one place earlier or later."""
    found, claim = event_on_desk(pk), get_object_or_404(Claim, pk=claim_id)
    places = 1 if request.POST.get("to") == "later" else -1
    try:
        seen = version_seen(request.POST)
        actions.move_claim(event=found, claim=claim, places=places, by=request.user, version=seen)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    except StaleVersionError:
        return _overtaken(request, pk)
    return redirect(f"{found.get_absolute_url()}#claims")
