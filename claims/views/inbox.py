"""Acting on the reports of the inbox, undoing that, and keeping ways of looking at it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import DeskRequest, desk_view
from claims import actions
from claims.inbox import Wanted
from claims.inbox_forms import ActForm
from claims.models import InboxStep, SavedFilter
from claims.views.desk import desk_page

_STEPS_SHOWN = 50


def _sent(request: DeskRequest) -> tuple[Wanted, str]:
    """The view of the inbox that a form was sent from, and its page."""
    query = QueryDict(request.POST.get("query", "")[:600])
    return Wanted.of(query.dict()), str(query.get("page", ""))


def _back(request: DeskRequest, said: str) -> HttpResponse:
    """To the view that the form was sent from, with what was done."""
    wanted, number = _sent(request)
    if request.htmx:
        return desk_page(request, wanted, number=number, said=said)
    if said:
        messages.success(request, said)
    query = "&".join(part for part in (wanted.query, f"page={number}" if number.isdecimal() else "") if part)
    return redirect(reverse("claims:desk") + (f"?{query}" if query else ""))


@require_POST
@desk_view()
def act(request: DeskRequest) -> HttpResponse:
    """Assign, put off, dismiss or re-open the chosen reports."""
    form = ActForm(request.POST)
    step = form.carry_out(request.user)
    if step is None:
        wanted, number = _sent(request)
        return desk_page(request, wanted, number=number, status=422, act=form, chosen=set(form.chosen))
    return _back(request, "" if step.pk else _("Nothing to change: it is so already."))


@require_GET
@desk_view()
def steps(request: DeskRequest) -> HttpResponse:
    """What I did to the inbox, the last first, with a way to undo it."""
    context = {"nav": "desk", "steps": InboxStep.objects.of(request.user)[:_STEPS_SHOWN]}
    return render(request, "claims/inbox_steps.html", context)


@require_POST
@desk_view()
def undo(request: DeskRequest, pk: int) -> HttpResponse:
    """Undo a step of mine, as far as it still stands."""
    step = get_object_or_404(InboxStep.objects.of(request.user), pk=pk)
    said = str(actions.undo_step(step=step, by=request.user))
    if request.POST.get("from") == "steps":
        messages.success(request, said)
        return redirect("claims:inbox_steps")
    return _back(request, said)


@require_POST
@desk_view()
def save_filter(request: DeskRequest) -> HttpResponse:
    """Keep the present view by a name."""
    wanted, number = _sent(request)
    name = request.POST.get("name", "")
    try:
        saved = actions.save_filter(name=name, query=wanted.query, by=request.user)
    except ValidationError as error:
        fault = error.messages[0]
        return desk_page(request, wanted, number=number, status=422, filter_fault=fault, filter_name=name)
    return _back(request, _("Saved as %(saved)s.") % {"saved": saved})


@require_POST
@desk_view()
def rename_filter(request: DeskRequest, pk: int) -> HttpResponse:
    """Call a kept view something else."""
    saved = get_object_or_404(SavedFilter, pk=pk, user=request.user)
    try:
        actions.rename_filter(saved=saved, name=request.POST.get("name", ""), by=request.user)
    except ValidationError as error:
        wanted, number = _sent(request)
        return desk_page(request, wanted, number=number, status=422, filter_fault=error.messages[0])
    return _back(request, _("It is called %(saved)s now.") % {"saved": saved})


@require_POST
@desk_view()
def delete_filter(request: DeskRequest, pk: int) -> HttpResponse:
    """Forget a kept view."""
    saved = get_object_or_404(SavedFilter, pk=pk, user=request.user)
    actions.delete_filter(saved=saved, by=request.user)
    return _back(request, _("Deleted %(saved)s.") % {"saved": saved})
