"""Saved searches: each person's own, whatever their role; nobody learns of somebody else's."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import PersonRequest, person_view
from lib.form_errors import add_errors
from timeline import actions
from timeline.models import SavedSearch, Webhook
from timeline.search_forms import ChangeForm, SearchForm, WebhookForm

mine = person_view("/accounts/searches/")


@never_cache
@require_http_methods(["GET", "POST"])
@mine
def searches(request: PersonRequest) -> HttpResponse:
    """My saved searches; POST saves one."""
    form = SearchForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        try:
            made = actions.save_search(**form.cleaned_data, by=request.user)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Saved as “%(made)s”.") % {"made": made})
            return redirect(made)
    found = SavedSearch.objects.of(request.user.pk).annotate(hooks=Count("webhooks"))
    return render(request, "timeline/searches.html", {"searches": found, "form": form}, status=422 if form else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@mine
def search(request: PersonRequest, pk: int) -> HttpResponse:
    """One of my searches, its mails and its webhooks; POST changes its name and how often it is mailed."""
    found = _search(request, pk)
    form = ChangeForm(request.POST if request.method == "POST" else None, initial=vars(found))
    if form.is_bound and form.is_valid():
        try:
            actions.change_search(search=found, **form.cleaned_data, by=request.user)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Saved. It counts from now on."))
            return redirect(found)
    return _page(request, found, form=form, status=422 if form.is_bound else 200)


@require_POST
@mine
def delete(request: PersonRequest, pk: int) -> HttpResponse:
    """Forget one of my searches."""
    found = _search(request, pk)
    actions.delete_search(search=found, by=request.user)
    messages.success(request, _("“%(found)s” is deleted.") % {"found": found})
    return redirect("timeline:searches")


@never_cache
@require_POST
@mine
def add_webhook(request: PersonRequest, pk: int) -> HttpResponse:
    """Tell an address what one of my searches finds; the secret is shown in the answer, this once."""
    found = _search(request, pk)
    form = WebhookForm(request.POST)
    if form.is_valid():
        try:
            made = actions.add_webhook(search=found, **form.cleaned_data, by=request.user)
        except ValidationError as error:
            add_errors(form, error)
        else:
            return _page(request, found, made=made)
    return _page(request, found, hook_form=form, status=422)


@require_POST
@mine
def test_webhook(request: PersonRequest, pk: int) -> HttpResponse:
    """Send one of my webhooks a message that says it is a test."""
    hook = _webhook(request, pk)
    try:
        actions.test_webhook(webhook=hook, by=request.user)
        messages.success(request, _("A test is on its way; what came back stands below in a moment."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(hook.search)


@require_POST
@mine
def enable_webhook(request: PersonRequest, pk: int) -> HttpResponse:
    """Send to one of my webhooks again."""
    hook = _webhook(request, pk)
    actions.enable_webhook(webhook=hook, by=request.user)
    return redirect(hook.search)


@require_POST
@mine
def remove_webhook(request: PersonRequest, pk: int) -> HttpResponse:
    """Send nothing to one of my webhooks any more."""
    hook = _webhook(request, pk)
    actions.remove_webhook(webhook=hook, by=request.user)
    return redirect(hook.search)


def _search(request: PersonRequest, pk: int) -> SavedSearch:
    return get_object_or_404(SavedSearch, pk=pk, user=request.user)


def _webhook(request: PersonRequest, pk: int) -> Webhook:
    return get_object_or_404(Webhook.objects.select_related("search"), pk=pk, search__user=request.user)


def _page(
    request: PersonRequest,
    found: SavedSearch,
    *,
    form: ChangeForm | None = None,
    hook_form: WebhookForm | None = None,
    made: Webhook | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "search": found,
        "form": form or ChangeForm(initial=vars(found)),
        "hook_form": hook_form or WebhookForm(),
        "made": made,
        "webhooks": found.webhooks.with_log(),
    }
    return render(request, "timeline/search.html", context, status=status)
