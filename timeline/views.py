"""The public pages: GET only, from entries and their statements and citations alone."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import condition, require_safe

from actors.models import Conflict
from articles.enums import Reliability
from lib.htmx import render_page
from timeline.actor_search import ActorSearch, actors_called
from timeline.addresses import address, chips_of, meant, tidy, with_values, without
from timeline.cards import event_url, lanes_of, revision_url
from timeline.dossier import dossier
from timeline.facets import count_facets, uncounted_facets
from timeline.filters import MAP, MOST_RANKED, OLDEST, ORDERS, RELEVANCE, Question, TimelineFilters
from timeline.following import ways_to_follow
from timeline.freshness import entity_tag
from timeline.map_view import map_view
from timeline.models import Citation, Entry
from timeline.passages import marked_paragraphs
from timeline.snippets import snippet_of_event
from timeline.strip import strip_of
from timeline.withdrawals import goes_on_in
from timeline.wording import language_name, moment_in_words

View = Callable[..., HttpResponseBase]


def public_page(view: View) -> View:
    """A page that anybody may read and caches may keep, if they ask whether it is still fresh."""
    conditional = condition(etag_func=entity_tag)(view)

    @require_safe
    @wraps(view)
    def page(request: HttpRequest, **path: Any) -> HttpResponseBase:
        response = conditional(request, **path)
        if response.status_code >= HTTPStatus.BAD_REQUEST:
            del response["ETag"]  # "not modified" is no answer to a question that is refused
        patch_vary_headers(response, ["Cookie", "HX-Request", "HX-Target"])
        patch_cache_control(response, no_cache=True, **({"private": True} if request.user.is_authenticated else {}))
        return response

    return page


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """The timeline."""
    return _timeline(request, TimelineFilters(request.GET))


@public_page
def conflict(request: HttpRequest, slug: str) -> HttpResponse:
    """The timeline of one conflict; one of which nothing is published yet does not exist for readers."""
    found = get_object_or_404(Entry.objects.conflicts(), slug=slug)
    return _timeline(request, TimelineFilters(request.GET, conflict=found), conflict=found)


def _timeline(request: HttpRequest, form: TimelineFilters, conflict: Conflict | None = None) -> HttpResponse:
    context: dict[str, Any] = {
        "nav": "timeline",
        "form": form,
        "conflict": conflict,
        "dates": [form["from"], form["to"]],
    }
    parameters = tidy(request.GET)
    status = 200
    if form.is_valid():
        question = form.question()
        links = without(parameters, "cursor")
        context |= _on_map(question, parameters) if parameters.get("view") == MAP else _page(question, parameters)
        if request.headers.get("HX-Target") == "more":  # what comes behind a page that is there already
            return render(request, "timeline/lanes.html", context)
        facets = count_facets(question)
        context |= {
            "facets": facets,
            "strip": strip_of(question, facets, links),
            "meant": meant(question, links) if question.search and not facets.total else [],
            "ranked_of": MOST_RANKED if question.order == RELEVANCE and facets.total > MOST_RANKED else 0,
            "as_of": moment_in_words(question.as_of),
            "order": dict(ORDERS)[question.order],
            "chips": chips_of(form, parameters),
            "as_list": address(without(links, "view")),
            "as_map": address(with_values(links, view=MAP)),
            "to_now": address(without(parameters, "as_of", "cursor")),
            "follow": ways_to_follow(links, conflict),
        }
    else:
        context["facets"] = uncounted_facets(form)
        status = 400
    facets = context["facets"]
    context["tag_facets"] = [
        (form["issue"], "Issue", facets.issues),
        (form["place"], "Place", facets.places),
        (form["source"], "Outlet", facets.sources),
    ]
    response = render_page(request, "timeline/index.html", context, partial="results", status=status)
    if request.headers.get("HX-Request"):
        response["HX-Push-Url"] = f"{request.path}?{parameters.urlencode()}".removesuffix("?")
    return response


def _page(question: Question, parameters: QueryDict) -> dict[str, Any]:
    entries, further = question.page()
    links = without(parameters, "cursor")
    return {
        "lanes": lanes_of(entries, links, question.search, as_known=question.as_of is not None),
        "oldest_first": question.order == OLDEST,
        "ranked": question.order == RELEVANCE,
        "further": address(with_values(parameters, cursor=str(further))) if further else "",
        "from_the_start": address(links) if question.cursor else "",
    }


def _on_map(question: Question, parameters: QueryDict) -> dict[str, Any]:
    return {"map": map_view(question, parameters)}


@public_page
def suggest_actors(request: HttpRequest) -> HttpResponse:
    """Actors of the timeline by a part of a name: options for the filters, a page of links without JavaScript."""
    form = ActorSearch(request.GET)
    valid = form.is_valid()
    context = {
        "nav": "timeline",
        "form": form,
        "found": actors_called(form.cleaned_data["q"]) if valid else [],
        "problems": [message for messages in form.errors.values() for message in messages],
    }
    status = HTTPStatus.OK if valid else HTTPStatus.BAD_REQUEST
    return render_page(request, "timeline/actor_search.html", context, partial="options", status=status)


@public_page
def event(request: HttpRequest, event_id: int, slug: str) -> HttpResponse:
    """The current revision of an event; another slug leads to the right one for good."""
    revisions = _revisions(event_id)
    current = revisions[0]
    if current.withdrawn and (other := goes_on_in(current)):
        return HttpResponsePermanentRedirect(event_url(other))
    if slug != current.slug:
        return HttpResponsePermanentRedirect(event_url(current))
    if current.withdrawn:
        return _withdrawn(request, current, revisions)
    return _dossier(request, current, revisions)


@public_page
def revision(request: HttpRequest, event_id: int, revision: int) -> HttpResponse:
    """One revision for ever."""
    revisions = _revisions(event_id)
    shown = next((entry for entry in revisions if entry.revision == revision), None)
    if shown is None:
        raise Http404("That revision was never published.")
    return _dossier(request, shown, revisions, permanent=True)


def _withdrawn(request: HttpRequest, last: Entry, revisions: list[Entry]) -> HttpResponse:
    """In the place of an event that was taken from the timeline: why, and what stood there."""
    context = {
        "nav": "timeline",
        "entry": last,
        "withdrawal": last.withdrawn,
        "gone": True,
        "dossier": dossier(last, revisions),
        "own_url": request.build_absolute_uri(revision_url(last)),
    }
    return render(request, "timeline/withdrawn.html", context, status=HTTPStatus.GONE)


def _revisions(event_id: int) -> list[Entry]:
    revisions = list(Entry.objects.revisions_of(event_id))
    if not revisions:
        raise Http404("Nothing is published of that event.")
    return revisions


def _dossier(request: HttpRequest, entry: Entry, revisions: list[Entry], *, permanent: bool = False) -> HttpResponse:
    found = dossier(entry, revisions)
    context = {
        "nav": "timeline",
        "dossier": found,
        "entry": entry,
        "permanent": permanent,
        "superseded": entry.superseded_at is not None,
        "withdrawal": revisions[0].withdrawn,
        "goes_on_in": goes_on_in(revisions[0]),
        "own_url": request.build_absolute_uri(revision_url(entry)),
        "snippet": None if permanent else snippet_of_event(request, entry.event_id),
        "canonical": request.build_absolute_uri(
            revision_url(entry) if permanent and entry.superseded_at else found.current_url
        ),
    }
    return render(request, "timeline/event.html", context)


@public_page
def citation(request: HttpRequest, pk: int) -> HttpResponse:
    """The archived article that a statement rests on, with the passage marked."""
    found = get_object_or_404(Citation.objects.select_related("statement__entry", "snapshot"), pk=pk)
    entry = found.statement.entry
    context = {
        "nav": "timeline",
        "citation": found,
        "statement": found.statement,
        "entry": entry,
        "event_url": revision_url(entry) if entry.superseded_at else event_url(entry),
        "paragraphs": marked_paragraphs(found.snapshot.text, found.start, found.end),
        "language": language_name(found.language) if found.language else "",
        # Feeds are not trusted to give web addresses only.
        "original_url": found.article_url if found.article_url.startswith(("https://", "http://")) else "",
    }
    return render(request, "timeline/citation.html", context)


@public_page
def about(request: HttpRequest) -> HttpResponse:
    """How the newsroom works, and what its marks mean."""
    context = {
        "nav": "about",
        "reliabilities": [(code, label.partition(": ")[2]) for code, label in Reliability.choices],
    }
    return render(request, "timeline/about.html", context)
