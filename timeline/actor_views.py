"""The pages of actors: all of them, one of them, and photos."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from actors.models import Actor
from lib.languages import without_language
from lib.small_pictures import MEDIA_TYPE, UnreadablePictureError
from timeline.actor_corrections import corrections_of
from timeline.actor_forms import ActorParameters, ActorsParameters
from timeline.actor_list import list_of
from timeline.actor_pages import Found, actor_page, find, todays
from timeline.actor_photos import digest_of, made_small
from timeline.actor_record import claimed, claims_of, contradictions_of, record_of
from timeline.actor_statements import Told
from timeline.addresses import address, tidy, with_values, without
from timeline.cards import actor_url
from timeline.commitments import promises_of_actor
from timeline.event_views import lead_to
from timeline.linked_data import linked_data_of_actor
from timeline.merged_actors import merged_actors
from timeline.moments import as_known
from timeline.parameters import asked
from timeline.positions.of_actor import positions_of_actor
from timeline.public_actors import ever_public
from timeline.threads import thread_of_speaker
from timeline.views import gazetteer_page

Asked = dict[str, Any]
_YEAR = 365 * 24 * 3600
# More claims than these are a page that nobody reads to its end; a month or a verdict leaves fewer.
_MOST_CLAIMS = 200
_NEWEST_CLAIMS = 10


@gazetteer_page
@asked(ActorsParameters)
def actors(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Every actor that something is published of."""
    query, day = tidy(request.GET), asked["on"] or todays(asked["as_of"], timezone.now())
    page = asked["page"] or 1
    found = list_of(
        asked["as_of"],
        day,
        called=" ".join(asked["q"].split()),
        kind=asked["kind"],
        page=page,
        as_of=request.GET.get("as_of", ""),
    )
    context = {
        "nav": "actors",
        "as_known": as_known(asked["as_of"], without(query, "page")),
        "found": found,
        "day": day,
        "form": ActorsParameters(request.GET),
        "typed": query,
        "narrowed": bool(asked["q"] or asked["kind"]),
        "all_url": address(without(query, "q", "kind", "page")),
        "before": address(with_values(query, page=str(page - 1)) if page > 2 else without(query, "page")),
        "further": address(with_values(query, page=str(page + 1))) if found.more else "",
        "page": page,
    }
    return render(request, "timeline/actors.html", context)


@gazetteer_page
@asked(ActorParameters)
def actor(request: HttpRequest, asked: Asked, slug: str) -> HttpResponse:
    """One actor; an address that it had before, or that of one that was merged into it, leads to it for good."""
    moment, given = asked["as_of"], request.GET.get("as_of", "")
    day = asked["on"] or todays(moment, timezone.now())
    found = find(slug, moment)
    if found is None:
        raise Http404("There is no such actor.")
    page = actor_page(found, moment, day, given)
    if page is None:
        return _nothing_yet(request, found, asked)
    if found.actor.slug != slug:
        return lead_to(f"{actor_url(found.actor.slug)}{address(request.GET)}".removesuffix("."), moment)
    query = tidy(request.GET)
    own_url = request.build_absolute_uri(without_language(actor_url(slug)))
    context = {
        "nav": "actors",
        "as_known": as_known(moment, query),
        "page": page,
        "day": day,
        "typed": query,
        "positions": positions_of_actor(found.actor.pk, slug, on=day, as_of=moment),
        "as_of": given,
        "promises": promises_of_actor(found.ids, slug, moment, as_of=given),
        "promises_url": f"{reverse('timeline:commitments')}{address(_narrowed(slug, given))}",
        "thread": thread_of_speaker(page.told.spoken, moment, as_of=given),
        "timeline_url": f"{reverse('timeline:index')}{address(_narrowed(slug, given))}",
        "canonical": request.build_absolute_uri(actor_url(slug)),
        "linked_data": linked_data_of_actor(page, own_url),
    }
    return render(request, "timeline/actor.html", context | _record(page.told, asked, query))


def _record(told: Told, asked: Asked, query: QueryDict) -> dict[str, Any]:
    narrowed = bool(asked["verdict"] or asked["said"])
    claims = claims_of(told, verdict=asked["verdict"], said=asked["said"])
    return {
        "record": record_of(told, query),
        "claims": [claimed(one, told.as_of) for one in claims[: _MOST_CLAIMS if narrowed else _NEWEST_CLAIMS]],
        "claims_in_all": len(claims),
        "narrowed": narrowed,
        "all_claims_url": address(without(query, "verdict", "said")),
        "contradictions": contradictions_of(told, asked["as_of"]),
        "corrections": corrections_of(told, asked["as_of"]),
    }


def _narrowed(slug: str, as_of: str) -> QueryDict:
    """The timeline of one actor."""
    query = QueryDict(mutable=True)
    query["actor"] = slug
    return with_values(query, as_of=as_of) if as_of else query


def _nothing_yet(request: HttpRequest, found: Found, asked: Asked) -> HttpResponse:
    """Of one that was published later, that it was not yet; of any other, nothing at all."""
    if not asked["as_of"] or not ever_public().filter(pk__in=found.ids).exists():
        raise Http404("There is no such actor.")
    context = {"nav": "actors", "as_known": as_known(asked["as_of"], request.GET)}
    return render(request, "timeline/not_yet.html", context, status=HTTPStatus.NOT_FOUND)


@require_safe
@asked()
def photo(request: HttpRequest, asked: Asked, pk: int, digest: str) -> HttpResponse:  # noqa: ARG001  # parameters are refused
    """A photo, which never changes at its address."""
    actor = get_object_or_404(Actor.objects.exclude(photo=""), pk=pk)
    published = ever_public().filter(pk__in=merged_actors().same_as(actor.pk))
    is_allowed = actor.photo_licence in settings.PHOTO_LICENCES and digest_of(str(actor.photo)) == digest
    if not is_allowed or not published.exists():
        raise Http404("There is no such photo.")
    try:
        response = HttpResponse(made_small(actor), content_type=MEDIA_TYPE)
    except UnreadablePictureError as error:
        raise Http404("That photo cannot be read.") from error
    patch_cache_control(response, public=True, max_age=_YEAR, immutable=True)
    return response
