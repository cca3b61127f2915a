"""Parts of the event editor with addresses of their own: figures, each from the version read, and the map."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.access import DeskRequest, desk_view
from claims.policies import StaleVersionError
from lib.form_errors import add_errors
from timeline import actions
from timeline.desk_forms import CountForm, FigureForm
from timeline.desk_views import event_on_desk, number_in, overtaken_by, page_context
from timeline.models import Event, Figure
from timeline.place_map import map_context


@require_POST
@desk_view("timeline.write_event")
def add(request: DeskRequest, pk: int) -> HttpResponse:
    """A figure as one of the event's claims has it."""
    event = event_on_desk(pk)
    form = FigureForm(request.POST, event=event)

    def write(version: int) -> None:
        actions.add_figure(event=event, version=version, by=request.user, **form.cleaned_data)

    return _written(request, event, form, write, figure_form=form)


@require_POST
@desk_view("timeline.write_event")
def change(request: DeskRequest, pk: int, figure_id: int) -> HttpResponse:
    """Another number for a figure."""
    figure = _figure(pk, figure_id)
    form = CountForm(request.POST, figure=figure)

    def write(version: int) -> None:
        actions.change_figure(figure=figure, count=form.cleaned_data["count"], version=version, by=request.user)

    return _written(request, figure.event, form, write, changed=form)


@require_POST
@desk_view("timeline.write_event")
def remove(request: DeskRequest, pk: int, figure_id: int) -> HttpResponse:
    """Take a figure away; one that is gone already is no fault."""
    event = event_on_desk(pk)
    figure = event.figures.filter(pk=figure_id).first()
    if figure is not None:
        try:
            actions.remove_figure(figure=figure, version=number_in(request.POST.get("version", "")), by=request.user)
        except StaleVersionError:
            messages.error(request, overtaken_by(event_on_desk(pk)))
    return redirect(f"{event.get_absolute_url()}#figures")


@require_GET
@desk_view()
def place_on_map(request: DeskRequest) -> HttpResponse:
    """The small map of the place that is being chosen."""
    context = map_context(request.GET.get("place", ""), request.GET.get("place_precision", ""))
    return render(request, "timeline/place_map.html", context)


def _figure(pk: int, figure_id: int) -> Figure:
    return get_object_or_404(Figure.objects.select_related("event", "claim"), pk=figure_id, event=pk)


def _written(
    request: DeskRequest, event: Event, form: CountForm, write: Callable[[int], None], **forms: Any
) -> HttpResponse:
    """Write what the form says, or show the page with what was typed and what stands in its way."""
    status = 422
    if form.is_valid():
        try:
            write(number_in(request.POST.get("version", "")))
        except ValidationError as error:
            add_errors(form, error)
        except StaleVersionError:
            status = 409
            form.add_error(None, overtaken_by(event_on_desk(event.pk)))
        else:
            return redirect(f"{event.get_absolute_url()}#figures")
    context = page_context(request, event_on_desk(event.pk), **forms)
    return render(request, "timeline/desk_event.html", context, status=status)
