"""Publications that come later, embargoes, and withdrawals, on the desk."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import DeskRequest, desk_view
from claims.merging_forms import ReasonForm
from claims.policies import StaleVersionError
from lib.form_errors import add_errors
from timeline import actions
from timeline.desk_views import page_context
from timeline.later_forms import EmbargoForm, ScheduleForm
from timeline.models import Event, Schedule
from timeline.newsroom import newsroom_time
from timeline.policies import why_not_withdraw

PAGE = "timeline/desk_event.html"


def _event(pk: int) -> Event:
    return get_object_or_404(Event.objects.for_desk(), pk=pk)


@require_POST
@desk_view("timeline.publish_event")
def schedule(request: DeskRequest, pk: int) -> HttpResponse:
    """Have what the preview showed published at a moment."""
    found, form, status = _event(pk), ScheduleForm(request.POST), 422
    if form.is_valid():
        try:
            seen = request.POST.get("seen", "")
            made = actions.schedule_publication(event=found, seen=seen, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        except StaleVersionError:
            status = 409
            form.add_error(
                None, _("It was changed after you opened this page, so nothing is scheduled. Read it again.")
            )
        else:
            messages.success(
                request,
                _("It will be published at %(newsroom_time)s, as you saw it.")
                % {"newsroom_time": newsroom_time(made.at)},
            )
            return redirect(found)
    return render(request, PAGE, page_context(request, _event(pk), schedule_form=form), status=status)


@require_POST
@desk_view("timeline.publish_event")
def cancel(request: DeskRequest, pk: int) -> HttpResponse:
    """Do not publish it by itself after all."""
    waiting = get_object_or_404(Schedule.objects.waiting(), event=pk)
    actions.cancel_schedule(schedule=waiting, by=request.user)
    messages.success(request, _("Cancelled. It is published when somebody publishes it."))
    return redirect(waiting.event)


@require_POST
@desk_view("timeline.write_event")
def embargo(request: DeskRequest, pk: int) -> HttpResponse:
    """Let nobody publish it before a moment, or lift that."""
    found, form = _event(pk), EmbargoForm(request.POST)
    if form.is_valid():
        try:
            held = actions.set_embargo(event=found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            until = held.embargo_until
            messages.success(
                request,
                _("Under embargo until %(newsroom_time)s.") % {"newsroom_time": newsroom_time(until)}
                if until
                else _("It is under no embargo."),
            )
            return redirect(found)
    return render(request, PAGE, page_context(request, _event(pk), embargo_form=form), status=422)


@require_http_methods(["GET", "POST"])
@desk_view("timeline.publish_event")
def withdraw(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a published event from the timeline, with a reason that readers see."""
    found, form = _event(pk), ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.withdraw(event=found, reason=form.cleaned_data["reason"], by=request.user)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Withdrawn. Its page says so, and why."))
            return redirect(found)
    context = {
        "nav": "desk",
        "event": found,
        "live": found.live_entry,
        "form": form,
        "why_not": why_not_withdraw(found, request.user),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "timeline/desk_event_withdraw.html", context, status=status)
