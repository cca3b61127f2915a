"""Who works on an event, and until when, on the desk."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import DeskRequest, desk_view
from claims.forms import AssignForm
from lib.form_errors import add_errors
from timeline import actions
from timeline.desk_views import event_on_desk, page_context


@require_POST
@desk_view("timeline.write_event")
def assign(request: DeskRequest, pk: int) -> HttpResponse:
    """Give the event to somebody, with a day or without."""
    found, form = event_on_desk(pk), AssignForm(request.POST, auto_id="assign-%s")
    if form.is_valid():
        try:
            given = actions.assign_event(event=found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(
                request,
                _("Assigned to %(assignee)s.") % {"assignee": given.assignee}
                if given.assignee
                else _("Assigned to nobody."),
            )
            return redirect(f"{found.get_absolute_url()}#handling")
    context = page_context(request, found, refused_assignment=form)
    return render(request, "timeline/desk_event.html", context, status=422)
