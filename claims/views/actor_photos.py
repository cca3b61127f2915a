"""The photo of an actor at the desk."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import DeskRequest, desk_view
from actors import actions
from actors.models import Actor
from claims.actor_forms import PhotoForm
from claims.merging_forms import ReasonForm
from claims.views.actors import actor_page, address
from lib import merging
from lib.small_pictures import MEDIA_TYPE, UnreadablePictureError, small_jpeg


@require_GET
@desk_view()
def show(request: DeskRequest, slug: str) -> HttpResponse:  # noqa: ARG001  # any of the desk
    """The photo as readers would see it, whether its licence lets them or not."""
    found = get_object_or_404(Actor.objects.exclude(photo=""), slug=slug)
    try:
        with found.photo.open("rb") as file:
            response = HttpResponse(small_jpeg(file), content_type=MEDIA_TYPE)
    except (OSError, UnreadablePictureError) as error:
        raise Http404("That photo cannot be read.") from error
    patch_cache_control(response, private=True, no_cache=True)
    return response


@require_POST
@desk_view("actors.change_actor")
def change(request: DeskRequest, slug: str) -> HttpResponse:
    """Give the actor a photo, or change what is said of it."""
    found = get_object_or_404(Actor, slug=slug)
    form = PhotoForm(request.POST, request.FILES, actor=found)
    refused = merging.refused(form, lambda read: actions.set_photo(actor=found, by=request.user, **read))
    if refused is not None:
        return actor_page(request, found, refused, photo_form=form)
    messages.success(request, _("The photo is kept."))
    return redirect(address(found, "photo"))


@require_POST
@desk_view("actors.change_actor")
def remove(request: DeskRequest, slug: str) -> HttpResponse:
    """Take the photo away, with the reason."""
    found, form = get_object_or_404(Actor, slug=slug), ReasonForm(request.POST)
    refused = merging.refused(form, lambda read: actions.remove_photo(actor=found, by=request.user, **read))
    if refused is not None:
        return actor_page(request, found, refused, refused_photo=form)
    messages.success(request, _("Took the photo away."))
    return redirect(address(found, "photo"))
