"""The page of one claim, whatever event tells of it, as it is or was at a moment."""

from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from lib.languages import without_language
from timeline.cards import at_moment, claim_url, revision_url
from timeline.claim_history import claim_history
from timeline.commitments import promise_of
from timeline.dossier import statement_view
from timeline.event_views import lead_to, not_yet
from timeline.linked_data import claim_data
from timeline.models import Statement
from timeline.moments import as_known
from timeline.parameters import asked
from timeline.threads import thread_of
from timeline.views import public_page

Asked = dict[str, Any]


@public_page
@asked()
def claim(request: HttpRequest, asked: Asked, claim_id: int) -> HttpResponse:
    """What readers know of a claim; what was merged leads on, what nobody tells any more says what became of it."""
    moment, given = asked["as_of"], request.GET.get("as_of", "")
    history = claim_history(claim_id, moment, as_of=given)
    if history.current is None and history.goes_on_in:
        return lead_to(at_moment(claim_url(history.goes_on_in), given), moment)
    if not history.lines:
        return not_yet(request, history.entries_ever, moment)
    context = {
        "nav": "timeline",
        "history": history,
        "as_known": as_known(moment, request.GET, history.changes),
        "canonical": request.build_absolute_uri(claim_url(claim_id)),
    }
    if history.current is None:
        return render(request, "timeline/claim_gone.html", context, status=HTTPStatus.GONE)
    return render(request, "timeline/claim.html", context | _told(request, history.current, moment, given))


def _told(request: HttpRequest, statement: Statement, moment: datetime | None, given: str) -> dict[str, Any]:
    citations = list(statement.citations.all())
    return {
        "statement": statement,
        "view": statement_view(statement, citations, given),
        "promise": promise_of(statement, moment, as_of=given),
        "thread": thread_of([statement.claim_id], moment, as_of=given),
        "jsonld_url": at_moment(reverse("timeline:claim_jsonld", args=[statement.claim_id]), given),
        "linked_data": claim_data(
            statement, citations, _revision_url(request, statement), _own_url(request, statement)
        ),
    }


def _revision_url(request: HttpRequest, statement: Statement) -> str:
    return request.build_absolute_uri(without_language(revision_url(statement.entry)))


def _own_url(request: HttpRequest, statement: Statement) -> str:
    return request.build_absolute_uri(without_language(claim_url(statement.claim_id)))


@public_page
@asked()
def claim_jsonld(request: HttpRequest, asked: Asked, claim_id: int) -> HttpResponse:
    """A claim and its finding in the vocabulary of schema.org; 410 with the last of it where nothing tells it."""
    history = claim_history(claim_id, asked["as_of"])
    statement = history.current or history.last
    if statement is None:
        raise Http404("Nothing was published of that claim yet.")
    own, revision = _own_url(request, statement), _revision_url(request, statement)
    return JsonResponse(
        claim_data(statement, statement.citations.all(), revision, own),
        status=HTTPStatus.OK if history.current else HTTPStatus.GONE,
        content_type="application/ld+json",
        json_dumps_params={"ensure_ascii": False},
    )
