"""Actors at the desk: what is known of each, and where that is written."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import DeskRequest, desk_view
from actors import actions
from actors.alike import candidates_of
from actors.models import Actor, ActorName, NotSame, Office
from claims.actions import add_office_evidence, remove_office_evidence
from claims.actor_forms import ActorForm, NameForm, OfficeForm, PhotoForm
from claims.actor_list import ListForm, actors_listed, pairs_alike
from claims.gazetteer_history import history_of_actor
from claims.merging_forms import ReasonForm
from claims.models import Excerpt, OfficeEvidence
from claims.passage_choice import passages_for
from claims.views.articles import gazetteer_names
from lib.attributed import require
from lib.chosen import chosen
from lib.form_errors import add_errors
from lib.history import version_number, versions_of
from lib.three_way import merge, settled
from lib.versions import StaleVersionError

_PAGE = "claims/actor.html"


def address(actor: Actor, part: str = "") -> str:
    """The actor's page on the desk."""
    return reverse("claims:actor", args=[actor.slug]) + (f"#{part}" if part else "")


@require_GET
@desk_view()
def actors(request: DeskRequest) -> HttpResponse:
    """All actors by words, kind and what is missing, and pairs that may be one."""
    form = ListForm(request.GET)
    found, total = actors_listed(form)
    context = {"nav": "desk", "form": form, "found": found, "total": total, "pairs": pairs_alike(form)}
    return render(request, "claims/actors.html", context)


@require_http_methods(["GET", "POST"])
@desk_view()
def actor(request: DeskRequest, slug: str) -> HttpResponse:
    """One actor; what is said of it can be changed here."""
    found = get_object_or_404(Actor.objects.select_related("acts_for", "merged_into"), slug=slug)
    if request.method == "GET":
        return actor_page(request, found)
    require(request.user, "actors.change_actor")
    sent, unchosen = settled(request.POST)
    form = ActorForm(sent, instance=Actor.objects.get(pk=found.pk))
    base, version = (_number(request.POST.get(name, "")) for name in ("base", "version"))
    more: dict[str, Any] = {"form": form}
    status = 422
    if form.is_valid() and unchosen:
        more = _joined(found, form, base, unchosen=True)
    elif form.is_valid():
        try:
            actions.edit_actor(actor=found, content=form.content(), by=request.user, version=version)
        except ValidationError as error:
            add_errors(form, error)
        except StaleVersionError:
            more, status = _joined(found, form, version or 0), 409
        else:
            messages.success(request, _("%(saved)s is kept.") % {"saved": form.cleaned_data["name"]})
            return redirect(address(found))
    return actor_page(request, found, status, **more)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 18 else 0


def _joined(found: Actor, form: ActorForm, base: int, *, unchosen: bool = False) -> dict[str, Any]:
    """What the page shows in place of a form that was overtaken: the changes of both, joined by field."""
    current = Actor.objects.get(pk=found.pk)
    row = versions_of(Actor).filter(id=found.pk, pgh_id=base).first()
    names = [*ActorForm.Meta.fields, "acts_for_id"]
    before = (
        ActorForm(instance=Actor(**{name: getattr(row, name) for name in names if name != "acts_for"}))
        if row
        else None
    )
    joined = merge(before, ActorForm(instance=current), ActorForm(instance=form.instance))
    return {
        "form": ActorForm(joined.sent, instance=current),
        "overtaken": joined,
        "happened": _("somebody else saved this actor"),
        "base": base,
        "unchosen": unchosen,
    }


def actor_page(request: DeskRequest, found: Actor, status: int = 200, **more: Any) -> HttpResponse:
    """One actor’s page, with what was refused on it."""
    words = request.GET.get("passage", "")
    offices = found.offices.select_related("organisation").prefetch_related("evidence__excerpt__snapshot__article")
    context = {
        "nav": "desk",
        "actor": found,
        "version": version_number(found),
        "form": ActorForm(instance=found),
        "names": [
            (name, NameForm(instance=name, prefix=f"name{name.pk}")) for name in found.names.order_by("text", "pk")
        ],
        "new_name": NameForm(prefix="name"),
        "offices": [(office, OfficeForm(instance=office, prefix=f"office{office.pk}")) for office in offices],
        "new_office": OfficeForm(prefix="office"),
        "passages": passages_for(found, words),
        "passage": words,
        "agents": found.agents.filter(merged_into__isnull=True),
        "merged": found.merges_into.in_force().select_related("gone", "by"),
        "into": found.merges.in_force().select_related("kept", "by").first(),
        "undo_form": ReasonForm(auto_id="undo-%s"),
        "photo_form": PhotoForm(actor=found),
        "photo_is_shown": found.photo_licence in settings.PHOTO_LICENCES,
        "photo_licences": settings.PHOTO_LICENCES,
        "kept_apart": [(pair, pair.other if pair.one == found else pair.one) for pair in NotSame.objects.of(found)],
        "alike": pairs_alike(ListForm({}), candidates_of(found)),
        "history": history_of_actor(found),
    }
    return render(request, _PAGE, context | gazetteer_names() | more, status=status)


def _kept(request: DeskRequest, found: Actor, form: Any, part: str, save: Any) -> HttpResponse:
    """Save what a form says and go back to its part of the page; what is refused is shown there."""
    if form.is_valid():
        try:
            save(form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            return redirect(address(found, part))
    return actor_page(request, found, 422, **{f"refused_{part}": form})


@require_POST
@desk_view("actors.change_actor")
def add_name(request: DeskRequest, slug: str) -> HttpResponse:
    """One more name."""
    found = get_object_or_404(Actor, slug=slug)
    form = NameForm(request.POST, instance=ActorName(actor=found), prefix="name")
    return _kept(request, found, form, "names", lambda read: actions.add_name(actor=found, by=request.user, **read))


@require_POST
@desk_view("actors.change_actor")
def change_name(request: DeskRequest, pk: int) -> HttpResponse:
    """Change a name, or take it away (`remove`)."""
    name = get_object_or_404(ActorName.objects.select_related("actor"), pk=pk)
    if "remove" in request.POST:
        return _kept(
            request,
            name.actor,
            ReasonForm(request.POST),
            "names",
            lambda read: actions.remove_name(name=name, by=request.user, **read),
        )
    form = NameForm(request.POST, instance=ActorName.objects.get(pk=pk), prefix=f"name{pk}")
    return _kept(
        request, name.actor, form, "names", lambda read: actions.change_name(name=name, by=request.user, **read)
    )


@require_POST
@desk_view("actors.change_actor")
def add_office(request: DeskRequest, slug: str) -> HttpResponse:
    """One more office or membership."""
    found = get_object_or_404(Actor, slug=slug)
    form = OfficeForm(request.POST, instance=Office(actor=found), prefix="office")
    return _kept(
        request, found, form, "offices", lambda read: actions.add_office(actor=found, by=request.user, **read)
    )


@require_POST
@desk_view("actors.change_actor")
def change_office(request: DeskRequest, pk: int) -> HttpResponse:
    """Change an office or say when it ended, or take it away (`remove`)."""
    office = get_object_or_404(Office.objects.select_related("actor"), pk=pk)
    if "remove" in request.POST:
        return _kept(
            request,
            office.actor,
            ReasonForm(request.POST),
            "offices",
            lambda read: actions.remove_office(office=office, by=request.user, **read),
        )
    form = OfficeForm(request.POST, instance=Office.objects.get(pk=pk), prefix=f"office{pk}")
    return _kept(
        request,
        office.actor,
        form,
        "offices",
        lambda read: actions.change_office(office=office, by=request.user, **read),
    )


@require_POST
@desk_view("actors.change_actor")
def add_evidence(request: DeskRequest, pk: int) -> HttpResponse:
    """Rest an office on a passage, chosen from the page or by its number."""
    office = get_object_or_404(Office.objects.select_related("actor"), pk=pk)
    excerpt = chosen(Excerpt.objects.all(), request.POST.get("excerpt", "").strip())
    if excerpt is None:
        return actor_page(request, office.actor, 422, no_passage=_("Choose a passage, or write its number."))
    add_office_evidence(office=office, excerpt=excerpt, by=request.user)
    return redirect(address(office.actor, "offices"))


@require_POST
@desk_view("actors.change_actor")
def remove_evidence(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a passage away from an office."""
    evidence = get_object_or_404(OfficeEvidence.objects.select_related("office__actor"), pk=pk)
    remove_office_evidence(evidence=evidence, by=request.user)
    return redirect(address(evidence.office.actor, "offices"))
