"""Events that are one, and events that are two, on the desk."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import DeskRequest, desk_view
from claims.merging_forms import MergeForm, ReasonForm
from claims.policies import StaleVersionError
from claims.views.articles import gazetteer_names
from lib import merging
from lib.chosen import chosen
from lib.form_data import sent_again
from lib.form_errors import add_errors
from timeline import actions
from timeline.actions import EventContent
from timeline.desk_forms import EventForm
from timeline.later_forms import SplitForm
from timeline.merging import preview_merge
from timeline.models import Event
from timeline.policies import why_not_withdraw

_PAGE = "timeline/desk_event_merge.html"
_FOUND = 12


def _event(pk: int) -> Event:
    return get_object_or_404(Event.objects.for_desk().select_related("merged_into"), pk=pk)


@require_http_methods(["GET", "POST"])
@desk_view("timeline.write_event")
def merge(request: DeskRequest, pk: int) -> HttpResponse:
    """Find the other event, see what would move, and merge this one into it."""
    found, status = _event(pk), 200
    others = Event.objects.for_desk().standing().beside(found)
    into = chosen(others, (request.POST or request.GET).get("into", ""))
    form = MergeForm(request.POST) if request.method == "POST" else None
    if form is not None:
        refused = merging.refused(form, lambda read: _merge(request, found, into, read))
        if refused is None and into is not None:
            messages.success(
                request,
                _("Merged “%(found)s” into this event. Readers see it after a publication.") % {"found": found},
            )
            return redirect(into)
        status = refused or 422
    return render(request, _PAGE, _merge_context(request, _event(pk), into, form), status=status)


def _merge(request: DeskRequest, event: Event, into: Event | None, read: dict[str, Any]) -> None:
    if into is None:
        raise ValidationError(_("Choose the other event."))
    actions.merge_events(event=event, by=request.user, **read | {"into": into})


def _merge_context(request: DeskRequest, event: Event, into: Event | None, form: MergeForm | None) -> dict[str, Any]:
    words = request.GET.get("q", "")
    preview = preview_merge(event, into) if into else None
    return {
        "nav": "desk",
        "event": event,
        "into": into,
        "form": merging.as_read(MergeForm, form, event, into),
        "preview": preview,
        "why_not": why_not_withdraw(event, request.user) if preview and preview.live else None,
        "q": words,
        "found": Event.objects.for_desk().standing().beside(event).called(words)[:_FOUND],
        "undo_form": ReasonForm(auto_id="undo-%s"),
    }


@require_POST
@desk_view("timeline.write_event")
def unmerge(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a merge back."""
    found, form = _event(pk), ReasonForm(request.POST, auto_id="undo-%s")
    refused = merging.refused(form, lambda read: actions.unmerge_event(event=found, by=request.user, **read))
    if refused is None:
        messages.success(request, _("They are two events again. Readers see that after the next publications."))
        return redirect(found)
    context = _merge_context(request, _event(pk), None, None) | {"undo_form": form}
    return render(request, _PAGE, context, status=refused)


@require_http_methods(["GET", "POST"])
@desk_view("timeline.write_event")
def split(request: DeskRequest, pk: int) -> HttpResponse:
    """Some of an event's claims as an event of their own, filled in from this one."""
    found, status = _event(pk), 200
    sent = request.POST or None
    parts = SplitForm(sent, event=found, initial={"version": found.version})
    form = EventForm(sent, conflict=found.conflict, content=EventContent.of(found))
    if request.method == "POST":
        status = 422
        if parts.is_valid() & form.is_valid():
            try:
                values = parts.cleaned_data | {"claims": list(parts.cleaned_data["claims"])}
                made = actions.split_event(event=found, content=form.content(), by=request.user, **values)
            except ValidationError as error:
                _add(parts, form, error)
            except StaleVersionError:
                status = 409
                parts.add_error(None, merging.OVERTAKEN)
                sent_again(parts, version=_event(pk).version)
            else:
                messages.success(request, _("Made this event of claims of “%(found)s”.") % {"found": found})
                return redirect(made)
    ticked = set(request.POST.getlist("claims"))
    ties = [
        {"claim": tie.claim, "chosen": str(tie.claim_id) in ticked}
        for tie in found.event_claims.select_related("claim").order_by("position", "pk")
    ]
    context = {"nav": "desk", "event": found, "ties": ties, "chosen": parts, "form": form} | gazetteer_names()
    return render(request, "timeline/desk_event_split.html", context, status=status)


def _add(parts: SplitForm, form: EventForm, error: ValidationError) -> None:
    """Each fault beside the field that it names, in whichever form that is."""
    names = set(getattr(error, "error_dict", {}))
    add_errors(form if names & set(form.fields) else parts, error)
