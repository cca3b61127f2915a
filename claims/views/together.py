"""Several people at one desk: who is here, who is editing, and what was typed and not sent."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.access import DeskRequest, desk_view
from claims import actions
from claims.drafts import FORM, to_keep
from claims.models import SentForm
from claims.presence import SUBJECT
from claims.templatetags.together import presence_context
from claims.together import number
from lib.languages import without_language

_NOT_NAMED = gettext_lazy("It does not say what it is about.")


@require_POST
@desk_view()
def here(request: DeskRequest) -> HttpResponse:
    """A page says that it is looked at, and hears who else looks at the same."""
    subject, edits = request.POST.get("subject", ""), request.POST.get("edits", "")
    if not SUBJECT.fullmatch(subject):
        return HttpResponse(_NOT_NAMED, status=422)
    if edits == "now" and request.user.has_perm("claims.write_claim"):
        actions.take_edit_lock(subject=subject, by=request.user)
    context = presence_context(request, subject, edits if edits in {"now", "here"} else "")
    return render(request, "claims/presence.html", context | {"polled": True})


@require_POST
@desk_view("claims.write_claim")
def take_over(request: DeskRequest) -> HttpResponse:
    """Say that one edits a thing now although somebody else does."""
    subject = request.POST.get("subject", "")
    if not SUBJECT.fullmatch(subject):
        return HttpResponse(_NOT_NAMED, status=422)
    actions.take_edit_lock(subject=subject, by=request.user, over=True)
    messages.info(request, _("You are editing it now. Whoever saves second is shown what the other one changed."))
    return _back(request)


@require_POST
@desk_view("claims.write_claim")
def keep_draft(request: DeskRequest) -> HttpResponse:
    """Keep what is typed into a form; on a claim or an event, that says too who is editing it."""
    form, version = request.POST.get("draft_of", ""), number(request.POST.get("draft_version", ""))
    if not FORM.fullmatch(form):
        return HttpResponse(_NOT_NAMED, status=422)
    if SentForm.objects.was_sent(request.POST.get("once", "")):
        return HttpResponse(status=204)  # it was on its way when the form was sent
    try:
        actions.keep_draft(form=form, version=version, fields=to_keep(request.POST), by=request.user)
    except ValidationError as error:
        return HttpResponse(error.messages[0])
    if SUBJECT.fullmatch(form):
        actions.take_edit_lock(subject=form, by=request.user)
    return HttpResponse(_("Kept as a draft, %(time)s UTC") % {"time": f"{timezone.now():%H:%M}"})


@require_POST
@desk_view("claims.write_claim")
def throw_draft_away(request: DeskRequest) -> HttpResponse:
    """Forget a draft that is not wanted."""
    form = request.POST.get("form", "")
    if not FORM.fullmatch(form):
        return HttpResponse(_NOT_NAMED, status=422)
    if actions.throw_draft_away(form=form, by=request.user):
        messages.success(request, _("Threw the draft away."))
    return _back(request)


def _back(request: DeskRequest) -> HttpResponse:
    """To the page of the desk from which it was sent."""
    back = request.POST.get("back", "")
    safe = without_language(back).startswith("/desk/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if safe else "claims:desk")
