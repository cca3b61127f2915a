"""Actors that are one, that are two, and that only look alike."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import DeskRequest, desk_view
from actors import actions
from actors.models import Actor, ActorMerge, NotSame
from actors.references import actor_references
from actors.resolving import resolve
from claims.actor_forms import MergeActorsForm, SplitActorForm
from claims.merging_forms import ReasonForm
from claims.references import waiting_after
from claims.views.actors import actor_page, address
from lib import merging
from lib.chosen import chosen
from lib.history import version_number

_PAGE, _FOUND = "claims/actor_merge.html", 12
# What can be another one's, on the page that splits an actor.
_PARTS = (
    "actors.actorname.actor_id",
    "actors.office.actor_id",
    "claims.attribution.actor_id",
    "timeline.eventactor.actor_id",
)
_ROWS = 200


@dataclass
class AsRead:
    """An actor as it was on the page."""

    pk: int
    version: int


def _as_read(actor: Actor | None) -> AsRead | None:
    return AsRead(actor.pk, version_number(actor)) if actor else None


def _actor(slug: str) -> Actor:
    return get_object_or_404(Actor.objects.select_related("merged_into"), slug=slug)


@require_http_methods(["GET", "POST"])
@desk_view("actors.merge_actor")
def merge(request: DeskRequest, slug: str) -> HttpResponse:
    """Find the other actor, see what would move, and merge this one into it."""
    found, status = _actor(slug), 200
    into = chosen(_others(found), (request.POST or request.GET).get("into", ""))
    form = MergeActorsForm(request.POST) if request.method == "POST" else None
    if form is not None:
        refused = merging.refused(form, lambda read: _merge(request, found, into, read))
        if refused is None and into is not None:
            messages.success(request, _("“%(gone)s” goes on as this actor.") % {"gone": found})
            return redirect(address(into))
        status = refused or 422
    return render(request, _PAGE, _merge_context(request, _actor(slug), into, form), status=status)


def _others(actor: Actor) -> Any:
    return Actor.objects.filter(merged_into__isnull=True).exclude(pk=actor.pk)


def _merge(request: DeskRequest, actor: Actor, into: Actor | None, read: dict[str, Any]) -> None:
    if into is None:
        raise ValidationError(_("Choose the other actor."))
    actions.merge_actors(gone=actor, by=request.user, kept=into, **{key: read[key] for key in read if key != "into"})


def _merge_context(
    request: DeskRequest, actor: Actor, into: Actor | None, form: MergeActorsForm | None
) -> dict[str, Any]:
    words = request.GET.get("q", "")
    mine, theirs = _as_read(actor), _as_read(into)
    return {
        "nav": "desk",
        "actor": actor,
        "into": into,
        "form": merging.as_read(MergeActorsForm, form, mine, theirs) if mine else None,
        "preview": actor_references.count(actor.pk, into.pk) if into else [],
        "waiting": waiting_after(actor) if into else 0,
        "not_same": NotSame.objects.between(actor, into).select_related("said_by").first() if into else None,
        "q": words,
        "found": [one.actor for one in resolve(words, beginning=True, most=_FOUND) if one.actor != actor],
    }


@require_POST
@desk_view("actors.merge_actor")
def unmerge(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a merge back."""
    found, form = (
        get_object_or_404(ActorMerge.objects.select_related("gone", "kept"), pk=pk),
        ReasonForm(request.POST),
    )
    refused = merging.refused(form, lambda read: actions.unmerge_actors(merge=found, by=request.user, **read))
    if refused is None:
        messages.success(request, _("They are two actors again."))
        return redirect(address(found.gone))
    return actor_page(request, found.gone, refused, undo_refused=form)


@require_POST
@desk_view("actors.merge_actor")
def not_same(request: DeskRequest, slug: str) -> HttpResponse:
    """That this actor and another one only look alike; then back to the pairs."""
    found = _actor(slug)
    other = chosen(Actor.objects.exclude(pk=found.pk), request.POST.get("other", ""))
    if other is None:
        raise Http404
    actions.say_not_same(one=found, other=other, by=request.user)
    messages.success(request, _("%(one)s and %(other)s are kept apart.") % {"one": found, "other": other})
    return redirect(address(found))


@require_POST
@desk_view("actors.merge_actor")
def same_again(request: DeskRequest, slug: str, pk: int) -> HttpResponse:
    """That this actor and another one may be one after all."""
    found, form = _actor(slug), ReasonForm(request.POST)
    pair = get_object_or_404(NotSame.objects.of(found), pk=pk)
    refused = merging.refused(form, lambda read: actions.take_back_not_same(pair=pair, by=request.user, **read))
    if refused is None:
        messages.success(request, _("%(one)s and %(other)s may be one.") % {"one": pair.one, "other": pair.other})
        return redirect(address(found))
    return actor_page(request, found, refused, undo_refused=form)


@require_http_methods(["GET", "POST"])
@desk_view("actors.merge_actor")
def split(request: DeskRequest, slug: str) -> HttpResponse:
    """A new actor out of what is another one's here."""
    found, status = _actor(slug), 200
    parts = [one for one in actor_references.references if one.key in _PARTS]
    ticked = {one.key: {int(pk) for pk in request.POST.getlist(one.key) if pk.isdecimal()} for one in parts}
    version = {"version": version_number(found)}
    form = SplitActorForm(request.POST or None, initial=version | {"kind": found.kind, "name": found.name})
    made: list[Actor] = []
    if request.method == "POST":
        refused = merging.refused(
            form, lambda read: made.append(actions.split_actor(actor=found, rows=ticked, by=request.user, **read))
        )
        if made:
            messages.success(request, _("Made this actor out of “%(found)s”.") % {"found": found})
            return redirect(address(made[0]))
        status = refused or 422
    rows = [
        (one, [(row, one.in_words(row), row.pk in ticked[one.key]) for row in one.rows(found.pk).reverse()[:_ROWS]])
        for one in parts
    ]
    context = {"nav": "desk", "actor": found, "form": form, "parts": rows}
    return render(request, "claims/actor_split.html", context, status=status)
