"""What a person was told, and what they want to be told."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import actions
from accounts.access import DeskRequest, desk_view
from accounts.forms import ChoicesForm
from accounts.models import Notification
from lib.bounded_pages import BoundedPaginator
from lib.languages import here

_PER_PAGE = 30


@never_cache
@require_GET
@desk_view()
def notifications(request: DeskRequest) -> HttpResponse:
    """What I was told, unread first."""
    found = Notification.objects.on_desk().filter(user=request.user)
    context = {"nav": "desk", "notifications": BoundedPaginator(found, _PER_PAGE).get_page(request.GET.get("page"))}
    return render(request, "accounts/notifications.html", context)


@never_cache
@require_GET
@desk_view()
def go(request: DeskRequest, pk: int) -> HttpResponse:
    """On to what one of my notifications is about, which is read by that."""
    found = get_object_or_404(Notification, pk=pk, user=request.user)
    actions.mark_read(by=request.user, only=found)
    return redirect(here(found.path))


@require_POST
@desk_view()
def read(request: DeskRequest) -> HttpResponse:
    """Take one of mine (`pk`), or all of them, as read."""
    chosen = request.POST.get("pk", "")
    if chosen:
        number = int(chosen) if chosen.isdecimal() and len(chosen) < 18 else 0
        actions.mark_read(by=request.user, only=get_object_or_404(Notification, pk=number, user=request.user))
    else:
        actions.mark_read(by=request.user)
    return redirect("accounts:notifications")


@never_cache
@require_http_methods(["GET", "POST"])
@desk_view()
def choices(request: DeskRequest) -> HttpResponse:
    """What I want to be told, on the desk and by mail."""
    form = ChoicesForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_bound and form.is_valid():
        actions.choose_notifications(
            choices=form.choices(),
            digest=form.cleaned_data["digest"],
            language=form.cleaned_data["language"],
            by=request.user,
        )
        messages.success(request, _("Saved. It counts from now on."))
        return redirect("accounts:notification_choices")
    context = {"nav": "desk", "form": form}
    return render(request, "accounts/notification_choices.html", context, status=422 if form.is_bound else 200)
