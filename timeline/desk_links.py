"""What an event followed from, on its page on the desk."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.access import DeskRequest, desk_view
from claims.policies import StaleVersionError
from lib.form_errors import add_errors
from timeline import actions
from timeline.desk_forms import LinkForm
from timeline.desk_views import event_on_desk, events_to_link, number_in, overtaken_by, page_context


@require_GET
@desk_view()
def find(request: DeskRequest, pk: int) -> HttpResponse:
    """Other events of its conflict by their words, as a list to choose from."""
    words = request.GET.get("link_q", "")
    context = {"link_q": words, "linkable": events_to_link(event_on_desk(pk), words)}
    return render(request, "timeline/desk_events_found.html", context)


@require_POST
@desk_view("timeline.write_event")
def add(request: DeskRequest, pk: int) -> HttpResponse:
    """Say what the event followed from."""
    event, status = event_on_desk(pk), 422
    form = LinkForm(request.POST, event=event)
    if form.is_valid():
        try:
            version = number_in(request.POST.get("version", ""))
            actions.link_events(event=event, version=version, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        except StaleVersionError:
            status = 409
            form.add_error(None, overtaken_by(event_on_desk(pk)))
        else:
            return redirect(f"{event.get_absolute_url()}#links")
    context = page_context(request, event_on_desk(pk), link_form=form)
    return render(request, "timeline/desk_event.html", context, status=status)


@require_POST
@desk_view("timeline.write_event")
def remove(request: DeskRequest, pk: int, link_id: int) -> HttpResponse:
    """Take a link away; one that is gone already is no fault."""
    event = event_on_desk(pk)
    link = event.links.filter(pk=link_id).first()
    if link is not None:
        try:
            actions.remove_link(link=link, version=number_in(request.POST.get("version", "")), by=request.user)
        except StaleVersionError:
            messages.error(request, overtaken_by(event_on_desk(pk)))
    return redirect(f"{event.get_absolute_url()}#links")
