"""The public pages: GET only, from entries and their statements and citations alone."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from http import HTTPStatus
from typing import Any, cast

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import gettext_lazy
from django.views.decorators.http import condition, require_safe

from actors.models import Conflict
from articles.enums import Reliability
from claims.enums import Stance
from lib.htmx import render_page
from timeline.actor_search import ActorSearch, actors_called
from timeline.addresses import address, chips_of, tidy, with_values, without
from timeline.card_html import cards_html
from timeline.choices import ACTOR, KINDS, ChoicesForm, choices_of
from timeline.counting.narrowing import Counted
from timeline.facets import count_facets
from timeline.filters import MAP, MOST_RANKED, OLDEST, ORDERS, RELEVANCE, Question, TimelineFilters
from timeline.following import followed, ways_to_follow
from timeline.freshness import entity_tag, published_state, tag_of
from timeline.lanes import lanes_of
from timeline.map_view import map_view
from timeline.models import Entry
from timeline.moments import EARLIER, LATER, AsKnown, Step, as_known, changes_since, parameter, step_on_timeline
from timeline.panel import cleared, panel_of
from timeline.parameters import PageParameters, asked, refused
from timeline.share_card import SITE_CARD_WORDS
from timeline.strip import strip_of

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
        return _for_caches(request, response)

    return page


def gazetteer_page(view: View) -> View:
    """The same for a page that shows rows of a gazetteer, which change without anything being published.

    It is made to see whether it is still fresh: a tag made of those rows would tell readers that editors are at work.
    """

    @require_safe
    @wraps(view)
    def page(request: HttpRequest, **path: Any) -> HttpResponseBase:
        response = view(request, **path)
        is_whole = response.status_code == HTTPStatus.OK and not response.streaming
        if is_whole and settings.SESSION_COOKIE_NAME not in request.COOKIES:
            made = cast("HttpResponse", response)
            made["ETag"] = tag_of(made)
            response = get_conditional_response(request, etag=made["ETag"], response=made) or made
        return _for_caches(request, response)

    return page


def _for_caches(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    patch_vary_headers(response, ["Cookie", "HX-Request", "HX-Target"])
    patch_cache_control(response, no_cache=True, **({"private": True} if request.user.is_authenticated else {}))
    return response


_ALL_OF_KIND = {
    "issue": gettext_lazy("Issues"),
    "place": gettext_lazy("Places"),
    "source": gettext_lazy("Outlets"),
    ACTOR: gettext_lazy("Actors"),
}


class _SteppedFilters(TimelineFilters):
    """With the parameter that asks for the change before or after, which leads on to the page as of then."""

    step = forms.ChoiceField(
        required=False,
        choices=[("", ""), (EARLIER, EARLIER), (LATER, LATER)],
        error_messages={"invalid_choice": gettext_lazy("“%(value)s” is not a step: it can be earlier or later.")},
    )


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """The timeline."""
    return _timeline(request, _SteppedFilters(request.GET, published=published_state(request)))


@public_page
def conflict(request: HttpRequest, slug: str) -> HttpResponse:
    """The timeline of one conflict; one of which nothing is published yet does not exist for readers."""
    found = get_object_or_404(Entry.objects.conflicts(), slug=slug)
    form = _SteppedFilters(request.GET, conflict=found, published=published_state(request))
    return _timeline(request, form, conflict=found)


def _timeline(request: HttpRequest, form: TimelineFilters, conflict: Conflict | None = None) -> HttpResponse:
    context: dict[str, Any] = {
        "nav": "timeline",
        "form": form,
        "conflict": conflict,
        "card_url": request.build_absolute_uri(reverse("timeline:site_card")),
        "card_words": SITE_CARD_WORDS,
    }
    valid = form.is_valid()
    parameters = form.settled(tidy(request.GET))
    context |= _about_the_address(request, parameters, conflict)
    if valid:
        question = form.question()
        context["conflict"] = conflict and question.conflict  # by the name that it had then
        if to := form.cleaned_data.get("step"):
            return redirect(_stepped(request, question, to))
        links = without(parameters, "cursor")
        is_map = parameters.get("view") == MAP
        context |= {"map": map_view(Counted(question), parameters)} if is_map else _page(question, parameters)
        if request.headers.get("HX-Target") == "more":  # what comes behind a page that is there already
            return render(request, "timeline/lanes.html", context)
        context |= {
            "as_known": _as_known(question, parameters),
            "order": dict(ORDERS)[question.order],
            "ranked": question.order == RELEVANCE,
            "chips": chips_of(form, parameters),
            "narrowed": bool(without(links, "as_of", "order", "view")),
            "as_list": address(without(links, "view")),
            "as_map": address(with_values(links, view=MAP)),
            "follow": ways_to_follow(links, conflict),
        }
    context["panel"] = panel = panel_of(request, form, parameters, context["conflict"])
    context["ranked_of"] = MOST_RANKED if context.get("ranked") and panel.total > MOST_RANKED else 0
    status = HTTPStatus.OK if valid else HTTPStatus.BAD_REQUEST
    response = render_page(request, "timeline/index.html", context, partial="results", status=status)
    if request.headers.get("HX-Request"):
        response["HX-Push-Url"] = f"{request.path}?{parameters.urlencode()}".removesuffix("?")
    return response


def _about_the_address(request: HttpRequest, parameters: QueryDict, conflict: Conflict | None) -> dict[str, Any]:
    """What stands outside of the results and has to follow the address when they are swapped."""

    def absolute(query: QueryDict) -> str:
        return request.build_absolute_uri(f"{request.path}?{query.urlencode()}".removesuffix("?"))

    return {
        "canonical": absolute(followed(parameters)),
        "printed_from": absolute(parameters),
        # Refused parameters mean no state: then the feeds are those of all that is on the page.
        "follow": ways_to_follow(QueryDict(), conflict),
        "cleared": cleared(parameters),
    }


def _page(question: Question, parameters: QueryDict) -> dict[str, Any]:
    links = without(parameters, "cursor")
    as_of = links.get("as_of", "") if question.as_of else ""
    cards, further = question.cards(
        lambda numbers: cards_html(numbers, question.counted.corpus, question.search, as_of)
    )
    return {
        "lanes": lanes_of(cards),
        "oldest_first": question.order == OLDEST,
        "ranked": question.order == RELEVANCE,
        "further": address(with_values(parameters, cursor=str(further))) if further else "",
        "from_the_start": address(links) if question.cursor else "",
    }


@public_page
def choices(request: HttpRequest, kind: str) -> HttpResponse:
    """All issues, places, outlets or actors of what is asked for, of which the panel lists the most frequent."""
    if kind not in KINDS:
        raise Http404
    form = ChoicesForm(request.GET, published=published_state(request))
    if not form.is_valid():
        return refused(request, form)
    query = without(form.settled(tidy(request.GET)), "cursor")
    called = form.cleaned_data["called"]
    links = without(query, "called")
    context = {
        "nav": "timeline",
        "what": _ALL_OF_KIND[kind],
        "as_known": as_known(form.cleaned_data["as_of"], query),
        "chips": chips_of(form, links),
        "called": called,
        "kept": [(name, value) for name, values in links.lists() for value in values],
        "found": choices_of(kind, form.question(), links, called),
        "timeline_url": f"{reverse('timeline:index')}{address(links)}".removesuffix("."),
        "all_names_url": address(links),
    }
    return render(request, "timeline/choices.html", context)


@public_page
def overview(request: HttpRequest, slug: str = "") -> HttpResponse:
    """The bars above the timeline, or above that of one conflict, as a table."""
    found = get_object_or_404(Entry.objects.conflicts(), slug=slug) if slug else None
    form = TimelineFilters(request.GET, conflict=found, published=published_state(request))
    if not form.is_valid():
        return refused(request, form)
    query = without(form.settled(tidy(request.GET)), "cursor", "order", "view")
    question = form.question()
    home = reverse("timeline:conflict", args=[slug]) if found else reverse("timeline:index")
    context = {
        "nav": "timeline",
        "as_known": as_known(form.cleaned_data["as_of"], query),
        "chips": chips_of(form, query),
        "strip": strip_of(question.counted, count_facets(question, question.counted), query),
        "home": home,
        "timeline_url": f"{home}{address(query)}".removesuffix("."),
    }
    return render_page(request, "timeline/overview.html", context, partial="table")


@gazetteer_page
def suggest_actors(request: HttpRequest) -> HttpResponse:
    """Actors of the timeline by a part of a name: options for the filters, a page of links without JavaScript."""
    form = ActorSearch(request.GET)
    valid = form.is_valid()
    as_of = form.cleaned_data.get("as_of")
    context = {
        "nav": "timeline",
        "form": form,
        "as_known": as_known(as_of, tidy(request.GET)),
        "as_of": parameter(as_of) if as_of else "",
        "found": actors_called(form.cleaned_data["q"], as_of) if valid else [],
        "problems": [message for messages in form.errors.values() for message in messages],
    }
    status = HTTPStatus.OK if valid else HTTPStatus.BAD_REQUEST
    return render_page(request, "timeline/actor_search.html", context, partial="options", status=status)


def _stepped(request: HttpRequest, question: Question, to: str) -> str:
    """The address of the same page as it was after the change before, or after the next one."""
    moment = step_on_timeline(question, to)
    query = without(tidy(request.GET), "cursor", "step", "as_of")
    if moment:
        query["as_of"] = parameter(moment)
    return f"{request.path}{address(query)}".removesuffix(".")


def _as_known(question: Question, query: QueryDict) -> AsKnown | None:
    """What the timeline says of its moment; its steps are looked for when somebody takes one."""
    links = without(query, "cursor")
    found = as_known(question.as_of, query, changes_url=changes_since(query, question.conflict))
    return found and replace(
        found,
        earlier=Step("", address(with_values(links, step=EARLIER))),
        later=Step("", address(with_values(links, step=LATER))),
    )


@public_page
@asked(PageParameters)
def about(request: HttpRequest, asked: dict[str, Any]) -> HttpResponse:
    """How the newsroom works, and what its marks mean."""
    context = {
        "as_known": as_known(asked["as_of"], request.GET),
        "nav": "about",
        "stances": list(Stance),
        "reliabilities": [(code, str(label).partition(": ")[2]) for code, label in Reliability.choices],
    }
    return render(request, "timeline/about.html", context)
