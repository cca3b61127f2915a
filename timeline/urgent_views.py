"""Publishing alone what cannot wait, and following an event."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import DeskRequest, desk_view
from accounts.actions import follow as follow_thing
from accounts.actions import unfollow as unfollow_thing
from accounts.models import User
from claims.policies import StaleVersionError
from lib.form_errors import add_errors
from timeline import actions
from timeline.desk_forms import PublishAloneForm
from timeline.desk_views import page_context
from timeline.models import Entry, Event


def _event(pk: int) -> Event:
    return get_object_or_404(Event.objects.for_desk(), pk=pk)


@require_POST
@desk_view("claims.publish_alone")
def publish_alone(request: DeskRequest, pk: int) -> HttpResponse:
    """Publish one's own event because it cannot wait; readers are told."""
    found, form, status = _event(pk), PublishAloneForm(request.POST, prefix="alone"), 422
    if form.is_valid():
        try:
            entry = _publish(found, seen=request.POST.get("seen", ""), by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        except StaleVersionError:
            status = 409
            form.add_error(
                None, _("It was changed after you opened this page, so nothing was published. Read it again below.")
            )
        else:
            words = _("Published by you alone as revision %(revision)s. Every reviewer is asked to confirm it.") % {
                "revision": entry.revision
            }
            messages.success(request, words)
            return redirect(entry)
    context = page_context(request, _event(pk), alone_form=form)
    return render(request, "timeline/desk_event.html", context, status=status)


@transaction.atomic
def _publish(event: Event, *, seen: str, by: User, note: str, urgency: str) -> Entry:
    entry = actions.publish(event=event, by=by, note=note, alone=True, urgency=urgency)
    if entry.digest != seen:
        raise StaleVersionError(event)
    return entry


@require_POST
@desk_view()
def follow(request: DeskRequest, pk: int) -> HttpResponse:
    """Be told of changes of the event, or (`stop`) no more."""
    found = _event(pk)
    (unfollow_thing if request.POST.get("stop") else follow_thing)(what=found, by=request.user)
    return redirect(f"{found.get_absolute_url()}#following")
