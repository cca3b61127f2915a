"""The pages of an event, its revisions and the articles it rests on, as they are or were at a moment."""

from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from lib.languages import without_language
from timeline.cards import at_moment, event_changes_url, event_url, revision_url
from timeline.citing import FILES, forms_of
from timeline.dossier import dossier
from timeline.identifiers import identifier_of
from timeline.linked_data import Related, linked_data
from timeline.linked_events import LinkedEvents, linked_events
from timeline.models import Citation, Entry
from timeline.moments import as_known, changes_of, is_settled, known_by
from timeline.parameters import asked
from timeline.passages import marked_paragraphs
from timeline.share_card import card_in_words
from timeline.snippets import snippet_of_event
from timeline.threads import thread_on
from timeline.views import public_page
from timeline.withdrawals import goes_on_in
from timeline.wording import language_name

Asked = dict[str, Any]


@public_page
@asked()
def event(request: HttpRequest, asked: Asked, event_id: int, slug: str) -> HttpResponse:
    """The revision of an event that is or was current; another slug leads to the right one for good."""
    moment, given = asked["as_of"], request.GET.get("as_of", "")
    ever = revisions_ever(event_id)
    revisions = known_by(ever, moment)
    if not revisions:
        return not_yet(request, ever, moment)
    current = revisions[0]
    if current.withdrawn and (other := goes_on_in(current, moment)):
        return lead_to(at_moment(event_url(other), given), moment)
    if slug != current.slug:
        return lead_to(at_moment(event_url(current), given), moment)
    if current.withdrawn:
        return _withdrawn(request, current, revisions, ever, moment)
    return _dossier(request, current, revisions, ever, moment)


@public_page
@asked()
def revision(request: HttpRequest, asked: Asked, event_id: int, revision: int) -> HttpResponse:
    """One revision for ever."""
    moment = asked["as_of"]
    ever = revisions_ever(event_id)
    if revision not in {entry.revision for entry in ever}:
        raise Http404("That revision was never published.")
    revisions = known_by(ever, moment)
    shown = next((entry for entry in revisions if entry.revision == revision), None)
    if shown is None:
        return not_yet(request, ever, moment)
    return _dossier(request, shown, revisions, ever, moment, permanent=True)


def revisions_ever(event_id: int) -> list[Entry]:
    """Everything that was ever published of an event, newest first. Raises Http404 where that is nothing."""
    revisions = list(Entry.objects.revisions_of(event_id))
    if not revisions:
        raise Http404("Nothing is published of that event.")
    return revisions


def lead_to(url: str, moment: datetime | None) -> HttpResponse:
    """Caches may keep where a page went; of a moment that is not over they may not."""
    settled = moment is None or is_settled(moment)
    return (HttpResponsePermanentRedirect if settled else HttpResponseRedirect)(url)


def not_yet(request: HttpRequest, ever: list[Entry], moment: datetime | None) -> HttpResponse:
    """In the place of a page that was not there at a moment."""
    context = {"nav": "timeline", "as_known": as_known(moment, request.GET, changes_of(ever))}
    return render(request, "timeline/not_yet.html", context, status=HTTPStatus.NOT_FOUND)


def _common(
    request: HttpRequest, entry: Entry, revisions: list[Entry], ever: list[Entry], moment: datetime | None
) -> dict[str, Any]:
    given = request.GET.get("as_of", "")
    found = dossier(entry, revisions, given)
    own_url = request.build_absolute_uri(without_language(revision_url(entry)))
    told = [(view.statement, view.statement.citations.all()) for view in found.statements]
    links = linked_events(entry, moment, given)
    thread = thread_on(entry, [view.statement.claim_id for view in found.statements], moment, given)
    return {
        "nav": "timeline",
        "dossier": found,
        "entry": entry,
        "as_known": as_known(
            moment,
            request.GET,
            changes_of(ever),
            changes_url=event_changes_url(entry, since=given),
        ),
        "changes_url": at_moment(event_changes_url(entry), given) if len(revisions) > 1 else "",
        "own_url": own_url,
        "citing": forms_of(entry, own_url, timezone.now().date()),
        "identifier": identifier_of(entry),
        "identifier_url": request.build_absolute_uri(identifier_of(entry).path),
        "card_url": f"{own_url}card.png",
        "card_words": card_in_words(entry),
        "bib_url": f"{without_language(revision_url(entry))}cite.bib",
        "ris_url": f"{without_language(revision_url(entry))}cite.ris",
        "jsonld_url": at_moment(reverse("timeline:event_jsonld", args=[entry.event_id]), given),
        "linked": links,
        "thread": thread,
        "linked_data": linked_data(entry, ever[-1], told, own_url, _related(request, links)),
    }


def _related(request: HttpRequest, links: LinkedEvents) -> Related:
    """The events that a graph relates its own to, each by the name that its own graph gives it."""
    return [
        (
            group.kind,
            group.inward,
            f"{request.build_absolute_uri(without_language(revision_url(one.entry)))}#event",
            one.entry.title,
        )
        for group in links.groups
        for one in group.events
    ]


def _withdrawn(
    request: HttpRequest, last: Entry, revisions: list[Entry], ever: list[Entry], moment: datetime | None
) -> HttpResponse:
    """In the place of an event that was taken from the timeline: why, and what stood there."""
    context = _common(request, last, revisions, ever, moment) | {"withdrawal": last.withdrawn, "gone": True}
    return render(request, "timeline/withdrawn.html", context, status=HTTPStatus.GONE)


def _dossier(
    request: HttpRequest,
    entry: Entry,
    revisions: list[Entry],
    ever: list[Entry],
    moment: datetime | None,
    *,
    permanent: bool = False,
) -> HttpResponse:
    context = _common(request, entry, revisions, ever, moment)
    went_to = goes_on_in(revisions[0], moment)
    context |= {
        "permanent": permanent,
        "snippet": None if permanent or moment else snippet_of_event(request, entry.event_id),
        "superseded": entry.superseded_at is not None,
        "withdrawal": revisions[0].withdrawn,
        "goes_on_in": went_to,
        "goes_on_url": at_moment(event_url(went_to), request.GET.get("as_of", "")) if went_to else "",
        # What a page showed at a moment is the revision of then, which has an address of its own.
        "canonical": request.build_absolute_uri(
            revision_url(entry) if (permanent and entry.superseded_at) or moment else event_url(revisions[0])
        ),
    }
    return render(request, "timeline/event.html", context)


@public_page
@asked()
def cite_file(request: HttpRequest, asked: Asked, event_id: int, revision: int, kind: str) -> HttpResponse:
    """How a revision is cited, for a reference manager."""
    ever = revisions_ever(event_id)
    entry = next((one for one in known_by(ever, asked["as_of"]) if one.revision == revision), None)
    if entry is None:
        raise Http404("That revision was never published.")
    write, media_type = FILES[kind]
    text = write(entry, request.build_absolute_uri(revision_url(entry)), timezone.now().date())
    name = f'attachment; filename="attested-{event_id}-{revision}.{kind}"'
    return HttpResponse(text, content_type=f"{media_type}; charset=utf-8", headers={"Content-Disposition": name})


@public_page
@asked()
def event_jsonld(request: HttpRequest, asked: Asked, event_id: int) -> HttpResponse:
    """An event in the vocabulary of schema.org; 410 with the last revision where it was withdrawn."""
    ever = revisions_ever(event_id)
    revisions = known_by(ever, asked["as_of"])
    if not revisions:
        raise Http404("Nothing was published of that event yet.")
    entry = revisions[0]
    told = [(one, one.citations.all()) for one in entry.statements.for_page()]
    related = _related(request, linked_events(entry, asked["as_of"]))
    graph = linked_data(entry, ever[-1], told, request.build_absolute_uri(revision_url(entry)), related)
    return JsonResponse(
        graph,
        status=HTTPStatus.GONE if entry.withdrawn else HTTPStatus.OK,
        content_type="application/ld+json",
        json_dumps_params={"ensure_ascii": False},
    )


@public_page
@asked()
def citation(request: HttpRequest, asked: Asked, pk: int) -> HttpResponse:
    """The archived article that a statement rests on, with the passage marked."""
    moment, given = asked["as_of"], request.GET.get("as_of", "")
    found = get_object_or_404(Citation.objects.select_related("statement__entry", "snapshot"), pk=pk)
    known = known_by([found.statement.entry], moment)
    if not known:
        return not_yet(request, [found.statement.entry], moment)
    entry = known[0]
    context = {
        "nav": "timeline",
        "as_known": as_known(moment, request.GET),
        "citation": found,
        "statement": found.statement,
        "entry": entry,
        "event_url": at_moment(revision_url(entry) if entry.superseded_at else event_url(entry), given),
        "paragraphs": marked_paragraphs(found.snapshot.text, found.start, found.end),
        "language": language_name(found.language) if found.language else "",
        # Feeds are not trusted to give web addresses only.
        "original_url": found.article_url if found.article_url.startswith(("https://", "http://")) else "",
    }
    return render(request, "timeline/citation.html", context)
