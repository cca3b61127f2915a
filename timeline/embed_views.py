"""Pieces of the timeline for other people's pages: no cookie is read or set, and only these may stand in a frame."""

from functools import cache
from http import HTTPStatus
from typing import Any, cast

from csp.decorators import csp_replace
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from timeline.addresses import address, tidy, without
from timeline.cards import at_moment, card_of
from timeline.facets import count_facets
from timeline.filters import TimelineFilters, no_such_parameter
from timeline.freshness import published_state
from timeline.issue_views import matrix_asked
from timeline.lanes import Placed, lanes_of
from timeline.models import Entry
from timeline.positions.parameters import MatrixParameters
from timeline.positions.wording import day_in_words
from timeline.shared_pages import shared_page
from timeline.strip import strip_of
from timeline.views import View
from timeline.withdrawals import goes_on_in

THEMES = ("light", "dark")
# A frame on somebody else's page is short; what is left over is one click away.
_SHOWN = 10


def embeddable(view: View) -> View:
    """A shared page that may stand in a frame anywhere."""
    return cast(View, csp_replace({"frame-ancestors": ["*"]})(xframe_options_exempt(shared_page(view))))


@embeddable
def embed(request: HttpRequest) -> HttpResponse:
    """The first entries of the filtered timeline."""
    form, parameters, theme, refusal = _asked(request)
    if refusal:
        return refusal
    question, links = form.question(), without(tidy(parameters), "cursor")
    entries, further = question.page()
    moment = at_moment("", links.get("as_of", "") if question.as_of else "")
    context = {
        "lanes": lanes_of(Placed.of(entry, card_of(entry, at=moment)) for entry in entries[:_SHOWN]),
        "more": bool(further) or len(entries) > _SHOWN,
        "timeline": _timeline(links),
    }
    return _rendered("timeline/embed_list.html", context, theme)


@embeddable
def embed_strip(request: HttpRequest) -> HttpResponse:
    """The overview of the filtered timeline: each bar leads to its entries."""
    form, parameters, theme, refusal = _asked(request)
    if refusal:
        return refusal
    question, links = form.question(), without(tidy(parameters), "cursor", "view")
    counted = question.counted
    context = {
        "strip": strip_of(counted, count_facets(question, counted), links),
        "home": reverse("timeline:index"),
        "timeline": _timeline(links),
    }
    return _rendered("timeline/embed_strip.html", context, theme)


@embeddable
def embed_issues(request: HttpRequest) -> HttpResponse:
    """The matrix: who stands where."""
    parameters, theme, problems = _themed(request)
    form = MatrixParameters(parameters)
    found = matrix_asked(form) if not problems and form.is_valid() else None
    if found is None:
        return _refused(problems + _problems(form), theme)
    state, matrix = found
    context = {
        "matrix": matrix,
        "on": day_in_words(state.on),
        "full": f"{reverse('timeline:issues')}{address(tidy(parameters)).removeprefix('.')}",
        "framed": True,
    }
    return _rendered("timeline/embed_issues.html", context, theme)


@embeddable
def embed_event(request: HttpRequest, event_id: int) -> HttpResponse:
    """The current revision of one event, or that it was withdrawn."""
    parameters, theme, problems = _themed(request)
    if problems or parameters:
        return _refused(problems or [no_such_parameter(name) for name in parameters], theme)
    last = Entry.objects.revisions_of(event_id).first()
    if last is None:
        return _rendered("timeline/embed_gone.html", {}, theme, status=HTTPStatus.NOT_FOUND)
    if last.withdrawn:
        if other := goes_on_in(last):
            return HttpResponseRedirect(
                f"{reverse('timeline:embed_event', args=[other.event_id])}?{request.GET.urlencode()}".removesuffix(
                    "?"
                )
            )
        context = {"entry": last, "withdrawal": last.withdrawn}
        return _rendered("timeline/embed_gone.html", context, theme, status=HTTPStatus.GONE)
    return _rendered("timeline/embed_event.html", {"card": card_of(last), "entry": last}, theme)


@cache
def _script() -> str:
    return (settings.BASE_DIR / "static" / "js" / "embed.js").read_text(encoding="utf-8")


@require_safe
@cache_control(public=True, max_age=3600)
def embed_script(_request: HttpRequest) -> HttpResponse:
    """The script of the one-line snippet, at an address that stays."""
    return HttpResponse(_script(), content_type="text/javascript; charset=utf-8")


def _asked(request: HttpRequest) -> tuple[TimelineFilters, QueryDict, str, HttpResponse | None]:
    """The filters (a form, and as parameters) and the theme that were asked for, or the answer to what is wrong."""
    parameters, theme, problems = _themed(request)
    form = TimelineFilters(parameters, published=published_state(request))
    if not problems and form.is_valid():
        return form, parameters, theme, None
    return form, parameters, theme, _refused(problems + _problems(form), theme)


def _problems(form: forms.Form) -> list[str]:
    return [
        f"{'' if name == '__all__' else f'{name}: '}{message}"
        for name, found in form.errors.items()
        for message in found
    ]


def _timeline(links: QueryDict) -> str:
    """The full page in the same state."""
    return f"{reverse('timeline:index')}{address(links).removeprefix('.')}"


def _themed(request: HttpRequest) -> tuple[QueryDict, str, list[str]]:
    """The timeline's own parameters, the theme that was asked for, and what is wrong with it."""
    parameters = request.GET.copy()
    given: list[str] = [theme for theme in parameters.pop("theme", []) if theme]
    if not given:
        return parameters, "", []
    if given[0] in THEMES and len(given) == 1:
        return parameters, given[0], []
    return (
        parameters,
        "",
        [_("theme: “%(theme)s” is no theme: it can be light or dark, or left out.") % {"theme": given[-1][:60]}],
    )


def _refused(problems: list[str], theme: str) -> HttpResponse:
    return _rendered("timeline/embed_refused.html", {"problems": problems}, theme, status=HTTPStatus.BAD_REQUEST)


def _rendered(template: str, context: dict[str, Any], theme: str, *, status: int = 200) -> HttpResponse:
    """Without a request, so that no template can ask who is there."""
    return HttpResponse(render_to_string(template, context | {"theme": theme}), status=status)
